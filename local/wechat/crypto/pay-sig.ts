/**
 * The two signatures of virtual payment, each a hex HMAC-SHA256.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html
 * (虚拟支付, 2.4 签名详解). Keys are taken as texts: a session key isn't decoded from its base64.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const hmacOf = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');

/** 支付签名. @param uri `requestVirtualPayment`, or of a server's call its path without the query. */
export const paySigOf = (appKey: string, uri: string, body: string): string =>
  hmacOf(appKey, `${uri}&${body}`);

/** 用户态签名. */
export const userSignatureOf = (sessionKey: string, body: string): string => hmacOf(sessionKey, body);

export function isSameSignature(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
