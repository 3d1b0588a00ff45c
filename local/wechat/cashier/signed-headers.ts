import { sign } from '../crypto/pay-notice-crypt';
import { secondsOf, type Desk } from '../desk';
import type { MerchantSettings } from './merchant';

/** By which a merchant sees that an answer or a notice is WeChat Pay's own. */
export function signedHeaders(
  desk: Desk,
  { platform }: MerchantSettings,
  body: string,
): Readonly<Record<string, string>> {
  const timestamp = String(secondsOf(desk.now()));
  const nonce = desk.random(16).toString('hex');
  return {
    'content-type': 'application/json',
    'wechatpay-serial': platform.serial,
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-signature': sign(platform.privateKey, timestamp, nonce, body),
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
  };
}
