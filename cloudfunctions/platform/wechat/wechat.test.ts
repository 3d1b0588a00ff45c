import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { startTestGateway, type TestGateway } from '../../../local/gateway/testing';
import { openTestServer, type TestServer } from '../../../local/wechat/http/testing';
import { scan } from '../../../local/wechat/test-scan';
import { APPID, HONG, MING, WEEKLY } from '../../../local/wechat/testing';
import type { TextToCheck } from './check-text';
import { openGroupData } from './open-group-data';
import { openPush } from './open-push';
import type { WeChatPort } from './port';
import { readMediaVerdict } from './read-media-verdict';
import type { SubscribeMessage } from './send-subscribe-message';

const SECRET = 'an-app-secret-of-32-characters--';
const SLOW_MS = 400;
const BUDGET_MS = 300;
const TOKEN = 'a-token';
const AES_KEY = 'a'.repeat(42) + 'A';

let gateway: TestGateway;
let played: TestServer;
let port: WeChatPort;
let waitsMs: number[];
/** The real SDK and the real wires, to a WeChat that is new in each test. */
beforeAll(async () => {
  const wxApi: NonNullable<Parameters<typeof startTestGateway>[0]>['wxApi'] = {
    answerJson: (call) => played.wechat.openApi.answerJsonCall(call),
    answerCompatible: (call) => played.wechat.openApi.answerCompatibleCall(call),
  };
  gateway = await startTestGateway({ fsync: false, wxApi });
  Object.assign(process.env, gateway.sdkEnvironment);
});
beforeEach(async () => {
  played = await openTestServer({
    sleep: sleepMs,
    miniProgram: {
      appid: APPID,
      username: 'gh_0123456789ab',
      secret: SECRET,
      pages: () => ['pages/home/home'],
      templates: [{ id: WEEKLY, title: '周报', keys: ['thing1', 'number2', 'time3'] }],
    },
  });
  waitsMs = [];
  const { openWeChat } = await import('./cloudbase-wechat');
  port = openWeChat({
    appid: APPID,
    appSecret: SECRET,
    apiUrl: `${played.url}/wechat/api`,
    sleep: (ms) => Promise.resolve(void waitsMs.push(ms)),
    random: () => 0.5,
  });
  gateway.gateway.calls.reset();
  gateway.gateway.faults.set([]);
});
afterEach(() => played.close());
afterAll(() => gateway.close());

const text: TextToCheck = { openid: MING, text: '大家早上好', scene: 'forum' };
const message: SubscribeMessage = {
  openid: MING,
  templateId: WEEKLY,
  page: 'pages/home/home?from=message',
  values: { thing1: '这周你来了五天', number2: 5, time3: '2026年1月5日 08:00' },
};

const codeOf = async () => {
  const login = await played.wechat.phone.login(MING);
  return { code: login.ok ? login.result.code : '' };
};

/** Each call in a shape that succeeds, and how often it may be asked when no answer comes. */
const CALLS = {
  'security.msgSecCheck': { action: 'wx.api', tries: 3, ask: () => port.checkText(text) },
  'security.mediaCheckAsync': {
    action: 'wx.api',
    tries: 3,
    ask: () => port.checkPicture({ openid: MING, url: 'https://example.com/a.png', scene: 'profile' }),
  },
  'wxacode.getUnlimited': {
    action: 'wx.openApi',
    tries: 3,
    ask: () => port.makeCode({ scene: 'i=Q7', page: 'pages/home/home', widthPx: 430 }),
  },
  'auth.code2Session': { action: 'https', tries: 1, ask: async () => port.sessionOf(await codeOf()) },
  'subscribeMessage.send': { action: 'wx.api', tries: 1, ask: () => port.sendSubscribeMessage(message) },
  'riskControl.getUserRiskRank': {
    action: 'wx.api',
    tries: 3,
    ask: () => port.riskRankOf({ openid: MING, clientIp: '203.0.113.7', scene: 'register' }),
  },
} as const;

type Api = keyof typeof CALLS;
const APIS = Object.keys(CALLS) as Api[];
/** Whoever asks for a rank learns of no refusal. */
const answerOf = (api: Api, refusal: object) => (api === 'riskControl.getUserRiskRank' ? 'unknown' : refusal);

