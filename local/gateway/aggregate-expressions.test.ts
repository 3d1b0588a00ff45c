import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, type SdkAggregation, type SdkDatabase } from './test-sdk';
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
  ])('%j fails', async (expression) => {
    await expect(valueOf(expression)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });
});
