/**
 * A merchant's orders at WeChat Pay: to order, to ask, to close.
 * Taken from published documents: pay.weixin.qq.com/docs/merchant/products/jsapi-payment/apilist.html (JSAPI/小程序下单) and its
 * neighbours 商户订单号查询订单 and 关闭订单.
 */
import type { Desk } from '../desk';
import { isObject, textOf, wholeNumberOf } from '../fields';
import type { Order } from '../state';
import type { MerchantSettings } from './merchant';
import { rfc3339 } from './rfc3339';

const OUT_TRADE_NO = /^[0-9A-Za-z_\-|*]{6,32}$/;

/** HTTP status and JSON body; a refusal's body is `{code, message}`. */
export interface PayAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export const refusePay = (status: number, code: string, message: string): PayAnswer => ({
  status,
  body: { code, message },
});

export const findOrder = (desk: Desk, outTradeNo: string): Order | undefined =>
  desk.state.orders.find((order) => order.outTradeNo === outTradeNo);

/** POST /v3/pay/transactions/jsapi */
export function placeOrder(desk: Desk, merchant: MerchantSettings, request: unknown): PayAnswer {
  const read = isObject(request) ? orderIn(desk, merchant, request) : 'the body';
  if (typeof read === 'string') return refusePay(400, 'PARAM_ERROR', `参数错误: ${read}`);
  const known = findOrder(desk, read.outTradeNo);
  if (known?.state === 'SUCCESS' || known?.state === 'REFUND')
    return refusePay(400, 'ORDERPAID', '订单已支付');
  if (known?.state === 'CLOSED') return refusePay(400, 'ORDER_CLOSED', '订单已关闭');
  if (known !== undefined && !isSame(known, read)) {
    return refusePay(403, 'OUT_TRADE_NO_USED', '商户订单号重复');
  }
  // The same order again is the same bill.
  if (known === undefined) desk.state.orders.push(read);
  desk.save();
  return { status: 200, body: { prepay_id: known?.prepayId ?? read.prepayId } };
}

const isSame = (one: Order, other: Order): boolean =>
  one.totalFen === other.totalFen && one.openid === other.openid && one.description === other.description;

/** @returns the order, or what is wrong with it. */
function orderIn(desk: Desk, merchant: MerchantSettings, request: Record<string, unknown>): Order | string {
  if (request['appid'] !== desk.miniProgram.appid) return 'appid';
  if (request['mchid'] !== merchant.mchid) return 'mchid';
  const description = textOf(request, 'description');
  if (description === undefined || Buffer.byteLength(description) > 127) return 'description';
  const outTradeNo = textOf(request, 'out_trade_no') ?? '';
  if (!OUT_TRADE_NO.test(outTradeNo)) return 'out_trade_no';
  const notifyUrl = textOf(request, 'notify_url') ?? '';
  if (!URL.canParse(notifyUrl) || new URL(notifyUrl).search !== '') return 'notify_url';
  const { amount, payer } = request;
  const totalFen = isObject(amount) ? wholeNumberOf(amount['total']) : undefined;
  if (totalFen === undefined || totalFen < 1) return 'amount.total';
  if (isObject(amount) && (amount['currency'] ?? 'CNY') !== 'CNY') return 'amount.currency';
  const openid = isObject(payer) ? textOf(payer, 'openid') : undefined;
  if (openid === undefined) return 'payer.openid';
  return {
    prepayId: `wx${desk.random(17).toString('hex')}`,
    outTradeNo,
    openid,
    description,
    attach: textOf(request, 'attach') ?? null,
    totalFen,
    notifyUrl,
    state: 'NOTPAY',
    transactionId: null,
    paidAtMs: null,
  };
}

const STATE_WORDS: Readonly<Record<Order['state'], string>> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款',
  CLOSED: '订单已关闭',
};

/** GET /v3/pay/transactions/out-trade-no/{out_trade_no}: how a lost notice is found out. */
export function queryOrder(desk: Desk, merchant: MerchantSettings, outTradeNo: string): PayAnswer {
  const order = findOrder(desk, outTradeNo);
  return order
    ? { status: 200, body: transactionOf(desk, merchant, order) }
    : refusePay(404, 'ORDER_NOT_EXIST', '订单不存在');
}

/** POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close */
export function closeOrder(desk: Desk, outTradeNo: string): PayAnswer {
  const order = findOrder(desk, outTradeNo);
  if (order === undefined) return refusePay(404, 'ORDER_NOT_EXIST', '订单不存在');
  if (order.transactionId !== null) return refusePay(400, 'ORDERPAID', '订单已支付');
  order.state = 'CLOSED';
  desk.save();
  return { status: 204, body: {} };
}

/** The transaction as a query answers it and a notice carries it. */
export function transactionOf(
  desk: Desk,
  { mchid }: MerchantSettings,
  order: Order,
): Readonly<Record<string, unknown>> {
  const { outTradeNo, state, attach, openid, totalFen, transactionId, paidAtMs } = order;
  const common = {
    appid: desk.miniProgram.appid,
    mchid,
    out_trade_no: outTradeNo,
    trade_state: state,
    trade_state_desc: STATE_WORDS[state],
    ...(attach === null ? {} : { attach }),
    payer: { openid },
  };
  if (transactionId === null || paidAtMs === null) return { ...common, amount: { total: totalFen } };
  return {
    ...common,
    transaction_id: transactionId,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    success_time: rfc3339(paidAtMs),
    amount: { total: totalFen, payer_total: totalFen, currency: 'CNY', payer_currency: 'CNY' },
  };
}
