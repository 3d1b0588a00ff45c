import { numberAt, type LmdbFile, type TreeRecord } from './lmdb-file';

const HEADER = 24;
const NODE_HEADER = 8;
const BRANCH = 0x01;
const LEAF = 0x02;
const OVERFLOW = 0x04;
/** A leaf's node whose value lies on pages of its own. */
const BIG = 0x01;

export interface TreeEntry {
  readonly key: Buffer;
  readonly value: Buffer;
}

interface Counts {
  branchPages: number;
  leafPages: number;
  overflowPages: number;
  entries: number;
}

/** Which pages are in use; each can be met once only. */
export class PageMap {
  readonly #file: LmdbFile;
  readonly #met: Uint8Array;

  constructor(file: LmdbFile) {
    this.#file = file;
    const { lastPage } = file.meta;
    // Each page of a tree must be in the file, so a last page far behind its end is damage and not memory to take.
    if (!(lastPage >= 1 && lastPage <= 2 ** 36)) throw file.damage(`it claims ${lastPage} pages`);
    this.#met = new Uint8Array(lastPage + 1);
    this.meet(0, 2);
  }

  meet(first: number, count: number): void {
    if (!(first >= 0 && count >= 1 && first + count <= this.#met.length)) {
      throw this.#file.damage(`it points at the page ${first}, which does not exist`);
    }
    for (let page = first; page < first + count; page++) {
      if (this.#met[page] === 1) throw this.#file.damage(`two things lie on its page ${page}`);
      this.#met[page] = 1;
    }
  }

  /** A page that nothing points at is one whose pointer was changed. */
  checkComplete(): void {
    const lost = this.#met.indexOf(0);
    if (lost !== -1) throw this.#file.damage(`nothing leads to its page ${lost}`);
  }
}

/**
 * Walks a whole tree in order of its keys and checks on the way everything that its pages say twice: page numbers,
 * kinds, depth, the order of keys against the branches above, and the counts of the head page.
 */
export function* walkTree(
  file: LmdbFile,
  tree: TreeRecord,
  pages: PageMap,
  compare: (left: Buffer, right: Buffer) => number,
): Iterable<TreeEntry> {
  const counts: Counts = { branchPages: 0, leafPages: 0, overflowPages: 0, entries: 0 };
  let last: Buffer | undefined;
  if (tree.root !== undefined) {
    for (const entry of walkPage({ file, tree, pages, compare, counts }, tree.root, 1, undefined)) {
      if (last !== undefined && compare(last, entry.key) >= 0) throw file.damage('its keys are out of order');
      last = entry.key;
      yield entry;
    }
  }
  for (const [what, count] of Object.entries(counts) as [keyof Counts, number][]) {
    if (tree[what] !== count) throw file.damage(`it has ${count} ${what} and claims ${tree[what]}`);
  }
}

interface Walk {
  readonly file: LmdbFile;
  readonly tree: TreeRecord;
  readonly pages: PageMap;
  readonly compare: (left: Buffer, right: Buffer) => number;
  readonly counts: Counts;
}

/** @param least the key of the branch that leads here: no key on this page is below it */
function* walkPage(
  walk: Walk,
  number: number,
  depth: number,
  least: Buffer | undefined,
): Iterable<TreeEntry> {
  const { file, tree, pages, counts } = walk;
  pages.meet(number, 1);
  const page = file.pages(number, 1);
  const isLeaf = depth === tree.depth;
  if (numberAt(page, 0) !== number || page.readUInt16LE(18) !== (isLeaf ? LEAF : BRANCH)) {
    throw file.damage(`its page ${number} is not what leads to it says`);
  }
  if (isLeaf) counts.leafPages += 1;
  else counts.branchPages += 1;
  const nodes = nodesOf(file, page, number);
  for (const [at, { offset, key }] of nodes.entries()) {
    const tooSmall = least !== undefined && (at > 0 || isLeaf) && walk.compare(key, least) < 0;
    if (tooSmall) throw file.damage(`a key of its page ${number} is below the branch above`);
    const next = nodes[at + 1];
    if (isLeaf) {
      counts.entries += 1;
      yield { key, value: valueOf(walk, page, offset, key) };
    } else {
      yield* childOf(walk, page, { offset, key, at }, next?.key, depth);
    }
  }
}

function* childOf(
  walk: Walk,
  page: Buffer,
  node: { readonly offset: number; readonly key: Buffer; readonly at: number },
  nextKey: Buffer | undefined,
  depth: number,
): Iterable<TreeEntry> {
  const { offset, at } = node;
  const child = page.readUInt32LE(offset) + page.readUInt16LE(offset + 4) * 2 ** 32;
  // The first branch of a page leads to all that is below the second, whatever its own key says.
  for (const entry of walkPage(walk, child, depth + 1, at === 0 ? undefined : node.key)) {
    if (nextKey !== undefined && walk.compare(entry.key, nextKey) >= 0) {
      throw walk.file.damage('a key is above the branch that follows it');
    }
    yield entry;
  }
}

function nodesOf(file: LmdbFile, page: Buffer, number: number): { offset: number; key: Buffer }[] {
  // Offsets count from the end of the header.
  const lower = HEADER + page.readUInt16LE(20);
  const upper = HEADER + page.readUInt16LE(22);
  if (lower < HEADER || lower % 2 !== 0 || upper < lower || upper > page.length) {
    throw file.damage(`its page ${number} has no valid bounds`);
  }
  const nodes = [];
  for (let at = HEADER; at < lower; at += 2) {
    const offset = HEADER + page.readUInt16LE(at);
    if (offset < upper || offset + NODE_HEADER > page.length)
      throw file.damage(`its page ${number} has a node outside`);
    const end = offset + NODE_HEADER + page.readUInt16LE(offset + 6);
    if (end > page.length) throw file.damage(`a key of its page ${number} is too long`);
    nodes.push({ offset, key: page.subarray(offset + NODE_HEADER, end) });
  }
  return nodes;
}

function valueOf({ file, pages, counts }: Walk, page: Buffer, offset: number, key: Buffer): Buffer {
  const length = page.readUInt32LE(offset);
  const flags = page.readUInt16LE(offset + 4);
  const start = offset + NODE_HEADER + key.length;
  if (flags === 0) {
    if (start + length > page.length) throw file.damage('a value is too long for its page');
    return page.subarray(start, start + length);
  }
  if (flags !== BIG || start + 24 > page.length) throw file.damage('a node has an unknown kind');
  const first = numberAt(page, start);
  const count = Math.ceil((HEADER + length) / file.pageSize);
  pages.meet(first, count);
  counts.overflowPages += count;
  const bytes = file.pages(first, count);
  const isOverflow =
    numberAt(bytes, 0) === first && bytes.readUInt16LE(18) === OVERFLOW && bytes.readUInt32LE(20) === count;
  if (!isOverflow) throw file.damage(`its page ${first} holds no long value`);
  return bytes.subarray(HEADER, HEADER + length);
}
