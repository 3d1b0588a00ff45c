import { memberAction, type MemberCall } from '../call';
import { leaveNotice } from '../notices';
import { commitOrder } from './commit-order';
import { refundOrderContract } from './contract';
import { giveBack } from './give-back';
import { NOT_FOUND } from './not-found';
import { decideRefund, wasMovedBy } from './rules';
import type { Order } from './store';
import { orderViewOf } from './view';

const refusals = {
  USED: 'What came with it has been used.',
  AMOUNT_OVERFLOW: 'The balance would be beyond exact numbers.',
} as const;

/** An operator gives the points back: for parcels at any time, for cards until they are used. */
export const refundOrder = memberAction(refundOrderContract, async (call, { orderId, restock, reason }) => {
  const { memberId: by, requestId } = call;
  const committed = await commitOrder(call, orderId, (order, atMs) =>
    wasBegunBy(order, call) ? { order } : decideRefund(order, { by, reason, requestId, atMs, restock }),
  );
  if (!committed) return NOT_FOUND;
  const { order, refusal } = committed;
  if (refusal) {
    return { refused: refusal, message: `The order is ${order.state}.`, data: { state: order.state } };
  }
  const given = order.giving ? await giveBack(call, order) : { order };
  if ('refusal' in given) {
    return { refused: given.refusal, message: refusals[given.refusal], data: undefined };
  }
  await leaveNotice(call, order.member, {
    kind: 'order_refunded',
    key: `rf:${orderId}`,
    values: { title: order.title, points: String(order.pointsSpent) },
    linkPath: `/packages/mall/order/index?orderId=${orderId}`,
  });
  return {
    data: {
      memberId: order.member,
      pointsBack: order.pointsSpent,
      order: orderViewOf(call, given.order),
    },
  };
});

/** This very request has begun it, or done it. */
const wasBegunBy = (order: Order, { memberId: by, requestId }: MemberCall): boolean =>
  order.giving?.then?.requestId === requestId || wasMovedBy(order, { by, requestId });
