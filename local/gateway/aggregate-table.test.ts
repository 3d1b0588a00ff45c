import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, type SdkAggregation, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

let local: TestGateway;
let db: SdkDatabase;
const name = newCollectionName();
const at = new Date('2023-02-03T04:05:06.789Z');

beforeAll(async () => {
  local = await startTestGateway({ collections: [{ name, indexes: [] }], fsync: false });
  db = connectSdk(local);
  await db.collection(name).add([
    { _id: 1, n: 5, s: 'Aé,b', list: [1, 2, 2], m: { x: 1 }, at, place: new db.Geo.Point(113, 23) },
    { _id: 2, n: 8, list: [3], m: { y: 2 }, place: new db.Geo.Point(116, 40) },
  ]);
});
afterAll(() => local.close());

const pipeline = (): SdkAggregation => db.collection(name).aggregate();

/** One example of each operator of an expression, by its name in MongoDB, and its value for document 1. */
const EXPRESSIONS: Readonly<Record<string, readonly [unknown, unknown]>> = {
  abs: [-3, 3],
  add: [['$n', 1], 6],
  ceil: [1.2, 2],
  divide: [['$n', 2], 2.5],
  floor: [1.8, 1],
  mod: [['$n', 3], 2],
  multiply: [['$n', 2], 10],
  pow: [['$n', 2], 25],
  sqrt: [16, 4],
  subtract: [['$n', 1], 4],
  arrayElemAt: [['$list', -1], 2],
  concatArrays: [
    ['$list', [3]],
    [1, 2, 2, 3],
  ],
  filter: [{ input: '$list', as: 'i', cond: { $gt: ['$$i', 1] } }, [2, 2]],
  in: [[2, '$list'], true],
  map: [{ input: '$list', as: 'i', in: { $add: ['$$i', '$n'] } }, [6, 7, 7]],
  reduce: [{ input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } }, 5],
  reverseArray: ['$list', [2, 2, 1]],
  size: ['$list', 3],
  slice: [['$list', 1], [1]],
  let: [{ vars: { twice: { $multiply: ['$n', 2] } }, in: { $add: ['$$twice', 1] } }, 11],
  and: [[true, 1, ''], true],
  or: [[false, 0], false],
  not: [[0], true],
  cmp: [['$n', 9], -1],
  eq: [['$n', 5], true],
  neq: [['$n', 5], false],
  gt: [['$n', 5], false],
  gte: [['$n', 5], true],
  lt: [['$n', 5], false],
  lte: [['$n', 5], true],
  cond: [{ if: true, then: 'yes', else: 'no' }, 'yes'],
  ifNull: [['$none', 'else'], 'else'],
  switch: [{ branches: [{ case: { $eq: ['$n', 5] }, then: 'five' }], default: 'other' }, 'five'],
  literal: ['$n', '$n'],
  mergeObjects: [['$m', { y: 2 }], { x: 1, y: 2 }],
  allElementsTrue: [['$list'], true],
  anyElementTrue: [[[0, null]], false],
  setDifference: [[['b', 'a', 'b'], ['a']], ['b']],
  setEquals: [['$list', [2, 1]], true],
  setIntersection: [['$list', [3, 2]], [2]],
  setIsSubset: [[[2], '$list'], true],
  setUnion: [
    ['$list', [3, 2]],
    [1, 2, 3],
  ],
  concat: [['$s', '!'], 'Aé,b!'],
  indexOfBytes: [['$s', ','], 3],
  indexOfCP: [['$s', ','], 2],
  split: [
    ['$s', ','],
    ['Aé', 'b'],
  ],
  strLenCP: ['$s', 4],
  strcasecmp: [['aÉ', 'Aé'], -1],
  substr: [['$s', 1, 2], 'é'],
  substrBytes: [['$s', 3, -1], ',b'],
  substrCP: [['$s', 1, 2], 'é,'],
  toLower: ['$s', 'aé,b'],
  toUpper: ['$s', 'Aé,B'],
  year: ['$at', 2023],
  month: ['$at', 2],
  dayOfMonth: ['$at', 3],
  dayOfWeek: ['$at', 6],
  dayOfYear: ['$at', 34],
  hour: ['$at', 4],
  minute: ['$at', 5],
  second: ['$at', 6],
  millisecond: ['$at', 789],
  week: ['$at', 5],
  isoWeek: ['$at', 5],
  isoWeekYear: ['$at', 2023],
  isoDayOfWeek: ['$at', 5],
  dateToString: [{ date: '$at', format: '%Y/%m/%d' }, '2023/02/03'],
  dateFromParts: [{ year: 2023, month: 2, day: 3 }, new Date('2023-02-03T00:00:00Z')],
  dateFromString: [{ dateString: '2023-02-03' }, new Date('2023-02-03T00:00:00Z')],
};

