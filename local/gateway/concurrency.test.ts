import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

let local: TestGateway;
let db: SdkDatabase;
const name = newCollectionName();

beforeAll(async () => {
  local = await startTestGateway({ collections: [{ name, indexes: [] }] });
  db = connectSdk(local);
});
afterAll(() => local.close());

const parallel = <T>(count: number, work: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => work(at)));

describe('at the same time', () => {
  it('of 64 conditional updates of one version exactly one wins, round after round', async () => {
    await db.collection(name).doc('v').set({ ver: 0, by: -1 });
    for (let ver = 0; ver < 5; ver++) {
      const results = await parallel(64, (at) =>
        db
          .collection(name)
          .where({ _id: 'v', ver })
          .update({ ver: ver + 1, by: at }),
      );
      const winners = results.flatMap(({ updated }, at) => (updated === 1 ? [at] : []));
      expect(winners).toHaveLength(1);
      const { data } = await db.collection(name).doc('v').get();
      expect(data).toEqual([{ _id: 'v', ver: ver + 1, by: winners[0] }]);
    }
  });

  it('200 increments add up to 200', async () => {
    await db.collection(name).doc('n').set({ n: 0 });
    await parallel(200, () =>
      db
        .collection(name)
        .doc('n')
        .update({ n: db.command.inc(1) }),
    );
    expect((await db.collection(name).doc('n').get()).data).toEqual([{ _id: 'n', n: 200 }]);
  });

  it('stock of 20 is sold 20 times to 60 buyers', async () => {
    await db.collection(name).doc('s').set({ left: 20 });
    const one = { left: db.command.inc(-1), buyers: db.command.push(1) };
    const results = await parallel(60, () =>
      db
        .collection(name)
        .where({ _id: 's', left: db.command.gte(1) })
        .update(one),
    );
    expect(results.filter(({ updated }) => updated === 1)).toHaveLength(20);
    expect((await db.collection(name).doc('s').get()).data[0]?.['left']).toBe(0);
  });

  it('of 32 adds with one _id exactly one succeeds', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 32 }, (_, at) => db.collection(name).add({ _id: 'only', at })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('whoever was answered reads his own write, while others write', async () => {
    await parallel(32, async (at) => {
      for (let round = 0; round < 5; round++) {
        await db.collection(name).doc(`r${at}`).set({ round });
        expect((await db.collection(name).doc(`r${at}`).get()).data).toEqual([{ _id: `r${at}`, round }]);
      }
    });
  });
});
