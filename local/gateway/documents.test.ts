import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, postRaw, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

const NOW_MS = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
let local: TestGateway;
let db: SdkDatabase;
let name: string;

beforeAll(async () => {
  local = await startTestGateway({ fsync: false, now: () => NOW_MS });
  db = connectSdk(local);
});
afterAll(() => local.close());
beforeEach(async () => {
  name = newCollectionName();
  await db.createCollection(name);
});

const documents = async (): Promise<unknown[]> => (await db.collection(name).get()).data;

describe('adding', () => {
  it('keeps a given _id and makes one otherwise, for one and for several documents', async () => {
    const collection = db.collection(name);
    expect((await collection.add({ _id: 'mine', a: 1 })).id).toBe('mine');
    const made = (await collection.add({ a: 2 })).id;
    expect(made).toMatch(/^[0-9a-f]{24}$/);
    const { ids } = (await collection.add([{ _id: 7 }, { b: 1 }])) as unknown as { ids: unknown[] };
    expect(ids).toEqual([7, expect.stringMatching(/^[0-9a-f]{24}$/)]);
    expect((await collection.count()).total).toBe(4);
    expect((await collection.doc(7).get()).data).toEqual([{ _id: 7 }]);
  });

  it('refuses a taken _id in the words of the vendor; 1 and "1" are two ids', async () => {
    const collection = db.collection(name);
    await collection.add({ _id: 'x', a: 1 });
    await expect(collection.add({ _id: 'x', a: 2 })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringMatching(/E11000 duplicate key error collection: .* index: _id_ dup key: .*"x"/),
    });
    await collection.add([{ _id: 1 }, { _id: '1' }]);
    expect(await documents()).toEqual([{ _id: 1 }, { _id: '1' }, { _id: 'x', a: 1 }]);
  });

  it('a batch stops at the first taken _id and keeps what came before it', async () => {
    const collection = db.collection(name);
    await collection.add({ _id: 'b' });
    await expect(collection.add([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }])).rejects.toThrow('E11000');
    expect(await documents()).toEqual([{ _id: 'a' }, { _id: 'b' }]);
  });

  it('a batch with a document that cannot be stored inserts none of them', async () => {
    const data = ['{"_id":"a"}', '{"_id":"b","$set":1}'];
    const answer = await postRaw(local.url, {
      action: 'database.insertDocument',
      collectionName: name,
      data,
    });
    expect(answer).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
    expect(await documents()).toEqual([]);
  });

  it.each([
    ['{"_id":null}', 'INVALID_PARAM'],
    ['{"_id":[1]}', 'INVALID_PARAM'],
    ['{"_id":{"a":1}}', 'INVALID_PARAM'],
    ['{"":1}', 'DATABASE_REQUEST_FAILED'],
    ['{"$a":1}', 'DATABASE_REQUEST_FAILED'],
    ['{"a":[{"$b":1}]}', 'DATABASE_REQUEST_FAILED'],
  ])('refuses %s', async (text, code) => {
    const body = { action: 'database.insertDocument', collectionName: name, data: [text] };
    expect(await postRaw(local.url, body)).toMatchObject({ code });
    expect(await documents()).toEqual([]);
  });

  it('takes names with dots, which no path reaches; a later update or set of such a name is refused', async () => {
    const collection = db.collection(name);
    await collection.add({ _id: 'd', 'a.b': 1, c: { 'd.': 2 } });
    expect((await collection.where({ 'a.b': 1 }).get()).data).toEqual([]);
    await collection.doc('d').update({ a: { b: 2 }, e: 3 });
    const stored = { _id: 'd', 'a.b': 1, c: { 'd.': 2 }, a: { b: 2 }, e: 3 };
    expect(await documents()).toEqual([stored]);
    await expect(collection.doc('d').set({ 'a.b': 1 })).rejects.toThrow('not valid for storage');
    expect(await documents()).toEqual([stored]);
  });

  it('creating a collection twice is an error that says so', async () => {
    await expect(db.createCollection(name)).rejects.toMatchObject({
      code: 'DATABASE_COLLECTION_ALREADY_EXIST',
      message: expect.stringContaining('Table exist'),
    });
  });
});

describe('values come back as they were written', () => {
  it('through the SDK', async () => {
    const value = {
      _id: 'v',
      int: 1,
      negative: -5,
      large: 2 ** 40,
      largest: Number.MAX_SAFE_INTEGER,
      double: 1.5,
      text: '签到 🎉',
      none: null,
      yes: true,
      at: new Date(1234567890123),
      list: [1, [2, { a: null }], 'x'],
      map: { nested: { deep: {} } },
      toString: 'no method',
    };
    await db.collection(name).add(value);
    expect(await documents()).toEqual([value]);
  });

  it('down to the type of a number, as EJSON text', async () => {
    const text =
      '{"_id":"t","i":{"$numberInt":"1"},"l":{"$numberLong":"9007199254740993"},"d":{"$numberDouble":"1.0"},' +
      '"nan":{"$numberDouble":"NaN"},"zero":{"$numberDouble":"-0.0"},"o":{"$oid":"0123456789abcdef01234567"},' +
      '"at":{"$date":{"$numberLong":"-1"}},"b":{"$binary":{"base64":"AP8=","subType":"00"}},' +
      '"r":{"$regularExpression":{"pattern":"^a","options":"i"}}}';
    await postRaw(local.url, { action: 'database.insertDocument', collectionName: name, data: [text] });
    const answer = await postRaw(local.url, { action: 'database.getDocument', collectionName: name });
    expect((answer['data'] as { list: string[] }).list).toEqual([text]);
  });

  it('a server date is the clock of the gateway, plus its offset, the same in one request', async () => {
    await db.collection(name).add({ _id: 'd', at: db.serverDate(), later: db.serverDate({ offset: 1000 }) });
    await db.collection(name).doc('d').update({ changed: db.serverDate(), 'deep.at': db.serverDate() });
    const now = new Date(NOW_MS);
    expect(await documents()).toEqual([
      { _id: 'd', at: now, later: new Date(NOW_MS + 1000), changed: now, deep: { at: now } },
    ]);
    expect(
      (
        await db
          .collection(name)
          .where({ at: db.command.lte(db.serverDate()) })
          .count()
      ).total,
    ).toBe(1);
  });
});

