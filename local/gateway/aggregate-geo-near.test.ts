import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, type SdkAggregation, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

let local: TestGateway;
let db: SdkDatabase;
const places = newCollectionName();
const from = (options: object = {}): SdkAggregation =>
  db
    .collection(places)
    .aggregate()
    .geoNear({
      near: new db.Geo.Point(0, 0),
      key: 'at',
      distanceField: 'far.by',
      spherical: true,
      ...options,
    });
const degree = (Math.PI / 180) * 6_378_100;

beforeAll(async () => {
  local = await startTestGateway({ collections: [{ name: places, indexes: [] }], fsync: false });
  db = connectSdk(local);
  const { Point } = db.Geo;
  await db
    .collection(places)
    .add([
      { _id: 'three', at: new Point(3, 0), open: true },
      { _id: 'one', at: [new Point(9, 0), new Point(0, 1)] },
      { _id: 'two', at: new Point(-2, 0), open: true },
      { _id: 'nowhere' },
    ]);
});

afterAll(() => local.close());

it('geoNear puts the nearest first, each with its distance and the place that was nearest', async () => {
  const found = (await from({ includeLocs: 'near', distanceMultiplier: 1 / degree }).end()).data;
  expect(found).toEqual([
    expect.objectContaining({
      _id: 'one',
      far: { by: expect.closeTo(1) },
      near: { type: 'Point', coordinates: [0, 1] },
    }),
    expect.objectContaining({ _id: 'two', far: { by: expect.closeTo(2) } }),
    expect.objectContaining({ _id: 'three', far: { by: expect.closeTo(3) } }),
  ]);
});

it('takes a query, distances and a limit, and stages behind it', async () => {
  const ids = async (aggregation: SdkAggregation): Promise<unknown[]> =>
    (await aggregation.end()).data.map(({ _id }) => _id);
  expect(await ids(from({ query: { open: true } }))).toEqual(['two', 'three']);
  expect(await ids(from({ minDistance: 1.5 * degree, maxDistance: 2.5 * degree }))).toEqual(['two']);
  expect(await ids(from({ limit: 1 }))).toEqual(['one']);
  expect(await ids(from().sort({ _id: 1 }).skip(1))).toEqual(['three', 'two']);
});

it.each<[string, object, string]>([
  ['without a key', { key: undefined }, 'INVALID_PARAM'],
  ['without a field for the distance', { distanceField: undefined }, 'INVALID_PARAM'],
  ['on the flat earth', { spherical: false }, 'NOT_SUPPORTED_LOCALLY'],
  ['with an unknown option', { num: 1 }, 'NOT_SUPPORTED_LOCALLY'],
  ['with a negative distance', { maxDistance: -1 }, 'INVALID_PARAM'],
  ['with a limit of 0', { limit: 0 }, 'INVALID_PARAM'],
  ['with a query of no document', { query: 1 }, 'INVALID_PARAM'],
])('geoNear %s is refused', async (_what, options, code) => {
  await expect(from(options).end()).rejects.toMatchObject({ code });
});

it('geoNear is a first stage only', async () => {
  const late = from().geoNear({
    near: new db.Geo.Point(0, 0),
    key: 'at',
    distanceField: 'd',
    spherical: true,
  });
  await expect(late.end()).rejects.toMatchObject({ code: 'INVALID_PARAM' });
});
