import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { applyDeclarations } from './collections';
import { CallCounters, type GatewayCalls } from './counters';
import { Database } from './database';
import type { CollectionDeclaration } from './declarations';
import { FolderUnusableError, lockFolder, type FolderLock } from './folder-lock';
import { Store } from './store';
import { serveRequest } from './wire';

export type { GatewayCalls } from './counters';
export type { CollectionDeclaration, IndexDeclaration, IndexField } from './declarations';
export { FolderInUseError, FolderUnusableError } from './folder-lock';
export { GatewayError, type GatewayErrorCode } from './gateway-error';

export interface GatewayOptions {
  /** Where the data lies; made if it doesn't exist. One process at a time. */
  readonly folder: string;
  /** The clock of server dates and new ids, in milliseconds since 1970. */
  readonly now: () => number;
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
  readonly calls: GatewayCalls;
  /** Waits for the writes under way, closes the files and gives the folder free. */
  close(): Promise<void>;
}

/**
 * Opens a document database in a folder.
 *
 * @throws FolderInUseError when a live process has it, FolderUnusableError when it can't be made or written
 */
export async function openGateway({ folder, now, fsync = true }: GatewayOptions): Promise<Gateway> {
  const lock = lockFolder(folder);
  const store = openStore(folder, fsync, lock);
  const database = new Database(store);
  const counters = new CallCounters();
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
    await store.close();
    lock.release();
  }

  return {
    handle: (request, response) =>
      track(() => serveRequest(request, response, { database, counters, nowMs: now() })),
    applyCollections: (declarations) => track(() => applyDeclarations(database, declarations)),
    calls: counters,
    close: () => (closing ??= closeAll()),
  };
}

function openStore(folder: string, fsync: boolean, lock: FolderLock): Store {
  try {
    return new Store(join(folder, 'documents.mdb'), fsync);
  } catch (error) {
    lock.release();
    throw new FolderUnusableError(folder, error);
  }
}