describe('reading', () => {
  beforeEach(async () => {
    const many = Array.from({ length: 1200 }, (_, at) => ({ _id: at, half: at % 2, rank: 1200 - at }));
    await db.collection(name).add(many);
  });

  it('returns 100 documents by default and 1000 at most', async () => {
    const collection = db.collection(name);
    expect((await collection.get()).data).toHaveLength(100);
    expect((await collection.limit(7).get()).data).toHaveLength(7);
    expect((await collection.limit(1000).get()).data).toHaveLength(1000);
    expect((await collection.limit(5000).get()).data).toHaveLength(1000);
    const raw = await postRaw(local.url, {
      action: 'database.getDocument',
      collectionName: name,
      limit: 5000,
    });
    expect((raw['data'] as { list: string[] }).list).toHaveLength(1000);
    expect((await collection.count()).total).toBe(1200);
  });

  it('orders by several fields, skips and limits', async () => {
    const page = await db
      .collection(name)
      .where({ _id: db.command.lt(6) })
      .orderBy('half', 'desc')
      .orderBy('rank', 'asc')
      .skip(1)
      .limit(4)
      .get();
    expect(page.data.map(({ _id }) => _id)).toEqual([3, 1, 4, 2]);
  });

  it('shows the fields that were asked for', async () => {
    const collection = db.collection(name);
    await collection.doc('p').set({ a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 2 }, 5] });
    const shown = async (fields: Record<string, boolean>): Promise<unknown> =>
      (await collection.doc('p').field(fields).get()).data[0];
    expect(await shown({ a: true })).toEqual({ _id: 'p', a: 1 });
    expect(await shown({ _id: false, a: true })).toEqual({ a: 1 });
    expect(await shown({ 'b.c': true, 'list.x': true })).toEqual({ _id: 'p', b: { c: 2 }, list: [{ x: 1 }] });
    expect(await shown({ b: false, 'list.y': false })).toEqual({ _id: 'p', a: 1, list: [{ x: 1 }, 5] });
    expect(await shown({ _id: false })).toEqual({ a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 2 }, 5] });
  });

  it('shows some elements of an array, or the first one that matches', async () => {
    const { slice, elemMatch } = db.command.project;
    const stored = {
      n: [1, 2, 3, 4],
      m: { n: [5, 6] },
      l: [{ v: 1 }, { v: 2, w: 1 }, { v: 2, w: 2 }],
      t: 'x',
    };
    const document = db.collection(name).doc('p');
    await document.set(stored);
    const shown = async (fields: object): Promise<unknown> => (await document.field(fields).get()).data[0];
    expect(await shown({ n: slice(2), _id: 0 })).toEqual({ ...stored, n: [1, 2] });
    expect(await shown({ n: slice(-1), 'm.n': slice(1), l: 0 })).toEqual({
      _id: 'p',
      n: [4],
      m: { n: [5] },
      t: 'x',
    });
    expect(await shown({ n: slice([1, 2]), t: 1 })).toEqual({ _id: 'p', n: [2, 3], t: 'x' });
    expect(await shown({ n: slice([-9, 2]), t: slice(1), l: 1 })).toMatchObject({ n: [1, 2], t: 'x' });
    expect(await shown({ l: elemMatch({ v: 2 }) })).toEqual({ _id: 'p', l: [{ v: 2, w: 1 }] });
    expect(await shown({ n: elemMatch({ $gt: 2 }), l: elemMatch({ v: 9 }), t: 1 })).toEqual({
      _id: 'p',
      n: [3],
      t: 'x',
    });
    expect((await document.get()).data).toEqual([{ _id: 'p', ...stored }]);
  });
});

describe('set and remove', () => {
  it('set makes a document or replaces all of it, and says which', async () => {
    const document = db.collection(name).doc('s');
    expect(await document.set({ a: 1, b: {} })).toMatchObject({ updated: 0, upsertedId: 's' });
    expect(await document.set({ c: 2 })).toMatchObject({ updated: 1, upsertedId: null });
    // Also when nothing differs.
    expect(await document.set({ c: 2 })).toMatchObject({ updated: 1, upsertedId: null });
    expect(await documents()).toEqual([{ _id: 's', c: 2 }]);
  });

  it('remove takes one document by id, or all that match, and counts them', async () => {
    const collection = db.collection(name);
    await collection.add([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
      { _id: 3, a: 2 },
    ]);
    expect(await collection.doc(1).remove()).toMatchObject({ deleted: 1 });
    expect(await collection.doc(1).remove()).toMatchObject({ deleted: 0 });
    expect(await collection.where({ a: 2 }).remove()).toMatchObject({ deleted: 2 });
    expect(await documents()).toEqual([]);
  });
});
