import { balanceOf } from '../ledger';
import { membersOnly } from '../members-only';
import { commitOrder } from './commit-order';
import { cancelOrderContract } from './contract';
import { giveBack } from './give-back';
import { NOT_FOUND } from './not-found';
import { decideCancel, wasMovedBy } from './rules';
import { orderViewOf } from './view';

/** The member takes an order back before it is sent: points to their lots, stock back on the shelf. */
export const cancelOrder = membersOnly(cancelOrderContract, async (call, account, { orderId }) => {
  const { memberId, requestId } = call;
  const committed = await commitOrder<'ORDER_NOT_FOUND' | 'NOT_CANCELLABLE'>(call, orderId, (order, atMs) => {
    if (order.member !== memberId) return { refusal: 'ORDER_NOT_FOUND' };
    if (wasMovedBy(order, { by: memberId, requestId })) return { order };
    return decideCancel(order, { by: memberId, reason: '', requestId, atMs });
  });
  if (!committed || committed.refusal === 'ORDER_NOT_FOUND') return NOT_FOUND;
  const { order, refusal } = committed;
  if (refusal) {
    return {
      refused: 'NOT_CANCELLABLE',
      message: `The order is ${order.state}.`,
      data: { state: order.state },
    };
  }
  if (!order.giving) {
    return { data: { balancePoints: balanceOf(call, account), order: orderViewOf(call, order) } };
  }
  const given = await giveBack(call, order);
  if ('refusal' in given)
    throw new Error(`a parcel that was not sent cannot be given back: ${given.refusal}`);
  return {
    data: { balancePoints: balanceOf(call, given.account), order: orderViewOf(call, given.order) },
  };
});
