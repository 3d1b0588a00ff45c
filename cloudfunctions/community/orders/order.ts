import { membersOnly } from '../members-only';
import { orderContract } from './contract';
import { NOT_FOUND } from './not-found';
import { orderOf } from './place-order';
import { orderViewOf } from './view';

/** One order of the member's. */
export const order = membersOnly(orderContract, async (call, _account, { orderId }) => {
  const stored = await orderOf(call, orderId);
  if (stored?.member !== call.memberId) return NOT_FOUND;
  return { data: { nowMs: call.nowMs, order: orderViewOf(call, stored) } };
});
