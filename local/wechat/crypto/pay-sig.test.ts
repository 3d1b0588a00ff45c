import { expect, it } from '@jest/globals';
import { isSameSignature, paySigOf, userSignatureOf } from './pay-sig';

/** The script at the end of the document of virtual payment. */
const OFFICIAL = {
  uri: '/xpay/query_user_balance',
  body: '{"openid": "xxx", "user_ip": "127.0.0.1", "env": 0}',
  appKey: '12345',
  sessionKey: '9hAb/NEYUlkaMBEsmFgzig==',
  paySig: 'c37809f27c6d7fd1837ad2500a04512b66b34fd793a39a385fade56dca89a4b5',
  signature: '089d9e8dc5d308977360c4b79ec600a93d736802802a807d634192328032f6c7',
};

it('signs as the document does', () => {
  const { uri, body, appKey, sessionKey } = OFFICIAL;
  expect(paySigOf(appKey, uri, body)).toBe(OFFICIAL.paySig);
  expect(userSignatureOf(sessionKey, body)).toBe(OFFICIAL.signature);
});

it('HMAC-SHA256: RFC 4231, test case 2', () => {
  expect(userSignatureOf('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

it('a signature is the same, or it is not', () => {
  expect(isSameSignature(OFFICIAL.paySig, OFFICIAL.paySig)).toBe(true);
  expect(isSameSignature(OFFICIAL.paySig.toUpperCase(), OFFICIAL.paySig)).toBe(false);
  expect(isSameSignature('', OFFICIAL.paySig)).toBe(false);
});
