import { describe, expect, it } from '@jest/globals';
import { openSealedData } from './index';
import { APPID, HONG, MING, openTestWeChat, REFUSED, type TestWeChat } from './testing';

const name = 'auth.code2Session';
const OPENGID = 'tGidOfTheFirstGroup';

async function codeFor({ wechat }: TestWeChat, openid: string): Promise<string> {
  const answer = await wechat.phone.login(openid);
  if (!answer.ok) throw new Error(answer.error.errMsg);
  return answer.result.code;
}
const exchange = (code: string) => ({
  appid: APPID,
  secret: 'a-secret',
  js_code: code,
  grant_type: 'authorization_code',
});

describe('code2Session', () => {
  it('tells who a code stands for, once', async () => {
    const local = openTestWeChat();
    const code = await codeFor(local, MING);
    expect(await local.call(name, exchange(code))).toEqual({
      errcode: 0,
      errmsg: 'ok',
      openid: MING,
      session_key: expect.stringMatching(/^[A-Za-z0-9+/]{22}==$/),
    });
    expect(await local.call(name, exchange(code))).toEqual(REFUSED(40029));
  });

  it('keeps a key of its own for each code', async () => {
    const local = openTestWeChat();
    const [one, other] = [await codeFor(local, MING), await codeFor(local, MING)];
    const { session_key: second } = await local.call(name, exchange(other));
    const { session_key: first } = await local.call(name, exchange(one));
    expect(first).not.toBe(second);
  });

  it('a code lasts five minutes', async () => {
    const local = openTestWeChat();
    const [one, other] = [await codeFor(local, MING), await codeFor(local, HONG)];
    local.clock.nowMs += 5 * 60_000;
    expect(await local.call(name, exchange(one))).toMatchObject({ openid: MING });
    local.clock.nowMs += 1;
    expect(await local.call(name, exchange(other))).toEqual(REFUSED(40029));
  });

  it.each([
    [{ appid: 'wx-other' }, 40013],
    [{ secret: 'wrong' }, 40125],
    [{ secret: undefined }, 40125],
    [{ grant_type: 'password' }, 40002],
    [{ js_code: '' }, 41008],
    [{ js_code: 'never-issued' }, 40029],
  ])('refuses %j, and the code stays good', async (change, errcode) => {
    const local = openTestWeChat();
    const code = await codeFor(local, MING);
    expect(await local.call(name, { ...exchange(code), ...change })).toEqual(REFUSED(errcode));
    expect(await local.call(name, exchange(code))).toMatchObject({ openid: MING });
  });
});

describe('getGroupEnterInfo', () => {
  it('is opened with the session key of the last login, and no other', async () => {
    const local = openTestWeChat();
    const stale = await local.call(name, exchange(await codeFor(local, MING)));
    const fresh = await local.call(name, exchange(await codeFor(local, MING)));
    const entered = await local.wechat.phone.groupEnterInfo({ openid: MING, opengid: OPENGID });
    if (!entered.ok) throw new Error('not entered');
    expect(entered.result.errMsg).toBe('getGroupEnterInfo:ok');
    expect(openSealedData(entered.result, String(fresh['session_key']), APPID)).toEqual({
      ok: true,
      data: {
        opengid: OPENGID,
        watermark: { appid: APPID, timestamp: local.clock.nowMs / 1000 },
      },
    });
    expect(openSealedData(entered.result, String(stale['session_key']), APPID)).toMatchObject({ ok: false });
  });

  it('is opened by its cloudID too, by its own member, within five minutes', async () => {
    const { wechat, clock } = openTestWeChat();
    const entered = await wechat.phone.groupEnterInfo({ openid: MING, opengid: OPENGID });
    const cloudID = entered.ok ? entered.result.cloudID : '';
    expect(wechat.openByCloudId(cloudID, MING)).toMatchObject({ cloudID, data: { opengid: OPENGID } });
    expect(wechat.openByCloudId(cloudID, HONG)).toMatchObject({ errCode: expect.any(Number) });
    clock.nowMs += 5 * 60_000 + 1;
    expect(wechat.openByCloudId(cloudID, MING)).toMatchObject({ errCode: expect.any(Number) });
  });

  it('refuses whoever came from no group, or left it', async () => {
    const { wechat } = openTestWeChat();
    const enter = (opengid?: string) => wechat.phone.groupEnterInfo({ openid: MING, opengid });
    expect(await enter()).toMatchObject({ ok: false, error: { errCode: 40097 } });
    wechat.panel.setInGroup(MING, OPENGID, false);
    expect(await enter(OPENGID)).toMatchObject({ ok: false, error: { errCode: 65206 } });
    expect(await enter('another')).toMatchObject({ ok: true });
    wechat.panel.setInGroup(MING, OPENGID, true);
    expect(await enter(OPENGID)).toMatchObject({ ok: true });
  });
});
