import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, postRaw, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

const MIB = 1024 * 1024;
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
  await db.createCollection(name);
});

const text = (bytes: number): string => 'x'.repeat(bytes);
/** So many documents in one another. */
const nested = (levels: number): object => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { a: value };
  return value as object;
};
const TOO_LARGE = { code: 'DATABASE_REQUEST_FAILED', message: expect.stringContaining('larger than') };
const TOO_DEEP = { message: expect.stringContaining('nested at most 100 deep') };

describe('a document has at most 16 MiB', () => {
  it('one byte less is taken, one more is refused and leaves nothing', async () => {
    const collection = db.collection(name);
    // {_id: 'a', s: '…'} takes 24 bytes beside the text.
    const most = 16 * MIB - 24;
    expect(await collection.add({ _id: 'a', s: text(most) })).toMatchObject({ id: 'a' });
    await expect(collection.add({ _id: 'b', s: text(most + 1) })).rejects.toMatchObject(TOO_LARGE);
    await expect(collection.doc('c').set({ s: text(most + 1) })).rejects.toMatchObject(TOO_LARGE);
    await expect(collection.add({ _id: 'd', s: text(20 * MIB) })).rejects.toMatchObject(TOO_LARGE);
    expect((await collection.count()).total).toBe(1);
  });

  it('nor does it grow beyond that by an update, which changes nothing then', async () => {
    const document = db.collection(name).doc('g');
    await document.set({ l: [text(10 * MIB)], n: 1 });
    const growth = { l: db.command.push(text(6.5 * MIB)), n: db.command.inc(1) };
    await expect(document.update(growth)).rejects.toMatchObject(TOO_LARGE);
    const { data } = await document.field({ n: true }).get();
    expect(data).toEqual([{ _id: 'g', n: 1 }]);
  });

  it('a request has at most 64 MiB', async () => {
    const body = { action: 'database.insertDocument', collectionName: name, data: [text(65 * MIB)] };
    expect(await postRaw(local.url, body)).toMatchObject({ code: 'INVALID_PARAM' });
  });
});

describe('a document is nested at most 100 deep', () => {
  it('100 levels are taken, 101 are refused and leave nothing', async () => {
    const collection = db.collection(name);
    await collection.doc('a').set(nested(100));
    expect((await collection.doc('a').get()).data).toEqual([{ _id: 'a', ...nested(100) }]);
    await expect(collection.doc('b').set(nested(101))).rejects.toMatchObject(TOO_DEEP);
    await expect(collection.add({ _id: 'b', ...nested(101) })).rejects.toMatchObject(TOO_DEEP);
    expect((await collection.count()).total).toBe(1);
  });

  it('nor does it grow deeper step by step', async () => {
    const document = db.collection(name).doc('g');
    const path = (levels: number): string => Array.from({ length: levels }, () => 'a').join('.');
    await document.set({ b: nested(60), n: 1 });
    await document.update({ [path(50)]: db.command.set(nested(50)) });
    for (const update of [
      { [path(51)]: db.command.set(nested(50)) },
      { [path(101)]: 1 },
      { b: db.command.rename(path(41)) },
      { [`${path(50)}.l`]: db.command.push([nested(50)]) },
    ]) {
      await expect(document.update({ ...update, n: 2 })).rejects.toMatchObject(TOO_DEEP);
    }
    expect((await document.field({ n: true }).get()).data).toEqual([{ _id: 'g', n: 1 }]);
  });

  it('nor a query', async () => {
    const query = JSON.stringify(nested(101));
    const body = { action: 'database.getDocument', collectionName: name, query };
    expect(await postRaw(local.url, body)).toMatchObject(TOO_DEEP);
  });
});
