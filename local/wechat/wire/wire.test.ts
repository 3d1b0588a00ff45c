import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import cloudbase from '@cloudbase/node-sdk';
import fc from 'fast-check';
import { openGateway, type Gateway } from '../../gateway';
import { scan } from '../test-scan';
import { MING, openTestWeChat } from '../testing';
import { readFields, writeFields, type Field } from './protobuf';

/** What wx-server-sdk 4.0.2 sent for `cloud.openapi.wxacode.getUnlimited` and `….security.msgSecCheck`, recorded. */
const RECORDED = {
  /** scene "c=AbC-1~", page, isHyaline, lineColor {r:7,g:193,b:96}, checkPath, envVersion */
  code: '08001299010a130a057363656e65120a22633d4162432d317e220a190a047061676512112270616765732f686f6d652f686f6d65220a130a0a69735f6879616c696e65120566616c73650a240a0a6c696e655f636f6c6f7212167b2272223a372c2267223a3139332c2262223a39367d0a120a0a636865636b5f706174681204747275650a180a0b656e765f76657273696f6e12092272656c6561736522',
  /** scene "中文", page */
  foreignScene:
    '0800122e0a110a057363656e65120822e4b8ade69687220a190a047061676512112270616765732f686f6d652f686f6d6522',
};

const local = openTestWeChat();
const folder = mkdtempSync(path.join(tmpdir(), 'wire-'));
let gateway: Gateway;
let server: Server;
let app: ReturnType<typeof cloudbase.init>;

beforeAll(async () => {
  const { answerJsonCall: answerJson, answerCompatibleCall: answerCompatible } = local.wechat.openApi;
  gateway = await openGateway({ folder, now: Date.now, wxApi: { answerJson, answerCompatible } });
  server = createServer((request, response) => void gateway.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'local',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }),
  });
  app = cloudbase.init({ env: 'local', secretId: 'local', secretKey: 'local' });
});
afterAll(async () => {
  server.close();
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the unmodified SDK', () => {
  it('callWxOpenApi hands on the answer as WeChat gave it', async () => {
    const answer = await app.callWxOpenApi({
      apiName: 'security.msgSecCheck',
      requestData: { openid: MING, scene: 2, version: 2, content: '大家好' },
    });
    expect(answer).toEqual({
      requestId: expect.any(String),
      result: expect.objectContaining({ errcode: 0, trace_id: expect.any(String) }),
    });
  });

  it('a refusal of WeChat’s is a result', async () => {
    const answer = await app.callWxOpenApi({
      apiName: 'subscribeMessage.send',
      requestData: { touser: MING },
    });
    expect(answer.result).toMatchObject({ errcode: 40037 });
  });

  it('a call that isn’t there is an error, by name', async () => {
    const call = app.callWxOpenApi({ apiName: 'no.such', requestData: {} });
    await expect(call).rejects.toMatchObject({
      code: 'NOT_SUPPORTED_LOCALLY',
      message: expect.stringContaining('no.such'),
    });
  });

  it('callWxOpenApi carries no picture, and says so', async () => {
    const call = app.callWxOpenApi({ apiName: 'wxacode.getUnlimited', requestData: { scene: 'a' } });
    await expect(call).rejects.toMatchObject({ message: expect.stringContaining('callCompatibleWxOpenApi') });
  });

  const compatible = async (apiName: string, requestData: string): Promise<unknown> =>
    app.callCompatibleWxOpenApi({ apiName, requestData: Buffer.from(requestData, 'hex') });

  it('callCompatibleWxOpenApi carries a picture that can be scanned', async () => {
    const answer = await compatible('wxacode.getUnlimited', RECORDED.code);
    const fields = new Map(readFields(answer as Buffer));
    expect(fields.get(2)).toEqual(Buffer.from('image/png'));
    expect(scan(fields.get(1) as Buffer)).toContain('#/pages/home/home?scene=c%3DAbC-1~');
  });

  it('and a refusal', async () => {
    const answer = await compatible('wxacode.getUnlimited', RECORDED.foreignScene);
    const fields = new Map(readFields(answer as Buffer));
    expect(String(fields.get(2))).toContain('application/json');
    expect(JSON.parse(String(fields.get(1)))).toMatchObject({ errcode: 40129 });
  });

  it.each([
    ['no.such', '0800', 'NOT_SUPPORTED_LOCALLY'],
    ['wxacode.getUnlimited', '0801', 'INVALID_PARAM'],
    ['wxacode.getUnlimited', 'ffff', 'INVALID_PARAM'],
    ['wxacode.getUnlimited', '08001299', 'INVALID_PARAM'],
  ])('%s with %s is an error, by name', async (apiName, requestData, code) => {
    await expect(compatible(apiName, requestData)).rejects.toMatchObject({ code });
  });
});

describe('a JSON call that is none', () => {
  it.each([
    [{ apiName: 7, requestData: '{}' }],
    [{ apiName: 'subscribeMessage.send', requestData: '[]' }],
    [{ apiName: 'subscribeMessage.send', requestData: '{' }],
    [{ apiName: 'subscribeMessage.send', requestData: { touser: MING } }],
  ])('%j', async (call) => {
    expect(await local.wechat.openApi.answerJsonCall(call)).toMatchObject({ code: 'INVALID_PARAM' });
  });
});

describe('any bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((value) => Buffer.from(value));
  const id = fc.integer({ min: 1, max: 1000 });
  const field: fc.Arbitrary<Field> = fc.tuple(id, fc.oneof(fc.nat(), bytes));

  it('fields come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(field), (fields) => expect(readFields(writeFields(fields))).toEqual(fields)),
    );
  });

  it('nonsense is refused, never thrown', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (requestData) => {
        const call = { apiName: 'no.such', requestData };
        expect(await local.wechat.openApi.answerCompatibleCall(call)).toMatchObject({ ok: false });
      }),
    );
  });
});
