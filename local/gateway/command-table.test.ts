import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

let local: TestGateway;
let db: SdkDatabase;
const name = newCollectionName();

beforeAll(async () => {
  local = await startTestGateway({ collections: [{ name, indexes: [] }], fsync: false });
  db = connectSdk(local);
  await db.collection(name).add([
    { _id: 'a', n: 1, tags: ['x', 'y'], list: [{ v: 1 }, { v: 5 }], at: new db.Geo.Point(113.3, 23.1) },
    { _id: 'b', n: 2, tags: ['y'], at: new db.Geo.Point(116.4, 39.9) },
    { _id: 'c', n: '2', tags: [] },
  ]);
});
afterAll(() => local.close());

const nearCanton = () => {
  const { Point, LineString, Polygon } = db.Geo;
  const corners = [
    [113, 22],
    [114, 22],
    [114, 24],
    [113, 24],
    [113, 22],
  ].map(([longitude = 0, latitude = 0]) => new Point(longitude, latitude));
  return { geometry: new Polygon([new LineString(corners)]) };
};

/** One example of each operator that finds documents, and which it finds. */
const QUERIES: Readonly<Record<string, readonly [() => object, string]>> = {
  eq: [() => ({ n: db.command.eq(1) }), 'a'],
  neq: [() => ({ n: db.command.neq(1) }), 'bc'],
  lt: [() => ({ n: db.command.lt(2) }), 'a'],
  lte: [() => ({ n: db.command.lte(2) }), 'ab'],
  gt: [() => ({ n: db.command.gt(1) }), 'b'],
  gte: [() => ({ n: db.command.gte('2') }), 'c'],
  in: [() => ({ n: db.command.in([1, '2']) }), 'ac'],
  nin: [() => ({ n: db.command.nin([1, '2']) }), 'b'],
  all: [() => ({ tags: db.command.all(['y', 'x']) }), 'a'],
  elemMatch: [() => ({ tags: db.command.elemMatch(db.command.eq('x')) }), 'a'],
  exists: [() => ({ list: db.command.exists(false) }), 'bc'],
  size: [() => ({ tags: db.command.size(1) }), 'b'],
  mod: [() => ({ n: db.command.mod(2, 0) }), 'b'],
  geoNear: [() => ({ at: db.command.geoNear({ geometry: new db.Geo.Point(116, 40) }) }), 'ba'],
  geoWithin: [() => ({ at: db.command.geoWithin(nearCanton()) }), 'a'],
  geoIntersects: [() => ({ at: db.command.geoIntersects(nearCanton()) }), 'a'],
  and: [() => ({ n: db.command.and(db.command.gt(0), db.command.lt(2)) }), 'a'],
  or: [() => db.command.or([{ n: 1 }, { n: '2' }]), 'ac'],
  nor: [() => db.command.nor([{ n: 1 }, { n: '2' }]), 'b'],
  not: [() => ({ n: db.command.not(db.command.gt(1)) }), 'ac'],
  expr: [() => db.command.expr(db.command.aggregate.gte(['$n', 2])), 'bc'],
  jsonSchema: [() => db.command.jsonSchema({ properties: { n: { bsonType: 'string' } } }), 'c'],
};

/** One example of each operator that changes a document: before, the change, after. */
const UPDATES: Readonly<Record<string, readonly [object, () => object, object]>> = {
  set: [{ m: { x: 1 } }, () => ({ m: db.command.set({ y: 1 }) }), { m: { y: 1 } }],
  remove: [{ a: 1, b: 1 }, () => ({ a: db.command.remove() }), { b: 1 }],
  inc: [{ a: 1 }, () => ({ a: db.command.inc(2) }), { a: 3 }],
  mul: [{ a: 2 }, () => ({ a: db.command.mul(3) }), { a: 6 }],
  min: [{ a: 2 }, () => ({ a: db.command.min(1) }), { a: 1 }],
  max: [{ a: 2 }, () => ({ a: db.command.max(3) }), { a: 3 }],
  bit: [{ a: 5 }, () => ({ a: db.command.bit({ xor: 1 }) }), { a: 4 }],
  rename: [{ a: 1 }, () => ({ a: db.command.rename('b') }), { b: 1 }],
  push: [{ l: [1] }, () => ({ l: db.command.push(2) }), { l: [1, 2] }],
  unshift: [{ l: [1] }, () => ({ l: db.command.unshift(2) }), { l: [2, 1] }],
  pop: [{ l: [1, 2] }, () => ({ l: db.command.pop() }), { l: [1] }],
  shift: [{ l: [1, 2] }, () => ({ l: db.command.shift() }), { l: [2] }],
  pull: [{ l: [1, 2] }, () => ({ l: db.command.pull(1) }), { l: [2] }],
  pullAll: [{ l: [1, 2, 3] }, () => ({ l: db.command.pullAll([1, 3]) }), { l: [2] }],
  addToSet: [{ l: [1] }, () => ({ l: db.command.addToSet(1) }), { l: [1] }],
};

/** One example of each operator that shows a part of an array, and what it shows of document a. */
const PROJECTIONS: Readonly<Record<string, readonly [() => object, object]>> = {
  slice: [() => ({ _id: 1, tags: db.command.project.slice(-1) }), { tags: ['y'] }],
  elemMatch: [() => ({ list: db.command.project.elemMatch({ v: 5 }) }), { _id: 'a', list: [{ v: 5 }] }],
};

/** What is refused, and by which name. */
const REFUSED: Readonly<Record<string, readonly [() => object, string]>> = {
  text: [() => db.command.text({ search: 'x' }), '$search'],
};

/** Not operators: tables of their own. */
const NAMESPACES = ['aggregate', 'project'];

describe('every operator that the installed SDK offers', () => {
  it('has its line in a table here, and no other has', () => {
    const known = [QUERIES, UPDATES, REFUSED].flatMap(Object.keys);
    expect([...known, ...NAMESPACES].sort()).toEqual(Object.keys(db.command).sort());
    expect(Object.keys(PROJECTIONS).sort()).toEqual(Object.keys(db.command.project).sort());
  });

  it.each(Object.entries(QUERIES))('%s finds what it says', async (_operator, [query, expected]) => {
    const { data } = await db.collection(name).where(query()).get();
    expect(data.map(({ _id }) => _id).join('')).toBe(expected);
  });

  it.each(Object.entries(UPDATES))(
    '%s changes what it says',
    async (operator, [before, update, expected]) => {
      const changed = newCollectionName();
      await db.createCollection(changed);
      const document = db.collection(changed).doc(operator);
      await document.set(before);
      await document.update(update());
      expect((await document.get()).data).toEqual([{ _id: operator, ...expected }]);
    },
  );

  it.each(Object.entries(PROJECTIONS))('%s shows what it says', async (_operator, [fields, expected]) => {
    const { data } = await db.collection(name).doc('a').field(fields()).get();
    expect(data[0]).toMatchObject(expected);
  });

  it.each(Object.entries(REFUSED))('%s is refused by its name', async (_operator, [query, shown]) => {
    await expect(db.collection(name).where(query()).get()).rejects.toMatchObject({
      code: 'NOT_SUPPORTED_LOCALLY',
      message: expect.stringContaining(shown),
    });
  });
});
