/**
 * Whether a request is the merchant's.
 * Taken from a published document: pay.weixin.qq.com/doc/v3/merchant/4012365336 (如何构造接口请求签名): five lines, signed by the
 * merchant, in the header `Authorization: WECHATPAY2-SHA256-RSA2048 …`. The answers are as shown in WeChat's developer forum.
 */
import { isSigned } from '../crypto/pay-notice-crypt';
import { secondsOf, type Desk } from '../desk';
import type { MerchantSettings } from './merchant';
import type { PayAnswer } from './orders';

/** As it arrives at `https://api.mch.weixin.qq.com`. */
export interface PayRequest {
  readonly method: string;
  /** Path and query, as they are signed: `/v3/…`. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

const SCHEME = 'WECHATPAY2-SHA256-RSA2048 ';
const PART = /^([a-z_]+)="([^"]*)"$/;
const MAX_AGE_SECONDS = 5 * 60;
const SHOWN_BODY_CHARACTERS = 8;

/** @returns the refusal, or undefined where the merchant signed exactly this. */
export function refuseUnsigned(
  desk: Desk,
  merchant: MerchantSettings,
  request: PayRequest,
): PayAnswer | undefined {
  const { authorization = '' } = request;
  const parts = authorization.startsWith(SCHEME) ? partsIn(authorization.slice(SCHEME.length)) : undefined;
  const { mchid, serial_no: serial, nonce_str: nonce, timestamp, signature } = parts ?? {};
  if (!mchid || !serial || !nonce || !timestamp || !signature)
    return refused('Http头Authorization值格式错误');
  if (mchid !== merchant.mchid) return refused('商户号与签名不符');
  if (merchant.serial !== undefined && serial !== merchant.serial) return refused('商户证书序列号有误');
  if (!/^\d{10}$/.test(timestamp) || Math.abs(secondsOf(desk.now()) - Number(timestamp)) > MAX_AGE_SECONDS) {
    return refused('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟');
  }
  const { method, url, body } = request;
  return isSigned(merchant.merchantPublicKey, signature, method, url, timestamp, nonce, body)
    ? undefined
    : refused('错误的签名，验签失败', notMatching(request, timestamp, nonce));
}

const refused = (message: string, detail?: object): PayAnswer => ({
  status: 401,
  body: { code: 'SIGN_ERROR', ...(detail ? { detail } : {}), message },
});

/** What WeChat Pay would have signed, so that one sees where they part. */
function notMatching({ method, url, body }: PayRequest, timestamp: string, nonce: string): object {
  const linesWith = (text: string): string => [method, url, timestamp, nonce, text, ''].join('\n');
  return {
    detail: { issue: 'sign not match' },
    field: 'signature',
    location: 'authorization',
    sign_information: {
      method,
      url,
      sign_message_length: Buffer.byteLength(linesWith(body)),
      truncated_sign_message: linesWith(body.slice(0, SHOWN_BODY_CHARACTERS)),
    },
  };
}

function partsIn(text: string): Partial<Record<string, string>> | undefined {
  const parts = text.split(',').map((part) => PART.exec(part.trim()));
  if (parts.some((part) => part === null)) return undefined;
  return Object.fromEntries(parts.map((part) => [part?.[1] ?? '', part?.[2] ?? '']));
}
