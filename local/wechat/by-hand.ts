/** What a merchant does by hand in the consoles of WeChat Pay and of virtual payment. */
import type { MerchantSettings } from './cashier/merchant';
import { scheduleNotice } from './cashier/notices';
import { findOrder } from './cashier/orders';
import { placeRefund, refundedFen } from './cashier/refunds';
import { newTraceId, type Desk } from './desk';
import type { Setting } from './setting';
import type { Order, VirtualOrder } from './state';
import { findVirtualOrder, leftFen } from './virtual-payment/orders';
import { pushPaid } from './virtual-payment/pushes';
import { giveBack } from './virtual-payment/refund';

const refused = (message: string): Setting => ({ ok: false, message });

const NOT_PAID = refused('没有这笔已支付的订单');
const ALL_BACK = refused('订单已全额退款');

/** All that is left of an order, or a part. */
export function refundByHand(
  desk: Desk,
  merchant: MerchantSettings | undefined,
  outTradeNo: string,
  refundFen?: number,
): Setting {
  const order = findOrder(desk, outTradeNo);
  if (merchant !== undefined && order?.transactionId != null) {
    return refundOrder(desk, merchant, order, refundFen);
  }
  const virtualOrder = findVirtualOrder(desk, outTradeNo);
  return virtualOrder?.paidAtMs == null ? NOT_PAID : refundVirtualOrder(desk, virtualOrder, refundFen);
}

/** The merchant is told where it is told of the payment. */
function refundOrder(desk: Desk, merchant: MerchantSettings, order: Order, refundFen?: number): Setting {
  const restFen = order.totalFen - refundedFen(desk, order);
  if (restFen === 0) return ALL_BACK;
  const { status, body } = placeRefund(desk, merchant, {
    out_trade_no: order.outTradeNo,
    out_refund_no: `hand-${newTraceId(desk)}`,
    notify_url: order.notifyUrl,
    amount: { refund: refundFen ?? restFen, total: order.totalFen },
  });
  return status === 200 ? { ok: true } : refused(String(body['message']));
}

function refundVirtualOrder(desk: Desk, order: VirtualOrder, refundFen?: number): Setting {
  const restFen = leftFen(desk, order);
  if (restFen === 0) return ALL_BACK;
  if (refundFen !== undefined && refundFen > restFen) return refused('退款金额大于可退金额');
  const refundOrderId = `hand-${newTraceId(desk)}`;
  giveBack(desk, order, { refundOrderId, refundFen: refundFen ?? restFen, bizMeta: '' }, restFen);
  return { ok: true };
}

/** The news of a payment once more, to be delivered like the first time. */
export function notifyByHand(desk: Desk, outTradeNo: string): Setting {
  const order = findOrder(desk, outTradeNo);
  if (order?.transactionId != null) {
    scheduleNotice(desk, 'transaction', outTradeNo);
    desk.save();
    return { ok: true };
  }
  const virtualOrder = findVirtualOrder(desk, outTradeNo);
  if (virtualOrder?.paidAtMs == null) return NOT_PAID;
  pushPaid(desk, virtualOrder);
  return { ok: true };
}