/** What happens on the way of an SDK's action, or of what goes over HTTPS. */
function breakWay(action: string, kind: 'refuse' | 'dropAnswer'): void {
  if (action === 'https') played.way.fault = kind;
  else gateway.gateway.faults.set([{ kind, action }]);
}
const requestsOver = (action: string) =>
  action === 'https' ? played.way.requests : gateway.gateway.calls.byAction[action];

const callsOf = (api: Api) => played.wechat.panel.state().calls.filter(({ name }) => name === api);
const acceptWeekly = () =>
  played.wechat.phone.requestSubscribe({ openid: MING, tmplIds: [WEEKLY], choices: { [WEEKLY]: 'accept' } });

describe('each call', () => {
  it.each(APIS)('%s has its errcodes, which are not asked again, by name', async (api) => {
    const named: Record<Api, Record<number, unknown>> = {
      'security.msgSecCheck': { 61010: 'NOT_SEEN_LATELY', 40003: 'INVALID_OPENID', 43104: 'INVALID_OPENID' },
      'security.mediaCheckAsync': { 61010: 'NOT_SEEN_LATELY', 40003: 'INVALID_OPENID' },
      'wxacode.getUnlimited': { 40129: 'INVALID_SCENE', 40169: 'INVALID_SCENE', 41030: 'INVALID_PAGE' },
      'auth.code2Session': { 40029: 'INVALID_CODE', 40163: 'INVALID_CODE', 40226: 'LOGIN_BLOCKED' },
      'subscribeMessage.send': {
        40003: 'INVALID_OPENID',
        40037: 'INVALID_TEMPLATE',
        41030: 'INVALID_PAGE',
        47003: 'INVALID_VALUE',
      },
      'riskControl.getUserRiskRank': {},
    };
    const general = { 45009: 'TOO_FREQUENT', 45011: 'TOO_FREQUENT', 48001: 'WECHAT_REFUSED' };
    for (const [errcode, refused] of Object.entries({ ...general, ...named[api] })) {
      played.wechat.panel.behave(api, { failWith: Number(errcode) });
      const expected = { refused, message: expect.stringContaining(`${api}: ${errcode}`) };
      expect(await CALLS[api].ask()).toEqual(answerOf(api, expected));
    }
    const refusals = Object.keys({ ...general, ...named[api] }).length;
    expect(callsOf(api)).toHaveLength(refusals);
    expect(waitsMs).toEqual([]);
  });

  it.each(APIS)('%s is asked again only where that is safe: busy', async (api) => {
    played.wechat.panel.behave(api, { failWith: -1 });
    const unavailable = { refused: 'WECHAT_UNAVAILABLE', message: `${api}: -1` };
    expect(await CALLS[api].ask()).toEqual(answerOf(api, unavailable));
    expect(callsOf(api)).toHaveLength(CALLS[api].tries);
    expect(waitsMs).toEqual([100, 200].slice(0, CALLS[api].tries - 1));
  });

  it.each(APIS)('%s: refused on the way', async (api) => {
    const { action, ask, tries } = CALLS[api];
    breakWay(action, 'refuse');
    const reason = action === 'https' ? 'HTTP 502' : 'DATABASE_REQUEST_FAILED';
    const unavailable = { refused: 'WECHAT_UNAVAILABLE', message: `${api}: ${reason}` };
    expect(await ask()).toEqual(answerOf(api, unavailable));
    expect(requestsOver(action)).toBe(tries);
    expect(callsOf(api)).toEqual([]);
  });

  it.each(APIS)('%s: done, and the answer lost', async (api) => {
    const { action, ask, tries } = CALLS[api];
    breakWay(action, 'dropAnswer');
    const reason = action === 'https' ? 'UND_ERR_SOCKET' : 'ECONNRESET';
    const unavailable = { refused: 'WECHAT_UNAVAILABLE', message: `${api}: ${reason}` };
    expect(await ask()).toEqual(answerOf(api, unavailable));
    expect(callsOf(api)).toHaveLength(tries);
  });

  it.each(APIS.filter((api) => CALLS[api].tries > 1))('%s: the second answer is as good', async (api) => {
    const { action, ask } = CALLS[api];
    let requests = 0;
    gateway.gateway.faults.set([{ kind: 'dropAnswer', action, percent: 50 }], () => requests++);
    const answer = await ask();
    expect(answer).not.toHaveProperty('refused');
    expect(answer).not.toBe('unknown');
    expect(callsOf(api)).toHaveLength(2);
  });

  it.each(APIS)('%s: too slow, it is given up in its time', async (api) => {
    const { openWeChat } = await import('./cloudbase-wechat');
    const sleep = () => Promise.resolve();
    const apiUrl = `${played.url}/wechat/api`;
    port = openWeChat({
      appid: APPID,
      appSecret: SECRET,
      apiUrl,
      sleep,
      random: () => 0,
      budgetMs: BUDGET_MS,
    });
    played.wechat.panel.behave(api, { delayMs: SLOW_MS });
    const code = await codeOf();
    const startedAtMs = performance.now();
    const answer = await (api === 'auth.code2Session' ? port.sessionOf(code) : CALLS[api].ask());
    const tookMs = performance.now() - startedAtMs;
    const unavailable = { refused: 'WECHAT_UNAVAILABLE', message: expect.stringContaining(api) };
    expect(answer).toEqual(answerOf(api, unavailable));
    expect(tookMs).toBeGreaterThan(BUDGET_MS * 0.9);
    expect(requestsOver(CALLS[api].action)).toBe(CALLS[api].tries);
    // What is still under way ends in this test, not in the next one.
    await sleepMs(SLOW_MS);
  });

  it.each(APIS)('%s: a little slow, it is waited for', async (api) => {
    await acceptWeekly();
    played.wechat.panel.behave(api, { delayMs: 50 });
    const answer = await CALLS[api].ask();
    expect(answer).not.toHaveProperty('refused');
    expect(callsOf(api)).toHaveLength(1);
  });
});

