import type {
  Change,
  CollectionDeclaration,
  FindOptions,
  StoredDocument,
  VersionedDocument,
  Where,
} from '../../cloudfunctions/platform/documents';
import { assertStorable } from '../../cloudfunctions/platform/storable';
import type { VirtualTime } from './virtual-time';

/** A read may tell what was true so long ago. */
export const MAX_LAG_MS = 40;

interface Version {
  readonly atMs: number;
  readonly document: StoredDocument;
}

export type OnWrite = (name: string, before: StoredDocument | undefined, after: StoredDocument) => void;

/** Documents in memory with what the port promises of each verb, and the recent past of each of them. */
export class MemoryStore {
  readonly #collections = new Map<string, Map<string, Version[]>>();
  readonly #time: VirtualTime;
  readonly #onWrite: OnWrite;
  /** The paths of each unique index, by collection. */
  readonly #uniques: ReadonlyMap<string, readonly (readonly string[])[]>;

  /**
   * @param onWrite Sees each write before anybody else does.
   * @param declared Collections whose unique indexes count for inserts.
   */
  constructor(
    time: VirtualTime,
    onWrite: OnWrite = () => undefined,
    declared: readonly CollectionDeclaration[] = [],
  ) {
    this.#time = time;
    this.#onWrite = onWrite;
    this.#uniques = new Map(
      declared.map(({ name, indexes }) => [
        name,
        indexes.filter(({ unique }) => unique).map(({ fields }) => fields.map(({ path }) => path)),
      ]),
    );
  }

  /** As it was `lagMs` ago. */
  get(name: string, id: string, lagMs: number): StoredDocument | undefined {
    const versions = this.#collection(name).get(id);
    return versions?.findLast(({ atMs }) => atMs <= this.#time.nowMs - lagMs)?.document;
  }

  insert(name: string, document: StoredDocument): boolean {
    assertStorable(document);
    if (this.#collection(name).has(document._id) || this.#isTaken(name, document)) return false;
    this.#put(name, document);
    return true;
  }

  /** Stops at the first id that exists; those before it stay. */
  insertMany(name: string, documents: readonly StoredDocument[]): boolean {
    return documents.every((document) => this.insert(name, document));
  }

  replaceIf(name: string, ver: number, next: VersionedDocument): boolean {
    assertStorable(next);
    const stored = this.get(name, next._id, 0) as VersionedDocument | undefined;
    if (stored?.ver !== ver) return false;
    this.#put(name, next);
    return true;
  }

  changeIf(
    name: string,
    id: string,
    where: Where | readonly Where[],
    { increase = {}, set = {}, remove = [] }: Change,
  ): StoredDocument | undefined {
    const stored = this.get(name, id, 0);
    const alternatives: readonly Where[] = Array.isArray(where) ? where : [where as Where];
    if (!stored || !alternatives.some((each) => matches(stored, each))) return undefined;
    let next: object = stored;
    for (const [path, by] of Object.entries(increase)) {
      next = withPath(next, path, Number(at(stored, path) ?? 0) + by);
    }
    for (const [path, value] of Object.entries(set)) next = withPath(next, path, value);
    for (const path of remove) next = withPath(next, path, undefined);
    assertStorable(next);
    this.#put(name, next as StoredDocument);
    return next as StoredDocument;
  }

  dropItems(name: string, id: string, list: string, where: Where): void {
    const stored = this.get(name, id, 0) as (VersionedDocument & Record<string, unknown>) | undefined;
    if (!stored) return;
    const items = (stored[list] as readonly object[]).filter((item) => !matches(item, where));
    this.#put(name, { ...stored, ver: stored.ver + 1, [list]: items } as StoredDocument);
  }

  find(name: string, where: Where, { orderBy, limit }: FindOptions, lagMs: number): StoredDocument[] {
    const found = this.all(name, lagMs).filter((document) => matches(document, where));
    found.sort((a, b) => {
      for (const [path, direction] of orderBy) {
        const order = compare(at(a, path), at(b, path));
        if (order !== 0) return direction === 'asc' ? order : -order;
      }
      return 0;
    });
    return found.slice(0, limit);
  }

  count(name: string, where: Where, lagMs: number): number {
    return this.all(name, lagMs).filter((document) => matches(document, where)).length;
  }

  all(name: string, lagMs = 0): StoredDocument[] {
    const ids = [...this.#collection(name).keys()];
    return ids.map((id) => this.get(name, id, lagMs)).filter((document) => document !== undefined);
  }

  #isTaken(name: string, document: StoredDocument): boolean {
    const uniques = this.#uniques.get(name) ?? [];
    return uniques.some((paths) =>
      this.all(name).some((other) => paths.every((path) => at(other, path) === at(document, path))),
    );
  }

  #put(name: string, document: StoredDocument): void {
    const { nowMs } = this.#time;
    const old = this.#collection(name).get(document._id) ?? [];
    this.#onWrite(name, old.at(-1)?.document, document);
    const visible = old.findLastIndex(({ atMs }) => atMs <= nowMs - MAX_LAG_MS);
    const kept = old.slice(Math.max(0, visible));
    kept.push({ atMs: nowMs, document: frozenCopyOf(document) });
    this.#collection(name).set(document._id, kept);
  }

  #collection(name: string): Map<string, Version[]> {
    const there = this.#collections.get(name) ?? new Map<string, Version[]>();
    this.#collections.set(name, there);
    return there;
  }
}

/**
 * What was written is what was true then, and what was read is nobody's to change: an attempt throws instead of reaching
 * the database by accident. Only for what can be stored. (`structuredClone` would answer in objects of another realm.)
 */
function frozenCopyOf<T>(value: T): T {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopyOf)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, item]) => [key, frozenCopyOf<unknown>(item)]);
  return Object.freeze(Object.fromEntries(fields)) as T;
}

const at = (document: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], document);

/** A copy with the value at the path; undefined takes it away. */
function withPath(document: object, path: string, value: unknown): object {
  const [key = '', ...rest] = path.split('.');
  const { [key]: old, ...others } = document as Record<string, unknown>;
  if (rest.length > 0) return { ...document, [key]: withPath(old ?? {}, rest.join('.'), value) };
  return value === undefined ? others : { ...document, [key]: value };
}

function matches(document: object, where: Where): boolean {
  return Object.entries(where).every(([path, condition]) => {
    const value = at(document, path);
    if (typeof condition !== 'object') return value === condition;
    const { gt, gte, lt, lte, exists } = condition;
    if (exists !== undefined && exists !== (value !== undefined)) return false;
    const holds = (bound: string | number | undefined, test: (order: number) => boolean) =>
      bound === undefined || (typeof value === typeof bound && test(compare(value, bound)));
    return (
      holds(gt, (order) => order > 0) &&
      holds(gte, (order) => order >= 0) &&
      holds(lt, (order) => order < 0) &&
      holds(lte, (order) => order <= 0)
    );
  });
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [String(a), String(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
