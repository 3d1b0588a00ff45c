import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, postRaw, type SdkDatabase } from './test-sdk';
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
const timers = new Set<{ callback: () => void; delayMs: number }>();

/** Timers that only this file sets off. */
function setTimer(callback: () => void, delayMs: number): () => void {
  const timer = { callback, delayMs };
  timers.add(timer);
  return () => timers.delete(timer);
}

function ring(delayMs: number): void {
  for (const timer of [...timers]) {
    if (Math.round(timer.delayMs / 1000) * 1000 !== delayMs) continue;
    timers.delete(timer);
    timer.callback();
  }
}

beforeAll(async () => {
  local = await startTestGateway({ fsync: false, setTimer });
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

describe('waiting', () => {
  /** Whether a promise is still open after everything that needs no timer has happened. */
  async function isWaiting(promise: Promise<unknown>): Promise<boolean> {
    let settled = false;
    const note = (): void => void (settled = true);
    promise.then(note, note);
    await new Promise((resolve) => setTimeout(resolve, 60));
    return !settled;
  }

  it.each(['commit', 'rollback'] as const)(
    'a plain write waits until the %s of who holds the document',
    async (end) => {
      const tx = await db.startTransaction();
      await tx.collection(name).doc('a').update({ n: 10 });
      const writes = [
        plain('a').update({ n: db.command.inc(1) }),
        db
          .collection(name)
          .where({})
          .update({ n: db.command.inc(1) }),
      ];
      expect(await isWaiting(Promise.race(writes))).toBe(true);
      expect([await plainValue('a'), await plainValue('b')]).toEqual([1, 2]);
      await tx[end]();
      expect(await Promise.all(writes)).toMatchObject([{ updated: 1 }, { updated: 2 }]);
      expect([await plainValue('a'), await plainValue('b')]).toEqual([end === 'commit' ? 12 : 3, 3]);
    },
  );

  it('a plain add waits for an id and for a unique value', async () => {
    const tx = await db.startTransaction();
    await tx.collection(name).add({ _id: 'c', email: 'x' });
    const adds = [db.collection(name).add({ _id: 'c' }), db.collection(name).add({ _id: 'd', email: 'x' })];
    const outcomes = Promise.allSettled(adds);
    expect(await isWaiting(Promise.race([...adds, outcomes]))).toBe(true);
    await tx.commit();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('not for ever: after 10 s the write fails, and has written nothing', async () => {
    const tx = await db.startTransaction();
    await tx.collection(name).doc('b').update({ n: 10 });
    const write = db.collection(name).where({}).update({ n: 77 });
    expect(await isWaiting(write.catch(() => undefined))).toBe(true);
    ring(10_000);
    await expect(write).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('held by a transaction'),
    });
    await tx.rollback();
    expect([await plainValue('a'), await plainValue('b')]).toEqual([1, 2]);
  });

  it('an expired transaction is gone, wrote nothing, and lets those go on that waited for it', async () => {
    const tx = await db.startTransaction();
    await tx.collection(name).doc('a').update({ n: 10 });
    const write = plain('a').update({ n: db.command.inc(1) });
    expect(await isWaiting(write)).toBe(true);
    ring(30_000);
    expect(await write).toMatchObject({ updated: 1 });
    await expect(tx.commit()).rejects.toMatchObject(GONE);
    expect(await plainValue('a')).toBe(2);
  });

  it('an expiry while an update is on its way leaves no lock behind', async () => {
    const tx = await db.startTransaction();
    await tx.collection(name).doc('b').get();
    const update = tx.collection(name).doc('a').update({ n: 10 });
    const outcome = Promise.allSettled([update]);
    for (let turn = 0; turn < 50; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      ring(30_000);
    }
    expect((await outcome)[0].status).toBe('rejected');
    expect(await plain('a').update({ n: 3 })).toMatchObject({ updated: 1 });
  });
});
