import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SignedPush } from '../index';
import { APPID, MING, openTestWeChat } from '../testing';
import { receivePush } from './signed-push';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const plain = { mode: 'plain', token: 'a-token', encodingAesKey: '' } as const;
const encrypted = { mode: 'encrypted', token: 'a-token', encodingAesKey: KEY } as const;
const MESSAGE = { Event: 'user_authorization_revoke', RevokeInfo: '6' };

describe.each([plain, encrypted])('in mode $mode', (settings) => {
  const { wechat } = openTestWeChat({ push: settings });
  const push = wechat.push.sign(MESSAGE);

  it('a push is believed', () => expect(wechat.push.receive(push)).toEqual({ ok: true, message: MESSAGE }));

  it('with another token, signature, time or nonce it is not', () => {
    const other = { ...settings, token: 'another' };
    const refused = { ok: false, code: 'WRONG_SIGNATURE' };
    expect(receivePush(push, other, APPID)).toEqual(refused);
    for (const name of ['timestamp', 'nonce', settings.mode === 'plain' ? 'signature' : 'msg_signature']) {
      const query = { ...push.query, [name]: '1' };
      expect(wechat.push.receive({ ...push, query })).toEqual(refused);
    }
    expect(wechat.push.receive({ ...push, query: {} })).toEqual(refused);
  });

  it('a refused push changes nothing', () => {
    const before = wechat.panel.state();
    wechat.push.receive({ ...push, query: {} });
    expect(wechat.panel.state()).toEqual(before);
  });

  it('nonsense is refused by name, never thrown', () => {
    const query = fc.dictionary(
      fc.constantFrom('signature', 'timestamp', 'nonce', 'msg_signature'),
      fc.string(),
    );
    fc.assert(
      fc.property(query, fc.string(), (given, body) => {
        expect(wechat.push.receive({ query: given, body })).toEqual({ ok: false, code: expect.any(String) });
      }),
    );
  });
});

describe('encrypted', () => {
  const { wechat } = openTestWeChat({ push: encrypted });
  const push = wechat.push.sign(MESSAGE);

  it('nobody reads it on the way', () => {
    expect(push.query).toMatchObject({
      encrypt_type: 'aes',
      msg_signature: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect(push.body).not.toContain('RevokeInfo');
  });

  it('a message for another mini program is refused', () => {
    expect(receivePush(push, encrypted, 'wx-other')).toEqual({ ok: false, code: 'FOREIGN_APPID' });
  });

  it('a readable body is refused, however well it is signed', () => {
    const readable: SignedPush = { ...push, body: JSON.stringify(MESSAGE) };
    expect(wechat.push.receive(readable)).toEqual({ ok: false, code: 'WRONG_MODE' });
  });
});

describe('delivery', () => {
  it('comes again after five seconds, three times, and is then given up', async () => {
    const { wechat, clock } = openTestWeChat();
    wechat.push.schedule({ event: 'user_authorization_revoke', openid: MING });
    const tries: number[] = [];
    const fail = (): Promise<boolean> => {
      tries.push(clock.nowMs);
      return tries.length % 2 === 0 ? Promise.resolve(false) : Promise.reject(new Error('no answer'));
    };
    for (let next = wechat.push.nextAtMs(); next !== undefined; next = wechat.push.nextAtMs()) {
      clock.nowMs = next;
      expect(await wechat.push.deliverDue(fail)).toBe(0);
    }
    expect(tries.map((atMs) => atMs - (tries[0] ?? 0))).toEqual([0, 5_000, 10_000, 15_000]);
    expect(wechat.panel.state().pushes).toMatchObject([{ status: 'given up', attempts: 4 }]);
  });

  it('two who deliver at once deliver each push once, the earliest first', async () => {
    const { wechat, clock } = openTestWeChat();
    for (const inMs of [300, 100, 200]) {
      wechat.push.schedule({ event: `after-${inMs}`, dueAtMs: clock.nowMs + inMs });
    }
    clock.nowMs += 1_000;
    const events: unknown[] = [];
    const deliver = (_: SignedPush, message: Readonly<Record<string, unknown>>): Promise<boolean> => {
      events.push(message['Event']);
      return Promise.resolve(true);
    };
    const taken = await Promise.all([wechat.push.deliverDue(deliver), wechat.push.deliverDue(deliver)]);
    expect(taken[0] + taken[1]).toBe(3);
    expect([...events].sort()).toEqual(['after-100', 'after-200', 'after-300']);
    expect(events[0]).toBe('after-100');
  });
});
