/**
 * Taken from published documents: pay.weixin.qq.com, 申请退款 (POST /v3/refund/domestic/refunds) and
 * …/docs/merchant/apis/weixin-pay-score/refunds/refund-result-notice.html (退款结果通知).
 */
import type { Desk } from '../desk';
import { isObject, textOf, wholeNumberOf } from '../fields';
import type { Order, Refund } from '../state';
import type { MerchantSettings } from './merchant';
import { findOrder, refusePay, type PayAnswer } from './orders';
import { scheduleNotice } from './notices';
import { rfc3339 } from './rfc3339';

const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/;
const ACCOUNT = '支付用户零钱';

/** POST /v3/refund/domestic/refunds. Here the money is back at once. */
export function placeRefund(desk: Desk, merchant: MerchantSettings, request: unknown): PayAnswer {
  const data = isObject(request) ? request : {};
  const { amount } = data;
  const outRefundNo = textOf(data, 'out_refund_no') ?? '';
  const refundFen = isObject(amount) ? wholeNumberOf(amount['refund']) : undefined;
  const totalFen = isObject(amount) ? wholeNumberOf(amount['total']) : undefined;
  if (!OUT_REFUND_NO.test(outRefundNo)) return refusePay(400, 'PARAM_ERROR', '参数错误: out_refund_no');
  if (refundFen === undefined || refundFen < 1)
    return refusePay(400, 'PARAM_ERROR', '参数错误: amount.refund');
  const order = findOrder(desk, textOf(data, 'out_trade_no') ?? '');
  if (order?.transactionId == null) return refusePay(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
  const known = desk.state.refunds.find((refund) => refund.outRefundNo === outRefundNo);
  if (known !== undefined) {
    const isSame = known.outTradeNo === order.outTradeNo && known.refundFen === refundFen;
    return isSame
      ? { status: 200, body: resourceOf(merchant, order, known, 'status') }
      : refusePay(400, 'INVALID_REQUEST', '退款单号已用于另一笔退款');
  }
  if (totalFen !== order.totalFen || refundedFen(desk, order) + refundFen > order.totalFen) {
    return refusePay(400, 'INVALID_REQUEST', '退款金额大于可退金额');
  }
  const refund: Refund = {
    refundId: `50${desk.random(13).toString('hex')}`,
    outRefundNo,
    outTradeNo: order.outTradeNo,
    refundFen,
    notifyUrl: textOf(data, 'notify_url') ?? null,
    refundedAtMs: desk.now(),
  };
  order.state = 'REFUND';
  desk.state.refunds.push(refund);
  if (refund.notifyUrl !== null) scheduleNotice(desk, 'refund', outRefundNo);
  desk.save();
  return { status: 200, body: resourceOf(merchant, order, refund, 'status') };
}

export const refundedFen = (desk: Desk, order: Order): number =>
  desk.state.refunds
    .filter((refund) => refund.outTradeNo === order.outTradeNo)
    .reduce((sum, { refundFen }) => sum + refundFen, 0);

/** The refund as its API answers it (`status`) and a notice carries it (`refund_status`). */
export const resourceOf = (
  { mchid }: MerchantSettings,
  order: Order,
  refund: Refund,
  statusName: 'status' | 'refund_status',
): Readonly<Record<string, unknown>> => ({
  mchid,
  refund_id: refund.refundId,
  out_refund_no: refund.outRefundNo,
  transaction_id: order.transactionId,
  out_trade_no: order.outTradeNo,
  [statusName]: 'SUCCESS',
  success_time: rfc3339(refund.refundedAtMs),
  user_received_account: ACCOUNT,
  amount: {
    total: order.totalFen,
    refund: refund.refundFen,
    payer_total: order.totalFen,
    payer_refund: refund.refundFen,
  },
});