describe('a text', () => {
  it.each(['pass', 'review', 'risky'] as const)('is found %s', async (suggest) => {
    played.wechat.panel.behave('security.msgSecCheck', { suggest, label: 20001 });
    expect(await port.checkText(text)).toEqual({
      verdict: suggest,
      label: 20001,
      traceId: expect.stringMatching(/^[0-9a-f-]{26}$/),
    });
  });

  it('goes as it is, with its scene and a nickname', async () => {
    const scenes = { profile: 1, comment: 2, forum: 3, social: 4 } as const;
    for (const scene of Object.keys(scenes) as (keyof typeof scenes)[]) {
      await port.checkText({ ...text, scene, nickname: '小明' });
      expect(callsOf('security.msgSecCheck').at(-1)?.request).toEqual({
        version: 2,
        openid: MING,
        scene: scenes[scene],
        content: '大家早上好',
        nickname: '小明',
      });
    }
  });

  it('that is empty passes without a call', async () => {
    for (const empty of ['', '  \n']) {
      expect(await port.checkText({ ...text, text: empty, nickname: ' ' })).toEqual({
        verdict: 'pass',
        label: 100,
        traceId: null,
      });
    }
    expect(gateway.gateway.calls.total).toBe(0);
  });

  it('that is empty leaves the nickname to be checked', async () => {
    played.wechat.panel.setKeywords([{ word: '返现', suggest: 'risky', label: 20008 }]);
    const verdict = await port.checkText({ ...text, text: '', nickname: '加我返现' });
    expect(verdict).toMatchObject({ verdict: 'risky', label: 20008 });
  });

  it('of 2500 characters is checked, a longer one refused without a call', async () => {
    expect(await port.checkText({ ...text, text: '好'.repeat(2500) })).toMatchObject({ verdict: 'pass' });
    gateway.gateway.calls.reset();
    const refused = { refused: 'TEXT_TOO_LONG', message: expect.any(String) };
    expect(await port.checkText({ ...text, text: '好'.repeat(2501) })).toEqual(refused);
    expect(await port.checkText({ ...text, text: '😀'.repeat(1251) })).toEqual(refused);
    expect(gateway.gateway.calls.total).toBe(0);
  });

  it('of somebody who was not here for two hours is refused by that name', async () => {
    expect(await port.checkText({ ...text, openid: HONG })).toMatchObject({ refused: 'NOT_SEEN_LATELY' });
    played.wechat.phone.visit(HONG);
    expect(await port.checkText({ ...text, openid: HONG })).toMatchObject({ verdict: 'pass' });
  });
});

