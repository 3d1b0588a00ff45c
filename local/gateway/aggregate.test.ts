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

describe('stages', () => {
  it('match (by its index), sort, skip, limit, count', async () => {
    const { documentsExamined: before } = local.gateway.calls;
    const page = pipeline().match({ k: 'x' }).sort({ _id: -1 }).skip(1).limit(1).project({ n: 1 });
    expect(await resultOf(page)).toEqual([{ _id: '3', n: 4 }]);
    expect(local.gateway.calls.documentsExamined - before).toBe(3);
    expect(
      await resultOf(
        pipeline()
          .match({ n: db.command.gt(1) })
          .count('total'),
      ),
    ).toEqual([{ total: 2 }]);
    expect(await resultOf(pipeline().match({ n: 99 }).count('total'))).toEqual([]);
    expect(await resultOf(pipeline().limit(2).match({ k: 'x' }).count('c'))).toEqual([{ c: 1 }]);
  });

  it('group with every accumulator', async () => {
    const $ = db.command.aggregate;
    const grouped = pipeline()
      .sort({ _id: 1 })
      .group({
        _id: '$k',
        sum: $.sum('$n'),
        count: $.sum(1),
        avg: $.avg('$n'),
        min: $.min('$n'),
        max: $.max('$n'),
        first: $.first('$tags'),
        last: $.last('$tags'),
        push: $.push('$n'),
        set: $.addToSet('$nothing'),
      })
      .sort({ _id: 1 });
    expect(await resultOf(grouped)).toEqual([
      {
        _id: 'x',
        sum: 5,
        count: 3,
        avg: 2.5,
        min: 1,
        max: 'four',
        first: ['a', 'b'],
        last: null,
        push: [1, 4, 'four'],
        set: [null],
      },
      {
        _id: 'y',
        sum: 2.5,
        count: 1,
        avg: 2.5,
        min: 2.5,
        max: 2.5,
        first: ['b'],
        last: ['b'],
        push: [2.5],
        set: [],
      },
    ]);
    expect(await resultOf(pipeline().group({ _id: null, c: { $count: {} } }))).toEqual([{ _id: null, c: 4 }]);
    expect(
      await resultOf(
        pipeline()
          .match({ n: 99 })
          .group({ _id: null, c: $.sum(1) }),
      ),
    ).toEqual([]);
    expect(
      await resultOf(
        pipeline()
          .group({ _id: { k: '$k' }, c: $.sum(1) })
          .sort({ c: -1 }),
      ),
    ).toEqual([
      { _id: { k: 'x' }, c: 3 },
      { _id: { k: 'y' }, c: 1 },
    ]);
  });

  it('group merges documents and measures deviations', async () => {
    const { mergeObjects, stdDevPop, stdDevSamp } = db.command.aggregate;
    const fields = { m: mergeObjects('$m'), pop: stdDevPop('$n'), samp: stdDevSamp('$n') };
    expect(
      await resultOf(
        pipeline()
          .group({ _id: '$k', ...fields })
          .sort({ _id: 1 }),
      ),
    ).toEqual([
      { _id: 'x', m: { v: 5 }, pop: 1.5, samp: Math.sqrt(4.5) },
      { _id: 'y', m: {}, pop: 0, samp: null },
    ]);
    await expect(
      pipeline()
        .group({ _id: null, m: mergeObjects('$k') })
        .end(),
    ).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });

  it('sums 64-bit integers exactly, where a double would round', async () => {
    const long = newCollectionName();
    await db.createCollection(long);
    const data = ['9007199254740993', '2'].map((n) => JSON.stringify({ n: { $numberLong: n } }));
    await postRaw(local.url, { action: 'database.insertDocument', collectionName: long, data });
    const stages = [{ stageKey: '$group', stageValue: '{"_id":null,"s":{"$sum":"$n"}}' }];
    const answer = await postRaw(local.url, {
      action: 'database.aggregateDocuments',
      collectionName: long,
      stages,
    });
    expect(answer['data']).toEqual({ list: ['{"_id":null,"s":{"$numberLong":"9007199254740995"}}'] });
    const add = [{ stageKey: '$project', stageValue: '{"s":{"$add":["$n",1]}}' }];
    expect(
      await postRaw(local.url, { action: 'database.aggregateDocuments', collectionName: long, stages: add }),
    ).toMatchObject({ code: 'DATABASE_REQUEST_FAILED', message: expect.stringContaining('2^53') });
  });

  it('project: keeps, leaves out, computes', async () => {
    const one = (): SdkAggregation => pipeline().match({ _id: '1' });
    expect(
      await resultOf(
        one()
          .project({ k: 1, m: { v: 1 } })
          .project({ k: 1 }),
      ),
    ).toEqual([{ _id: '1', k: 'x' }]);
    expect(await resultOf(one().project({ at: 0, tags: 0, m: 0 }))).toEqual([{ _id: '1', k: 'x', n: 1 }]);
    expect(
      await resultOf(one().project({ _id: 0, list: ['$n', '$none'], v: '$m.v', none: '$none' })),
    ).toEqual([{ list: [1, null], v: 5 }]);
    await expect(one().project({ k: 0, v: '$n' }).end()).rejects.toMatchObject({ code: 'INVALID_PARAM' });
  });

  it('addFields, replaceRoot, unwind, sortByCount, sample, lookup', async () => {
    const $ = db.command.aggregate;
    const add = pipeline()
      .match({ _id: '1' })
      .addFields({ 'm.w': $.add(['$m.v', 1]) })
      .project({ m: 1 });
    expect(await resultOf(add)).toEqual([{ _id: '1', m: { v: 5, w: 6 } }]);
    expect(await resultOf(pipeline().match({ _id: '1' }).replaceRoot({ newRoot: '$m' }))).toEqual([{ v: 5 }]);
    await expect(pipeline().replaceRoot({ newRoot: '$m' }).end()).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
    const tags = { path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true };
    expect(await resultOf(pipeline().unwind(tags).project({ tags: 1, i: 1 }).sort({ _id: 1, i: 1 }))).toEqual(
      [
        { _id: '1', tags: 'a', i: 0 },
        { _id: '1', tags: 'b', i: 1 },
        { _id: '2', tags: 'b', i: 0 },
        { _id: '3', i: null },
        { _id: '4', i: null },
      ],
    );
    expect(await resultOf(pipeline().unwind('$tags').sortByCount('$tags'))).toEqual([
      { _id: 'b', count: 2 },
      { _id: 'a', count: 1 },
    ]);
    expect(await resultOf(pipeline().sample({ size: 3 }))).toHaveLength(3);
    const lookup = { from: name, localField: 'k', foreignField: 'k', as: 'same' };
    const joined = pipeline().match({ _id: '2' }).lookup(lookup).project({ 'same._id': 1 });
    expect(await resultOf(joined)).toEqual([{ _id: '2', same: [{ _id: '2' }] }]);
  });
});

