import { describe, expect, it } from '@jest/globals';
import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { openSealedData, sealOpenData } from '../../../local/wechat/crypto/open-data-crypt';
import { openGroupData } from './open-group-data';

/** The demo of WXBizDataCrypt that WeChat publishes with 开放数据校验与解密: a member's data, not a group's. */
const DEMO = {
  appid: 'wx4f4bc4dec97d474b',
  sessionKey: 'tiihtNczf5v6AKRyjwEUhQ==',
  iv: 'r7BXXKkLb8qrSNn05n0qiA==',
  encryptedData:
    'CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==',
  nowMs: 1477314187_000,
};

const APPID = 'wx0123456789abcdef';
const KEY = Buffer.alloc(16, 7).toString('base64');
const SEALED_AT_S = 1_767_000_000;
const data = { opengid: 'tG-readers', watermark: { appid: APPID, timestamp: SEALED_AT_S } };
const FIVE_MINUTES_MS = 300_000;

const seal = (value: object, sessionKey = KEY) => ({
  ...sealOpenData(value, sessionKey, Buffer.alloc(16, 9)),
  sessionKey,
  appid: APPID,
  nowMs: SEALED_AT_S * 1000,
});

describe('a group', () => {
  it('is told by what WeChat sealed', () => {
    expect(openGroupData(seal(data))).toEqual({ opengid: 'tG-readers' });
    expect(openGroupData(seal({ ...data, more: 1 }))).toEqual({ opengid: 'tG-readers' });
  });

  it.each([
    [FIVE_MINUTES_MS, { opengid: 'tG-readers' }],
    [-FIVE_MINUTES_MS, { opengid: 'tG-readers' }],
    [FIVE_MINUTES_MS + 1, { refused: 'STALE' }],
    [-FIVE_MINUTES_MS - 1, { refused: 'STALE' }],
  ])('%i ms later: %j', (laterMs, expected) => {
    const sealed = seal(data);
    expect(openGroupData({ ...sealed, nowMs: sealed.nowMs + laterMs })).toEqual(expected);
  });

  it.each([
    ['another app', { ...seal(data), appid: 'wx-other' }, 'FOREIGN_APP'],
    ['another key', { ...seal(data), sessionKey: Buffer.alloc(16).toString('base64') }, 'FORGED'],
    ['a key of another length', { ...seal(data), sessionKey: 'dG9vIHNob3J0' }, 'DAMAGED'],
    ['no iv', { ...seal(data), iv: '' }, 'DAMAGED'],
    ['no data', { ...seal(data), encryptedData: '' }, 'DAMAGED'],
    ['data that was cut', { ...seal(data), encryptedData: seal(data).encryptedData.slice(0, 20) }, 'DAMAGED'],
    [
      'data that lost a block',
      { ...seal(data), encryptedData: withoutLastBlock(seal(data).encryptedData) },
      'FORGED',
    ],
    ['letters that are none', { ...seal(data), encryptedData: '中文'.repeat(8) }, 'DAMAGED'],
    ['far too much', { ...seal(data), encryptedData: Buffer.alloc(4112).toString('base64') }, 'DAMAGED'],
    ['what is not about a group', DEMO, 'FORGED'],
    ['no watermark', seal({ opengid: 'tG' }), 'FORGED'],
    ['an empty opengid', seal({ ...data, opengid: '' }), 'FORGED'],
    ['a list', seal([data]), 'FORGED'],
  ])('%s is refused as such', (_what, sealed, refused) => {
    expect(openGroupData(sealed)).toEqual({ refused });
  });

  function withoutLastBlock(encryptedData: string): string {
    return Buffer.from(encryptedData, 'base64').subarray(0, -16).toString('base64');
  }
});

const bytes = (minLength: number, maxLength = minLength) =>
  fc.uint8Array({ minLength, maxLength }).map((value) => Buffer.from(value));
const base64 = (minLength: number, maxLength = minLength) =>
  bytes(minLength, maxLength).map((value) => value.toString('base64'));

describe('any data', () => {
  it('that the other implementation seals is opened, and so is WeChat’s own demo', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        base64(16),
        (opengid, key) => {
          expect(openGroupData(seal({ ...data, opengid }, key))).toEqual({ opengid });
        },
      ),
    );
    expect(openSealedData(DEMO, DEMO.sessionKey, DEMO.appid)).toMatchObject({ ok: true });
    const cipher = createCipheriv('aes-128-cbc', Buffer.from(KEY, 'base64'), Buffer.alloc(16, 9));
    const own = Buffer.concat([cipher.update(JSON.stringify(data)), cipher.final()]).toString('base64');
    expect(own).toBe(seal(data).encryptedData);
  });

  it('whatever was sent, the same refusals and no throw', () => {
    const any = fc.oneof(fc.string(), base64(0, 100), base64(16), base64(64));
    fc.assert(
      fc.property(any, any, any, (encryptedData, iv, sessionKey) => {
        const opened = openGroupData({ encryptedData, iv, sessionKey, appid: APPID, nowMs: 0 });
        expect(['DAMAGED', 'FORGED']).toContain('refused' in opened ? opened.refused : opened);
      }),
      { numRuns: 1000 },
    );
  });

  it('one changed bit of the data is never believed', () => {
    const sealed = seal(data);
    const whole = Buffer.from(sealed.encryptedData, 'base64');
    const bit = fc.nat({ max: whole.length * 8 - 1 });
    fc.assert(
      fc.property(bit, (at) => {
        const changed = Buffer.from(whole);
        changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
        const opened = openGroupData({ ...sealed, encryptedData: changed.toString('base64') });
        expect(opened).not.toEqual({ opengid: 'tG-readers' });
        expect(opened).not.toHaveProperty('opengid', data.opengid);
      }),
    );
  });

  it('hides but is not signed: another iv forges the first letters, as the docstring warns', () => {
    const sealed = seal(data);
    const iv = Buffer.from(sealed.iv, 'base64');
    const at = '{"opengid":"'.length;
    iv[at] = (iv[at] ?? 0) ^ 't'.charCodeAt(0) ^ 'x'.charCodeAt(0);
    expect(openGroupData({ ...sealed, iv: iv.toString('base64') })).toEqual({ opengid: 'xG-readers' });
  });
});
