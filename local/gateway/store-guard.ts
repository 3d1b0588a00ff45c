import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { open as openFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from './crc32';
import { DamagedStoreError } from './damage';
import { LmdbFile } from './lmdb-file';
import { syncFolder } from './sync-folder';
import { verifyFile } from './verify';

/** Up to here the whole file is verified at each opening: some tenths of a second. */
const VERIFIED_AT_OPENING_BYTES = 24 * 1024 * 1024;

/** What is known of the data file from another place: alone it couldn't tell that its end, or all of it, is gone. */
interface Known {
  readonly size: number;
  readonly transaction: number;
}

const NOTHING: Known = { size: 0, transaction: 0 };
/** Of a copy, until it is whole. */
const UNFINISHED: Known = { size: Number.MAX_SAFE_INTEGER, transaction: 0 };

/** Keeps the length of the data file in a side file, and refuses a data file that has become less than that. */
export class StoreGuard {
  readonly #dataFile: string;
  readonly #sideFile: string;
  #known: Known;
  #saving: Promise<void> = Promise.resolve();

  /**
   * Checks the data file before LMDB maps it.
   *
   * @throws DamagedStoreError
   */
  constructor(dataFile: string) {
    this.#dataFile = dataFile;
    this.#sideFile = `${dataFile}.size`;
    this.#known = this.#check(VERIFIED_AT_OPENING_BYTES);
    saveNow(this.#sideFile, this.#known);
  }

  /** Reads everything, whatever it takes; the store must not be open. @returns the number of rows */
  static verify(dataFile: string): number {
    let rows = 0;
    checkFile(dataFile, `${dataFile}.size`, (file) => {
      rows = verifyFile(file);
    });
    return rows;
  }

  /**
   * Guards a data file while `write` makes it, a copy of another one. Opened after a kill in the middle, it is refused as
   * damaged, and never taken for a store with less in it, or with nothing.
   */
  static async copy(dataFile: string, write: () => Promise<void>): Promise<void> {
    const sideFile = `${dataFile}.size`;
    if (existsSync(dataFile) || existsSync(sideFile)) throw new Error('a store is in it already');
    try {
      saveNow(sideFile, UNFINISHED);
      await write();
      await syncFile(dataFile);
      saveNow(sideFile, knownOf(dataFile));
      syncFolder(dirname(dataFile));
    } catch (error) {
      for (const file of [dataFile, sideFile]) rmSync(file, { force: true });
      throw error;
    }
  }

  /** Notes that the file has grown, in the background. At most one save at a time. */
  noteGrowth(): void {
    // Whoever removes the file of an open store will hear of it at the next opening.
    const size = statSync(this.#dataFile, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= this.#known.size) return;
    this.#known = { ...this.#known, size };
    const text = textOf(this.#known);
    this.#saving = this.#saving.then(() => saveLater(this.#sideFile, text)).catch(() => undefined);
  }

  /** After LMDB has closed the file. */
  async close(): Promise<void> {
    await this.#saving;
    saveNow(this.#sideFile, this.#check(0));
  }

  #check(verifiedBytes: number): Known {
    return checkFile(this.#dataFile, this.#sideFile, (file) => {
      // Legitimate after a kill, when the last pages of the file are free ones; else it was cut. Only all pages tell.
      const mayBeCut = file.size < (file.meta.lastPage + 1) * file.pageSize;
      if (file.size <= verifiedBytes || mayBeCut) verifyFile(file);
    });
  }
}

function checkFile(dataFile: string, sideFile: string, verify: (file: LmdbFile) => void): Known {
  const known = readKnown(dataFile, sideFile);
  const exists = existsSync(dataFile) && statSync(dataFile).size > 0;
  if (known?.size === UNFINISHED.size) throw new DamagedStoreError(dataFile, 'it is a copy that was cut off');
  if (!exists) {
    if (known !== undefined && known.size > 0) throw new DamagedStoreError(dataFile, 'it is gone or empty');
    return NOTHING;
  }
  if (known === undefined) {
    throw new DamagedStoreError(dataFile, `${sideFile} is missing, or an early version wrote it`);
  }
  const file = new LmdbFile(dataFile);
  try {
    if (file.size < known.size) throw file.damage(`it has ${file.size} bytes and had ${known.size}`);
    if (file.meta.transaction < known.transaction) {
      throw file.damage(`its last commit is ${file.meta.transaction} and was ${known.transaction}`);
    }
    verify(file);
    return { size: file.size, transaction: file.meta.transaction };
  } finally {
    file.close();
  }
}

function knownOf(dataFile: string): Known {
  const file = new LmdbFile(dataFile);
  file.close();
  return { size: file.size, transaction: file.meta.transaction };
}

/** undefined when there is no side file. */
function readKnown(dataFile: string, sideFile: string): Known | undefined {
  if (!existsSync(sideFile)) return undefined;
  const [json = '', checksum] = readFileSync(sideFile, 'utf8').split('\n');
  if (checksum !== String(crc32(json)))
    throw new DamagedStoreError(dataFile, `${sideFile} is not what was written`);
  return JSON.parse(json) as Known;
}

function textOf(known: Known): string {
  const json = JSON.stringify(known);
  return `${json}\n${crc32(json)}\n`;
}

function saveNow(file: string, known: Known): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w');
  try {
    writeSync(handle, textOf(known));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

async function syncFile(path: string): Promise<void> {
  const handle = await openFile(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function saveLater(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  const handle = await openFile(draft, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
