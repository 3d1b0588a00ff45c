import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectSdk, newCollectionName, postRaw, type SdkDatabase } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

let local: TestGateway;
let db: SdkDatabase;
const name = newCollectionName();

beforeAll(async () => {
  local = await startTestGateway({ collections: [{ name, indexes: [] }], fsync: false });
  db = connectSdk(local);
});
afterAll(() => local.close());

const query = (text: string): Record<string, unknown> => ({
  action: 'database.getDocument',
  collectionName: name,
  queryType: 'WHERE',
  query: text,
});

describe('what the gateway does not serve is refused loudly and by its name', () => {
  it.each([
    'database.watch',
    'database.dropCollection',
    'storage.getFileAuthority',
    'wx.openApi',
    'wx.wxPayApi',
    'wx.wxCallContainerApi',
  ])('the action %s', async (action) => {
    const answer = await postRaw(local.url, { action, collectionName: name });
    expect(answer).toEqual({
      code: 'NOT_SUPPORTED_LOCALLY',
      message: `the action ${action} is not supported by the local gateway`,
      requestId: expect.any(String),
    });
  });

  it('functions.invokeFunction, since this gateway was given no functions', async () => {
    const body = { action: 'functions.invokeFunction', function_name: 'f', request_data: '{}' };
    expect(await postRaw(local.url, body)).toMatchObject({
      code: 'NOT_SUPPORTED_LOCALLY',
      message: expect.stringContaining('functions.invokeFunction'),
    });
  });

  it.each([
    'wx.api',
    'storage.getUploadMetadata',
    'storage.batchGetDownloadUrl',
    'storage.batchDeleteFile',
    'storage.batchCopyFile',
  ])('%s, since this gateway was given nobody who answers it', async (action) => {
    expect(await postRaw(local.url, { action })).toMatchObject({
      code: 'NOT_SUPPORTED_LOCALLY',
      message: expect.stringMatching(new RegExp(`^${action} \\(no (wxApi was|files were) given\\)`)),
    });
  });

  it.each(['wx.wxPayApi', 'wx.wxCallContainerApi', 'database.getDocument', 'wx.openApi'])(
    '%s in a multipart request',
    async (action) => {
      const form = new FormData();
      form.set('action', action);
      const answer: unknown = await (await fetch(local.url, { method: 'POST', body: form })).json();
      expect(answer).toMatchObject({
        code: 'NOT_SUPPORTED_LOCALLY',
        message: expect.stringContaining(action),
      });
    },
  );

  it.each(['database.calculateDocument', 'database.addCollection'])(
    '%s inside a transaction, which it would leave',
    async (action) => {
      const answer = await postRaw(local.url, { action, collectionName: name, transactionId: 'tx-1' });
      expect(answer['message']).toContain('transactionId');
      expect(answer['code']).toBe('NOT_SUPPORTED_LOCALLY');
    },
  );

  it.each(['$where', '$type', '$text', '$comment', '$bitsAllSet', '$geoNear', '$foo'])(
    'the query operator %s, on a field and at the top, although no document would be tested',
    async (operator) => {
      for (const text of [
        `{"a":{"${operator}":1}}`,
        `{"${operator}":1}`,
        `{"$or":[{"a":{"${operator}":1}}]}`,
      ]) {
        const answer = await postRaw(local.url, query(text));
        expect(answer).toMatchObject({ code: 'NOT_SUPPORTED_LOCALLY' });
        expect(answer['message']).toContain(operator);
      }
    },
  );

  it.each(['$currentDate', '$setOnInsert', '$pushAll', '$foo'])(
    'the update operator %s',
    async (operator) => {
      const answer = await postRaw(local.url, {
        action: 'database.modifyDocument',
        collectionName: name,
        query: '{}',
        data: `{"${operator}":{"a":1}}`,
        merge: true,
        multi: true,
      });
      expect(answer).toMatchObject({ code: 'NOT_SUPPORTED_LOCALLY' });
      expect(answer['message']).toContain(operator);
    },
  );

  it('$meta in a projection, x in a regular expression, EJSON types that have no order here', async () => {
    const refusedBy = async (extra: Record<string, unknown>): Promise<unknown> =>
      (await postRaw(local.url, { ...query('{}'), ...extra }))['message'];
    expect(await refusedBy({ projection: '{"a":{"$meta":"textScore"}}' })).toContain('$meta');
    expect(
      await refusedBy({ query: '{"a":{"$regularExpression":{"pattern":"a","options":"x"}}}' }),
    ).toContain('"x"');
    expect(await refusedBy({ query: '{"a":{"$numberDecimal":"1"}}' })).toContain('$numberDecimal');
    expect(await refusedBy({ query: '{"a":{"$timestamp":{"t":1,"i":1}}}' })).toContain('$timestamp');
  });
});

