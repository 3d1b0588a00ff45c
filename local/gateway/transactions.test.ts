import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, postRaw, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

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

describe('a transaction', () => {
  it('sees its own writes in every kind of read, others see them after the commit and all at once', async () => {
    const tx = await db.startTransaction();
    const inside = tx.collection(name);
    expect(await inside.doc('a').update({ n: db.command.inc(10) })).toMatchObject({ updated: 1 });
    expect(await inside.add({ _id: 'c', n: 3 })).toMatchObject({ id: 'c', inserted: 1, ok: 1 });
    expect(
      await inside.add([
        { _id: 'd', n: 4 },
        { _id: 'e', n: 5 },
      ]),
    ).toMatchObject({ ids: ['d', 'e'] });
    expect(await inside.doc('b').remove()).toMatchObject({ deleted: 1 });
    expect(await inside.doc('f').set({ n: 6 })).toMatchObject({ updated: 0, upserted: [{ _id: 'f' }] });
    expect(await inside.doc('d').set({ n: 44 })).toMatchObject({ updated: 1 });
    expect(await inside.where({ _id: 'e' }).updateAndReturn({ n: db.command.inc(1) })).toMatchObject({
      updated: 1,
      doc: { _id: 'e', n: 6 },
    });
    const all = [
      { _id: 'a', n: 11 },
      { _id: 'c', n: 3 },
      { _id: 'd', n: 44 },
      { _id: 'e', n: 6 },
      { _id: 'f', n: 6 },
    ];
    expect((await inside.where({}).get()).data).toEqual(all);
    expect(
      (
        await inside
          .where({ n: db.command.gt(5) })
          .orderBy('n', 'desc')
          .limit(2)
          .get()
      ).data,
    ).toEqual([
      { _id: 'd', n: 44 },
      { _id: 'a', n: 11 },
    ]);
    expect((await inside.doc('b').get()).data).toBeNull();
    expect((await db.collection(name).get()).data).toEqual([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ]);
    expect(await tx.commit()).toMatchObject({ requestId: expect.any(String) });
    expect((await db.collection(name).get()).data).toEqual(all);
    expect(
      (
        await db
          .collection(name)
          .where({ n: db.command.gt(5) })
          .count()
      ).total,
    ).toBe(4);
    expect((await db.collection(name).where({ n: 2 }).count()).total).toBe(0);
  });

  it('takes its snapshot at its first operation and not at its start', async () => {
    const tx = await db.startTransaction();
    await plain('a').update({ n: 100 });
    expect((await tx.collection(name).doc('b').get()).data).toEqual({ _id: 'b', n: 2 });
    await plain('b').update({ n: 200 });
    await db.collection(name).add({ _id: 'c', n: 3 });
    expect((await tx.collection(name).where({}).get()).data).toEqual([
      { _id: 'a', n: 100 },
      { _id: 'b', n: 2 },
    ]);
    await tx.rollback();
  });

  it('leaves nothing when it is rolled back, and is gone after its end', async () => {
    for (const end of ['commit', 'rollback'] as const) {
      const tx = await db.startTransaction();
      await tx.collection(name).doc('x').set({ n: 1 });
      if (end === 'rollback') await tx.collection(name).doc('a').remove();
      await tx[end]();
      await expect(tx.collection(name).doc('a').get()).rejects.toMatchObject(GONE);
      await expect(tx.collection(name).doc('a').update({ n: 1 })).rejects.toMatchObject(GONE);
      await expect(tx.collection(name).add({ n: 1 })).rejects.toMatchObject(GONE);
      await expect(tx.commit()).rejects.toMatchObject(GONE);
      await expect(tx.rollback()).rejects.toMatchObject(GONE);
    }
    expect((await db.collection(name).get()).data).toEqual([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
      { _id: 'x', n: 1 },
    ]);
  });

  it('an unknown or missing id is no transaction', async () => {
    for (const transactionId of ['unknown', '', undefined]) {
      for (const action of ['database.commitTransaction', 'database.abortTransaction']) {
        expect(await postRaw(local.url, { action, transactionId })).toMatchObject(GONE);
      }
    }
    const body = { action: 'database.getDocument', collectionName: name, transactionId: 7 };
    expect(await postRaw(local.url, body)).toMatchObject({ code: 'INVALID_PARAM' });
  });

  it('an update that does not match or change anything locks nothing', async () => {
    const tx = await db.startTransaction();
    expect(await tx.collection(name).doc('a').update({ n: 1 })).toMatchObject({ updated: 0 });
    expect(await tx.collection(name).doc('none').update({ n: 1 })).toMatchObject({ updated: 0 });
    expect(await plain('a').update({ n: 5 })).toMatchObject({ updated: 1 });
    await tx.commit();
  });

  it('an error of a write aborts it; an error of its wording does not', async () => {
    const tx = await db.startTransaction();
    await tx.collection(name).doc('a').update({ n: 5 });
    await expect(tx.collection(name).doc('a').update({})).rejects.toMatchObject({ code: 'INVALID_PARAM' });
    await expect(tx.collection(name).add([{ _id: 'c' }, { _id: 'a' }])).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('E11000'),
    });
    await expect(tx.commit()).rejects.toMatchObject(GONE);
    expect((await db.collection(name).get()).data).toHaveLength(2);
    expect(await plainValue('a')).toBe(1);
  });

  it('runs the operations that are sent at once one after the other', async () => {
    const tx = await db.startTransaction();
    const inc = { n: db.command.inc(1) };
    await Promise.all([1, 2, 3, 4, 5].map(() => tx.collection(name).doc('a').update(inc)));
    await tx.commit();
    expect(await plainValue('a')).toBe(6);
  });
});
