import { describe, expect, it } from '@jest/globals';
import type { PushMessage } from '../index';
import { HONG, MING, openTestWeChat, REFUSED } from '../testing';

const TEXT = { openid: MING, scene: 2, version: 2, content: '大家好' };
const PICTURE = { openid: MING, scene: 1, version: 2, media_type: 2, media_url: 'https://example.com/a.png' };
const TRACE_ID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);

describe('msgSecCheck', () => {
  const name = 'security.msgSecCheck';

  it('lets pass', async () => {
    expect(await openTestWeChat().call(name, TEXT)).toEqual({
      errcode: 0,
      errmsg: 'ok',
      detail: [
        { strategy: 'content_model', errcode: 0, suggest: 'pass', label: 100, prob: 90 },
        { strategy: 'keyword', errcode: 0 },
      ],
      trace_id: TRACE_ID,
      result: { suggest: 'pass', label: 100 },
    });
  });

  it.each(['review', 'risky'] as const)('finds any text %s when told so', async (suggest) => {
    const { wechat, call } = openTestWeChat();
    wechat.panel.behave(name, { suggest, label: 20006 });
    expect(await call(name, TEXT)).toMatchObject({ errcode: 0, result: { suggest, label: 20006 } });
    wechat.panel.behave(name, {});
    expect(await call(name, TEXT)).toMatchObject({ result: { suggest: 'pass', label: 100 } });
  });

  it('finds the gravest word of the lexicon', async () => {
    const { wechat, call } = openTestWeChat();
    wechat.panel.setKeywords([
      { word: '加微信', suggest: 'review', label: 10001 },
      { word: '返现', suggest: 'risky', label: 20008 },
    ]);
    expect(await call(name, { ...TEXT, content: '加微信返现' })).toMatchObject({
      detail: [
        { suggest: 'pass' },
        { strategy: 'keyword', errcode: 0, suggest: 'risky', label: 20008, keyword: '返现' },
      ],
      result: { suggest: 'risky', label: 20008 },
    });
  });

  it.each([
    [{ content: '' }, 47001],
    [{ content: undefined }, 47001],
    [{ version: undefined }, 47001],
    [{ version: 1 }, 47001],
    [{ content: '好'.repeat(2501) }, 45002],
    [{ scene: 5 }, 40129],
    [{ scene: undefined }, 40129],
    [{ openid: '' }, 40003],
    [{ openid: HONG }, 61010],
  ])('refuses %j', async (change, errcode) => {
    expect(await openTestWeChat().call(name, { ...TEXT, ...change })).toEqual(REFUSED(errcode));
  });

  it('takes 2500 characters, emoji too', async () => {
    const content = '😀'.repeat(2500);
    expect(await openTestWeChat().call(name, { ...TEXT, content })).toMatchObject({ errcode: 0 });
  });

  it('wants a member who was here within two hours', async () => {
    const { clock, call, wechat } = openTestWeChat();
    clock.nowMs += 2 * 3_600_000;
    expect(await call(name, TEXT)).toMatchObject({ errcode: 0 });
    clock.nowMs += 1;
    expect(await call(name, TEXT)).toEqual(REFUSED(61010));
    wechat.phone.visit(MING);
    expect(await call(name, TEXT)).toMatchObject({ errcode: 0 });
  });
});

describe('mediaCheckAsync', () => {
  const name = 'security.mediaCheckAsync';

  async function resultOf(change: object, suggest: 'pass' | 'risky'): Promise<PushMessage> {
    const { wechat, clock, call } = openTestWeChat();
    wechat.panel.behave(name, { suggest });
    const { trace_id: traceId } = await call(name, { ...PICTURE, ...change });
    // Told otherwise later, it still says what it found then.
    wechat.panel.behave(name, {});
    const received: PushMessage[] = [];
    const deliver = (push: Parameters<typeof wechat.push.receive>[0]): Promise<boolean> => {
      const answer = wechat.push.receive(push);
      if (answer.ok) received.push(answer.message);
      return Promise.resolve(answer.ok);
    };
    expect(await wechat.push.deliverDue(deliver)).toBe(0);
    clock.nowMs = wechat.push.nextAtMs() ?? 0;
    expect(await wechat.push.deliverDue(deliver)).toBe(1);
    expect(await wechat.push.deliverDue(deliver)).toBe(0);
    expect(wechat.push.nextAtMs()).toBeUndefined();
    expect(received).toHaveLength(1);
    expect(received[0]?.['trace_id']).toBe(traceId);
    return received[0] ?? {};
  }

  it('answers a trace id now and the result once, later', async () => {
    expect(await openTestWeChat().call(name, PICTURE)).toEqual({
      errcode: 0,
      errmsg: 'ok',
      trace_id: TRACE_ID,
    });
    expect(await resultOf({}, 'risky')).toEqual({
      ToUserName: 'gh_0123456789ab',
      FromUserName: expect.any(String),
      CreateTime: expect.any(Number),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: 'wx0123456789abcdef',
      trace_id: TRACE_ID,
      version: 2,
      detail: [{ strategy: 'content_model', errcode: 0, suggest: 'risky', label: 21000, prob: 90 }],
      errcode: 0,
      errmsg: 'ok',
      result: { suggest: 'risky', label: 21000 },
    });
    expect(await resultOf({ media_type: 1 }, 'pass')).toMatchObject({
      result: { suggest: 'pass', label: 100 },
    });
  });

  it('tells of a file that nobody can fetch', async () => {
    const message = await resultOf({ media_url: 'cloud://env/a.png' }, 'pass');
    expect(message).toMatchObject({ errcode: -1008, detail: [] });
    expect(message).not.toHaveProperty('result');
  });

  it.each([
    [{ media_url: '' }, 47001],
    [{ media_type: 3 }, 47001],
    [{ version: 1 }, 47001],
    [{ scene: 0 }, 40129],
    [{ openid: undefined }, 40003],
    [{ openid: HONG }, 61010],
  ])('refuses %j, and nothing will come', async (change, errcode) => {
    const { wechat, call } = openTestWeChat();
    expect(await call(name, { ...PICTURE, ...change })).toEqual(REFUSED(errcode));
    expect(wechat.push.nextAtMs()).toBeUndefined();
  });
});

describe('getUserRiskRank', () => {
  const name = 'riskControl.getUserRiskRank';
  const request = { appid: 'wx0123456789abcdef', openid: MING, scene: 1, client_ip: '203.0.113.7' };

  it('answers the rank that it was told, 0 otherwise', async () => {
    const { wechat, call } = openTestWeChat();
    expect(await call(name, request)).toEqual({
      errcode: 0,
      errmsg: 'getuserriskrank succ',
      risk_rank: 0,
      unoin_id: expect.any(Number),
    });
    wechat.panel.behave(name, { riskRank: 4 });
    expect(await call(name, request)).toMatchObject({ errcode: 0, risk_rank: 4 });
  });

  it.each([
    [{ appid: 'wx-other' }, 40013],
    [{ openid: '' }, 40003],
    [{ scene: 3 }, 47001],
    [{ client_ip: undefined }, 47001],
    [{ openid: HONG }, 61010],
  ])('refuses %j', async (change, errcode) => {
    expect(await openTestWeChat().call(name, { ...request, ...change })).toEqual(REFUSED(errcode));
  });

  it('as a test, it asks of no visit', async () => {
    const answer = await openTestWeChat().call(name, { ...request, openid: HONG, is_test: true });
    expect(answer).toMatchObject({ errcode: 0 });
  });
});
