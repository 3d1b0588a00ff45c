import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { DamagedStoreError } from './damage';

/**
 * LMDB's data file, read without LMDB: it maps the file and believes every byte, so that a changed one is answered and
 * a missing one ends the process by SIGBUS. The layout is the one of the version that the `lmdb` package carries
 * (64 bit, little endian).
 */
const MAGIC = 0xbeefc0de;
const DATA_VERSION = 2;
const META_FLAG = 0x08;
/** Integer keys, and no subdirectory. */
const FREE_TREE_FLAGS = 0x4008;
const META_BYTES = 24 + 144;

/** One of LMDB's two trees. */
export interface TreeRecord {
  readonly depth: number;
  readonly branchPages: number;
  readonly leafPages: number;
  readonly overflowPages: number;
  readonly entries: number;
  /** undefined for an empty tree. */
  readonly root: number | undefined;
}

export interface MetaRecord {
  readonly transaction: number;
  readonly lastPage: number;
  readonly freeTree: TreeRecord;
  readonly mainTree: TreeRecord;
}

export class LmdbFile {
  readonly path: string;
  readonly size: number;
  readonly pageSize: number;
  /** The newest commit. */
  readonly meta: MetaRecord;
  readonly #handle: number;

  /** @throws DamagedStoreError when the two pages that LMDB begins with are not what it writes there */
  constructor(path: string) {
    this.path = path;
    this.#handle = openSync(path, 'r');
    try {
      this.size = fstatSync(this.#handle).size;
      this.pageSize = this.#readPageSize();
      this.meta = this.#readNewestMeta();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    closeSync(this.#handle);
  }

  /** Whole pages, from one on. */
  pages(first: number, count: number): Buffer {
    return this.read(first * this.pageSize, count * this.pageSize);
  }

  read(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    if (readSync(this.#handle, bytes, 0, length, position) < length) {
      throw this.damage(`it ends before byte ${position + length}`);
    }
    return bytes;
  }

  damage(what: string): DamagedStoreError {
    return new DamagedStoreError(this.path, what);
  }

  #readPageSize(): number {
    const size = this.read(0, META_BYTES).readUInt32LE(24 + 24);
    // Powers of two between 512 bytes and 64 KiB.
    if (size < 512 || size > 65536 || (size & (size - 1)) !== 0)
      throw this.damage('its first page is no head');
    return size;
  }

  /** Commits write the two head pages in turn: they are always one apart, and the number says which page it is. */
  #readNewestMeta(): MetaRecord {
    const metas = [0, 1].map((page) => this.#readMeta(page));
    const [even, odd] = metas.map(({ transaction }) => transaction);
    if (even === undefined || odd === undefined) throw this.damage('it has no head pages');
    const inTurn = even % 2 === 0 && (odd % 2 === 1 || odd === 0) && Math.abs(even - odd) <= 1;
    if (!inTurn) throw this.damage(`its head pages tell of the commits ${even} and ${odd}`);
    const newest = metas[even > odd ? 0 : 1];
    if (newest === undefined) throw this.damage('it has no head pages');
    return newest;
  }

  #readMeta(page: number): MetaRecord {
    const bytes = this.read(page * this.pageSize, META_BYTES);
    const isHead =
      bytes.readBigUInt64LE(0) === BigInt(page) &&
      bytes.readUInt16LE(18) === META_FLAG &&
      bytes.readUInt32LE(24) === MAGIC &&
      (bytes.readUInt32LE(28) & 0xffff) === DATA_VERSION &&
      bytes.readUInt32LE(24 + 24) === this.pageSize &&
      bytes.readUInt16LE(24 + 28) === FREE_TREE_FLAGS &&
      // No padding and no flags of the main tree: others would make LMDB compare keys in another way.
      bytes.readBigUInt64LE(24 + 8) === 0n &&
      bytes.readUInt32LE(24 + 72) === 0 &&
      bytes.readUInt16LE(24 + 76) === 0;
    if (!isHead) throw this.damage(`its page ${page} is no head`);
    return {
      freeTree: treeAt(bytes, 24 + 24),
      mainTree: treeAt(bytes, 24 + 72),
      lastPage: numberAt(bytes, 24 + 120),
      transaction: numberAt(bytes, 24 + 128),
    };
  }
}

function treeAt(bytes: Buffer, at: number): TreeRecord {
  const isEmpty = bytes.readBigInt64LE(at + 40) === -1n;
  return {
    depth: bytes.readUInt16LE(at + 6),
    branchPages: numberAt(bytes, at + 8),
    leafPages: numberAt(bytes, at + 16),
    overflowPages: numberAt(bytes, at + 24),
    entries: numberAt(bytes, at + 32),
    root: isEmpty ? undefined : numberAt(bytes, at + 40),
  };
}

/** Beyond 2^53 is damage anyway, and found as such where the number is used. */
export function numberAt(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}
