import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { CloudFiles } from './cloud-files';
import { applyDeclarations } from './collections';
import { CallCounters, type GatewayCalls } from './counters';
import { Database } from './database';
import type { CollectionDeclaration } from './declarations';
import { Faults, type FaultSwitches } from './faults';
import { DamagedStoreError } from './damage';
import { FolderUnusableError, lockFolder, type FolderLock } from './folder-lock';
import type { InvokeFunction } from './actions/action';
import { systemTimer, type SetTimer } from './locks';
import { Store } from './store';
import { StoreGuard } from './store-guard';
import { Transactions } from './transactions';
import { serveRequest } from './wire';
import type { WxApi } from './wx-api';

export type { InvokeFunction } from './actions/action';
export type { CloudFiles, FileAnswer, FileCopyOrder } from './cloud-files';
export type { GatewayCalls } from './counters';
export type { CollectionDeclaration, IndexDeclaration, IndexField } from './declarations';
export { DamagedStoreError } from './damage';
export { FolderInUseError, FolderUnusableError } from './folder-lock';
export type { FaultRule, FaultSwitches } from './faults';
export type { SetTimer } from './locks';
export { GatewayError, type GatewayErrorCode } from './gateway-error';
export type { CompatibleAnswer, WxApi } from './wx-api';

const DATA_FILE = 'documents.mdb';
/** The files of a store in its folder, as `copyTo` makes them. */
export const STORE_FILES = [DATA_FILE, `${DATA_FILE}.size`] as const;
const LOCK_WAIT_MS = 10_000;
const TRANSACTION_EXPIRY_MS = 30_000;

export interface GatewayOptions {
  /** Where the data lies; made if it doesn't exist. One process at a time. */
  readonly folder: string;
  /** The clock of server dates and new ids, in milliseconds since 1970. */
  readonly now: () => number;
  /** Serves `callFunction`; without it that action is refused. */
  readonly invokeFunction?: InvokeFunction;
  /** Serves `callWxOpenApi` and `callCompatibleWxOpenApi`; without it they are refused. */
  readonly wxApi?: WxApi;
  /** Serves the SDK's files; without it they are refused. */
  readonly files?: CloudFiles;
  /** How long a write waits for a document that a transaction holds. Default 10 s, below the SDK's time-out of 15 s. */
  readonly lockWaitMs?: number;
  /** After so long without a commit a transaction is aborted. Default 30 s, as in CloudBase. */
  readonly transactionExpiryMs?: number;
  /** The timer of both; a test turns the hands itself. */
  readonly setTimer?: SetTimer;
  /** false: an answered write may be lost by a power cut (not by a killed process). Default true. */
  readonly fsync?: boolean;
}

export interface Gateway {
  /** Serves one `POST /admin`. Never rejects for what a caller sent. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /**
   * Makes the named collections and their indexes what is declared: builds new indexes over existing documents, drops
   * those no longer declared, and does nothing the second time. Collections that are not named stay as they are.
   *
   * @throws GatewayError for an invalid declaration, or a unique index over documents that aren't unique; then
   *   nothing is changed
   */
  applyCollections(declarations: readonly CollectionDeclaration[]): Promise<void>;
  /**
   * Copies the store into a folder while it goes on: one commit of it and nothing of a later one. That commit is not
   * older than the call: the copy holds every write that was answered before `copyTo` was called, and none that came
   * after it resolved. When it resolves, the copy is on the disk.
   *
   * @throws FolderInUseError, FolderUnusableError where nothing can be written or a store is already; then nothing of
   *   the copy stays
   */
  copyTo(folder: string): Promise<void>;
  readonly calls: GatewayCalls;
  readonly faults: FaultSwitches;
  /** Waits for the writes under way, closes the files and gives the folder free. */
  close(): Promise<void>;
}

/**
 * Opens a document database in a folder.
 *
 * @throws FolderInUseError when a live process has it, FolderUnusableError when it can't be made or written,
 *   DamagedStoreError when its files are not what was written
 */
export function openGateway(options: GatewayOptions): Promise<Gateway> {
  return new Promise((resolve) => resolve(open(options)));
}

function open(options: GatewayOptions): Gateway {
  const { folder, now, fsync = true, setTimer = systemTimer } = options;
  const lock = lockFolder(folder);
  const store = openStore(folder, fsync, lock);
  const database = new Database(store, { setTimer, lockWaitMs: options.lockWaitMs ?? LOCK_WAIT_MS });
  const transactions = new Transactions(database, {
    setTimer,
    expiryMs: options.transactionExpiryMs ?? TRANSACTION_EXPIRY_MS,
  });
  const counters = new CallCounters();
  const faults = new Faults(setTimer);
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  function track<T>(work: () => Promise<T>): Promise<T> {
    if (closing) return Promise.reject(new Error('the gateway is closed'));
    const promise = work();
    underWay.add(promise);
    const forget = (): boolean => underWay.delete(promise);
    promise.then(forget, forget);
    return promise;
  }

  async function closeAll(): Promise<void> {
    await Promise.allSettled(underWay);
    transactions.abortAll();
    await store.close();
    lock.release();
  }

  return {
    handle: (request, response) =>
      track(() => {
        const { invokeFunction, wxApi, files } = options;
        const given = { invokeFunction, wxApi, files };
        const context = { database, transactions, counters, faults, nowMs: now(), ...given };
        return serveRequest(request, response, context);
      }),
    applyCollections: (declarations) => track(() => applyDeclarations(database, declarations)),
    copyTo: (target) => track(() => copyStore(store, target)),
    calls: counters,
    faults,
    close: () => (closing ??= closeAll()),
  };
}

/**
 * Reads everything that lies in the folder of a gateway that isn't open. Opening one checks as much only as long as it
 * is small.
 *
 * @returns the number of rows, those of indexes included
 * @throws DamagedStoreError, FolderInUseError, FolderUnusableError
 */
export function verifyStore(folder: string): number {
  const lock = lockFolder(folder);
  try {
    return StoreGuard.verify(join(folder, DATA_FILE));
  } finally {
    lock.release();
  }
}

async function copyStore(store: Store, folder: string): Promise<void> {
  const lock = lockFolder(folder);
  try {
    await store.copyTo(join(folder, DATA_FILE));
  } catch (error) {
    throw new FolderUnusableError(folder, error);
  } finally {
    lock.release();
  }
}

function openStore(folder: string, fsync: boolean, lock: FolderLock): Store {
  try {
    return new Store(join(folder, DATA_FILE), fsync);
  } catch (error) {
    lock.release();
    if (error instanceof DamagedStoreError) throw error;
    throw new FolderUnusableError(folder, error);
  }
}
