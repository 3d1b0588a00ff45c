import { randomUUID } from 'node:crypto';
import { accessSync, constants, linkSync, mkdirSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { messageOf } from './gateway-error';
import { processStartOf } from './process-identity';
import { syncFolder } from './sync-folder';

/** Another live process, or this one, has the folder open. */
export class FolderInUseError extends Error {
  readonly processId: number;

  constructor(folder: string, processId: number) {
    super(`${folder} is in use by process ${processId}`);
    this.name = 'FolderInUseError';
    this.processId = processId;
  }
}

/** The folder can't be made, or nothing can be written in it. */
export class FolderUnusableError extends Error {
  constructor(folder: string, cause: unknown) {
    super(`${folder} cannot be used: ${messageOf(cause)}`, { cause });
    this.name = 'FolderUnusableError';
  }
}

export interface FolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  /** When that process was started, in the words of the system; tells it from a later process of the same number. */
  readonly startedAt: string | null;
  /** Tells two locks of one process apart. */
  readonly token: string;
}

const LOCK_NAME = 'gateway.lock';
const MAX_ATTEMPTS = 10;

/**
 * Makes the folder if needed and takes it for this process. A lock whose process is gone, as after kill -9, counts
 * for nothing.
 *
 * @throws FolderInUseError, FolderUnusableError
 */
export function lockFolder(folder: string): FolderLock {
  const path = resolve(folder);
  const mine: Holder = { pid: process.pid, startedAt: processStartOf(process.pid), token: randomUUID() };
  const file = join(path, LOCK_NAME);
  const draft = `${file}.${mine.token}`;
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    // Written aside and linked into place: the lock is never seen half written.
    writeFileSync(draft, JSON.stringify(mine));
    try {
      takeLock(path, file, draft);
    } finally {
      rmSync(draft, { force: true });
    }
    syncFolder(path);
  } catch (error) {
    if (error instanceof FolderInUseError) throw error;
    throw new FolderUnusableError(path, error);
  }
  return { release: () => releaseLock(file, mine) };
}

function takeLock(folder: string, file: string, draft: string): void {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    try {
      linkSync(draft, file);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder === 'gone') continue;
    if (holder !== undefined && isAlive(holder)) throw new FolderInUseError(folder, holder.pid);
    removeStale(file, `${draft}.stale`, holder);
  }
  throw new Error(`${file} keeps changing hands`);
}

/**
 * Moves a stale lock away. Between reading and moving, another process may have done the same and taken the folder:
 * then its lock was moved, and is put back.
 */
function removeStale(file: string, aside: string, stale: Holder | undefined): void {
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = readHolder(aside);
  try {
    if (moved !== 'gone' && moved?.token !== stale?.token) linkSync(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
}

function releaseLock(file: string, mine: Holder): void {
  const holder = readHolder(file);
  if (holder !== 'gone' && holder?.token === mine.token) rmSync(file, { force: true });
}

/** undefined for a file that isn't a lock of ours, which only a crashed disk could leave behind. */
function readHolder(file: string): Holder | undefined | 'gone' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'gone';
    throw error;
  }
  try {
    const { pid, startedAt, token } = JSON.parse(text) as Partial<Holder>;
    if (!Number.isSafeInteger(pid) || pid === undefined || pid < 1 || typeof token !== 'string')
      return undefined;
    return { pid, startedAt: startedAt ?? null, token };
  } catch {
    return undefined;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  const startedNow = processStartOf(pid);
  return startedAt === null || startedNow === null || startedAt === startedNow;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}
