import cloudbase from '@cloudbase/node-sdk';
import type {
  Change,
  Documents,
  FindOptions,
  Range,
  StoredDocument,
  VersionedDocument,
  Where,
} from './documents';
import { assertStorable } from './storable';

const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
const database = app.database();
const _ = database.command;

/** A field that no document has. */
const NO_FIELD = 'noField';

/** Of `getMany`, and CloudBase's own limit of one answer by default. */
const MOST_AT_ONCE = 100;

/** A fresh counter for one function call, over the instance's one connection. */
export function openDocuments(): Documents {
  let callCount = 0;
  const collection = (name: string) => {
    callCount += 1;
    return database.collection(name);
  };

  return {
    get callCount() {
      return callCount;
    },
    ...readsOf(collection),
    ...writesOf(collection),
  };
}

type Open = (name: string) => ReturnType<typeof database.collection>;

type Reads = Pick<Documents, 'get' | 'getMany' | 'getNewest' | 'find' | 'count'>;

function readsOf(collection: Open): Reads {
  return {
    async get<T extends StoredDocument>(name: string, id: string) {
      const { data } = (await collection(name).doc(id).get()) as { data: T[] };
      return data[0];
    },

    async getMany<T extends StoredDocument>(
      name: string,
      ids: readonly string[],
      fields?: readonly string[],
    ) {
      if (ids.length === 0) return [];
      if (ids.length > MOST_AT_ONCE) throw new TypeError(`more than ${MOST_AT_ONCE} documents at once`);
      const query = collection(name)
        .where({ _id: _.in(ids.map((id) => scalar('_id', id))) })
        .limit(MOST_AT_ONCE);
      const { data } = (await projected(query, fields).get()) as { data: T[] };
      return data;
    },

    async getNewest<T extends StoredDocument>(name: string, id: string) {
      // MongoDB's findAndModify, which only ever happens at the primary. Taking away what is not there changes nothing.
      const change = { [NO_FIELD]: _.remove() };
      const { doc } = (await collection(name).where({ _id: id }).updateAndReturn(change)) as {
        doc: T | null;
      };
      return doc ?? undefined;
    },

    async find<T extends StoredDocument>(
      name: string,
      where: Where,
      { orderBy, limit, fields }: FindOptions,
    ) {
      const query = orderBy.reduce(
        (q, [path, direction]) => q.orderBy(path, direction),
        collection(name).where(conditionsOf(where)),
      );
      const { data } = (await projected(query.limit(limit), fields).get()) as { data: T[] };
      return data;
    },

    async count(name, where) {
      const { total } = (await collection(name).where(conditionsOf(where)).count()) as { total: number };
      return total;
    },
  };
}

function writesOf(collection: Open): Omit<Documents, keyof Reads | 'callCount'> {
  return {
    async insert(name, document) {
      assertStorable(document);
      return insertUnlessDuplicate(() => collection(name).add(document));
    },

    async insertMany(name, documents) {
      documents.forEach((document) => assertStorable(document));
      return insertUnlessDuplicate(() => collection(name).add([...documents]));
    },

    async replaceIf(name, ver, next: VersionedDocument) {
      assertStorable(next);
      const { _id, ...fields } = next;
      // A map handed to `update` as it is would be flattened into paths: keys that are gone would stay, an empty map
      // would send nothing. `_.set` writes each field whole.
      const whole = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, _.set(value)]));
      const { updated } = (await collection(name).where({ _id, ver }).update(whole)) as { updated: number };
      return updated === 1;
    },

    async changeIf<T extends StoredDocument>(
      name: string,
      id: string,
      where: Where | readonly Where[],
      change: Change,
    ) {
      const alternatives = (isList(where) ? where : [where]).map(conditionsOf);
      const query = alternatives.length === 1 ? { _id: id, ...alternatives[0] } : anyOf(id, alternatives);
      const { doc } = (await collection(name).where(query).updateAndReturn(updateOf(change))) as {
        doc: T | null;
      };
      return doc ?? undefined;
    },

    async dropItems(name, id, list, where) {
      const change = { [list]: _.pull(conditionsOf(where)), ver: _.inc(1) };
      await collection(name).where({ _id: id }).update(change);
    },
  };
}

type Query = ReturnType<ReturnType<typeof database.collection>['where']>;

const projected = (query: Query, fields: readonly string[] | undefined): Query =>
  fields ? query.field(Object.fromEntries(fields.map((field) => [field, true]))) : query;

const isList = (where: Where | readonly Where[]): where is readonly Where[] => Array.isArray(where);

const anyOf = (id: string, alternatives: readonly object[]): object =>
  _.and([{ _id: id }, _.or([...alternatives])]);

/** @throws TypeError for what the SDK's serializer would turn into something else. */
function updateOf({ increase = {}, set = {}, remove = [] }: Change): object {
  const parts: readonly (readonly [string, unknown])[] = [
    ...Object.entries(increase).map(
      ([path, by]) => [path, _.inc(Number(scalar(path, by))) as unknown] as const,
    ),
    ...Object.entries(set).map(([path, value]) => {
      assertStorable(value, path);
      return [path, _.set(value)] as const;
    }),
    ...remove.map((path) => [path, _.remove() as unknown] as const),
  ];
  return Object.fromEntries(parts);
}

function conditionsOf(where: Where): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(where).map(([path, condition]) => [
      path,
      typeof condition === 'object' ? rangeOf(path, condition) : scalar(path, condition),
    ]),
  );
}

function rangeOf(path: string, range: Range): unknown {
  const bounds = Object.entries(range).map(([operator, value]) => {
    if (operator === 'exists') return _.exists(value === true);
    return comparisons[operator as keyof typeof comparisons](scalar(path, value as string | number));
  });
  return bounds.length === 1 ? bounds[0] : _.and(bounds);
}

const comparisons = {
  gt: (bound: unknown) => _.gt(bound),
  gte: (bound: unknown) => _.gte(bound),
  lt: (bound: unknown) => _.lt(bound),
  lte: (bound: unknown) => _.lte(bound),
};

function scalar(path: string, value: string | number): string | number {
  if (typeof value === 'string' || Number.isSafeInteger(value)) return value;
  throw new TypeError(`not a scalar in a condition on ${path}`);
}

async function insertUnlessDuplicate(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes('E11000')) return false;
    throw error;
  }
}