describe('a picture', () => {
  const verdictOf = async (url: string) => {
    const asked = await port.checkPicture({ openid: MING, url, scene: 'profile' });
    if (!('traceId' in asked)) throw new Error(asked.message);
    played.clock.nowMs = played.wechat.push.nextAtMs() ?? 0;
    const read: unknown[] = [];
    await played.wechat.push.deliverDue(({ query, body }) => {
      const settings = { token: TOKEN, encodingAesKey: AES_KEY, appid: APPID };
      const opened = openPush({ query, body, settings });
      read.push('message' in opened ? readMediaVerdict(opened.message) : opened);
      return Promise.resolve(true);
    });
    return { traceId: asked.traceId, read };
  };

  it.each(['pass', 'review', 'risky'] as const)(
    'is found %s, by a push that carries its trace id',
    async (suggest) => {
      played.wechat.panel.behave('security.mediaCheckAsync', { suggest, label: 20002 });
      const { traceId, read } = await verdictOf('https://example.com/a.png');
      expect(read).toEqual([{ traceId, verdict: suggest, label: 20002 }]);
    },
  );

  it('that cannot be fetched is not checked', async () => {
    const { traceId, read } = await verdictOf('cloud://somewhere/a.png');
    expect(read).toEqual([{ traceId, refused: 'NOT_CHECKED', message: 'wxa_media_check: -1008' }]);
  });
});

describe('a code', () => {
  it('can be scanned, and opens the page with its scene', async () => {
    const made = await port.makeCode({
      scene: "aZ09!#$&'()*+,/:;=?@-._~",
      page: 'pages/home/home',
      widthPx: 500,
      isHyaline: true,
    });
    if ('refused' in made) throw new Error(made.message);
    expect(made.contentType).toBe('image/png');
    const opened = played.wechat.phone.readCode(scan(made.bytes));
    expect(opened).toMatchObject({ page: 'pages/home/home', scene: "aZ09!#$&'()*+,/:;=?@-._~" });
    const { request } = callsOf('wxacode.getUnlimited')[0] ?? {};
    expect(request).toMatchObject({ width: 500, is_hyaline: true });
  });

  it('of a page that is not published is refused by WeChat', async () => {
    const made = await port.makeCode({ scene: 'a', page: 'pages/none/none', widthPx: 430 });
    expect(made).toMatchObject({ refused: 'INVALID_PAGE' });
  });

  it.each([
    [{ scene: '' }, 'INVALID_SCENE'],
    [{ scene: 'a'.repeat(33) }, 'INVALID_SCENE'],
    [{ scene: '中文' }, 'INVALID_SCENE'],
    [{ scene: 'a%20' }, 'INVALID_SCENE'],
    [{ scene: 'a\n' }, 'INVALID_SCENE'],
    [{ widthPx: 279 }, 'INVALID_WIDTH'],
    [{ widthPx: 1281 }, 'INVALID_WIDTH'],
    [{ widthPx: 430.5 }, 'INVALID_WIDTH'],
  ])('of %j is refused without a call', async (change, refused) => {
    const order = { scene: 'a', page: 'pages/home/home', widthPx: 430, ...change };
    expect(await port.makeCode(order)).toMatchObject({ refused });
    expect(gateway.gateway.calls.total).toBe(0);
  });
});

