/**
 * What a server asks of virtual payment, at `/xpay/…`.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html
 * (2.3 服务器API). That an order isn't there is in no table of it; the errmsg that goes with 268490002 is from WeChat's developer forum.
 */
import { refuse, type JsonAnswer } from '../answers';
import { isXpayName, type XpayName } from '../call-names';
import { isSameSignature, paySigOf } from '../crypto/pay-sig';
import type { Desk } from '../desk';
import { choiceOf } from '../fields';
import { loggedBody, objectIn } from '../json-text';
import { serve } from '../serve';
import { notifyProvideGoods } from './notify-provide-goods';
import { queryOrder } from './query-order';
import { refundOrder } from './refund-order';
import { appKeyOf, PRODUCTION, SANDBOX, type VirtualPaymentSettings } from './settings';
import type { XpayApi } from './xpay-api';

const APIS: Readonly<Record<XpayName, XpayApi>> = {
  '/xpay/query_order': queryOrder,
  '/xpay/notify_provide_goods': notifyProvideGoods,
  '/xpay/refund_order': refundOrder,
};

export interface XpayCall {
  /** The path, as it is signed: `/xpay/query_order`. */
  readonly uri: string;
  readonly paySig: string;
  /** The text as it was sent, since that is what is signed. */
  readonly body: string;
}

/** undefined for a uri that isn't one of virtual payment's. */
export function answerXpayCall(
  desk: Desk,
  settings: VirtualPaymentSettings,
  call: XpayCall,
): Promise<JsonAnswer> | undefined {
  const { uri, body } = call;
  if (!isXpayName(uri)) return undefined;
  return serve<JsonAnswer>(desk, {
    name: uri,
    request: loggedBody(body),
    answer: () => answer(desk, settings, uri, call),
    failure: (errcode) => refuse(desk, errcode).body,
    record: (given) => ({ answer: given, errcode: given.errcode }),
  });
}

function answer(
  desk: Desk,
  settings: VirtualPaymentSettings,
  uri: XpayName,
  { paySig, body }: XpayCall,
): JsonAnswer {
  const data = objectIn(body);
  if (data === undefined) return refuse(desk, 47001).body;
  const env = choiceOf(data, 'env', [PRODUCTION, SANDBOX]);
  if (env === undefined) return refuse(desk, 268490002, 'env').body;
  if (!isSameSignature(paySig, paySigOf(appKeyOf(settings, env), uri, body))) {
    return refuse(desk, 268490003).body;
  }
  return APIS[uri]({ ...data, env }, desk).body;
}
