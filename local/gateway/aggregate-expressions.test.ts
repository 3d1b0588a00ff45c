import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, postRaw, type SdkAggregation, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

let local: TestGateway;
let db: SdkDatabase;
const name = newCollectionName();
const at = new Date('2023-01-01T20:30:00.000Z');

beforeAll(async () => {
  local = await startTestGateway({
    fsync: false,
    collections: [{ name, indexes: [{ name: 'k', fields: [{ path: 'k', direction: 1 }] }] }],
  });
  db = connectSdk(local);
  await db.collection(name).add([
    { _id: '1', k: 'x', n: 1, tags: ['a', 'b'], at, m: { v: 5 } },
    { _id: '2', k: 'y', n: 2.5, tags: ['b'], text: 'Abc' },
    { _id: '3', k: 'x', n: 4, tags: [], nothing: null },
    { _id: '4', k: 'x', n: 'four' },
  ]);
});
afterAll(() => local.close());

const pipeline = (): SdkAggregation => db.collection(name).aggregate();
const resultOf = async (aggregation: SdkAggregation): Promise<unknown[]> => (await aggregation.end()).data;

/** What an expression gives for one document. */
async function valueOf(expression: unknown, id = '1'): Promise<unknown> {
  const [document] = await resultOf(pipeline().match({ _id: id }).project({ _id: 0, value: expression }));
  return (document as { value?: unknown }).value;
}