describe('a login', () => {
  it('opens a session, whose key opens the group that the member came from', async () => {
    const session = await port.sessionOf(await codeOf());
    if ('refused' in session) throw new Error(session.message);
    expect(session).toEqual({ openid: MING, sessionKey: expect.stringMatching(/^.{22}==$/) });
    const entered = await played.wechat.phone.groupEnterInfo({ openid: MING, opengid: 'tG-readers' });
    if (!entered.ok) throw new Error(entered.error.errMsg);
    const { sessionKey } = session;
    const sealed = { ...entered.result, sessionKey, appid: APPID, nowMs: played.clock.nowMs };
    expect(openGroupData(sealed)).toEqual({ opengid: 'tG-readers' });
    // A newer login makes a newer key.
    await played.wechat.phone.login(MING);
    const later = await played.wechat.phone.groupEnterInfo({ openid: MING, opengid: 'tG-readers' });
    if (!later.ok) throw new Error(later.error.errMsg);
    expect(openGroupData({ ...sealed, ...later.result })).toEqual({ refused: 'FORGED' });
  });

  it('is good once', async () => {
    const login = await codeOf();
    expect(await port.sessionOf(login)).toHaveProperty('sessionKey');
    expect(await port.sessionOf(login)).toMatchObject({ refused: 'INVALID_CODE' });
  });

  it('whose answer is lost is not asked for again, and nothing that is secret is told', async () => {
    for (const fault of ['dropAnswer', 'garble', 'redirect', 'refuse'] as const) {
      const login = await codeOf();
      played.way.fault = fault;
      const told = JSON.stringify(await port.sessionOf(login));
      expect(told).toContain('WECHAT_UNAVAILABLE');
      for (const hidden of [login.code, SECRET, MING]) expect(told).not.toContain(hidden);
    }
    expect(played.way.requests).toBe(4);
    expect(callsOf('auth.code2Session')).toHaveLength(1);
    expect(gateway.gateway.calls.total).toBe(0);
  });
});

describe('a risk rank', () => {
  const question = { openid: MING, clientIp: '203.0.113.7', scene: 'marketing' } as const;

  it.each([0, 1, 2, 3, 4])('is %i', async (riskRank) => {
    played.wechat.panel.behave('riskControl.getUserRiskRank', { riskRank });
    for (const scene of ['register', 'marketing', 'ugc'] as const) {
      expect(await port.riskRankOf({ ...question, scene })).toBe(riskRank);
    }
  });

  it('is unknown for who was not here lately', async () => {
    expect(await port.riskRankOf({ ...question, openid: HONG })).toBe('unknown');
  });
});

describe('a message', () => {
  const inbox = () => played.wechat.phone.inboxOf(MING);

  it('is sent for one accept, its words cut to their length, and no second one', async () => {
    await acceptWeekly();
    const values = { ...message.values, thing1: '这一周的晨读打卡你一天也没有落下,真是了不起' };
    expect(await port.sendSubscribeMessage({ ...message, values })).toBe('sent');
    expect(inbox()).toMatchObject([
      {
        page: message.page,
        values: {
          thing1: '这一周的晨读打卡你一天也没有落下,真是…',
          number2: '5',
          time3: '2026年1月5日 08:00',
        },
      },
    ]);
    expect(await port.sendSubscribeMessage(message)).toBe('not accepted');
    expect(inbox()).toHaveLength(1);
  });

  it('whose answer is lost is sent once, though an accept is left', async () => {
    await acceptWeekly();
    await acceptWeekly();
    gateway.gateway.faults.set([{ kind: 'dropAnswer', action: 'wx.api' }]);
    expect(await port.sendSubscribeMessage(message)).toMatchObject({ refused: 'WECHAT_UNAVAILABLE' });
    expect(inbox()).toHaveLength(1);
    expect(played.wechat.phone.acceptsLeft(MING, WEEKLY)).toBe(1);
  });

  it('with a value that no cut makes right is refused without a call', async () => {
    const values = { ...message.values, number2: 'five' };
    const sent = await port.sendSubscribeMessage({ ...message, values });
    expect(sent).toEqual({
      refused: 'INVALID_VALUE',
      message: 'subscribeMessage.send: number2: not what its kind may hold',
    });
    expect(gateway.gateway.calls.total).toBe(0);
  });

  it('that lacks a key of its template is refused by WeChat, who names it', async () => {
    await acceptWeekly();
    const sent = await port.sendSubscribeMessage({ ...message, values: { thing1: '早' } });
    expect(sent).toMatchObject({ refused: 'INVALID_VALUE', message: expect.stringContaining('number2') });
    expect(inbox()).toEqual([]);
  });
});
