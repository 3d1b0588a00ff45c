import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

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
