import { membersOnly } from '../members-only';
import { ordersContract } from './contract';
import { pageOf } from './pages';
import { lineOf } from './view';

const ORDERS_A_PAGE = 20;

/** What the member has redeemed, newest first. */
export const orders = membersOnly(ordersContract, async (call, _account, { state, cursor }) => {
  const page = await pageOf(call, {
    where: { member: call.memberId, ...(state === undefined ? {} : { state }) },
    by: 'placedAtMs',
    direction: 'desc',
    cursor,
    size: ORDERS_A_PAGE,
  });
  return {
    data: {
      nowMs: call.nowMs,
      orders: page.orders.map((order) => lineOf(order, call.nowMs)),
      nextCursor: page.nextCursor,
    },
  };
});
