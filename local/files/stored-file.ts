import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync } from 'node:fs';
import { open, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { pathFault } from './file-path';

/**
 * One file on the disk: a line of JSON, then the bytes. One file, so that one rename puts both in place. Its name is a
 * hash of the path: no path can lead out of the folder, and none is too long or too alike for a file system.
 */
export interface FileHead {
  readonly path: string;
  /** null: a function wrote it, and only functions may change it. */
  readonly owner: string | null;
  readonly atMs: number;
  readonly sizeBytes: number;
}

export interface OpenedFile {
  readonly head: FileHead;
  /** Where its bytes begin. */
  readonly from: number;
  /** As many of them as were read with the head. */
  readonly firstBytes: Buffer;
  readonly handle: FileHandle;
}

/** A file of the folder is not what was written: cut short, or changed by hand. */
export class DamagedFileError extends Error {
  constructor(file: string) {
    super(
      `${file} is damaged. Put a copy of it from before in its place, or remove it: then that file is lost.`,
    );
    this.name = 'DamagedFileError';
  }
}

/** Longer than any head, whose path and owner are limited. */
const HEAD_BYTES = 4096;
const FILE_NAME = /^[0-9a-f]{64}$/;
const DRAFT_NAME = /^[0-9a-f]{64}\.[0-9a-f-]{36}\.new$/;

const headSchema = v.strictObject({
  path: v.pipe(
    v.string(),
    v.check((path) => pathFault(path) === undefined),
  ),
  owner: v.nullable(v.string()),
  atMs: v.pipe(v.number(), v.integer()),
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export function nameOf(path: string): string {
  return createHash('sha256').update(path).digest('hex');
}

export const isFileName = (name: string): boolean => FILE_NAME.test(name);
/** What a kill left behind. */
export const isDraftName = (name: string): boolean => DRAFT_NAME.test(name);

/** Makes the folder, so that it survives a power cut too. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (process.platform === 'win32') return;
  const handle = openSync(dirname(resolve(folder)), 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes aside, then renames: a kill leaves what was there before, or this. On the disk when it resolves. */
export async function writeStored(folder: string, head: FileHead, bytes: Buffer): Promise<void> {
  const file = join(folder, nameOf(head.path));
  const draft = `${file}.${randomUUID()}.new`;
  try {
    const handle = await open(draft, 'wx');
    try {
      await handle.writeFile(`${JSON.stringify(head)}\n`);
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

export async function removeStored(folder: string, path: string): Promise<void> {
  await unlink(join(folder, nameOf(path)));
  await syncFolder(folder);
}

/** The caller closes its handle. @throws DamagedFileError */
export async function openStored(folder: string, path: string): Promise<OpenedFile> {
  const file = join(folder, nameOf(path));
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const { size } = await handle.stat();
    return { ...parseHead(file, buffer.subarray(0, bytesRead), size), handle };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** In one go: thousands of them are read before the first request. @throws DamagedFileError */
export function readHeadSync(folder: string, name: string): FileHead {
  const file = join(folder, name);
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    const length = readSync(handle, bytes, 0, HEAD_BYTES, 0);
    return parseHead(file, bytes.subarray(0, length), fstatSync(handle).size).head;
  } finally {
    closeSync(handle);
  }
}

function parseHead(file: string, bytes: Buffer, size: number): Omit<OpenedFile, 'handle'> {
  const from = bytes.indexOf('\n') + 1;
  const head = v.safeParse(headSchema, parseJson(bytes.toString('utf8', 0, from)));
  if (!head.success || size !== from + head.output.sizeBytes || !file.endsWith(nameOf(head.output.path))) {
    throw new DamagedFileError(file);
  }
  return { head: head.output, from, firstBytes: bytes.subarray(from) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A file's entry must survive a power cut too. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
