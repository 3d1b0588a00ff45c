import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aesKeyOf, decryptMessage, encryptMessage, isSignature, signatureOf } from './message-crypt';

const keyOf = (encodingAesKey: string): Buffer => aesKeyOf(encodingAesKey) ?? Buffer.alloc(0);

/** https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html, its worked examples. */
const OFFICIAL = {
  token: 'AAAAA',
  encodingAesKey: 'A'.repeat(43),
  appid: 'wxba5fad812f8e6fb9',
  encrypted:
    '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=',
};

/** WXBizMsgCryptTest of the sample code that WeChat publishes (cryptoDemo.zip, Java). */
const SAMPLE = {
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  appid: 'wxb11529c136998cb6',
  random: Buffer.from('aaaabbbbccccdddd'),
  message: '我是中文abcd123',
  encrypted: 'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==',
};

/** Sample.cs of the same sample code. */
const SAMPLE_PUSH = {
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  appid: 'wx5823bf96d3bd56c7',
  timestamp: '1409659813',
  nonce: '1372623149',
  signature: '477715d11cdb4164915debcba66cb864d751f3e6',
  encrypted:
    'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
};

describe('published vectors', () => {
  it('signature: RFC 3174, and the three worked examples of the document', () => {
    expect(signatureOf('abc')).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
    expect(signatureOf('AAAAA', '1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696');
    expect(signatureOf('AAAAA', '1714037059', '486452656')).toBe('899cf89e464efb63f54ddac96b0a0a235f53aa78');
    const given = '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3';
    expect(isSignature(given, OFFICIAL.token, '1714112445', '415670741', OFFICIAL.encrypted)).toBe(true);
    expect(isSignature(given, OFFICIAL.token, '1714112446', '415670741', OFFICIAL.encrypted)).toBe(false);
  });

  it('the push of the document is read', () => {
    const decrypted = decryptMessage(OFFICIAL.encrypted, OFFICIAL.appid, OFFICIAL.encodingAesKey);
    expect(decrypted).toEqual({ ok: true, message: expect.any(String) });
    expect(JSON.parse(decrypted.ok ? decrypted.message : '')).toEqual({
      ToUserName: 'gh_97417a04a28d',
      FromUserName: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
      CreateTime: 1714112445,
      MsgType: 'event',
      Event: 'debug_demo',
      debug_str: 'hello world',
    });
  });

  it('the answer of the document is written, byte for byte, with its signature', () => {
    const random = Buffer.from('707722b803182950');
    const message = '{"demo_resp":"good luck"}';
    const encrypted = encryptMessage(message, OFFICIAL.appid, keyOf(OFFICIAL.encodingAesKey), random);
    expect(encrypted).toBe(
      'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==',
    );
    expect(signatureOf('AAAAA', '1713424427', '415670741', encrypted)).toBe(
      '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1',
    );
  });

  it('the sample code: a message is written and read', () => {
    const { encodingAesKey, appid, random, message, encrypted } = SAMPLE;
    expect(encryptMessage(message, appid, keyOf(encodingAesKey), random)).toBe(encrypted);
    expect(decryptMessage(encrypted, appid, encodingAesKey)).toEqual({ ok: true, message });
  });

  it('the sample code: a signed push is read', () => {
    const { token, encodingAesKey, appid, timestamp, nonce, signature, encrypted } = SAMPLE_PUSH;
    expect(isSignature(signature, token, timestamp, nonce, encrypted)).toBe(true);
    const decrypted = decryptMessage(encrypted, appid, encodingAesKey);
    expect(decrypted).toEqual({ ok: true, message: expect.stringMatching(/^<xml>[^]*<\/xml>$/) });
  });
});

describe('any message', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 });
  const appid = fc.stringMatching(/^wx[0-9a-f]{16}$/);
  const aesKey = fc.stringMatching(/^[A-Za-z0-9]{43}$/);
  const random = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));

  it('comes out as it went in, and only for its own mini program and key', () => {
    fc.assert(
      fc.property(text, appid, aesKey, random, (message, id, key, bytes) => {
        const encrypted = encryptMessage(message, id, keyOf(key), bytes);
        expect(decryptMessage(encrypted, id, key)).toEqual({ ok: true, message });
        expect(decryptMessage(encrypted, `${id}x`, key)).toEqual({ ok: false, code: 'FOREIGN_APPID' });
        expect(Buffer.from(encrypted, 'base64').length % 32).toBe(0);
      }),
    );
  });

  it('that is cut, or no message at all, is refused by name', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const encrypted = Buffer.from(bytes).toString('base64');
        const { ok } = decryptMessage(encrypted, SAMPLE.appid, SAMPLE.encodingAesKey);
        expect(ok).toBe(false);
      }),
    );
    const cut = Buffer.from(SAMPLE.encrypted, 'base64').subarray(0, 32).toString('base64');
    const refused = { ok: false, code: 'DAMAGED_MESSAGE' };
    expect(decryptMessage(cut, SAMPLE.appid, SAMPLE.encodingAesKey)).toEqual(refused);
    expect(decryptMessage('', SAMPLE.appid, SAMPLE.encodingAesKey)).toEqual(refused);
  });

  it('whose padding is not all the same is refused', () => {
    const key = keyOf(SAMPLE.encodingAesKey);
    const plain = Buffer.concat([SAMPLE.random, Buffer.from([0, 0, 0, 2]), Buffer.from(`ok${SAMPLE.appid}`)]);
    const padding = Buffer.alloc(64 - plain.length, 64 - plain.length);
    const encrypt = (padded: Buffer): string => {
      const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
      return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
    };
    const decrypt = (tail: Buffer) =>
      decryptMessage(encrypt(Buffer.concat([plain, tail])), SAMPLE.appid, SAMPLE.encodingAesKey);
    expect(decrypt(padding)).toEqual({ ok: true, message: 'ok' });
    padding[0] = 1;
    expect(decrypt(padding)).toEqual({ ok: false, code: 'DAMAGED_MESSAGE' });
  });

  it.each(['', 'abcde', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}+`])('has no key %p', (key) => {
    expect(aesKeyOf(key)).toBeUndefined();
    const refused = { ok: false, code: 'ILLEGAL_AES_KEY' };
    expect(decryptMessage(SAMPLE.encrypted, SAMPLE.appid, key)).toEqual(refused);
  });
});
