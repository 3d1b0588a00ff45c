import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, type SdkDatabase } from './test-sdk';
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

describe('every update operator of the SDK', () => {
  it.each([
    ['a value', () => ({ a: 2 }), { a: 1 }, { a: 2 }],
    ['a nested value, beside others', () => ({ m: { x: 2 } }), { m: { x: 1, y: 1 } }, { m: { x: 2, y: 1 } }],
    ['set replaces a map', () => ({ m: db.command.set({ x: 2 }) }), { m: { y: 1 } }, { m: { x: 2 } }],
    ['missing documents are made', () => ({ 'm.n.o': 1 }), {}, { m: { n: { o: 1 } } }],
    ['an array position', () => ({ 'l.1': 9 }), { l: [1, 2] }, { l: [1, 9] }],
    ['a far array position', () => ({ 'l.3': 9 }), { l: [1] }, { l: [1, null, null, 9] }],
    [
      'remove',
      () => ({ a: db.command.remove(), 'm.x': db.command.remove() }),
      { a: 1, m: { x: 1 } },
      { m: {} },
    ],
    ['remove of an element', () => ({ 'l.0': db.command.remove() }), { l: [1, 2] }, { l: [null, 2] }],
    ['inc', () => ({ a: db.command.inc(2), b: db.command.inc(3) }), { a: 1 }, { a: 3, b: 3 }],
    ['inc by a fraction', () => ({ a: db.command.inc(0.5) }), { a: 1 }, { a: 1.5 }],
    ['inc beyond 32 bits', () => ({ a: db.command.inc(1) }), { a: 2 ** 31 - 1 }, { a: 2 ** 31 }],
    ['mul', () => ({ a: db.command.mul(3), b: db.command.mul(3) }), { a: 2 }, { a: 6, b: 0 }],
    ['min', () => ({ a: db.command.min(1), b: db.command.min(9) }), { a: 2, b: 2 }, { a: 1, b: 2 }],
    ['max', () => ({ a: db.command.max(1), c: db.command.max(9) }), { a: 2 }, { a: 2, c: 9 }],
    ['max by the order of types', () => ({ a: db.command.max('x') }), { a: 2 }, { a: 'x' }],
    ['push', () => ({ l: db.command.push(1, 2) }), { l: [0] }, { l: [0, 1, 2] }],
    ['push makes an array', () => ({ l: db.command.push([1, { a: 1 }]) }), {}, { l: [1, { a: 1 }] }],
    [
      'push at a position',
      () => ({ l: db.command.push({ each: [9], position: 1 }) }),
      { l: [1, 2] },
      { l: [1, 9, 2] },
    ],
    [
      'push, sort, slice',
      () => ({ l: db.command.push({ each: [5, 1], sort: 1, slice: -2 }) }),
      { l: [3] },
      { l: [3, 5] },
    ],
    [
      'push, sort by fields, slice',
      () => ({ l: db.command.push({ each: [{ v: 3 }], sort: { v: -1 }, slice: 2 }) }),
      { l: [{ v: 1 }, { v: 2 }] },
      { l: [{ v: 3 }, { v: 2 }] },
    ],
    ['unshift', () => ({ l: db.command.unshift([8, 9]) }), { l: [1] }, { l: [8, 9, 1] }],
    ['pop', () => ({ l: db.command.pop(), m: db.command.pop() }), { l: [1, 2] }, { l: [1] }],
    ['shift', () => ({ l: db.command.shift() }), { l: [1, 2] }, { l: [2] }],
    ['pull a value', () => ({ l: db.command.pull(1) }), { l: [1, 2, 1] }, { l: [2] }],
    [
      'pull by a condition',
      () => ({ l: db.command.pull(db.command.gt(1)) }),
      { l: [1, 2, 'x'] },
      { l: [1, 'x'] },
    ],
    ['pull by a list', () => ({ l: db.command.pull(db.command.in([1, 2])) }), { l: [1, 2, 3] }, { l: [3] }],
    [
      'pull documents by their fields',
      () => ({ l: db.command.pull({ v: db.command.gt(1) }) }),
      { l: [{ v: 1, w: 1 }, { v: 2, w: 2 }, 2] },
      { l: [{ v: 1, w: 1 }, 2] },
    ],
    ['pullAll', () => ({ l: db.command.pullAll([1, 3]) }), { l: [1, 2, 3, 1] }, { l: [2] }],
    ['addToSet', () => ({ l: db.command.addToSet(2) }), { l: [1, 2] }, { l: [1, 2] }],
    [
      'addToSet of a document',
      () => ({ l: db.command.addToSet({ a: 1 }) }),
      { l: [{ a: 2 }] },
      { l: [{ a: 2 }, { a: 1 }] },
    ],
    [
      'addToSet of several',
      () => ({ l: db.command.addToSet({ $each: [1, 3, 3] }) }),
      { l: [1] },
      { l: [1, 3] },
    ],
    ['rename', () => ({ a: db.command.rename('b') }), { a: 1 }, { b: 1 }],
    ['rename of what is missing', () => ({ x: db.command.rename('b') }), { b: 1 }, { b: 1 }],
  ])('%s', async (_what, update, before, expected) => {
    expect(await after(before, update())).toEqual(expected);
  });

  it.each([
    ['and', { and: 6 }, 3, 2],
    ['or', { or: 4 }, 3, 7],
    ['xor', { xor: 1 }, 3, 2],
    ['one after the other', { and: 6, or: 8 }, 3, 10],
    ['of a negative number', { and: 255 }, -1, 255],
    ['beyond 32 bits', { or: 2 ** 40 }, 1, 2 ** 40 + 1],
    ['of a missing field, which is 0', { or: 5 }, undefined, 5],
  ])('bit: %s', async (_what, operand, before, expected) => {
    const stored = before === undefined ? {} : { a: before };
    expect(await after(stored, { a: db.command.bit(operand) })).toEqual({ a: expected });
  });
});

