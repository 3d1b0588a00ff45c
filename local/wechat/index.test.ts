import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OPEN_API_NAMES, type WeChatState } from './index';
import { emptyState } from './state';
import { MING, openTestWeChat, REFUSED } from './testing';

const TEXT = { openid: MING, scene: 2, version: 2, content: '大家好' };
const name = 'security.msgSecCheck';

describe('what a simulator is told', () => {
  it.each(OPEN_API_NAMES)('%s fails with any errcode, and does nothing', async (api) => {
    const { wechat, call } = openTestWeChat();
    expect(wechat.panel.behave(api, { failWith: 45009 })).toEqual({ ok: true });
    const before = wechat.panel.state();
    expect(await call(api, {})).toEqual(REFUSED(45009));
    expect({ ...wechat.panel.state(), calls: [] }).toEqual({ ...before, calls: [] });
  });

  it.each(['login', 'getGroupEnterInfo', 'requestSubscribeMessage'])(
    'a phone’s %s fails too',
    async (api) => {
      const { wechat } = openTestWeChat();
      wechat.panel.behave(api, { failWith: -1 });
      const { phone } = wechat;
      const answers = [
        await phone.login(MING),
        await phone.groupEnterInfo({ openid: MING, opengid: 'g' }),
        await phone.requestSubscribe({ openid: MING, tmplIds: ['weekly-report-template'], choices: {} }),
      ];
      expect(answers.filter(({ ok }) => !ok)).toMatchObject([{ error: { errCode: -1 } }]);
    },
  );

  it('is slow', async () => {
    const { wechat, call, slept } = openTestWeChat();
    wechat.panel.behave(name, { delayMs: 3_000 });
    expect(await call(name, TEXT)).toMatchObject({ errcode: 0 });
    expect(slept).toEqual([3_000]);
  });

  it.each([
    ['no.such', {}],
    ['__proto__', {}],
    [name, { suggest: 'perhaps' }],
    [name, { failWith: 0 }],
    [name, { delayMs: -1 }],
    [name, { riskRank: 5 }],
    [name, { unknown: 1 }],
    [name, null],
  ])('%s %j is refused and changes nothing', (api, behaviour) => {
    const { wechat } = openTestWeChat();
    const before = wechat.panel.state();
    expect(wechat.panel.behave(api, behaviour)).toEqual({ ok: false, message: expect.any(String) });
    expect(wechat.panel.state()).toEqual(before);
  });
});

describe('the log of calls', () => {
  it('keeps what was asked and answered, the newest last; of a picture only its size', async () => {
    const { wechat, call, picture, clock } = openTestWeChat();
    await call(name, TEXT);
    const { length } = await picture({ scene: 'a' });
    expect(wechat.panel.state().calls).toEqual([
      {
        atMs: clock.nowMs,
        tookMs: 0,
        name,
        request: TEXT,
        answer: expect.objectContaining({ errcode: 0, result: { suggest: 'pass', label: 100 } }),
        errcode: 0,
      },
      expect.objectContaining({
        request: { scene: 'a' },
        answer: { contentType: 'image/png', sizeBytes: length },
      }),
    ]);
  });

  it('doesn’t grow for ever', async () => {
    const { wechat, call } = openTestWeChat();
    for (let index = 0; index < 210; index++) await call(name, { ...TEXT, content: `第${index}条` });
    const { calls } = wechat.panel.state();
    expect(calls).toHaveLength(200);
    expect(calls.at(-1)).toMatchObject({ request: { content: '第209条' } });
  });
});

describe('the state', () => {
  it('is plain JSON, and a snapshot of it is all that WeChat remembers', async () => {
    const { wechat, call } = openTestWeChat();
    await wechat.phone.login(MING);
    await call('security.mediaCheckAsync', { ...TEXT, media_type: 2, media_url: 'https://example.com/a' });
    const snapshot = JSON.parse(JSON.stringify(wechat.panel.state())) as WeChatState;
    expect(snapshot).toEqual(wechat.panel.state());
    const other = openTestWeChat();
    expect(other.wechat.panel.restore(snapshot)).toEqual({ ok: true });
    expect(other.wechat.panel.state()).toEqual(snapshot);
    expect(other.wechat.push.nextAtMs()).toBe(wechat.push.nextAtMs());
  });

  it('handed out is a copy', () => {
    const { wechat } = openTestWeChat();
    wechat.panel.state().members.length = 0;
    expect(wechat.panel.state().members).toHaveLength(1);
  });

  it('nonsense is refused, says where, and changes nothing', () => {
    const { wechat } = openTestWeChat();
    const before = wechat.panel.state();
    const { restore } = wechat.panel;
    const nonsense = { ...emptyState(), accepts: [{ openid: 'a', templateId: 'b', left: -1 }] };
    expect(restore(nonsense)).toEqual({ ok: false, message: expect.stringContaining('accepts.0.left') });
    expect(restore({ ...emptyState(), behaviours: { 'no.such': {} } })).toMatchObject({ ok: false });
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(restore(value)).toMatchObject({ ok: false });
      }),
    );
    expect(wechat.panel.state()).toEqual(before);
  });

  it('outlives the process where there is a store', async () => {
    let kept: unknown;
    const keep = (state: WeChatState): void => {
      kept = JSON.parse(JSON.stringify(state)) as unknown;
    };
    const store = { read: () => kept, write: keep };
    const { wechat, call } = openTestWeChat({ store });
    await call(name, TEXT);
    expect(kept).toEqual(wechat.panel.state());
    expect(openTestWeChat({ store }).wechat.panel.state().calls).toHaveLength(1);
    kept = { version: 2 };
    expect(() => openTestWeChat({ store })).toThrow('the stored state of WeChat: ');
  });
});

it('an API that isn’t there is refused by name', async () => {
  const outcome = await openTestWeChat().wechat.openApi.call('templateMessage.send', {});
  expect(outcome).toEqual({
    ok: false,
    code: 'UNKNOWN_API',
    message: expect.stringContaining('templateMessage.send'),
  });
});

describe('settings that can’t be are refused at once', () => {
  it('a key of another length', () => {
    const push = { mode: 'encrypted', token: 't', encodingAesKey: 'short' } as const;
    expect(() => openTestWeChat({ push })).toThrow('encodingAesKey');
  });
});
