import { membersOnly } from '../members-only';
import { commitOrder } from './commit-order';
import { confirmReceiptContract } from './contract';
import { NOT_FOUND } from './not-found';
import { decideReceive, wasMovedBy } from './rules';
import { orderViewOf } from './view';

/** The parcel has arrived. */
export const confirmReceipt = membersOnly(confirmReceiptContract, async (call, _account, { orderId }) => {
  const { memberId, requestId } = call;
  const committed = await commitOrder<'ORDER_NOT_FOUND' | 'NOT_SHIPPED'>(call, orderId, (order, atMs) => {
    if (order.member !== memberId) return { refusal: 'ORDER_NOT_FOUND' };
    if (wasMovedBy(order, { by: memberId, requestId })) return { order };
    return decideReceive(order, { by: memberId, reason: '', requestId, atMs });
  });
  if (!committed || committed.refusal === 'ORDER_NOT_FOUND') return NOT_FOUND;
  const { order, refusal } = committed;
  if (refusal) {
    return { refused: 'NOT_SHIPPED', message: `The order is ${order.state}.`, data: { state: order.state } };
  }
  return { data: { order: orderViewOf(call, order) } };
});
