import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathFault } from './file-path';
import { refusal, type Outcome, type Refusal } from './refusal';
import {
  isDraftName,
  isFileName,
  makeFolder,
  openStored,
  readHeadSync,
  removeStored,
  writeStored,
  type FileHead,
  type OpenedFile,
} from './stored-file';

/** Who writes: the member of a phone, or a function, which may write everything. */
export type Writer = { readonly openid: string } | 'function';

export interface CopyOrder {
  readonly fromPath: string;
  readonly toPath: string;
  readonly overwrite: boolean;
  readonly removeOriginal: boolean;
}

export const MAX_FILE_BYTES = 50 * 1024 * 1024;

export const TOO_LARGE = refusal(
  'EXCEED_UPLOAD_MAXFILESIZE',
  `a file may have at most ${MAX_FILE_BYTES} bytes`,
);
export const NO_FILE = refusal('STORAGE_FILE_NONEXIST', 'there is no such file');

/** The files of one folder and who may write them. One process at a time. */
export class Shelf {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #heads = new Map<string, FileHead>();
  #lastChange: Promise<unknown> = Promise.resolve();

  /** @throws DamagedFileError */
  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
    makeFolder(folder);
    for (const name of readdirSync(folder)) {
      if (isDraftName(name)) rmSync(join(folder, name));
      if (!isFileName(name)) continue;
      const head = readHeadSync(folder, name);
      this.#heads.set(head.path, head);
    }
  }

  has(path: string): boolean {
    return this.#heads.has(path);
  }

  /** Newest first. */
  list(): FileHead[] {
    return [...this.#heads.values()].sort(
      (left, right) => right.atMs - left.atMs || (left.path < right.path ? -1 : 1),
    );
  }

  /** Held open: whatever happens to the file, these are its bytes. The caller closes the handle. */
  open(path: string): Promise<OpenedFile | undefined> {
    // In turn with the changes, so that what is listed is there.
    return this.#inTurn(async () => (this.has(path) ? openStored(this.#folder, path) : undefined));
  }

  /** Why this one may not write there, or undefined; asked before the bytes are read, and again with them. */
  refusalOfWrite(path: string, writer: Writer): Refusal | undefined {
    const fault = pathFault(path);
    if (fault !== undefined) return refusal('INVALID_PARAM', `path: ${fault}`);
    const head = this.#heads.get(path);
    if (head === undefined || writer === 'function' || head.owner === writer.openid) return undefined;
    return refusal(
      'STORAGE_EXCEED_AUTHORITY',
      'the file is somebody else’s: all may read it, its owner may write it',
    );
  }

  put(path: string, writer: Writer, bytes: Buffer): Promise<Outcome<object>> {
    return this.#inTurn(async () => {
      const refused = this.refusalOfWrite(path, writer);
      if (refused !== undefined) return refused;
      if (bytes.length > MAX_FILE_BYTES) return TOO_LARGE;
      await this.#write(path, writer === 'function' ? null : writer.openid, bytes);
      return { ok: true };
    });
  }

  remove(path: string, writer: Writer): Promise<Outcome<object>> {
    return this.#inTurn(async () => {
      if (!this.has(path)) return NO_FILE;
      const refused = this.refusalOfWrite(path, writer);
      if (refused !== undefined) return refused;
      await this.#remove(path);
      return { ok: true };
    });
  }

  /** The copy belongs to whom the original belongs. */
  copy(order: CopyOrder): Promise<Outcome<object>> {
    return this.#inTurn(async () => {
      const { fromPath, toPath } = order;
      const refused = this.refusalOfWrite(toPath, 'function');
      if (refused !== undefined) return refused;
      if (fromPath === toPath) return refusal('INVALID_PARAM', 'a file cannot be copied onto itself');
      const head = this.#heads.get(fromPath);
      if (head === undefined) return NO_FILE;
      if (!order.overwrite && this.has(toPath)) {
        return refusal('STORAGE_FILE_PATH_CONFLICT', 'there is a file at the new path already');
      }
      await this.#write(toPath, head.owner, await this.#bytesOf(fromPath));
      if (order.removeOriginal) await this.#remove(fromPath);
      return { ok: true };
    });
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    await this.#lastChange;
  }

  async #write(path: string, owner: string | null, bytes: Buffer): Promise<void> {
    const head = { path, owner, atMs: this.#now(), sizeBytes: bytes.length };
    await writeStored(this.#folder, head, bytes);
    this.#heads.set(path, head);
  }

  async #remove(path: string): Promise<void> {
    await removeStored(this.#folder, path);
    this.#heads.delete(path);
  }

  async #bytesOf(path: string): Promise<Buffer> {
    const { handle, from } = await openStored(this.#folder, path);
    try {
      return (await handle.readFile()).subarray(from);
    } finally {
      await handle.close();
    }
  }

  /** One after the other: two who both see a free path would else both take it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastChange.then(work);
    this.#lastChange = turn.catch(() => undefined);
    return turn;
  }
}
