import { openAddress } from '../addresses';
import { memberAction } from '../call';
import { mallOrdersContract } from './contract';
import { pageOf } from './pages';
import { ORDERS } from './store';
import { lineOf } from './view';

const ORDERS_A_PAGE = 50;

/** All orders for those who send them: newest first, or only what should have been sent by now, oldest first. */
export const mallOrders = memberAction(mallOrdersContract, async (call, { state, overdue, cursor }) => {
  const late = { shipUntilMs: { gt: 0, lte: call.nowMs } };
  const [page, overdueCount] = await Promise.all([
    pageOf(call, {
      where: { ...(state === undefined ? {} : { state }), ...(overdue && cursor === undefined ? late : {}) },
      by: overdue ? 'shipUntilMs' : 'placedAtMs',
      direction: overdue ? 'asc' : 'desc',
      cursor,
      size: ORDERS_A_PAGE,
    }),
    call.documents.count(ORDERS, late),
  ]);
  // Further pages of what is late begin after the cursor, so that they have no room for the other bound.
  const orders = page.orders.filter(({ shipUntilMs }) => !overdue || shipUntilMs <= call.nowMs);
  return {
    data: {
      nowMs: call.nowMs,
      orders: orders.map((order) => ({
        ...lineOf(order, call.nowMs),
        memberId: order.member,
        address: openAddress(call, order.sealedAddress),
        shipping: order.shipping,
      })),
      nextCursor: orders.length === page.orders.length ? page.nextCursor : null,
      overdue: overdueCount,
    },
  };
});
