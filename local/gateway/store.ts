import { randomInt } from 'node:crypto';
import { ABORT, open, type RootDatabase, type Transaction } from 'lmdb';
import { GatewayError } from './gateway-error';
import { FIRST_VERSION_LIMIT, sealRow, valueOfRow, versionOfRow } from './row-format';
import { StoreGuard } from './store-guard';
import { WriteGroups } from './write-groups';

/** Keys from `from` on and before `to`. */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
}

export interface Row {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** An ordered map of bytes, seen at one moment. What it reads is verified: a damaged row throws DamagedRowError. */
export interface Reader {
  get(key: Buffer): Buffer | undefined;
  rows(range: KeyRange, reverse: boolean): Iterable<Row>;
  count(range: KeyRange): number;
}

/** A reader that also tells one write of a row from another. */
export interface VersionedReader extends Reader {
  /** undefined when there is no such row. */
  versionOf(key: Buffer): number | undefined;
}

export interface Writer extends Reader {
  put(key: Buffer, value: Uint8Array): void;
  remove(key: Buffer): void;
}

/** The committed state of one moment, held until it is released. */
export interface Snapshot extends VersionedReader {
  release(): void;
}

/** LMDB's own limit with pages of 4 KiB is 1978. */
export const MAX_KEY_BYTES = 1900;
/** How many snapshots can be held at once, with some left for plain reads. */
export const MAX_SNAPSHOTS = 500;

const GROWTH_CHECK_MS = 1000;

type Rows = RootDatabase<Buffer, Buffer>;
type Outcome<T> = { readonly value: T } | { readonly refusal: GatewayError } | { readonly defect: unknown };

/** The durable map: one LMDB environment. Knows nothing of documents. */
export class Store {
  readonly #rows: Rows;
  readonly #newest: StoreWriter;
  readonly #guard: StoreGuard;
  readonly #growthTimer: NodeJS.Timeout;
  readonly #groups = new WriteGroups((runAll) => this.#commit(runAll));
  #failure: unknown;