/** One example of each operator that gathers the documents of a group. */
const ACCUMULATORS: Readonly<Record<string, readonly [unknown, unknown]>> = {
  addToSet: ['$n', [5, 8]],
  avg: ['$n', 6.5],
  first: ['$n', 5],
  last: ['$n', 8],
  max: ['$n', 8],
  min: ['$n', 5],
  push: ['$n', [5, 8]],
  stdDevPop: ['$n', 1.5],
  stdDevSamp: ['$n', Math.sqrt(4.5)],
  sum: ['$n', 13],
};

const REFUSED = [
  ...['exp', 'ln', 'log', 'log10', 'trunc', 'arrayToObject', 'indexOfArray', 'isArray', 'range', 'zip'],
  ...['objectToArray', 'strLenBytes', 'meta'],
];

/** One example of each stage, and the ids that it leaves. */
const STAGES: Readonly<Record<string, readonly [() => SdkAggregation, unknown[]]>> = {
  addFields: [() => pipeline().addFields({ b: 1 }), [1, 2]],
  count: [() => pipeline().count('_id'), [2]],
  geoNear: [
    () => {
      const near = new db.Geo.Point(116, 39);
      return pipeline().geoNear({ near, key: 'place', distanceField: 'd', spherical: true });
    },
    [2, 1],
  ],
  group: [() => pipeline().group({ _id: '$n' }), [5, 8]],
  limit: [() => pipeline().limit(1), [1]],
  lookup: [
    () => pipeline().lookup({ from: name, as: 'all', pipeline: db.command.aggregate.pipeline().done() }),
    [1, 2],
  ],
  match: [() => pipeline().match({ n: db.command.gt(5) }), [2]],
  project: [() => pipeline().project({ n: 1 }), [1, 2]],
  replaceRoot: [() => pipeline().replaceRoot({ newRoot: { _id: '$n' } }), [5, 8]],
  sample: [() => pipeline().limit(1).sample({ size: 1 }), [1]],
  skip: [() => pipeline().skip(1), [2]],
  sort: [() => pipeline().sort({ n: -1 }), [2, 1]],
  sortByCount: [() => pipeline().unwind('$list').match({ _id: 1 }).sortByCount('$list'), [2, 1]],
  unwind: [() => pipeline().unwind('$list'), [1, 1, 1, 2]],
};
const REFUSED_STAGES = ['bucket', 'bucketAuto'] as const;
const NO_STAGES = ['constructor', 'end', 'unwrap', 'done', '_pipe'];

describe('every operator of aggregation that the installed SDK offers', () => {
  it('has its line in a table here, and no other has', () => {
    const known = [EXPRESSIONS, ACCUMULATORS].flatMap(Object.keys);
    const offered = Object.keys(db.command.aggregate).filter((operator) => operator !== 'pipeline');
    expect([...known, ...REFUSED].sort()).toEqual(offered.sort());
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(pipeline()));
    expect([...Object.keys(STAGES), ...REFUSED_STAGES, ...NO_STAGES].sort()).toEqual(methods.sort());
  });

  const operatorOf = (operator: string, operand: unknown): object => {
    const make = (db.command.aggregate as unknown as Record<string, (operand: unknown) => object>)[operator];
    if (make === undefined) throw new Error(`no such operator: ${operator}`);
    return make(operand);
  };

  it.each(Object.entries(EXPRESSIONS))('%s computes what it says', async (operator, [operand, expected]) => {
    const value = operatorOf(operator, operand);
    const { data } = await pipeline().match({ _id: 1 }).project({ _id: 0, value }).end();
    expect(data).toEqual([{ value: expected }]);
  });

  it.each(Object.entries(ACCUMULATORS))('%s gathers what it says', async (operator, [operand, expected]) => {
    const value = operatorOf(operator, operand);
    const { data } = await pipeline().sort({ _id: 1 }).group({ _id: null, value }).end();
    expect(data).toEqual([{ _id: null, value: expected }]);
  });

  it.each(REFUSED)('%s is refused by its name', async (operator) => {
    await expect(
      pipeline()
        .project({ value: operatorOf(operator, '$n') })
        .end(),
    ).rejects.toMatchObject({
      code: 'NOT_SUPPORTED_LOCALLY',
      message: expect.stringContaining(`$${operator}`),
    });
  });

  it.each(Object.entries(STAGES))('the stage %s leaves what it says', async (_stage, [build, expected]) => {
    expect((await build().end()).data.map(({ _id }) => _id)).toEqual(expected);
  });

  it.each(REFUSED_STAGES)('the stage %s is refused by its name', async (stage) => {
    await expect(pipeline()[stage]({ groupBy: '$n' }).end()).rejects.toMatchObject({
      code: 'NOT_SUPPORTED_LOCALLY',
      message: expect.stringContaining(`$${stage}`),
    });
  });
});
