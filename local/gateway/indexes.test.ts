import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';
import type { IndexDeclaration } from './declarations';

let local: TestGateway;
let db: SdkDatabase;

beforeAll(async () => {
  local = await startTestGateway({ fsync: false });
  db = connectSdk(local);
});
afterAll(() => local.close());

const BOARD: IndexDeclaration = {
  name: 'board',
  fields: [
    { path: 'week', direction: 1 },
    { path: 'points', direction: -1 },
    { path: 'at', direction: 1 },
  ],
};

async function collectionWith(
  indexes: readonly IndexDeclaration[],
  documents: readonly object[],
): Promise<string> {
  const name = newCollectionName();
  await local.gateway.applyCollections([{ name, indexes }]);
  if (documents.length > 0) await db.collection(name).add([...documents]);
  local.gateway.calls.reset();
  return name;
}

const members = Array.from({ length: 400 }, (_, at) => ({
  _id: `m${at}`,
  week: at % 4,
  points: (at * 7) % 100,
  at: (at * 13) % 400,
}));

describe('an index over a leaderboard', () => {
  it('gives the first ten by examining ten documents, forward and backward', async () => {
    const board = db.collection(await collectionWith([BOARD], members));
    const ofWeek = members.filter(({ week, points }) => week === 1 && points > 0);
    const best = [...ofWeek].sort((a, b) => b.points - a.points || a.at - b.at);
    const query = board.where({ week: 1, points: db.command.gt(0) });
    const top = await query.orderBy('points', 'desc').orderBy('at', 'asc').limit(10).get();
    expect(top.data).toEqual(best.slice(0, 10));
    expect(local.gateway.calls.documentsExamined).toBe(10);
    local.gateway.calls.reset();
    const last = await query.orderBy('points', 'asc').orderBy('at', 'desc').limit(10).get();
    expect(last.data).toEqual(best.reverse().slice(0, 10));
    expect(local.gateway.calls).toMatchObject({ documentsExamined: 10, documentsReturned: 10 });
  });

  it('counts a range by its keys only', async () => {
    const board = db.collection(await collectionWith([BOARD], members));
    const better = members.filter(({ week, points }) => week === 2 && points > 50).length;
    expect((await board.where({ week: 2, points: db.command.gt(50) }).count()).total).toBe(better);
    expect(local.gateway.calls).toMatchObject({ documentsExamined: 0, keysCounted: better });
    const both = db.command.gt(50).and(db.command.lte(70));
    const between = members.filter(({ week, points }) => week === 2 && points > 50 && points <= 70).length;
    expect((await board.where({ week: 2, points: both }).count()).total).toBe(between);
    expect(local.gateway.calls.documentsExamined).toBe(0);
  });

  it('counts a document once when a list names its value twice', async () => {
    const board = db.collection(await collectionWith([BOARD], members));
    const query = board.where({ week: db.command.in([1, 1]), points: db.command.gt(50) });
    const matching = members.filter(({ week, points }) => week === 1 && points > 50).length;
    expect((await query.count()).total).toBe(matching);
    expect((await query.get()).data).toHaveLength(matching);
  });

  it('is not used for an order that it does not have', async () => {
    const board = db.collection(await collectionWith([BOARD], members));
    await board.where({ week: 1 }).orderBy('points', 'desc').orderBy('at', 'desc').limit(10).get();
    expect(local.gateway.calls).toMatchObject({ documentsExamined: 100, documentsReturned: 10 });
  });

  it('serves updates and removals, too', async () => {
    const board = db.collection(await collectionWith([BOARD], members));
    const better = members.filter(({ week, points }) => week === 3 && points > 80).length;
    const hits = board.where({ week: 3, points: db.command.gt(80) });
    expect((await hits.update({ at: -1 })).updated).toBe(better);
    expect((await hits.remove()).deleted).toBe(better);
    expect(local.gateway.calls.documentsExamined).toBe(2 * better);
    expect((await board.count()).total).toBe(400 - better);
  });
});

describe('an index over arrays', () => {
  const byScore: IndexDeclaration = { name: 'score', fields: [{ path: 'scores', direction: 1 }] };

  it('finds a document by any element, once, also when two elements fulfil the two ends of a range', async () => {
    const documents = [
      { _id: 1, scores: [0, 9] },
      { _id: 2, scores: [4, 4, 5] },
      { _id: 3, scores: [] },
    ];
    const scores = db.collection(await collectionWith([byScore], documents));
    const between = scores.where({ scores: db.command.gt(3).and(db.command.lt(6)) });
    expect((await between.orderBy('_id', 'asc').get()).data).toEqual(documents.slice(0, 2));
    expect((await between.count()).total).toBe(2);
    expect((await scores.where({ scores: 9 }).get()).data).toEqual([documents[0]]);
    expect((await scores.where({ scores: db.command.eq([]) }).get()).data).toEqual([documents[2]]);
    const byLeast = await scores.orderBy('scores', 'asc').get();
    expect(byLeast.data.map(({ _id }) => _id)).toEqual([3, 1, 2]);
  });
});

describe('looking up by _id', () => {
  it('examines only the documents named; others cost a scan of everything', async () => {
    const board = db.collection(await collectionWith([], members));
    const examined = async (query: object): Promise<number> => {
      local.gateway.calls.reset();
      await board.where(query).get();
      return local.gateway.calls.documentsExamined;
    };
    expect(await examined({ _id: 'm7' })).toBe(1);
    expect(await examined({ _id: 'm7', week: 0 })).toBe(1);
    expect(await examined({ _id: db.command.in(['m1', 'm2', 'm1', 'none']) })).toBe(2);
    expect(await examined({ week: 9 })).toBe(400);
    expect(await examined({})).toBe(100);
  });
});

