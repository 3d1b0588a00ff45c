import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IndexDeclaration } from './declarations';
import { connectSdk, newCollectionName, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

let local: TestGateway;
let db: SdkDatabase;

beforeAll(async () => {
  local = await startTestGateway({ fsync: false });
  db = connectSdk(local);
});
afterAll(() => local.close());

async function collectionWith(
  indexes: readonly IndexDeclaration[],
  documents: readonly object[],
): Promise<string> {
  const name = newCollectionName();
  await local.gateway.applyCollections([{ name, indexes }]);
  await db.collection(name).add([...documents]);
  return name;
}

const fields = ['a', 'b', 'm.c'] as const;
const plain = fc.constantFrom<unknown>(null, 0, 1, 2, 1.5, NaN, '', 'x', true, new Date(5));
const value = fc.oneof(
  { weight: 6, arbitrary: plain },
  { weight: 1, arbitrary: fc.array(plain, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant({ k: 1 }) },
);
const document = (withArrays: boolean): fc.Arbitrary<object> => {
  const field = withArrays ? value : plain;
  const nested = fc.record({ c: field }, { requiredKeys: [], noNullPrototype: true });
  const m = withArrays ? fc.oneof(nested, fc.array(nested, { maxLength: 2 })) : nested;
  // Two array fields in one compound index are refused: `b`, which is in both, is never an array.
  return fc.record({ a: field, b: plain, m }, { requiredKeys: [], noNullPrototype: true });
};
const condition = fc.oneof(
  plain.map((operand) => ({ $eq: operand })),
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne'), plain)
    .map(([name, operand]) => ({ [name]: operand })),
  fc.tuple(plain, plain).map(([low, high]) => ({ $gt: low, $lte: high })),
  fc.array(plain, { maxLength: 3 }).map((list) => ({ $in: list })),
  fc.boolean().map((exists) => ({ $exists: exists })),
);
const query = fc.record(
  { a: condition, b: condition, 'm.c': condition },
  { requiredKeys: [], noNullPrototype: true },
);
const order = fc
  .tuple(
    fc.shuffledSubarray([...fields]),
    fc.array(fc.constantFrom('asc', 'desc'), { minLength: 4, maxLength: 4 }),
  )
  .map(([paths, directions]) =>
    [...paths, '_id'].map((path, at) => ({ path, direction: directions[at] ?? 'asc' })),
  );

const INDEXES: readonly IndexDeclaration[] = [
  { name: 'a', fields: [{ path: 'a', direction: 1 }] },
  {
    name: 'ab',
    fields: [
      { path: 'a', direction: 1 },
      { path: 'b', direction: -1 },
    ],
  },
  {
    name: 'bc',
    fields: [
      { path: 'b', direction: -1 },
      { path: 'm.c', direction: 1 },
    ],
  },
  { name: 'c', fields: [{ path: 'm.c', direction: -1 }], sparse: true },
];

describe('an index never changes an answer', () => {
  it.each([
    ['without arrays', false],
    ['with arrays', true],
  ])('%s: where, order, skip, limit and count', async (_what, withArrays) => {
    const samples = fc.sample(document(withArrays), { numRuns: 160, seed: 7 });
    const documents = samples.slice(0, 120).map((fields, at) => ({ _id: at, ...fields }));
    const scanned = await collectionWith([], documents);
    const indexed = await collectionWith(INDEXES, documents);
    // Later contents and removals: what an index held of the earlier ones must be gone.
    for (const name of [scanned, indexed]) {
      await Promise.all(
        samples.slice(120).map((fields, at) =>
          db
            .collection(name)
            .doc(at + 1)
            .set({ ...fields }),
        ),
      );
      await db
        .collection(name)
        .where({ _id: db.command.gte(110) })
        .remove();
    }
    const page = { skip: fc.nat({ max: 5 }), limit: fc.integer({ min: 1, max: 130 }) };
    await fc.assert(
      fc.asyncProperty(query, order, fc.record(page), async (where, by, { skip, limit }) => {
        const [expected, actual] = await Promise.all(
          [scanned, indexed].map(async (name) => {
            const base = db.collection(name).options({ raw: true }).where(where);
            const ordered = by.reduce(
              (so, { path, direction }) => so.orderBy(path, direction as 'asc'),
              base,
            );
            const { data } = await ordered.skip(skip).limit(limit).get();
            return { ids: data.map(({ _id }) => _id), total: (await base.count()).total };
          }),
        );
        expect(actual).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
});
