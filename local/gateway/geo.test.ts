import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, postRaw, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

let local: TestGateway;
let db: SdkDatabase;
const name = newCollectionName();

beforeAll(async () => {
  local = await startTestGateway({ collections: [{ name, indexes: [] }], fsync: false });
  db = connectSdk(local);
  const { Point, LineString } = db.Geo;
  await db.collection(name).add([
    { _id: 'far', at: new Point(30, 0), rank: 1 },
    { _id: 'near', at: new Point(1, 0), rank: 3 },
    { _id: 'middle', at: new LineString([new Point(10, -5), new Point(10, 5)]), rank: 2 },
    { _id: 'nowhere', rank: 4 },
  ]);
});
afterAll(() => local.close());

const idsOf = (documents: readonly { readonly _id: unknown }[]): unknown[] => documents.map(({ _id }) => _id);
const near = (options: object = {}): object => ({
  at: db.command.geoNear({ geometry: new db.Geo.Point(0, 0), ...options }),
});

it('geoNear orders by distance, within its bounds, unless an order is asked for', async () => {
  const found = db.collection(name).where(near());
  expect(idsOf((await found.get()).data)).toEqual(['near', 'middle', 'far']);
  expect(idsOf((await found.skip(1).limit(1).get()).data)).toEqual(['middle']);
  expect(idsOf((await found.orderBy('rank', 'asc').get()).data)).toEqual(['far', 'middle', 'near']);
  expect((await found.count()).total).toBe(3);
  const bounded = near({ minDistance: 200_000, maxDistance: 2_000_000 });
  expect(idsOf((await db.collection(name).where(bounded).get()).data)).toEqual(['middle']);
});

it('shapes come back as the SDK knows them, and changes may ask for them', async () => {
  const { Point, LineString, Polygon } = db.Geo;
  const corners = [
    [-2, -2],
    [2, -2],
    [2, 2],
    [-2, 2],
    [-2, -2],
  ];
  const around = new Polygon([new LineString(corners.map(([x = 0, y = 0]) => new Point(x, y)))]);
  const inside = db.collection(name).where({ at: db.command.geoWithin({ geometry: around }) });
  expect((await inside.get()).data).toEqual([{ _id: 'near', at: new Point(1, 0), rank: 3 }]);
  expect(await inside.update({ seen: true })).toMatchObject({ updated: 1 });
});

it('nearness is for searches only: elsewhere it is refused by its name', async () => {
  const refusal = { code: 'NOT_SUPPORTED_LOCALLY', message: expect.stringContaining('$nearSphere') };
  // Inside a list the SDK sends null for a distance that isn't given.
  const close = near({ minDistance: 0, maxDistance: 1 });
  const collection = db.collection(name);
  const point = { geometry: new db.Geo.Point(0, 0), minDistance: 0, maxDistance: 1 };
  await expect(collection.where(close).update({ a: 1 })).rejects.toMatchObject(refusal);
  await expect(collection.where(close).updateAndReturn({ a: 1 })).rejects.toMatchObject(refusal);
  await expect(collection.where(close).remove()).rejects.toMatchObject(refusal);
  await expect(collection.where(db.command.or([close])).get()).rejects.toMatchObject(refusal);
  await expect(collection.aggregate().match(close).end()).rejects.toMatchObject(refusal);
  const negated = { at: db.command.not(db.command.geoNear(point)) };
  await expect(collection.where(negated).get()).rejects.toMatchObject(refusal);
});

it('nearness can be joined with other conditions, but not with another nearness', async () => {
  const close = near({ minDistance: 0, maxDistance: 2_000_000 });
  const collection = db.collection(name);
  const joined = db.command.and([close, { rank: db.command.lt(3) }]);
  expect(idsOf((await collection.where(joined).get()).data)).toEqual(['middle']);
  await expect(collection.where(db.command.and([close, close])).get()).rejects.toMatchObject({
    code: 'INVALID_PARAM',
  });
});

it.each([
  ['a geometry without a type', '{"$geoWithin":{"$geometry":{"coordinates":[0,0]}}}'],
  ['an unknown type', '{"$geoIntersects":{"$geometry":{"type":"Circle","coordinates":[0,0]}}}'],
  ['a latitude of 91', '{"$geoIntersects":{"$geometry":{"type":"Point","coordinates":[0,91]}}}'],
  ['a text as longitude', '{"$geoIntersects":{"$geometry":{"type":"Point","coordinates":["0",0]}}}'],
  ['a line of one point', '{"$geoIntersects":{"$geometry":{"type":"LineString","coordinates":[[0,0]]}}}'],
  [
    'an open ring',
    '{"$geoWithin":{"$geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}}}',
  ],
  ['within a point', '{"$geoWithin":{"$geometry":{"type":"Point","coordinates":[0,0]}}}'],
  ['a negative radius', '{"$geoWithin":{"$centerSphere":[[0,0],-1]}}'],
  ['a radius that is a text', '{"$geoWithin":{"$centerSphere":[[0,0],"1"]}}'],
  ['near a line', '{"$nearSphere":{"$geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}}}'],
  [
    'a negative distance',
    '{"$nearSphere":{"$geometry":{"type":"Point","coordinates":[0,0]},"$maxDistance":-1}}',
  ],
  ['two conditions', '{"$nearSphere":{"$geometry":{"type":"Point","coordinates":[0,0]}},"$gt":1}'],
])('%s is malformed', async (_what, condition) => {
  const body = { action: 'database.getDocument', collectionName: name, query: `{"at":${condition}}` };
  expect(await postRaw(local.url, body)).toMatchObject({ code: 'INVALID_PARAM' });
});

it.each(['$box', '$polygon', '$center', '$uniqueDocs'])('%s is refused by its name', async (shape) => {
  const query = `{"at":{"$geoWithin":{"${shape}":[[0,0],[1,1]]}}}`;
  const body = { action: 'database.getDocument', collectionName: name, query };
  expect(await postRaw(local.url, body)).toMatchObject({
    code: 'NOT_SUPPORTED_LOCALLY',
    message: expect.stringContaining(shape),
  });
});
