import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, postRaw, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

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

/** What a document is after an update, or the message of the error. */
async function after(before: object, update: object): Promise<unknown> {
  const document = db.collection(name).doc('u');
  await document.set(before);
  try {
    await document.update(update);
  } catch (error) {
    const { data } = await document.get();
    expect(data).toEqual([{ _id: 'u', ...before }]);
    return (error as Error).message;
  }
  const { _id, ...rest } = (await document.get()).data[0] ?? { _id: undefined };
  expect(_id).toBe('u');
  return rest;
}

async function modifyRaw(data: string, extra: object = {}): Promise<Record<string, unknown>> {
  const body = {
    action: 'database.modifyDocument',
    collectionName: name,
    query: '{}',
    merge: true,
    multi: true,
  };
  return postRaw(local.url, { ...body, data, ...extra });
}

describe('what cannot be done is an error and changes nothing', () => {
  it.each([
    ['inc of a string', () => ({ a: db.command.inc(1) }), { a: '1' }, 'non-numeric type string'],
    ['inc of null', () => ({ a: db.command.inc(1) }), { a: null }, 'non-numeric type null'],
    ['inc by a string', () => ({ a: db.command.inc('1') }), { a: 1 }, 'non-numeric argument'],
    ['mul of a list', () => ({ a: db.command.mul(1) }), { a: [1] }, 'non-numeric type array'],
    [
      'push onto a number',
      () => ({ a: db.command.push(1) }),
      { a: 1 },
      'must be an array but is of type int',
    ],
    [
      'push onto null',
      () => ({ a: db.command.push(1) }),
      { a: null },
      'must be an array but is of type null',
    ],
    ['pull from a map', () => ({ a: db.command.pull(1) }), { a: { b: 1 } }, 'must be an array'],
    ['pop from a string', () => ({ a: db.command.pop() }), { a: 'x' }, 'must be an array'],
    ['bit of a fraction', () => ({ a: db.command.bit({ or: 1 }) }), { a: 1.5 }, 'of type double'],
    ['bit of null', () => ({ a: db.command.bit({ or: 1 }) }), { a: null }, 'of type null'],
    ['bit by a fraction', () => ({ a: db.command.bit({ or: 1.5 }) }), { a: 1 }, 'needs an integer'],
    ['bit of another kind', () => ({ a: db.command.bit({ nand: 1 }) }), { a: 1 }, 'not "nand"'],
    ['bit without a kind', () => ({ $bit: { a: {} } }), { a: 1 }, '$bit'],
    ['addToSet to a date', () => ({ a: db.command.addToSet(1) }), { a: new Date(0) }, 'must be an array'],
    [
      'a path through a number',
      () => ({ 'a.b': 1 }),
      { a: 1 },
      "Cannot create field 'b' in element {a: int}",
    ],
    [
      'a path through null',
      () => ({ 'a.b': 1 }),
      { a: null },
      "Cannot create field 'b' in element {a: null}",
    ],
    ['a name in a list', () => ({ 'a.b': 1 }), { a: [] }, "Cannot create field 'b' in element {a: array}"],
    ['a positional path', () => ({ 'a.$': 1 }), { a: [1] }, '"$"'],
    ['one field twice', () => ({ a: 1, $inc: { a: 1 } }), { a: 1 }, 'conflict at'],
    [
      'a field and what is in it',
      () => ({ a: db.command.set({ b: 1 }), 'a.c': 1 }),
      { a: {} },
      'conflict at',
    ],
    [
      'a rename onto a changed field',
      () => ({ a: db.command.rename('b'), b: 2 }),
      { a: 1, b: 1 },
      'conflict at',
    ],
    ['a $name in a value', () => ({ a: db.command.set({ $b: 1 }) }), { a: 1 }, 'not valid for storage'],
    [
      'a dotted name in a value',
      () => ({ a: db.command.set({ 'b.c': 1 }) }),
      { a: 1 },
      'not valid for storage',
    ],
  ])('%s', async (_what, update, before, message) => {
    expect(await after(before, update())).toContain(message);
  });

  it.each([
    ['{"$push":{"l":{"$each":1}}}', '$each needs an array'],
    ['{"$push":{"l":{"$each":[1],"$sort":2}}}', '1 or -1'],
    ['{"$push":{"l":{"$each":[1],"$sort":{}}}}', '$sort'],
    ['{"$push":{"l":{"$each":[1],"$slice":1.5}}}', '$slice needs an integer'],
    ['{"$push":{"l":{"$each":[1],"$position":"0"}}}', '$position needs an integer'],
    ['{"$push":{"l":{"$each":[1],"$other":1}}}', '$other'],
    ['{"$push":{"l":{"$each":[{"$a":1}]}}}', 'not valid for storage'],
    ['{"$addToSet":{"l":{"$each":1}}}', '$each needs an array'],
    ['{"$addToSet":{"l":{"$other":[1]}}}', '$other'],
    ['{"$pop":{"l":2}}', '1 or -1'],
    ['{"$pop":{"l":"1"}}', '1 or -1'],
    ['{"$pull":{"l":{"$foo":1}}}', '$foo'],
    ['{"$pull":{"l":{"$in":1}}}', '$in needs an array'],
    ['{"$pullAll":{"l":1}}', 'needs an array'],
    ['{"$rename":{"l":1}}', 'new name as a string'],
    ['{"$rename":{"l":"a..b"}}', 'empty field name'],
    ['{"$rename":{"m.n.o":"p"}}', 'through an array'],
    ['{"$rename":{"l":"l"}}', 'conflict'],
    ['{"$inc":{"i":null}}', 'non-numeric argument'],
    ['{"$mul":{"i":"2"}}', 'non-numeric argument'],
    ['{"$min":{"i":{"$a":1}}}', 'not valid for storage'],
    ['{"$set":{"l.9999999":1}}', 'too far behind'],
    ['{"$set":{"m.n.x":1}}', "Cannot create field 'x'"],
    ['{"$set":{"i":{"$numberInt":"x"}}}', 'malformed'],
    ['{"$set":{"i":{"$numberInt":"1","a":1}}}', 'only key'],
  ])('%s', async (data, message) => {
    const before = { l: [1], i: 1, m: { n: [{ o: 1 }] } };
    await db.collection(name).doc('w').set(before);
    const answer = await modifyRaw(data);
    expect(answer['message']).toContain(message);
    expect(answer['code']).toMatch(/^(INVALID_PARAM|DATABASE_REQUEST_FAILED|NOT_SUPPORTED_LOCALLY)$/);
    expect((await db.collection(name).get()).data).toEqual([{ _id: 'w', ...before }]);
  });

  it('a whole number that a double cannot hold', async () => {
    const precision = 'would lose precision';
    await db.collection(name).doc('n').set({ a: 0.5 });
    await db
      .collection(name)
      .doc('n')
      .update({ a: db.command.inc(2 ** 52 - 0.5) });
    await expect(
      db
        .collection(name)
        .doc('n')
        .update({ a: db.command.mul(4) }),
    ).rejects.toThrow(precision);
  });

  it('a result beyond 64 bits; up to there integers stay exact', async () => {
    await db.collection(name).doc('n').set({ a: 0 });
    expect(await modifyRaw('{"$inc":{"a":{"$numberLong":"9007199254740993"}}}')).toMatchObject({
      data: { updated: 1 },
    });
    expect(await modifyRaw('{"$inc":{"a":{"$numberInt":"2"}}}')).toMatchObject({ data: { updated: 1 } });
    const read = await postRaw(local.url, { action: 'database.getDocument', collectionName: name });
    expect(JSON.stringify(read['data'])).toContain('9007199254740995');
    const tooFar = await modifyRaw('{"$mul":{"a":{"$numberInt":"2000"}}}');
    expect(tooFar['message']).toContain('does not fit in 64 bits');
  });

  it.each(['{}', '{"$set":{}}', '{"a":1}', '{"$set":{"a":1},"b":2}', '{"$set":1}', '[]'])(
    'the update %s never wipes a document',
    async (data) => {
      await db.collection(name).doc('k').set({ kept: true });
      expect(await modifyRaw(data)).toMatchObject({ code: 'INVALID_PARAM' });
      expect((await db.collection(name).get()).data).toEqual([{ _id: 'k', kept: true }]);
    },
  );

  it('a change of the _id, by an operator or by a new content', async () => {
    await db.collection(name).doc('k').set({ kept: true });
    for (const data of ['{"$set":{"_id":"z"}}', '{"$unset":{"_id":""}}', '{"$rename":{"kept":"_id"}}']) {
      expect((await modifyRaw(data))['message']).toContain("immutable field '_id'");
    }
    const replaced = await modifyRaw('{"_id":"z"}', { merge: false, multi: false });
    expect(replaced['message']).toContain("immutable field '_id'");
    expect((await db.collection(name).get()).data).toEqual([{ _id: 'k', kept: true }]);
  });

  it('an update of all documents without any query, and an upsert by operators', async () => {
    expect(await modifyRaw('{"$set":{"a":1}}', { query: '' })).toMatchObject({ code: 'INVALID_PARAM' });
    expect(await modifyRaw('{"$set":{"a":1}}', { upsert: true })).toMatchObject({
      code: 'NOT_SUPPORTED_LOCALLY',
    });
  });
});