describe('updating one document and reading it', () => {
  it('counts the document that was found, also when nothing in it differs, and answers what it is now', async () => {
    const collection = db.collection(name);
    await collection.add([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);
    expect(await collection.where({ a: 1 }).updateAndReturn({ a: 2 })).toMatchObject({
      updated: 1,
      doc: { _id: 1, a: 2 },
    });
    expect(await collection.where({ a: 2 }).updateAndReturn({ a: 2 })).toMatchObject({
      updated: 1,
      doc: { _id: 1, a: 2 },
    });
    expect(await collection.where({ a: 9 }).updateAndReturn({ a: 1 })).toMatchObject({
      updated: 0,
      doc: null,
    });
    expect((await collection.get()).data).toEqual([
      { _id: 1, a: 2 },
      { _id: 2, a: 1 },
    ]);
  });
});

describe('updating many documents', () => {
  it('changes all that match and counts those that are different afterwards', async () => {
    const collection = db.collection(name);
    await collection.add([
      { _id: 1, a: 1 },
      { _id: 2, a: 1, done: true },
      { _id: 3, a: 2 },
    ]);
    expect(await collection.where({ a: 1 }).update({ done: true })).toMatchObject({
      updated: 1,
      upsertId: null,
    });
    expect(await collection.where({ a: 9 }).update({ done: true })).toMatchObject({ updated: 0 });
    expect(await collection.doc(9).update({ done: true })).toMatchObject({ updated: 0 });
    const one = await collection.where({}).options({ multiple: false }).update({ one: true });
    expect(one).toMatchObject({ updated: 1 });
    expect((await collection.get()).data).toEqual([
      { _id: 1, a: 1, done: true, one: true },
      { _id: 2, a: 1, done: true },
      { _id: 3, a: 2 },
    ]);
  });

  it('stops at the first document that cannot be changed, and keeps those before it', async () => {
    const collection = db.collection(name);
    await collection.add([
      { _id: 1, a: 1 },
      { _id: 2, a: 'x' },
      { _id: 3, a: 1 },
    ]);
    await expect(collection.where({}).update({ a: db.command.inc(1) })).rejects.toThrow('non-numeric');
    expect((await collection.get()).data).toEqual([
      { _id: 1, a: 2 },
      { _id: 2, a: 'x' },
      { _id: 3, a: 1 },
    ]);
  });
});
