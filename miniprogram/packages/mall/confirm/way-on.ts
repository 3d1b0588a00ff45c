import { redeemCopy } from '../../../copy/redeem';
import { refusalTexts } from '../../../copy/refusals';
import type { MemberAnswer } from '../../../services/cloud';
import { whenOf } from '../../../utils/countdown';
import { withCommas } from '../../../utils/format';

export type RedeemRefusal = Extract<MemberAnswer<'redeemItem'>, { ok: false }>;

type Code = RedeemRefusal['code'];
type DataOf<C extends Code> = NonNullable<Extract<RedeemRefusal, { code: C }>['data']>;

/** For what tells more than its code. */
const lines: { readonly [C in Code]?: (data: DataOf<C>) => string } = {
  PRICE_CHANGED: ({ pricePoints }) => redeemCopy.priceChanged(withCommas(pricePoints)),
  INSUFFICIENT_POINTS: ({ missingPoints }) => redeemCopy.insufficient(withCommas(missingPoints)),
  TIER_TOO_LOW: ({ name }) => redeemCopy.tierTooLow(name),
  QUANTITY_TOO_LARGE: ({ most }) => redeemCopy.quantityTooLarge(withCommas(most)),
  LIMIT_REACHED: ({ period, left }) =>
    left > 0 ? redeemCopy.limitLeft(period, withCommas(left)) : redeemCopy.usedUp[period],
  NOT_ON_SALE: ({ state, nowMs, onSaleFromMs }) =>
    state === 'upcoming' ? redeemCopy.upcoming(whenOf(onSaleFromMs ?? nowMs, nowMs)) : redeemCopy[state],
};

/** Why it was refused, and what comes next, in one line. */
export function wayOnOf({ code, data }: RedeemRefusal): string {
  const line = lines[code] as ((told: typeof data) => string) | undefined;
  return data && line ? line(data) : refusalTexts[code];
}