describe('expressions', () => {
  it.each<[unknown, unknown]>([
    // Where mingo differs from MongoDB, and the answer is MongoDB's.
    [{ $eq: ['$none', null] }, false],
    [
      {
        $eq: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
      false,
    ],
    [{ $lt: [null, 1] }, true],
    [{ $gt: ['a', 1] }, true],
    [{ $not: [''] }, false],
    [{ $year: '$none' }, null],
    [{ $toUpper: '$none' }, ''],
    [{ $substr: ['$none', 0, 1] }, ''],
    [{ $toUpper: 'aé' }, 'Aé'],
    [{ $toLower: 'AÉ' }, 'aÉ'],
    [{ $add: '$n' }, 1],
    [{ $concat: 'a' }, 'a'],
    [{ $in: [{ a: 1, b: 2 }, [{ b: 2, a: 1 }]] }, false],
    [{ $dateFromParts: { year: 2017, day: 8 } }, new Date('2017-01-08T00:00:00Z')],
    [{ $dateFromString: { dateString: '2017-02-08T12:00:00' } }, new Date('2017-02-08T12:00:00Z')],
    [{ $dateFromString: { dateString: '2017-02-08T12:00:00.5+0800' } }, new Date('2017-02-08T04:00:00.5Z')],
    [{ $week: { $dateFromParts: { year: 2022, month: 1, day: 1 } } }, 0],
    [{ $week: { $dateFromParts: { year: 2023, month: 1, day: 1 } } }, 1],
    [{ $week: { $dateFromParts: { year: 2023, month: 12, day: 31 } } }, 53],
    [{ $week: { date: '$at', timezone: 'Asia/Shanghai' } }, 1],
    [
      {
        $setUnion: [
          ['b', 1],
          [[], 1],
        ],
      },
      [1, 'b', []],
    ],
    [{ $setIntersection: [['$none'], [null]] }, [null]],
    [{ $setUnion: ['$none', [1]] }, null],
    [{ $setDifference: [[{ a: 1, b: 2 }], [{ b: 2, a: 1 }]] }, [{ a: 1, b: 2 }]],
    [{ $indexOfCP: ['😀é', 'é'] }, 1],
    [{ $indexOfBytes: ['😀é', 'é'] }, 4],
    [{ $indexOfCP: ['abcabc', 'c', 3] }, 5],
    [{ $indexOfCP: ['abcabc', 'c', 0, 2] }, -1],
    [{ $indexOfBytes: ['abc', '', 3] }, 3],
    [{ $indexOfBytes: ['$none', 'a'] }, null],
    [{ $strcasecmp: ['$none', ''] }, 0],
    [{ $substrBytes: ['é!', 2, 9] }, '!'],
    [{ $mergeObjects: ['$m', '$none', null, { v: 6 }] }, { v: 6 }],
    [{ $allElementsTrue: [[]] }, true],
    [{ $let: { vars: { n: '$none' }, in: { $ifNull: ['$$n', 'none'] } } }, 'none'],
    [{ $let: { vars: { i: 1 }, in: { $map: { input: [1], as: 'i', in: { $add: ['$$i', '$$i'] } } } } }, [2]],
    [{ $stdDevPop: [1, 3, 'x'] }, 1],
    [{ $stdDevSamp: [1] }, null],
    // Plain.
    [{ $add: ['$n', 2, 0.5] }, 3.5],
    [{ $add: ['$n', '$none'] }, null],
    [{ $subtract: ['$m.v', 2] }, 3],
    [{ $multiply: ['$m.v', 3] }, 15],
    [{ $divide: ['$m.v', 2] }, 2.5],
    [{ $mod: [-5, 3] }, -2],
    [{ $abs: -3 }, 3],
    [{ $ceil: 1.2 }, 2],
    [{ $floor: -1.2 }, -2],
    [{ $concat: ['a', '$k'] }, 'ax'],
    [{ $concat: ['a', '$none'] }, null],
    [{ $size: '$tags' }, 2],
    [{ $in: ['a', '$tags'] }, true],
    [{ $arrayElemAt: ['$tags', -1] }, 'b'],
    [{ $slice: ['$tags', 1] }, ['a']],
    [{ $concatArrays: ['$tags', ['c']] }, ['a', 'b', 'c']],
    [{ $and: ['$none', true] }, false],
    [{ $or: [0, '', false] }, true],
    [{ $cond: { if: { $gte: ['$n', 1] }, then: 'yes', else: 'no' } }, 'yes'],
    [{ $cond: ['$none', 1, 2] }, 2],
    [{ $ifNull: ['$none', '$m.v'] }, 5],
    [{ $switch: { branches: [{ case: { $eq: ['$n', 2] }, then: 'two' }], default: 'other' } }, 'other'],
    [{ $filter: { input: '$tags', as: 't', cond: { $ne: ['$$t', 'a'] } } }, ['b']],
    [{ $map: { input: [1, 2], as: 'i', in: { $add: ['$$i', '$n'] } } }, [2, 3]],
    [{ $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
    [{ $sum: ['$n', '$m.v', 'x'] }, 6],
    [{ $max: [1, 3, 2] }, 3],
    [{ $literal: '$k' }, '$k'],
    [
      { $dateToString: { date: '$at', format: '%Y-%m-%d %H:%M', timezone: 'Asia/Shanghai' } },
      '2023-01-02 04:30',
    ],
    [{ $hour: { date: '$at', timezone: '+08:00' } }, 4],
    [{ $dayOfMonth: '$at' }, 1],
    [{ $isoWeek: '$at' }, 52],
    [{ $strLenCP: '$k' }, 1],
    [{ $split: ['a,b', ','] }, ['a', 'b']],
    ['$$ROOT.k', 'x'],
  ])('%j is %j', async (expression, expected) => {
    expect(await valueOf(expression)).toEqual(expected);
  });

  it.each([
    ['{"$add":[1,2]}', '{"$numberInt":"3"}'],
    ['{"$add":[2147483647,1]}', '{"$numberLong":"2147483648"}'],
    ['{"$multiply":[2,{"$numberDouble":"3.0"}]}', '{"$numberDouble":"6.0"}'],
    ['{"$subtract":[{"$numberLong":"3"},1]}', '{"$numberLong":"2"}'],
    ['{"$subtract":["$at","$at"]}', '{"$numberLong":"0"}'],
    ['{"$divide":[4,2]}', '{"$numberDouble":"2.0"}'],
    ['{"$abs":{"$numberLong":"-9"}}', '{"$numberLong":"9"}'],
    ['{"$floor":{"$numberDouble":"1.5"}}', '{"$numberDouble":"1.0"}'],
    ['{"$mod":[5,3]}', '{"$numberInt":"2"}'],
    ['{"$avg":[1,3]}', '{"$numberDouble":"2.0"}'],
    ['{"$strLenCP":"abc"}', '{"$numberInt":"3"}'],
  ])('%s is of the type that MongoDB gives it: %s', async (expression, expected) => {
    const stages = [
      { stageKey: '$match', stageValue: '{"_id":"1"}' },
      { stageKey: '$project', stageValue: `{"_id":0,"value":${expression}}` },
    ];
    const body = { action: 'database.aggregateDocuments', collectionName: name, stages };
    expect((await postRaw(local.url, body))['data']).toEqual({ list: [`{"value":${expected}}`] });
  });

  it('arrays keep their values as they are', async () => {
    const name = newCollectionName();
    await db.createCollection(name);
    const list = '[{"$numberLong":"1"},{"$numberDouble":"2.0"},{"$oid":"0123456789abcdef01234567"}]';
    const insert = {
      action: 'database.insertDocument',
      collectionName: name,
      data: [`{"_id":"l","list":${list}}`],
    };
    await postRaw(local.url, insert);
    const stageValue = '{"_id":0,"list":{"$reverseArray":{"$reverseArray":{"$slice":["$list",9]}}}}';
    const stages = [{ stageKey: '$project', stageValue }];
    const answer = await postRaw(local.url, {
      action: 'database.aggregateDocuments',
      collectionName: name,
      stages,
    });
    expect(answer['data']).toEqual({ list: [`{"list":${list}}`] });
  });

  it.each(['%w', '%U', '%Z', '%q', '%'])(
    '"%s" in a format of dates is refused by its name',
    async (format) => {
      await expect(valueOf({ $dateToString: { date: '$at', format } })).rejects.toMatchObject({
        code: 'NOT_SUPPORTED_LOCALLY',
        message: expect.stringContaining(`"${format}"`),
      });
    },
  );

  it.each([
    { $add: ['$k', 1] },
    { $divide: [1, 0] },
    { $mod: [1, 0] },
    { $size: '$none' },
    { $size: '$n' },
    { $in: [1, '$n'] },
    { $switch: { branches: [{ case: false, then: 1 }] } },
    { $strLenCP: '$none' },
    { $toUpper: '$n' },
    { $year: '$k' },
    { $dateFromString: { dateString: 'none' } },
    { $dateFromString: { dateString: '02/08/2017' } },
    { $dateFromString: { dateString: '2017-02-30' } },
    { $dateFromString: { dateString: '2017-13-01' } },
    { $dateFromParts: { month: 1 } },
    { $dateFromParts: { year: '2017' } },
    { $dateFromParts: { year: 2017, month: 13 } },
    { $dateFromParts: { year: 2017, day: 0 } },
    { $add: ['$at', 0.6] },
    { $split: ['a-b', ''] },
    { $substrCP: ['abc', -1, 2] },
    { $substrCP: ['abc', 0, -1] },
    { $substrBytes: ['é', 1, 1] },
    { $substrBytes: ['é', 0, 1] },
    { $substrBytes: ['abc', -1, 1] },
    { $indexOfBytes: ['abc', 1] },
    { $indexOfCP: ['abc', 'a', -1] },
    { $strcasecmp: ['a', 1] },
    { $setEquals: ['$none', []] },
    { $setIsSubset: [1, []] },
    { $anyElementTrue: ['$none'] },
    { $mergeObjects: ['$m', 1] },
    { $arrayElemAt: ['$tags', 0.5] },
    { $slice: ['$tags', 1, 0] },
    { $concatArrays: ['$tags', 'x'] },
    { $reverseArray: '$k' },
  ])('%j fails', async (expression) => {
    await expect(valueOf(expression)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });
});
