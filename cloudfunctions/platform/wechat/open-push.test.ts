import { describe, expect, it } from '@jest/globals';
import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import {
  aesKeyOf,
  decryptMessage,
  encryptMessage,
  signatureOf,
} from '../../../local/wechat/crypto/message-crypt';
import { APPID, openTestWeChat } from '../../../local/wechat/testing';
import { echoOf } from './echo-of';
import { openPush, type PushSettings } from './open-push';
import { isSignedBy, openEncrypted } from './push-crypt';

/** https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html, its worked examples. */
const OFFICIAL = {
  settings: { token: 'AAAAA', encodingAesKey: 'A'.repeat(43), appid: 'wxba5fad812f8e6fb9' },
  query: {
    timestamp: '1714112445',
    nonce: '415670741',
    msg_signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
  },
  encrypted:
    '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=',
};

/** WXBizMsgCryptTest of the sample code that WeChat publishes (cryptoDemo.zip, Java). */
const SAMPLE = {
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  appid: 'wxb11529c136998cb6',
  message: '我是中文abcd123',
  encrypted: 'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==',
};

const settings: PushSettings = { token: 'a-token', encodingAesKey: `${'a'.repeat(42)}A`, appid: APPID };
const keyOf = (encodingAesKey: string): Buffer => aesKeyOf(encodingAesKey) ?? Buffer.alloc(0);

/** As the other implementation seals and signs. */
function pushed(text: string, { token, encodingAesKey, appid }: PushSettings, random = Buffer.alloc(16, 3)) {
  const encrypted = encryptMessage(text, appid, keyOf(encodingAesKey), random);
  const msgSignature = signatureOf(token, '1767000000', '77', encrypted);
  return {
    query: { timestamp: '1767000000', nonce: '77', msg_signature: msgSignature },
    body: JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypted }),
  };
}

describe('published vectors', () => {
  it('signatures', () => {
    const { query, settings: official, encrypted } = OFFICIAL;
    const parts = [official.token, query.timestamp, query.nonce, encrypted];
    expect(isSignedBy(query.msg_signature, parts)).toBe(true);
    expect(isSignedBy('a9993e364706816aba3e25717850c26c9cd0d89d', ['abc'])).toBe(true);
    expect(isSignedBy('a9993e364706816aba3e25717850c26c9cd0d89e', ['abc'])).toBe(false);
  });

  it('the push of the document is opened', () => {
    const { query, settings: official, encrypted } = OFFICIAL;
    const body = JSON.stringify({ ToUserName: 'gh_97417a04a28d', Encrypt: encrypted });
    expect(openPush({ query, body, settings: official })).toEqual({
      message: {
        ToUserName: 'gh_97417a04a28d',
        FromUserName: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
        CreateTime: 1714112445,
        MsgType: 'event',
        Event: 'debug_demo',
        debug_str: 'hello world',
      },
    });
  });

  it('the message of the sample code is opened', () => {
    const { encrypted, encodingAesKey, message, appid } = SAMPLE;
    expect(openEncrypted(encrypted, encodingAesKey)).toEqual({ message, appid });
  });

  it('the address of the document is verified by its echostr', () => {
    const query = {
      signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
      echostr: '4375120948345356249',
      timestamp: '1714036504',
      nonce: '1514711492',
    };
    expect(echoOf({ query, token: 'AAAAA' })).toEqual({ echo: '4375120948345356249' });
    const refused = { refused: 'WRONG_SIGNATURE' };
    expect(echoOf({ query, token: 'AAAAB' })).toEqual(refused);
    for (const name of ['signature', 'timestamp', 'nonce']) {
      expect(echoOf({ query: { ...query, [name]: '1' }, token: 'AAAAA' })).toEqual(refused);
      expect(echoOf({ query: { ...query, [name]: undefined }, token: 'AAAAA' })).toEqual(refused);
    }
    // The signature of a push is none of the address.
    expect(
      echoOf({ query: { ...query, signature: undefined, msg_signature: query.signature }, token: 'AAAAA' }),
    ).toEqual(refused);
  });
});

