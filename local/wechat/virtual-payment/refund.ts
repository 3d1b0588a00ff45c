import type { Desk } from '../desk';
import type { VirtualOrder, VirtualRefund } from '../state';
import { pushRefunded } from './pushes';

/** Here the money is back at once, though the document has a task for it. */
export function giveBack(
  desk: Desk,
  order: VirtualOrder,
  asked: { readonly refundOrderId: string; readonly refundFen: number; readonly bizMeta: string },
  leftBeforeFen: number,
): VirtualRefund {
  const refund: VirtualRefund = {
    ...asked,
    wxRefundId: `VPR${desk.random(12).toString('hex')}`,
    outTradeNo: order.outTradeNo,
    transactionId: `50${desk.random(13).toString('hex')}`,
    refundedAtMs: desk.now(),
  };
  desk.state.virtualRefunds.push(refund);
  if (asked.refundFen === leftBeforeFen) order.status = 'refunded';
  pushRefunded(desk, order, refund);
  desk.save();
  return refund;
}
