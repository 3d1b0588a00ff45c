/**
 * WeChat Pay's server as a merchant's server meets it: signed requests, signed answers.
 * Taken from published documents: pay.weixin.qq.com, JSAPI/小程序下单 and its neighbours, and for the answers
 * …/docs/merchant/development/interface-rules/signature-verification.html (如何使用微信支付公钥验签).
 */
import type { Desk } from '../desk';
import { jsonIn, loggedBody, objectIn } from '../json-text';
import { keepCall } from '../serve';
import type { MerchantSettings } from './merchant';
import { closeOrder, placeOrder, queryOrder, refusePay, type PayAnswer } from './orders';
import { placeRefund } from './refunds';
import { signedHeaders } from './signed-headers';
import { refuseUnsigned, type PayRequest } from './signed-request';

export interface SignedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty with status 204. */
  readonly body: string;
}

const ORDERS = '/v3/pay/transactions/jsapi';
const REFUNDS = '/v3/refund/domestic/refunds';
const ONE_ORDER = /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)(\/close)?$/;

export function answerPayRequest(desk: Desk, merchant: MerchantSettings, request: PayRequest): SignedAnswer {
  const refusal = refuseUnsigned(desk, merchant, request);
  const { status, body } = refusal ?? answer(desk, merchant, request);
  const text = status === 204 ? '' : JSON.stringify(body);
  keepCall(desk, {
    atMs: desk.now(),
    tookMs: 0,
    name: `${request.method} ${request.url.split('?')[0] ?? ''}`,
    request: loggedBody(request.body),
    answer: body,
    // There are no codes in numbers here.
    errcode: status < 300 ? 0 : status,
  });
  // Only who has signed hears an answer that is signed.
  return { status, headers: refusal ? {} : signedHeaders(desk, merchant, text), body: text };
}

function answer(desk: Desk, merchant: MerchantSettings, { method, url, body }: PayRequest): PayAnswer {
  const [path = '', query = ''] = url.split('?');
  if (method === 'POST' && path === ORDERS) return placeOrder(desk, merchant, jsonIn(body));
  if (method === 'POST' && path === REFUNDS) return placeRefund(desk, merchant, jsonIn(body));
  const [, encoded, close] = ONE_ORDER.exec(path) ?? [];
  const outTradeNo = encoded === undefined ? undefined : decoded(encoded);
  if (outTradeNo === undefined || method !== (close === undefined ? 'GET' : 'POST')) {
    return refusePay(404, 'NOT_FOUND', '请求的资源不存在');
  }
  const mchid = close === undefined ? new URLSearchParams(query).get('mchid') : objectIn(body)?.['mchid'];
  if (mchid !== merchant.mchid) return refusePay(400, 'PARAM_ERROR', '参数错误: mchid');
  return close === undefined ? queryOrder(desk, merchant, outTradeNo) : closeOrder(desk, outTradeNo);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
