import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { callFunction, connectSdk, newCollectionName, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

let local: TestGateway;
let db: SdkDatabase;
let name: string;

beforeAll(async () => {
  local = await startTestGateway({
    fsync: false,
    invokeFunction: (called, data) => Promise.resolve({ called, data }),
  });
  db = connectSdk(local);
});
afterAll(() => local.close());
beforeEach(async () => {
  name = newCollectionName();
  await db.createCollection(name);
  await db.collection(name).add({ _id: 'a', n: 1 });
});
afterEach(() => local.gateway.faults.set([]));

/** The same numbers each time (Park and Miller). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const increment = () =>
  db
    .collection(name)
    .doc('a')
    .update({ n: db.command.inc(1) });
const valueOfA = async (): Promise<unknown> => (await db.collection(name).doc('a').get()).data[0]?.['n'];

describe('fault switches', () => {
  it('refuse, and nothing is done', async () => {
    local.gateway.faults.set([{ kind: 'refuse', action: 'database.modifyDocument' }]);
    await expect(increment()).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('refused by a fault switch'),
    });
    local.gateway.faults.set([]);
    expect(await valueOfA()).toBe(1);
  });

  it('drop the answer of what was done', async () => {
    local.gateway.faults.set([{ kind: 'dropAnswer', action: 'database.modifyDocument', collection: name }]);
    await expect(increment()).rejects.toThrow();
    local.gateway.faults.set([]);
    expect(await valueOfA()).toBe(2);
  });

  it('drop the answer of a commit: the transaction is done', async () => {
    const tx = await db.startTransaction();
    await tx.collection(name).doc('a').update({ n: 7 });
    local.gateway.faults.set([{ kind: 'dropAnswer', action: 'database.commitTransaction' }]);
    await expect(tx.commit()).rejects.toThrow();
    local.gateway.faults.set([]);
    expect(await valueOfA()).toBe(7);
    await expect(tx.commit()).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
  });

  it('make a conflict, which aborts a transaction as a real one does', async () => {
    const tx = await db.startTransaction();
    await tx.collection(name).doc('a').update({ n: 7 });
    local.gateway.faults.set([{ kind: 'conflict', action: 'database.commitTransaction' }]);
    await expect(tx.commit()).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' });
    local.gateway.faults.set([]);
    await expect(tx.commit()).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    await increment();
    expect(await valueOfA()).toBe(2);
  });

  it('delay', async () => {
    local.gateway.faults.set([{ kind: 'delay', delayMs: 80 }]);
    const before = performance.now();
    await increment();
    expect(performance.now() - before).toBeGreaterThan(75);
  });

  it('strike a part of the requests, the same ones for the same seed, and no other collection', async () => {
    const struck = async (): Promise<number[]> => {
      const rule = { kind: 'refuse', collection: name, percent: 30 } as const;
      local.gateway.faults.set([rule], seeded(42));
      const outcomes = [];
      for (let at = 0; at < 40; at++)
        outcomes.push(
          await increment().then(
            () => 0,
            () => 1,
          ),
        );
      return outcomes;
    };
    const first = await struck();
    expect(await struck()).toEqual(first);
    const count = first.filter((outcome) => outcome === 1).length;
    expect(count).toBeGreaterThan(4);
    expect(count).toBeLessThan(20);
    const other = newCollectionName();
    await db.createCollection(other);
    local.gateway.faults.set([{ kind: 'refuse', collection: name }]);
    await db.collection(other).add({ n: 1 });
    expect(() => local.gateway.faults.set([{ kind: 'refuse', percent: 101 }])).toThrow(RangeError);
  });
});

describe('functions.invokeFunction', () => {
  it('calls what it was given, with the data', async () => {
    expect(await callFunction(local, { name: 'hello', data: { a: [1, 'x'] } })).toEqual({
      called: 'hello',
      data: { a: [1, 'x'] },
    });
  });
});