describe('a push', () => {
  it('of the simulator is opened as it was sent', () => {
    const { wechat } = openTestWeChat();
    const message = { MsgType: 'event', Event: 'user_authorization_revoke', RevokeInfo: '6', 名: '小明' };
    expect(openPush({ ...wechat.push.sign(message), settings })).toEqual({ message });
  });

  it('of the simulator that is wrongly signed is not believed', async () => {
    const { wechat } = openTestWeChat();
    const opened: unknown[] = [];
    await wechat.push.now({ event: 'user_info_modified' }, 'wrong', (push) => {
      opened.push(openPush({ ...push, settings }));
      return Promise.resolve({ status: 200, body: '' });
    });
    expect(opened).toEqual([{ refused: 'WRONG_SIGNATURE' }]);
  });

  const { query, body } = pushed('{"MsgType":"event"}', settings);

  it.each([
    ['another token', { settings: { ...settings, token: 'b-token' } }, 'WRONG_SIGNATURE'],
    ['another time', { query: { ...query, timestamp: '1767000001' } }, 'WRONG_SIGNATURE'],
    ['another nonce', { query: { ...query, nonce: '78' } }, 'WRONG_SIGNATURE'],
    ['no signature', { query: {} }, 'WRONG_SIGNATURE'],
    ['a signature in capitals', { query: upper(query) }, 'WRONG_SIGNATURE'],
    ['only the plain signature', { query: plainlySigned(query) }, 'WRONG_SIGNATURE'],
    ['a body that can be read', { body: '{"MsgType":"event"}' }, 'NOT_ENCRYPTED'],
    ['XML', { body: '<xml/>' }, 'NOT_ENCRYPTED'],
    ['no body', { body: '' }, 'NOT_ENCRYPTED'],
    ['another key', { settings: { ...settings, encodingAesKey: 'b'.repeat(42) + 'A' } }, 'DAMAGED'],
    ['a key that is none', { settings: { ...settings, encodingAesKey: 'short' } }, 'DAMAGED'],
    ['another app', { settings: { ...settings, appid: 'wx-other' } }, 'FOREIGN_APP'],
    ['a message that is a list', pushed('[]', settings), 'DAMAGED'],
    ['a message that is no JSON', pushed('<xml/>', settings), 'DAMAGED'],
  ])('with %s is refused as such', (_what, change, refused) => {
    expect(openPush({ query, body, settings, ...change })).toEqual({ refused });
  });

  function upper(given: typeof query) {
    return { ...given, msg_signature: given.msg_signature.toUpperCase() };
  }

  function plainlySigned({ timestamp, nonce }: typeof query) {
    return { timestamp, nonce, signature: signatureOf(settings.token, timestamp, nonce) };
  }
});

describe('any push', () => {
  const appid = fc.stringMatching(/^wx[0-9a-f]{16}$/);
  const encodingAesKey = fc.stringMatching(/^[A-Za-z0-9]{43}$/);
  const token = fc.stringMatching(/^[A-Za-z0-9]{3,32}$/);
  const bytes = (minLength: number, maxLength: number) =>
    fc.uint8Array({ minLength, maxLength }).map((value) => Buffer.from(value));
  const fields = fc.dictionary(fc.stringMatching(/^[A-Za-z]{1,9}$/), fc.string({ unit: 'grapheme' }));

  it('that the other implementation seals is opened, and a changed one never', () => {
    fc.assert(
      fc.property(
        fields,
        token,
        encodingAesKey,
        appid,
        bytes(16, 16),
        fc.nat(),
        (message, t, key, id, random, at) => {
          const own = { token: t, encodingAesKey: key, appid: id };
          const push = pushed(JSON.stringify(message), own, random);
          expect(openPush({ ...push, settings: own })).toEqual({ message });
          const { Encrypt: encrypted } = JSON.parse(push.body) as { Encrypt: string };
          const letter = at % encrypted.length;
          const changed = `${encrypted.slice(0, letter)}-${encrypted.slice(letter + 1)}`;
          const forged = { ...push, body: JSON.stringify({ Encrypt: changed }), settings: own };
          expect(openPush(forged)).toEqual({ refused: 'WRONG_SIGNATURE' });
        },
      ),
    );
  });

  it('that cannot be opened is refused by both implementations', () => {
    fc.assert(
      fc.property(bytes(0, 200), (plain) => {
        const encrypted = plain.toString('base64');
        expect(openEncrypted(encrypted, SAMPLE.encodingAesKey)).toBeUndefined();
        expect(decryptMessage(encrypted, SAMPLE.appid, SAMPLE.encodingAesKey).ok).toBe(false);
      }),
    );
  });

  it('whose padding is not all the same is not opened', () => {
    const key = keyOf(SAMPLE.encodingAesKey);
    const plain = Buffer.concat([Buffer.alloc(16, 3), Buffer.from([0, 0, 0, 2]), Buffer.from(`ok${APPID}`)]);
    const padding = Buffer.alloc(64 - plain.length, 64 - plain.length);
    const sealed = (): string => {
      const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
      return Buffer.concat([aes.update(Buffer.concat([plain, padding])), aes.final()]).toString('base64');
    };
    expect(openEncrypted(sealed(), SAMPLE.encodingAesKey)).toEqual({ message: 'ok', appid: APPID });
    padding[0] = 1;
    expect(openEncrypted(sealed(), SAMPLE.encodingAesKey)).toBeUndefined();
  });

  it('nonsense is refused, never thrown', () => {
    const names = fc.constantFrom('timestamp', 'nonce', 'msg_signature', 'signature', 'echostr');
    const encrypt = fc.string().map((text) => JSON.stringify({ Encrypt: text }));
    const query = fc.dictionary(names, fc.string());
    fc.assert(
      fc.property(query, fc.oneof(fc.string(), encrypt, fc.json()), (given, body) => {
        expect(openPush({ query: given, body, settings })).toEqual({ refused: expect.any(String) });
        expect(echoOf({ query: given, token: settings.token })).toEqual({ refused: 'WRONG_SIGNATURE' });
      }),
    );
  });
});
