import { DamagedRowError, type DamagedStoreError } from './damage';
import type { LmdbFile } from './lmdb-file';
import { PageMap, walkTree } from './lmdb-tree';
import { valueOfRow } from './row-format';

/**
 * Reads the whole file: every page that the newest commit uses, and the checksum of every row. What it doesn't see is
 * a change where nothing is stored, in free pages and in the gaps of others, which no answer depends on.
 *
 * @returns how many rows there are
 * @throws DamagedStoreError naming the first damage that it meets
 */
export function verifyFile(file: LmdbFile): number {
  const pages = new PageMap(file);
  let rows = 0;
  for (const { key, value } of walkTree(file, file.meta.mainTree, pages, (left, right) =>
    Buffer.compare(left, right),
  )) {
    checkRow(file, key, value);
    rows += 1;
  }
  for (const { value } of walkTree(file, file.meta.freeTree, pages, compareNumbers)) {
    for (const { first, count } of freeRunsOf(file, value)) pages.meet(first, count);
  }
  pages.checkComplete();
  return rows;
}

function checkRow(file: LmdbFile, key: Buffer, value: Buffer): void {
  try {
    valueOfRow(key, value);
  } catch (error) {
    if (error instanceof DamagedRowError) throw rowDamage(file, key);
    throw error;
  }
}

function rowDamage(file: LmdbFile, key: Buffer): DamagedStoreError {
  return file.damage(`the checksum of the row ${key.toString('hex')} does not fit`);
}

/** The keys of the tree of free pages are numbers of commits. */
function compareNumbers(left: Buffer, right: Buffer): number {
  return Number(left.readBigUInt64LE() - right.readBigUInt64LE());
}

interface Run {
  readonly first: number;
  readonly count: number;
}

/** A count of entries, then pages; a negative entry says for how many pages the following one stands. */
function freeRunsOf(file: LmdbFile, list: Buffer): Run[] {
  const entries = list.length >= 8 ? Number(list.readBigUInt64LE()) : NaN;
  if (!(entries * 8 + 8 <= list.length)) throw file.damage('its list of free pages is cut short');
  const runs: Run[] = [];
  let count = 1;
  for (let at = 8; at < entries * 8 + 8; at += 8) {
    const entry = Number(list.readBigInt64LE(at));
    if (entry > 0) {
      runs.push({ first: entry, count });
      count = 1;
    } else if (entry < 0) {
      count = -entry;
    }
  }
  return runs;
}