describe('a lookup by a pipeline of its own', () => {
  it('gives every document all that the pipeline finds, and reads the other collection once', async () => {
    const $ = db.command.aggregate;
    const inner = $.pipeline()
      .match({ k: 'x', n: db.command.gte(1) })
      .sort({ n: -1 })
      .project({ n: 1 })
      .done();
    local.gateway.calls.reset();
    const joined = pipeline().match({ k: 'y' }).lookup({ from: name, pipeline: inner, as: 'all' });
    expect(await resultOf(joined)).toEqual([
      expect.objectContaining({
        _id: '2',
        all: [
          { _id: '3', n: 4 },
          { _id: '1', n: 1 },
        ],
      }),
    ]);
    expect(local.gateway.calls.documentsExamined).toBe(4);
    const nested = [{ $lookup: { from: name, localField: 'k', foreignField: 'k', as: 'same' } }];
    const twice = pipeline().limit(1).lookup({ from: name, pipeline: nested, as: 'all' }).unwind('$all');
    expect(await resultOf(twice.project({ count: $.size('$all.same') }))).toEqual(
      [3, 1, 3, 3].map((count) => ({ _id: '1', count })),
    );
  });
});

describe('what is not known is refused by its name, although no document would be tested', () => {
  it.each(['$function', '$accumulator', '$meta', '$rand', '$trunc', '$isArray'])(
    'the expression operator %s',
    async (operator) => {
      await expect(
        pipeline()
          .match({ n: 99 })
          .project({ v: { [operator]: '$at' } })
          .end(),
      ).rejects.toMatchObject({ code: 'NOT_SUPPORTED_LOCALLY', message: expect.stringContaining(operator) });
    },
  );

  it.each(['$out', '$merge', '$facet', '$bucket', '$graphLookup', '$collStats', 'match'])(
    'the stage %s',
    async (stageKey) => {
      const stages = [{ stageKey, stageValue: '{}' }];
      const body = { action: 'database.aggregateDocuments', collectionName: name, stages };
      expect(await postRaw(local.url, body)).toMatchObject({
        code: 'NOT_SUPPORTED_LOCALLY',
        message: expect.stringContaining(stageKey),
      });
    },
  );

  it('variables, accumulators, and the forms of a lookup', async () => {
    await expect(pipeline().project({ v: '$$NOW' }).end()).rejects.toMatchObject({
      message: expect.stringContaining('$$NOW'),
    });
    const top = pipeline().group({ _id: null, d: { $top: '$n' } });
    await expect(top.end()).rejects.toMatchObject({ message: expect.stringContaining('$top') });
    for (const form of [
      { let: {}, pipeline: [] },
      { pipeline: [], localField: 'k', foreignField: 'k' },
      { pipeline: [{ $out: 'x' }] },
    ]) {
      const lookup = pipeline().lookup({ from: name, as: 'x', ...form });
      await expect(lookup.end()).rejects.toMatchObject({ code: 'NOT_SUPPORTED_LOCALLY' });
    }
  });

  it.each([
    ['stages that are no list', { stages: '[]' }],
    ['a stage that is no JSON', { stages: [{ stageKey: '$match', stageValue: '{' }] }],
    ['a stage without a value', { stages: [{ stageKey: '$match' }] }],
    ['a limit of 0', { stages: [{ stageKey: '$limit', stageValue: '0' }] }],
    [
      'a lookup whose pipeline is no list',
      { stages: [{ stageKey: '$lookup', stageValue: '{"from":"x","as":"y","pipeline":1}' }] },
    ],
    ['a lookup of nothing', { stages: [{ stageKey: '$lookup', stageValue: '{"as":"y","pipeline":[]}' }] }],
    ['a group without an _id', { stages: [{ stageKey: '$group', stageValue: '{}' }] }],
    [
      'two operators in one',
      { stages: [{ stageKey: '$addFields', stageValue: '{"a":{"$add":[1],"$abs":1}}' }] },
    ],
    ['a prototype', { stages: [{ stageKey: '$addFields', stageValue: '{"__proto__":1}' }] }],
    ['a path into a prototype', { stages: [{ stageKey: '$addFields', stageValue: '{"a":"$constructor"}' }] }],
  ])('%s is malformed', async (_what, stages) => {
    const body = { action: 'database.aggregateDocuments', collectionName: name, ...stages };
    expect(await postRaw(local.url, body)).toMatchObject({ code: 'INVALID_PARAM' });
  });
});
