import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { startTestGateway, type TestGateway } from '../../local/gateway/testing';
import { APPID, openTestWeChat } from '../../local/wechat/testing';
import type { Inbox, openInbox as OpenInbox } from './inbox';

const settings = { token: 'a-token', encodingAesKey: `${'a'.repeat(42)}A`, appid: APPID };
const fromWeChat = { environment: JSON.stringify({ WX_CONTEXT_KEYS: 'WX_OPENID', WX_OPENID: 'o-anybody' }) };

describe('an inbox', () => {
  let gateway: TestGateway;
  let openInbox: typeof OpenInbox;
  const { wechat } = openTestWeChat();
  const told: unknown[] = [];
  const inboxOf = (change: Partial<Inbox> = {}) =>
    openInbox({
      name: 'inbox',
      settings,
      take: (_call, message) => Promise.resolve(void told.push(message['Event'])),
      ...change,
    });
  const push = (event: string) => {
    const { query, body } = wechat.push.sign({ MsgType: 'event', Event: event });
    return { httpMethod: 'POST', queryStringParameters: query, body, isBase64Encoded: false };
  };
  const logged: string[] = [];

  beforeAll(async () => {
    gateway = await startTestGateway({ fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openInbox } = await import('./inbox'));
    jest.spyOn(console, 'log').mockImplementation((line: string) => void logged.push(line));
  });
  afterEach(() => [told, logged].forEach((list) => list.splice(0)));
  afterAll(async () => {
    jest.restoreAllMocks();
    await gateway.close();
  });

  it('takes what WeChat signed, also where its body comes as base64, and logs the event by its name', async () => {
    const one = push('user_info_modified');
    expect(await inboxOf()(one, {})).toMatchObject({ statusCode: 200, body: 'success' });
    const encoded = { ...one, body: Buffer.from(one.body).toString('base64'), isBase64Encoded: true };
    expect(await inboxOf()(encoded, {})).toMatchObject({ statusCode: 200, body: 'success' });
    expect(told).toEqual(['user_info_modified', 'user_info_modified']);
    expect(logged.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ door: 'inbox', action: 'user_info_modified', outcome: 'ok', member: null }),
      expect.objectContaining({ door: 'inbox', action: 'user_info_modified', outcome: 'ok', member: null }),
    ]);
  });

  it('answers the echo of who knows the token, and nobody else’s', async () => {
    const { queryStringParameters: query } = push('a');
    const ask = (queryStringParameters: object) => ({ httpMethod: 'GET', queryStringParameters });
    expect(await inboxOf()(ask({ ...query, echostr: '<b>4711' }), {})).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: '<b>4711',
    });
    const forged = await inboxOf()(ask({ ...query, nonce: 'x', echostr: '4711' }), {});
    expect(forged).toMatchObject({ statusCode: 403, body: 'WRONG_SIGNATURE' });
  });

  it.each<[string, object, number]>([
    ['signed with another token', { settings: { ...settings, token: 'another' } }, 403],
    ['for another mini program', { settings: { ...settings, appid: 'wx-another' } }, 403],
    ['under another key', { settings: { ...settings, encodingAesKey: `${'b'.repeat(42)}A` } }, 400],
  ])('does not take what is %s', async (_what, change, statusCode) => {
    expect(await inboxOf(change)(push('a'), {})).toMatchObject({ statusCode });
    expect(told).toEqual([]);
  });

  it('does not take a message that anybody can read, and so write', async () => {
    const plain = { ...push('a'), body: '{"MsgType":"event","Event":"a"}' };
    expect(await inboxOf()(plain, {})).toMatchObject({ statusCode: 400 });
    expect(await inboxOf()({ ...push('a'), httpMethod: 'PUT' }, {})).toMatchObject({ statusCode: 405 });
    expect(told).toEqual([]);
  });

  it('does not hear a mini program, whatever it says', async () => {
    expect(await inboxOf()(push('a'), fromWeChat)).toMatchObject({ statusCode: 403 });
    expect(told).toEqual([]);
  });

  it('says 500 where it fails itself, so that WeChat tells it again, and logs why', async () => {
    const take = () => Promise.reject(new Error('out of order'));
    expect(await inboxOf({ take })(push('a'), {})).toMatchObject({ statusCode: 500, body: 'INTERNAL_ERROR' });
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      level: 'error',
      action: 'a',
      outcome: 'INTERNAL_ERROR',
      error: expect.stringContaining('out of order'),
    });
  });

  it('whatever comes, it answers, and takes nothing that WeChat has not signed', async () => {
    const events = fc.oneof(
      fc.anything(),
      fc.record({
        httpMethod: fc.constantFrom('GET', 'POST', 'DELETE'),
        queryStringParameters: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.constant(null)),
        body: fc.oneof(fc.string(), fc.json()),
      }),
    );
    await fc.assert(
      fc.asyncProperty(events, async (event) => {
        const { statusCode } = await inboxOf()(event, {});
        expect([400, 403, 405]).toContain(statusCode);
      }),
    );
    expect(told).toEqual([]);
  });
});
