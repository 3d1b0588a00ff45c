import { couponsCopy } from '../../../copy/coupons';
import type { Coupon } from '../../../services/coupons';
import { dayNameOf, shanghaiDayOf } from '../../../utils/format';
import { pictureSrcOf } from '../../../utils/goods';

export const cardsOf = (coupons: readonly Coupon[], nowMs: number) =>
  coupons.map(({ orderId, title, variantName, picture, tint, codes, issuedAtMs }) => ({
    orderId,
    title,
    variantName,
    picture: pictureSrcOf(picture),
    tint,
    codes,
    when: couponsCopy.issued(dayNameOf(shanghaiDayOf(issuedAtMs), shanghaiDayOf(nowMs))),
  }));

export type Card = ReturnType<typeof cardsOf>[number];
