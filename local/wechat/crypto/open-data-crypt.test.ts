import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openSealedData, sealOpenData } from './open-data-crypt';

/** The demo of WXBizDataCrypt that WeChat publishes with 开放数据校验与解密. */
const DEMO = {
  appid: 'wx4f4bc4dec97d474b',
  sessionKey: 'tiihtNczf5v6AKRyjwEUhQ==',
  iv: 'r7BXXKkLb8qrSNn05n0qiA==',
  encryptedData:
    'CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==',
};

describe('published vector', () => {
  it('the demo of WeChat is opened', () => {
    expect(openSealedData(DEMO, DEMO.sessionKey, DEMO.appid)).toEqual({
      ok: true,
      data: expect.objectContaining({
        openId: 'oGZUI0egBJY1zhBYw2KhdUfwVJJE',
        nickName: 'Band',
        watermark: { timestamp: 1477314187, appid: 'wx4f4bc4dec97d474b' },
      }),
    });
  });

  it('and sealed again, byte for byte', () => {
    const opened = openSealedData(DEMO, DEMO.sessionKey, DEMO.appid);
    const data = opened.ok ? opened.data : {};
    expect(sealOpenData(data, DEMO.sessionKey, Buffer.from(DEMO.iv, 'base64'))).toEqual({
      iv: DEMO.iv,
      encryptedData: DEMO.encryptedData,
    });
  });
});

describe('what is not as it was sealed is refused by name', () => {
  const open = (change: Partial<typeof DEMO>) => {
    const given = { ...DEMO, ...change };
    return openSealedData(given, given.sessionKey, given.appid);
  };

  it.each([
    [{ sessionKey: 'dG9vIHNob3J0' }, 'ILLEGAL_SESSION_KEY'],
    [{ iv: '' }, 'ILLEGAL_IV'],
    [{ sessionKey: Buffer.alloc(16).toString('base64') }, 'ILLEGAL_BUFFER'],
    [{ encryptedData: DEMO.encryptedData.slice(0, 100) }, 'ILLEGAL_BUFFER'],
    [{ appid: 'wx0000000000000000' }, 'FOREIGN_APPID'],
  ])('%j', (change, code) => expect(open(change)).toEqual({ ok: false, code }));
});

it('any data comes out as it went in', () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((value) => Buffer.from(value));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), bytes, bytes, (opengid, key, iv) => {
      const data = { opengid, watermark: { appid: 'wx1', timestamp: 1 } };
      const sessionKey = key.toString('base64');
      const opened = openSealedData(sealOpenData(data, sessionKey, iv), sessionKey, 'wx1');
      expect(opened).toEqual({ ok: true, data });
    }),
  );
});
