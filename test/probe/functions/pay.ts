import { createSign, randomBytes } from 'node:crypto';
import { APPID, machineUrl, secrets } from './cloud';

const { merchant } = secrets;

const signed = (...lines: string[]): string =>
  createSign('RSA-SHA256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .sign(merchant.privateKey, 'base64');

/** One request of WeChat Pay's API v3. */
export async function callPay(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const text = body ? JSON.stringify(body) : '';
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(16).toString('hex');
  const parts = {
    mchid: merchant.mchid,
    nonce_str: nonce,
    signature: signed(method, path, timestamp, nonce, text),
    timestamp,
    serial_no: merchant.serial,
  };
  const authorization = Object.entries(parts).map(([name, value]) => `${name}="${value}"`);
  const response = await fetch(`${machineUrl}/wechat/pay${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `WECHATPAY2-SHA256-RSA2048 ${authorization.join(',')}`,
    },
    ...(body ? { body: text } : {}),
  });
  return (await response.json()) as Record<string, unknown>;
}

/** What `wx.requestPayment` takes. */
export function paymentOf(prepayId: string): Record<string, string> {
  const timeStamp = String(Math.floor(Date.now() / 1000));
  const nonceStr = randomBytes(16).toString('hex');
  const bill = `prepay_id=${prepayId}`;
  const paySign = signed(APPID, timeStamp, nonceStr, bill);
  return { timeStamp, nonceStr, package: bill, signType: 'RSA', paySign };
}