  /**
   * @param file path of the data file
   * @param fsync false trades the last moments before a power cut for speed
   * @throws DamagedStoreError
   */
  constructor(file: string, fsync: boolean) {
    this.#guard = new StoreGuard(file);
    this.#rows = open<Buffer, Buffer>({
      path: file,
      noSubdir: true,
      encoding: 'binary',
      keyEncoding: 'binary',
      noSync: !fsync,
      maxReaders: 2 * MAX_SNAPSHOTS,
      // With overlapping sync a write is answered after the commit and before the flush. A commit then survives a
      // killed process but not a power cut, and "durable" would be a word.
      overlappingSync: false,
    });
    this.#newest = new StoreWriter(this.#rows);
    this.#growthTimer = setInterval(() => this.#guard.noteGrowth(), GROWTH_CHECK_MS).unref();
  }

  /** Runs synchronous work on the newest committed state. */
  read<T>(work: (reader: VersionedReader) => T): T {
    this.#refuseAfterFailure();
    // A read transaction is cached for the rest of the event turn and may be older than a write that this turn
    // has already answered.
    this.#rows.resetReadTxn();
    return work(this.#newest);
  }

  /** Holds the newest committed state, whatever is written later. */
  snapshot(): Snapshot {
    this.#refuseAfterFailure();
    this.#rows.resetReadTxn();
    return new HeldSnapshot(this.#rows, this.#rows.useReadTransaction());
  }

  /**
   * Runs synchronous work inside one write transaction, alone, on the newest state, and resolves when what it wrote is
   * on the disk. Concurrent writes share one flush.
   *
   * A GatewayError thrown by the work is an answer: what the work had written before it stays (a batch that
   * stops at its third document). Any other error is a defect and undoes everything that the work wrote.
   */
  async write<T>(work: (writer: Writer & VersionedReader) => T): Promise<T> {
    this.#refuseAfterFailure();
    const outcome = await this.#groups.join(() => this.#run(work));
    if ('defect' in outcome) throw outcome.defect;
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.value;
  }

  /** In a transaction of its own inside the group's, so that a defect takes nothing of the others with it. */
  #run<T>(work: (writer: Writer & VersionedReader) => T): Outcome<T> {
    let outcome: Outcome<T> | undefined;
    this.#rows.transactionSync((): unknown => {
      outcome = attempt(() => work(this.#newest));
      return 'defect' in outcome ? ABORT : undefined;
    });
    if (outcome === undefined) throw new Error('the transaction ended without running its work');
    return outcome;
  }

  /**
   * Commits in this thread: handing a group to LMDB's own and back costs more than the flush that it would overlap
   * (twice as many writes a second at 8 and at 32 clients).
   */
  #commit(runAll: () => void): void {
    this.#refuseAfterFailure();
    try {
      this.#rows.transactionSync(runAll);
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  /** After a failed commit (a full disk) nobody knows which of the works of that commit would still be true. */
  #refuseAfterFailure(): void {
    if (this.#failure !== undefined) {
      throw new Error('the store failed to commit and must be opened anew', { cause: this.#failure });
    }
  }

  /**
   * Copies the newest commit to a file, beside the writes that go on. Page by page, free ones too: what writes do
   * meanwhile lies in pages that the copied commit doesn't use.
   */
  async copyTo(file: string): Promise<void> {
    this.#refuseAfterFailure();
    await StoreGuard.copy(file, () => this.#rows.backup(file, false));
  }

  async close(): Promise<void> {
    clearInterval(this.#growthTimer);
    await this.#groups.settled();
    await this.#rows.close();
    await this.#guard.close();
  }
}

class StoreReader implements VersionedReader {
  protected readonly lmdb: Rows;
  readonly #at: { readonly transaction: Transaction } | undefined;

  constructor(lmdb: Rows, transaction?: Transaction) {
    this.lmdb = lmdb;
    this.#at = transaction && { transaction };
  }

  get(key: Buffer): Buffer | undefined {
    const row = this.#row(key);
    return row && valueOfRow(key, row);
  }

  versionOf(key: Buffer): number | undefined {
    const row = this.#row(key);
    return row && versionOfRow(key, row);
  }

  *rows(range: KeyRange, reverse: boolean): Iterable<Row> {
    const options = reverse
      ? { start: range.to, end: range.from, exclusiveStart: true, inclusiveEnd: true, reverse }
      : { start: range.from, end: range.to };
    for (const { key, value } of this.lmdb.getRange({ ...options, ...this.#at })) {
      yield { key, value: valueOfRow(key, value) };
    }
  }

  count(range: KeyRange): number {
    return this.lmdb.getKeysCount({ start: range.from, end: range.to, ...this.#at });
  }

  #row(key: Buffer): Buffer | undefined {
    return this.#at === undefined ? this.lmdb.get(key) : this.lmdb.get(key, this.#at);
  }
}

class StoreWriter extends StoreReader implements Writer {
  /**
   * Begins anywhere, so that no row of an earlier process has a version of this one: versions are only ever compared
   * with what a snapshot of this process has seen.
   */
  #version = randomInt(FIRST_VERSION_LIMIT);

  put(key: Buffer, value: Uint8Array): void {
    this.#version += 1;
    this.lmdb.putSync(key, sealRow(key, value, this.#version));
  }

  remove(key: Buffer): void {
    this.lmdb.removeSync(key);
  }
}

/**
 * Must not be read inside `Store.write`: there LMDB's binding silently reads the newest state instead. The session of
 * a transaction therefore reads before it, and compares versions inside.
 */
class HeldSnapshot extends StoreReader implements Snapshot {
  readonly #transaction: Transaction;
  #released = false;

  constructor(lmdb: Rows, transaction: Transaction) {
    super(lmdb, transaction);
    this.#transaction = transaction;
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#transaction.done();
  }
}

function attempt<T>(work: () => T): Outcome<T> {
  try {
    return { value: work() };
  } catch (error) {
    return error instanceof GatewayError ? { refusal: error } : { defect: error };
  }
}
