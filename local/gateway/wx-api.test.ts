import { request as sendRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import cloudbase from '@cloudbase/node-sdk';
import { scan } from '../wechat/test-scan';
import { MING, openTestWeChat } from '../wechat/testing';
import { readFields, writeFields } from '../wechat/wire/protobuf';
import { postRaw } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

/** The SDK's way to a WeChat that is played on this machine: the real SDK, the real simulators. */
let local: TestGateway;
let app: ReturnType<typeof cloudbase.init>;
const { wechat } = openTestWeChat();

beforeAll(async () => {
  const { answerJsonCall, answerCompatibleCall } = wechat.openApi;
  const wxApi = { answerJson: answerJsonCall, answerCompatible: answerCompatibleCall };
  local = await startTestGateway({ fsync: false, wxApi });
  Object.assign(process.env, local.sdkEnvironment);
  app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
});
beforeEach(() => local.gateway.calls.reset());
afterAll(() => local.close());

/** CommApiData with pairs of a name and a JSON text, as wx-server-sdk writes it. */
function requestDataOf(data: Readonly<Record<string, unknown>>): Buffer {
  const pairs = Object.entries(data).map(([name, value]) =>
    writeFields([
      [1, Buffer.from(name)],
      [2, Buffer.from(JSON.stringify(value))],
    ]),
  );
  const openApiData = writeFields(pairs.map((pair) => [1, pair] as const));
  return writeFields([
    [1, 0],
    [2, openApiData],
  ]);
}

describe('callWxOpenApi', () => {
  const check = (content: string): Promise<{ result?: unknown }> =>
    app.callWxOpenApi({
      apiName: 'security.msgSecCheck',
      requestData: { openid: MING, scene: 2, version: 2, content },
    });

  it('checks a text, and hands on what WeChat answers', async () => {
    wechat.panel.setKeywords([{ word: '坏', suggest: 'risky', label: 20001 }]);
    expect((await check('大家好')).result).toMatchObject({ errcode: 0, result: { suggest: 'pass' } });
    expect((await check('坏话')).result).toMatchObject({ errcode: 0, result: { suggest: 'risky' } });
    expect(local.gateway.calls).toMatchObject({ total: 2, byAction: { 'wx.api': 2 } });
  });

  it('an API that is not there is an error by its name', async () => {
    const call = app.callWxOpenApi({ apiName: 'no.such', requestData: {} });
    await expect(call).rejects.toMatchObject({
      code: 'NOT_SUPPORTED_LOCALLY',
      message: expect.stringContaining('no.such'),
    });
  });

  it.each([{}, { apiName: 'security.msgSecCheck', requestData: '{' }, { apiName: 1, requestData: '{}' }])(
    '%j, which the SDK would never send, is refused',
    async (fields) => {
      const answer = await postRaw(local.url, { action: 'wx.api', ...fields });
      expect(answer).toMatchObject({ code: 'INVALID_PARAM', requestId: expect.any(String) });
    },
  );
});

describe('callCompatibleWxOpenApi', () => {
  const getUnlimited = async (data: Readonly<Record<string, unknown>>): Promise<Map<number, unknown>> => {
    const answer: unknown = await app.callCompatibleWxOpenApi({
      apiName: 'wxacode.getUnlimited',
      requestData: requestDataOf(data),
    });
    return new Map(readFields(answer as Buffer));
  };

  it('makes a code that a camera reads', async () => {
    const fields = await getUnlimited({ scene: 'i=Q7&g=3', page: 'pages/home/home' });
    expect(String(fields.get(2))).toBe('image/png');
    expect(scan(fields.get(1) as Buffer)).toContain('#/pages/home/home?scene=i%3DQ7%26g%3D3');
    expect(local.gateway.calls).toMatchObject({ total: 1, byAction: { 'wx.openApi': 1 } });
  });

  it('hands on what WeChat refuses', async () => {
    const fields = await getUnlimited({ scene: '中文' });
    expect(JSON.parse(String(fields.get(1)))).toMatchObject({ errcode: 40129 });
  });

  it.each([
    ['no.such', requestDataOf({}), 'NOT_SUPPORTED_LOCALLY'],
    ['wxacode.getUnlimited', Buffer.from('ffff', 'hex'), 'INVALID_PARAM'],
  ])('%s with %j is an error by name', async (apiName, requestData, code) => {
    await expect(app.callCompatibleWxOpenApi({ apiName, requestData })).rejects.toMatchObject({ code });
  });

  it('callWxPayApi is refused by name', async () => {
    const call = app.callWxPayApi({ apiName: 'unifiedorder', requestData: Buffer.from('x') });
    await expect(call).rejects.toMatchObject({
      code: 'NOT_SUPPORTED_LOCALLY',
      message: expect.stringContaining('wx.wxPayApi'),
    });
    expect(local.gateway.calls.byAction).toEqual({ 'wx.wxPayApi': 1 });
  });

  it('is struck by faults like every other action', async () => {
    local.gateway.faults.set([{ kind: 'refuse', action: 'wx.openApi' }]);
    const refused = getUnlimited({ scene: 'a' });
    await expect(refused).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
    local.gateway.faults.set([{ kind: 'dropAnswer', action: 'wx.openApi' }]);
    await expect(getUnlimited({ scene: 'a' })).rejects.toMatchObject({ code: 'ECONNRESET' });
    local.gateway.faults.set([]);
  });
});

describe('a multipart request that is none', () => {
  const post = async (contentType: string, body: string | Buffer): Promise<unknown> => {
    const answer = await fetch(local.url, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: new Uint8Array(Buffer.from(body)),
    });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    return answer.json();
  };
  const part = (name: string, value: string): string =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const type = 'multipart/form-data; boundary=b';

  it.each([
    ['no boundary', 'multipart/form-data', `${part('action', 'wx.openApi')}--b--`, 'multipart/form-data'],
    ['cut short', type, part('action', 'wx.openApi'), 'multipart/form-data'],
    ['no parts', type, '', 'multipart/form-data'],
    ['of another kind', 'multipart/mixed; boundary=b', '--b--', 'multipart/form-data'],
    ['no action', type, `${part('apiName', 'a')}--b--`, 'action'],
    ['no API', type, `${part('action', 'wx.openApi')}${part('requestData', 'a')}--b--`, 'apiName'],
    ['no data', type, `${part('action', 'wx.openApi')}${part('apiName', 'a')}--b--`, 'requestData'],
  ])('%s', async (_what, contentType, body, named) => {
    expect(await post(contentType, body)).toEqual({
      code: 'INVALID_PARAM',
      message: expect.stringContaining(named),
      requestId: expect.any(String),
    });
  });

  it('too large', async () => {
    const data = part('requestData', 'x'.repeat(64 * 1024 * 1024));
    const body = `${part('action', 'wx.openApi')}${part('apiName', 'a')}${data}--b--`;
    expect(await post(type, body)).toMatchObject({
      code: 'INVALID_PARAM',
      message: expect.stringContaining('larger than'),
    });
  });

  it('cut off by whoever sent it: nothing is called, and the next request is served', async () => {
    const calls = wechat.panel.state().calls.length;
    await new Promise<void>((resolve) => {
      const headers = { 'content-type': type, 'content-length': 1000 };
      const request = sendRequest(local.url, { method: 'POST', headers });
      request.once('error', () => resolve());
      request.write(part('action', 'wx.openApi'), () => request.destroy(new Error('gone')));
    });
    expect(await post(type, '')).toMatchObject({ code: 'INVALID_PARAM' });
    expect(wechat.panel.state().calls.length).toBe(calls);
    expect(local.gateway.calls.total).toBe(0);
  });
});