describe('unique and sparse indexes', () => {
  const byCode: IndexDeclaration = { name: 'code', fields: [{ path: 'code', direction: 1 }], unique: true };

  it('a taken value is refused on add, set and update, and a freed one can be taken', async () => {
    const codes = db.collection(
      await collectionWith(
        [byCode],
        [
          { _id: 1, code: 'a' },
          { _id: 2, code: 'b' },
        ],
      ),
    );
    await expect(codes.add({ _id: 3, code: 'a' })).rejects.toThrow(/E11000.*index: code dup key/);
    await expect(codes.doc(2).update({ code: 'a' })).rejects.toThrow('E11000');
    await expect(codes.doc(2).set({ code: 'a' })).rejects.toThrow('E11000');
    await codes.doc(1).update({ code: 'a', more: 1 });
    await codes.doc(1).remove();
    await codes.doc(2).update({ code: 'a' });
    expect((await codes.get()).data).toEqual([{ _id: 2, code: 'a' }]);
  });

  it('two documents without the value collide, unless the index is sparse', async () => {
    const dense = db.collection(await collectionWith([byCode], [{ _id: 1 }]));
    await expect(dense.add({ _id: 2 })).rejects.toThrow('E11000');
    const sparse = db.collection(
      await collectionWith([{ ...byCode, sparse: true }], [{ _id: 1 }, { _id: 2 }]),
    );
    await sparse.add({ _id: 3, code: 'a' });
    await expect(sparse.add({ _id: 4, code: 'a' })).rejects.toThrow('E11000');
    expect((await sparse.where({ code: db.command.eq(null) }).count()).total).toBe(2);
    expect((await sparse.orderBy('code', 'asc').get()).data).toHaveLength(3);
    local.gateway.calls.reset();
    expect((await sparse.where({ code: db.command.gt('') }).get()).data).toEqual([{ _id: 3, code: 'a' }]);
    expect(local.gateway.calls.documentsExamined).toBe(1);
  });

  it('of two documents with one new unique value, added at once, one stays', async () => {
    const codes = db.collection(await collectionWith([byCode], []));
    const adds = Array.from({ length: 16 }, (_, at) => codes.add({ _id: at, code: 'same' }));
    const results = await Promise.allSettled(adds);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('what cannot be a key is refused: parallel arrays, and a value that is too long', async () => {
    const fields = [
      { path: 'a', direction: 1 },
      { path: 'b', direction: 1 },
    ] as const;
    const pairs = db.collection(await collectionWith([{ name: 'pair', fields }], []));
    await expect(pairs.add({ a: [1], b: [2] })).rejects.toThrow('parallel arrays');
    await expect(pairs.add({ a: 'x'.repeat(2000) })).rejects.toThrow('too long for the index "pair"');
    await expect(pairs.add({ _id: 'x'.repeat(2000) })).rejects.toThrow('_id is longer');
    expect((await pairs.count()).total).toBe(0);
  });
});

describe('applyCollections', () => {
  it('builds an index over existing documents, keeps it, and drops it when it is no longer declared', async () => {
    const name = await collectionWith([], members);
    const examined = async (): Promise<number> => {
      local.gateway.calls.reset();
      await db.collection(name).where({ week: 1, points: 7 }).get();
      return local.gateway.calls.documentsExamined;
    };
    const matching = members.filter(({ week, points }) => week === 1 && points === 7).length;
    await local.gateway.applyCollections([{ name, indexes: [BOARD] }]);
    expect(await examined()).toBe(matching);
    await local.gateway.applyCollections([{ name, indexes: [BOARD] }]);
    expect(await examined()).toBe(matching);
    await local.gateway.applyCollections([]);
    expect(await examined()).toBe(matching);
    await local.gateway.applyCollections([{ name, indexes: [] }]);
    expect(await examined()).toBe(400);
  });

  it('changes nothing at all when one of its indexes cannot be built', async () => {
    const name = await collectionWith(
      [],
      [
        { _id: 1, a: 1 },
        { _id: 2, a: 1 },
      ],
    );
    const other = newCollectionName();
    const unique: IndexDeclaration = { name: 'a', fields: [{ path: 'a', direction: 1 }], unique: true };
    const declarations = [
      { name: other, indexes: [] },
      { name, indexes: [unique] },
    ];
    await expect(local.gateway.applyCollections(declarations)).rejects.toThrow('E11000');
    await expect(db.collection(other).get()).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
    await db.collection(name).add({ _id: 3, a: 1 });
    expect((await db.collection(name).where({ a: 1 }).count()).total).toBe(3);
  });

  it.each([
    ['no fields', { name: 'x', fields: [] }],
    ['a position of an array', { name: 'x', fields: [{ path: 'a.0', direction: 1 }] }],
    ['the _id', { name: 'x', fields: [{ path: '_id', direction: 1 }] }],
    ['a prototype key', { name: 'x', fields: [{ path: 'a.__proto__', direction: 1 }] }],
  ] as const)('refuses an index on %s', async (_what, index) => {
    await expect(local.gateway.applyCollections([{ name: 'bad', indexes: [index] }])).rejects.toMatchObject({
      code: 'INVALID_PARAM',
    });
  });
});
