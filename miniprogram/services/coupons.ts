import { callMember, type MemberData } from './cloud';

/** Codes that the member has got for points, a page at a time. */
export type Coupons = MemberData<'coupons'>;
export type Coupon = Coupons['coupons'][number];

/** @param cursor Where the page before it ended; without it, the newest. */
export const coupons = (cursor?: string) => callMember('coupons', cursor === undefined ? {} : { cursor });
