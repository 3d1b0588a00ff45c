import { membersOnly } from '../members-only';
import { couponsContract } from './contract';
import { pageOf } from './pages';
import { openCodes } from './view';

const COUPONS_A_PAGE = 20;

/** The member's coupon codes, newest first. */
export const coupons = membersOnly(couponsContract, async (call, _account, { cursor }) => {
  const page = await pageOf(call, {
    where: { member: call.memberId, kind: 'coupon' },
    by: 'placedAtMs',
    direction: 'desc',
    cursor,
    size: COUPONS_A_PAGE,
  });
  return {
    data: {
      coupons: page.orders.map((order) => ({
        orderId: order._id,
        title: order.title,
        variantName: order.variantName,
        picture: order.picture,
        tint: order.tint,
        codes: openCodes(call, order),
        issuedAtMs: order.placedAtMs,
      })),
      nextCursor: page.nextCursor,
    },
  };
});
