import { orderCopy } from '../../../copy/order';
import { ordersCopy } from '../../../copy/orders';
import { redeemCopy } from '../../../copy/redeem';
import type { Order } from '../../../services/orders';
import { dayNameOf, shanghaiDayOf, withCommas, withSign } from '../../../utils/format';
import { pictureSrcOf } from '../../../utils/goods';
import { rewardOf } from '../../../utils/reward';

const hasWorth = ({ prize }: Order['draws'][number]): boolean => prize.points > 0 || prize.makeUpCards > 0;

/** What was got, and nothing else of the order. */
export function viewOf(order: Order) {
  const { kind, draws, variantName, quantity } = order;
  return {
    head: headOf(order),
    title: order.title,
    more: [variantName, quantity > 1 ? ordersCopy.quantity(withCommas(quantity)) : '']
      .filter(Boolean)
      .join(' '),
    picture: pictureSrcOf(order.picture),
    isDrawn: !order.picture.startsWith('cloud://'),
    lines: linesOf(order),
    codes: order.codes,
    draws: draws.map(({ prize }, index) => ({
      name: redeemCopy.drawn(withCommas(index + 1)),
      title: prize.title,
      reward: rewardOf(prize),
    })),
    pointsSpent: order.pointsSpent,
    joy: kind === 'draw' ? drawJoyOf(order) : redeemCopy.joys[kind],
  };
}

export type ResultView = ReturnType<typeof viewOf>;

/** What is given out a little later is no more than on its way. */
function headOf({ kind, state, draws }: Order): string {
  if (kind === 'draw' && draws.length > 0 && !draws.some(hasWorth)) return redeemCopy.drawnNothing;
  return state === 'placed' && kind !== 'physical' ? orderCopy.heads.issuing : redeemCopy.heads[kind];
}

/** Who drew nothing is not congratulated. */
function drawJoyOf({ draws }: Order): { readonly gain: string; readonly word: string } | null {
  if (!draws.some(hasWorth)) return null;
  const points = draws.reduce((sum, { prize }) => sum + prize.points, 0);
  return points > 0 ? { gain: withSign(points), word: '' } : redeemCopy.joys.draw;
}

function linesOf(order: Order): string[] {
  const { kind, codes, quantity, makeUpCards, membershipDays, shipUntilMs, placedAtMs } = order;
  const codesLeft = kind === 'coupon' ? quantity - codes.length : 0;
  return [
    ...(shipUntilMs === null
      ? []
      : [redeemCopy.shipUntil(dayNameOf(shanghaiDayOf(shipUntilMs), shanghaiDayOf(placedAtMs)))]),
    ...(order.canCancel ? [orderCopy.canCancel] : []),
    ...(codesLeft > 0 ? [redeemCopy.codesLeft(withCommas(codesLeft))] : []),
    ...(kind === 'make_up_card' && makeUpCards > 0 ? [redeemCopy.cards(withCommas(makeUpCards))] : []),
    ...(membershipDays > 0 ? [redeemCopy.membershipDays(withCommas(membershipDays))] : []),
    ...(kind === 'donation' ? [redeemCopy.donated(withCommas(order.pointsSpent))] : []),
  ];
}
