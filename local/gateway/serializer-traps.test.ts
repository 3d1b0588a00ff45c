import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

let local: TestGateway;
let db: SdkDatabase;
const name = newCollectionName();

beforeAll(async () => {
  local = await startTestGateway({ collections: [{ name, indexes: [] }], fsync: false });
  db = connectSdk(local);
});
afterAll(() => local.close());

async function stored(before: object, update: object): Promise<unknown> {
  await db.collection(name).doc('t').set(before);
  await db.collection(name).doc('t').update(update);
  return (await db.collection(name).doc('t').get()).data[0];
}

/** Facts about @cloudbase/database 1.4.3, which code that uses it has to know; the gateway can't repair them. */
describe("the SDK's own serializer", () => {
  it('flattens a map in an update: what is not in it stays', async () => {
    expect(await stored({ holds: { h1: 1 } }, { holds: { h2: 2 } })).toEqual({
      _id: 't',
      holds: { h1: 1, h2: 2 },
    });
  });

  it('replaces a map only by command.set', async () => {
    const update = { holds: db.command.set({ h2: 2 }) };
    expect(await stored({ holds: { h1: 1 } }, update)).toEqual({ _id: 't', holds: { h2: 2 } });
  });

  it('sends nothing for an empty map: alone it is an empty update, which is refused', async () => {
    expect(await stored({ holds: { h1: 1 }, n: 0 }, { holds: {}, n: 1 })).toEqual({
      _id: 't',
      holds: { h1: 1 },
      n: 1,
    });
    await expect(stored({ holds: { h1: 1 } }, { holds: {} })).rejects.toThrow('the update is empty');
  });

  it('sends an empty update for undefined, which is refused', async () => {
    await expect(stored({ a: 1 }, { a: undefined })).rejects.toThrow('the update is empty');
  });

  it('makes a path of a map over a stored null, which is refused', async () => {
    await expect(stored({ a: null }, { a: { b: 1 } })).rejects.toThrow(
      "Cannot create field 'b' in element {a: null}",
    );
  });

  it('does not see a server date inside command.set', async () => {
    const update = { a: db.command.set({ at: db.serverDate() }) };
    expect(await stored({}, update)).toEqual({ _id: 't', a: { at: { offset: 0 } } });
  });

  it('takes addToSet({each}) for a document', async () => {
    const update = { a: db.command.addToSet({ each: [1, 2] }) };
    expect(await stored({ a: [] }, update)).toEqual({ _id: 't', a: [{ each: [1, 2] }] });
  });

  it('passes operators in a value of where and in update through', async () => {
    await db.collection(name).doc('t').set({ openid: 'secret' });
    expect(
      (
        await db
          .collection(name)
          .where({ openid: { $ne: '' } })
          .get()
      ).data,
    ).toHaveLength(1);
    expect(await stored({ a: 1 }, { $set: { b: 2 } })).toEqual({ _id: 't', a: 1, b: 2 });
  });

  it('reads an integer beyond 2^53 as the nearest double', async () => {
    await db.collection(name).doc('t').set({ a: Number.MAX_SAFE_INTEGER });
    await db
      .collection(name)
      .doc('t')
      .update({ a: db.command.inc(4) });
    expect((await db.collection(name).doc('t').get()).data[0]).toEqual({ _id: 't', a: 2 ** 53 + 4 });
  });
});