describe('malformed requests are answered with HTTP 200 and {code, message, requestId}', () => {
  it.each([
    ['no JSON', 'hello'],
    ['an array', '[]'],
    ['no action', '{}'],
    ['a query that is no JSON', query('{')],
    ['a query that is no object', query('[]')],
    ['a query that is no string', { ...query(''), query: { a: 1 } }],
    ['a date that is none', query('{"a":{"$date":{"$numberLong":"NaN"}}}')],
    ['an integer that is none', query('{"a":{"$numberInt":"1.5"}}')],
    ['an integer beyond 64 bits', query('{"a":{"$numberLong":"9223372036854775808"}}')],
    ['half of a surrogate pair', query('{"a":"\\ud800"}')],
    ['a mixture of operators and fields', query('{"a":{"$gt":1,"b":2}}')],
    ['$in without a list', query('{"a":{"$in":1}}')],
    ['$and with nothing', query('{"$and":[]}')],
    ['$expr with two operators', query('{"$expr":{"$eq":[1,1],"$gt":[1,1]}}')],
    ['a path with an empty part', query('{"a..b":1}')],
    ['a negative limit', { ...query('{}'), limit: -1 }],
    ['a wrong order', { ...query('{}'), order: '{"a":2}' }],
    ['an unknown query type', { ...query('{}'), queryType: 'ALL' }],
    ['DOC without an id', { ...query('{}'), queryType: 'DOC' }],
    ['a projection that keeps and leaves out', { ...query('{}'), projection: '{"a":1,"b":0}' }],
    ['a $slice of a text', { ...query('{}'), projection: '{"a":{"$slice":"1"}}' }],
    ['a $slice of no elements', { ...query('{}'), projection: '{"a":{"$slice":[0,0]}}' }],
    ['an $elemMatch of a path', { ...query('{}'), projection: '{"a.b":{"$elemMatch":{"c":1}}}' }],
    ['data that is no list', { action: 'database.insertDocument', collectionName: name, data: '{}' }],
    ['no collection name', { action: 'database.getDocument' }],
    ['remove without a query', { action: 'database.removeDocument', collectionName: name, multi: true }],
  ])('%s', async (_what, body) => {
    expect(await postRaw(local.url, body)).toEqual({
      code: 'INVALID_PARAM',
      message: expect.stringMatching(/./),
      requestId: expect.any(String),
    });
  });

  it('a GET', async () => {
    expect(await (await fetch(local.url)).json()).toMatchObject({ code: 'INVALID_PARAM' });
  });

  it('a collection that does not exist, for every action', async () => {
    const missing = db.collection('nowhere');
    const expected = { code: 'DATABASE_COLLECTION_NOT_EXIST', message: expect.stringContaining('nowhere') };
    await expect(missing.get()).rejects.toMatchObject(expected);
    await expect(missing.count()).rejects.toMatchObject(expected);
    await expect(missing.add({ a: 1 })).rejects.toMatchObject(expected);
    await expect(missing.doc('x').set({ a: 1 })).rejects.toMatchObject(expected);
    await expect(missing.doc('x').update({ a: 1 })).rejects.toMatchObject(expected);
    await expect(missing.doc('x').remove()).rejects.toMatchObject(expected);
  });

  it.each(['__proto__', 'constructor', 'prototype', '_bsontype', 'a.__proto__.b'])(
    'the key %s in a query, a document, an update, an order and a projection',
    async (key) => {
      const change = { collectionName: name, query: '{}', multi: true };
      const text = `{"${key}":{"x":1}}`;
      const bodies = [
        query(text),
        query(`{"$or":[${text}]}`),
        { ...query('{}'), order: `{"${key}":1}` },
        { ...query('{}'), projection: `{"${key}":1}` },
        { action: 'database.insertDocument', collectionName: name, data: [text] },
        { action: 'database.insertDocument', collectionName: name, data: [`{"a":[{"b":${text}}]}`] },
        { ...change, action: 'database.modifyDocument', merge: true, data: `{"$set":${text}}` },
        { ...change, action: 'database.modifyDocument', merge: true, data: `{"$set":{"a":${text}}}` },
        { ...change, action: 'database.modifyDocument', merge: true, data: `{"$rename":{"a":"${key}"}}` },
        { ...change, action: 'database.modifyDocument', merge: false, multi: false, data: text },
      ];
      for (const body of bodies)
        expect(await postRaw(local.url, body)).toMatchObject({ code: 'INVALID_PARAM' });
      expect({}).not.toHaveProperty('x');
    },
  );
});

describe('calls are counted', () => {
  it('in total and by action, refused ones included, until they are reset', async () => {
    await db.collection(name).add([{ _id: 'one' }, { _id: 'two' }]);
    local.gateway.calls.reset();
    await db.collection(name).get();
    await db.collection(name).doc('one').get();
    await postRaw(local.url, { action: 'database.watch' });
    expect(local.gateway.calls).toMatchObject({
      total: 3,
      byAction: { 'database.getDocument': 2, 'database.watch': 1 },
      documentsExamined: 3,
      documentsReturned: 3,
    });
    local.gateway.calls.reset();
    expect(local.gateway.calls).toMatchObject({
      total: 0,
      byAction: {},
      documentsExamined: 0,
      documentsReturned: 0,
    });
  });
});
