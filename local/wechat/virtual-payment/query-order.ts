import { refuse, succeed, type RequestData } from '../answers';
import { secondsOf, type Desk } from '../desk';
import { textOf } from '../fields';
import type { VirtualOrder, VirtualRefund } from '../state';
import { findVirtualOrder, leftFen } from './orders';
import { PRODUCTION } from './settings';
import { orderOf, refuseNoData, type XpayApi } from './xpay-api';

/** 订单创建成功, 已经支付待发货, 已发货, 已经退款. */
const STATUS: Readonly<Record<VirtualOrder['status'], number>> = {
  created: 1,
  paid: 2,
  provided: 4,
  refunded: 5,
};

/** Of an order by its number, or of a refund by its own. */
export const queryOrder: XpayApi = (data, desk) => {
  const order = orderOf(data, desk);
  const refund = order === undefined ? refundOf(data, desk) : undefined;
  const found = order ?? (refund && findVirtualOrder(desk, refund.outTradeNo));
  if (found === undefined || found.env !== data.env) return refuseNoData(desk);
  if (textOf(data, 'openid') !== found.openid) return refuse(desk, 268490001);
  return succeed({ order: refund ? refundFields(found, refund) : orderFields(desk, found) }, 'OK');
};

function refundOf(data: RequestData, desk: Desk): VirtualRefund | undefined {
  const refundOrderId = textOf(data, 'order_id');
  return desk.state.virtualRefunds.find((refund) => refund.refundOrderId === refundOrderId);
}

const secondsOrZero = (timeMs: number | null): number => (timeMs === null ? 0 : secondsOf(timeMs));

/** What both kinds say alike. */
const commonFields = (order: VirtualOrder) => ({
  create_time: secondsOf(order.createdAtMs),
  biz_type: 0,
  order_fee: order.totalFen,
  // Other numbers than in a request.
  env_type: order.env === PRODUCTION ? 1 : 2,
  sett_time: 0,
  sett_state: 0,
});

const orderFields = (desk: Desk, order: VirtualOrder) => ({
  ...commonFields(order),
  order_id: order.outTradeNo,
  update_time: secondsOf(order.providedAtMs ?? order.paidAtMs ?? order.createdAtMs),
  status: STATUS[order.status],
  paid_fee: order.paidAtMs === null ? 0 : order.totalFen,
  order_type: 0,
  paid_time: secondsOrZero(order.paidAtMs),
  provide_time: secondsOrZero(order.providedAtMs),
  biz_meta: JSON.stringify({ attach: order.attach }),
  left_fee: leftFen(desk, order),
  wx_order_id: order.wxOrderId,
  channel_order_id: order.wxOrderId,
  wxpay_order_id: order.transactionId ?? '',
});

const refundFields = (order: VirtualOrder, refund: VirtualRefund) => ({
  ...commonFields(order),
  order_id: refund.refundOrderId,
  update_time: secondsOf(refund.refundedAtMs),
  status: STATUS.refunded,
  order_type: 1,
  refund_fee: refund.refundFen,
  paid_time: secondsOf(refund.refundedAtMs),
  biz_meta: refund.bizMeta,
  wx_order_id: refund.wxRefundId,
  wxpay_order_id: refund.transactionId,
});
