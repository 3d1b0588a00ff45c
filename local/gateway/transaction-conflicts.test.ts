import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

const CONFLICT = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message: expect.stringContaining('[ResourceUnavailable.TransactionConflict]'),
};
const GONE = {
  code: 'DATABASE_TRANSACTION_FAIL',
  message: expect.stringContaining('[ResourceUnavailable.TransactionNotExist]'),
};

let local: TestGateway;
let db: SdkDatabase;
let name: string;

beforeAll(async () => {
  local = await startTestGateway({ fsync: false });
  db = connectSdk(local);
});
afterAll(() => local.close());
beforeEach(async () => {
  name = newCollectionName();
  await local.gateway.applyCollections([
    {
      name,
      indexes: [
        { name: 'email', fields: [{ path: 'email', direction: 1 }], unique: true, sparse: true },
        { name: 'n', fields: [{ path: 'n', direction: 1 }] },
      ],
    },
  ]);
  await db.collection(name).add([
    { _id: 'a', n: 1 },
    { _id: 'b', n: 2 },
  ]);
});

const plain = (id: string) => db.collection(name).doc(id);
const plainValue = async (id: string): Promise<unknown> => (await plain(id).get()).data[0]?.n;

describe('conflicts', () => {
  it('the first updater wins; the second meets the conflict at its update, is aborted, and holds nothing', async () => {
    const [one, two] = [await db.startTransaction(), await db.startTransaction()];
    await two.collection(name).doc('b').update({ n: 20 });
    await one.collection(name).doc('a').update({ n: 10 });
    await expect(two.collection(name).doc('a').update({ n: 11 })).rejects.toMatchObject(CONFLICT);
    await expect(two.commit()).rejects.toMatchObject(GONE);
    expect(await plain('b').update({ n: 21 })).toMatchObject({ updated: 1 });
    await one.commit();
    expect([await plainValue('a'), await plainValue('b')]).toEqual([10, 21]);
  });

  it.each([
    ['an update', () => plain('a').update({ n: 9 })],
    ['a removal', () => plain('a').remove()],
    [
      'an update there and back',
      async () => {
        await plain('a').update({ n: 9 });
        await plain('a').update({ n: 1 });
      },
    ],
    [
      'a removal and a new document with the same content',
      async () => {
        await plain('a').remove();
        await db.collection(name).add({ _id: 'a', n: 1 });
      },
    ],
  ])('%s by a plain write since the snapshot', async (_what, write) => {
    const tx = await db.startTransaction();
    await tx.collection(name).doc('b').get();
    await write();
    await expect(tx.collection(name).doc('a').update({ n: 11 })).rejects.toMatchObject(CONFLICT);
  });

  it('a document that another one added, by its id and by a unique value', async () => {
    const [one, two, three] = [
      await db.startTransaction(),
      await db.startTransaction(),
      await db.startTransaction(),
    ];
    for (const tx of [one, two, three]) await tx.collection(name).doc('a').get();
    await one.collection(name).add({ _id: 'c', email: 'x@y' });
    await expect(two.collection(name).add({ _id: 'c' })).rejects.toMatchObject(CONFLICT);
    await expect(three.collection(name).add({ _id: 'd', email: 'x@y' })).rejects.toMatchObject(CONFLICT);
    await one.commit();
    await expect(db.collection(name).add({ email: 'x@y' })).rejects.toMatchObject({
      message: expect.stringContaining('E11000'),
    });
  });

  it('write skew is possible, as it is there', async () => {
    const [one, two] = [await db.startTransaction(), await db.startTransaction()];
    const read = async (tx: typeof one, id: string): Promise<number> =>
      ((await tx.collection(name).doc(id).get()).data as unknown as { n: number }).n;
    await one
      .collection(name)
      .doc('a')
      .update({ n: (await read(one, 'b')) + 100 });
    await two
      .collection(name)
      .doc('b')
      .update({ n: (await read(two, 'a')) + 100 });
    await one.commit();
    await two.commit();
    expect([await plainValue('a'), await plainValue('b')]).toEqual([102, 101]);
  });

  it('an index that is declared meanwhile makes the commit a conflict, and nothing of it is written', async () => {
    const tx = await db.startTransaction();
    await tx.collection(name).doc('c').set({ n: 3, m: 3 });
    const index = { name: 'm', fields: [{ path: 'm', direction: 1 as const }] };
    await local.gateway.applyCollections([{ name, indexes: [index] }]);
    await expect(tx.commit()).rejects.toMatchObject(CONFLICT);
    expect((await plain('c').get()).data).toEqual([]);
  });

  it('an array that a transaction brought into an index is found by others', async () => {
    const tx = await db.startTransaction();
    await tx
      .collection(name)
      .doc('c')
      .set({ n: [7, 8] });
    expect((await tx.collection(name).where({ n: 8 }).get()).data).toHaveLength(1);
    await tx.commit();
    const both = db.command.in([7, 8]);
    expect((await db.collection(name).where({ n: both }).get()).data).toHaveLength(1);
    expect((await db.collection(name).where({ n: both }).count()).total).toBe(1);
  });

  it('runTransaction tries again after a conflict and hands on what a callback throws', async () => {
    let tries = 0;
    const result = await db.runTransaction(async (tx) => {
      tries += 1;
      await tx.collection(name).doc('b').get();
      if (tries === 1) await plain('a').update({ n: 50 });
      await tx
        .collection(name)
        .doc('a')
        .update({ n: db.command.inc(1) });
      return 'done';
    });
    expect([result, tries, await plainValue('a')]).toEqual(['done', 2, 51]);
    await expect(
      db.runTransaction(async (tx) => {
        await tx.collection(name).doc('a').update({ n: 0 });
        await tx.rollback('changed my mind');
      }),
    ).rejects.toBe('changed my mind');
    expect(await plainValue('a')).toBe(51);
  });
});
