import { mallItemCopy } from '../../copy/mall-item';
import type { MallItem } from '../../services/mall';
import { leftOf } from '../../utils/countdown';
import { withCommas } from '../../utils/format';
import { stateAt } from '../../utils/goods';

/** How many there are of what is chosen; an item without variants has one that nobody sees. */
export const variantLeftOf = ({ variants, left }: MallItem, variantId: string): number =>
  variants.length === 0 ? left : (variants.find((each) => each.variantId === variantId)?.left ?? 0);

/** What stands in the way, whatever the points are; empty where nothing does. */
export function obstacleOf(item: MallItem, variantId: string, nowMs: number): string {
  const { obstacles, gate } = mallItemCopy;
  const state = stateAt(item, nowMs);
  if (state === 'upcoming') return obstacles.upcoming(leftOf((item.onSaleFromMs ?? nowMs) - nowMs));
  if (state !== 'on_sale') return obstacles[state];
  if (item.tierGate?.isReached === false) return gate(item.tierGate.name);
  const usedUp = item.limits.find(({ cap, used }) => used >= cap);
  if (usedUp) return obstacles.usedUp[usedUp.period];
  if (variantLeftOf(item, variantId) === 0) return obstacles.variantGone;
  return item.mostNow === 0 && item.kind === 'make_up_card' ? obstacles.cardsFull : '';
}

/** What the button says where nothing stands in the way: it names the cost. */
export function actTextOf({ kind }: MallItem, points: number): string {
  const { act } = mallItemCopy;
  return act[kind === 'donation' || kind === 'draw' ? kind : 'others'](withCommas(points));
}
