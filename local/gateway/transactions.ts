import { randomUUID } from 'node:crypto';
import { collectionNamed, sameStructure, withMultikeysOf, writeCatalog, type Catalog } from './catalog';
import type { CollectionRecord } from './catalog';
import { grant, TransactionClaims } from './claims';
import { WriteSession, type Database } from './database';
import { failed, transactionConflict, transactionNotExist } from './gateway-error';
import type { SetTimer } from './locks';
import { Overlay } from './overlay';
import { MAX_SNAPSHOTS, type Reader, type Snapshot } from './store';

/** Where a statement reads and writes: alone, or inside one transaction. */
export interface Session {
  read<T>(collection: string, work: (reader: Reader, collection: CollectionRecord) => T): Promise<T>;
  write<T>(work: (session: WriteSession) => T): Promise<T>;
}

export interface TransactionOptions {
  readonly setTimer: SetTimer;
  /** After so long without a commit or an abort a transaction is aborted. CloudBase: 30 s. */
  readonly expiryMs: number;
}

/** What a transaction has seen and not yet written. */
interface View {
  readonly snapshot: Snapshot;
  readonly overlay: Overlay;
  catalog: Catalog;
}

interface Transaction {
  readonly id: string;
  state: 'open' | 'committing' | 'ended';
  /** Taken by the first operation and not by the start. */
  view: View | undefined;
  readonly stopTimer: () => void;
  /** The end of the last operation: those of one transaction run one after the other. */
  tail: Promise<unknown>;
}

/**
 * Transactions with snapshot isolation: all reads see the state at the first operation plus the own writes; who
 * writes a document first wins, and who comes second meets the conflict at that write. Nothing reaches the store
 * before the commit, and the commit is one write of the store.
 */
export class Transactions {
  readonly #database: Database;
  readonly #options: TransactionOptions;
  readonly #open = new Map<string, Transaction>();

  constructor(database: Database, options: TransactionOptions) {
    this.#database = database;
    this.#options = options;
  }

  start(): string {
    if (this.#open.size >= MAX_SNAPSHOTS)
      throw failed(`more than ${MAX_SNAPSHOTS} transactions are open; nothing was started`);
    const id = randomUUID();
    const expire = (): void => {
      if (transaction.state === 'open') this.#end(transaction);
    };
    const transaction: Transaction = {
      id,
      state: 'open',
      view: undefined,
      stopTimer: this.#options.setTimer(expire, this.#options.expiryMs),
      tail: Promise.resolve(),
    };
    this.#open.set(id, transaction);
    return id;
  }

  /** The statements of one transaction. An error other than of their wording aborts it, as in MongoDB. */
  session(id: string): Session {
    return {
      read: (name, work) =>
        this.#inTurn(id, (transaction) => {
          const { overlay, catalog } = this.#viewOf(transaction);
          return Promise.resolve(work(overlay, collectionNamed(catalog, name)));
        }),
      write: (work) => this.#inTurn(id, (transaction) => this.#runStatement(transaction, work)),
    };
  }

  commit(id: string): Promise<void> {
    return this.#inTurn(id, async (transaction) => {
      transaction.state = 'committing';
      try {
        await this.#writeAll(transaction);
      } finally {
        // Only now: whoever waits for a row finds it on the disk.
        this.#end(transaction);
      }
    });
  }

  abort(id: string): Promise<void> {
    return this.#inTurn(id, (transaction) => {
      this.#end(transaction);
      return Promise.resolve();
    });
  }

  /** Gives the snapshots free, without which the store can't be closed. */
  abortAll(): void {
    for (const transaction of this.#open.values()) this.#end(transaction);
  }

  #inTurn<T>(id: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const transaction = this.#open.get(id);
    if (transaction === undefined) return Promise.reject(transactionNotExist());
    const run = (): Promise<T> => {
      if (transaction.state !== 'open') return Promise.reject(transactionNotExist());
      return work(transaction);
    };
    const result = transaction.tail.then(run);
    transaction.tail = result.catch(() => undefined);
    return result;
  }

  #viewOf(transaction: Transaction): View {
    if (transaction.view === undefined) {
      const snapshot = this.#database.store.snapshot();
      const catalog = this.#database.catalogs.read(snapshot);
      transaction.view = { snapshot, overlay: new Overlay(snapshot), catalog };
    }
    return transaction.view;
  }

  /** Runs on the snapshot; what it wants to write is kept only if all of it can be locked. */
  async #runStatement<T>(transaction: Transaction, work: (session: WriteSession) => T): Promise<T> {
    try {
      const view = this.#viewOf(transaction);
      const staged = new Overlay(view.overlay);
      const claims = new TransactionClaims();
      const session = new WriteSession(staged, view.catalog, claims);
      const result = work(session);
      await this.#lock(transaction, view, claims);
      staged.writeTo(view.overlay);
      view.catalog = session.catalog;
      return result;
    } catch (error) {
      this.#end(transaction);
      throw error;
    }
  }

  async #lock(transaction: Transaction, view: View, claims: TransactionClaims): Promise<void> {
    const { store, locks } = this.#database;
    const open = claims.open(view.snapshot, transaction, locks);
    if (open.length === 0) return;
    // Among the writes of the store and not beside them: every one of them is either wholly before, and its version
    // is seen here, or wholly after, and it sees the lock.
    const granted = await store.write(
      (newest) => transaction.state === 'open' && grant(open, newest, transaction, locks),
    );
    // Expired while it waited for its turn.
    if (transaction.state !== 'open') throw transactionNotExist();
    if (!granted) throw transactionConflict();
  }

  async #writeAll({ view }: Transaction): Promise<void> {
    if (view === undefined || view.overlay.isEmpty) return;
    const { store, catalogs } = this.#database;
    await store.write((writer) => {
      const newest = catalogs.read(writer);
      // An index that was declared meanwhile would lack these rows.
      if (!sameStructure(newest, view.catalog)) throw transactionConflict();
      view.overlay.writeTo(writer);
      const merged = withMultikeysOf(newest, view.catalog);
      if (merged !== newest) writeCatalog(writer, merged);
    });
  }

  #end(transaction: Transaction): void {
    if (transaction.state === 'ended') return;
    transaction.state = 'ended';
    transaction.stopTimer();
    this.#open.delete(transaction.id);
    transaction.view?.snapshot.release();
    this.#database.locks.releaseAll(transaction);
  }
}

/** A session outside every transaction. */
export function plainSession(database: Database): Session {
  return {
    read: async (name, work) => Promise.resolve(database.read(name, work)),
    write: (work) => database.write(work),
  };
}
