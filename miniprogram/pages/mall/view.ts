import { mallCopy } from '../../copy/mall';
import type { Mall, MallCard } from '../../services/mall';
import { leftOf, whenOf } from '../../utils/countdown';
import { withCommas } from '../../utils/format';
import { pictureSrcOf, stateAt, turnsAtMs } from '../../utils/goods';
import { cardOf } from './card';
import { chosenOf, isFavourite, nearOf, type Choice, type Hearts } from './choice';

export interface Shown {
  readonly choice: Choice;
  readonly hearts: Hearts;
  /** Items whose redemption got no answer yet. */
  readonly unsettled: readonly string[];
  /** How many cards are drawn; more come when the last one is near. */
  readonly most: number;
}

/** What the page draws at a moment, and nothing else. */
export function viewOf(mall: Mall, { choice, hearts, unsettled, most }: Shown, nowMs: number) {
  const { balancePoints, tier, categories, openOrders } = mall;
  const chosen = chosenOf(mall, choice, hearts);
  const cards = chosen
    .slice(0, most)
    .map((item) => cardOf(item, { nowMs, tierName: tier.name, isFavourite: isFavourite(item, hearts) }));
  const hasOrders = openOrders > 0;
  return {
    balancePoints,
    balanceDoor: mallCopy.balanceDoor(withCommas(balancePoints)),
    tierName: tier.name,
    openOrders: hasOrders ? withCommas(openOrders) : '',
    ordersDoor: hasOrders ? mallCopy.ordersOpen(withCommas(openOrders)) : mallCopy.orders,
    unknown: unsettled.map((itemId) => ({ itemId, line: unknownLineOf(mall, itemId) })),
    isEmpty: mall.items.length === 0,
    categories: categories.length > 1 ? [{ id: '', title: mallCopy.all }, ...categories] : [],
    banner: choice.category === '' && choice.filter === '' ? bannerOf(mall, nowMs) : [],
    near: choice.category === '' && choice.filter === '' ? nearOf(mall).map(nearViewOf) : [],
    cards,
    isAll: cards.length === chosen.length,
    nothing: chosen.length > 0 ? null : mallCopy.nothing[choice.filter || 'category'],
  };
}

export type MallView = ReturnType<typeof viewOf>;

/** What opens or closes soon; what has had its moment meanwhile is on the shelf below only. */
const bannerOf = ({ bannerItemIds, items }: Mall, nowMs: number) =>
  bannerItemIds.flatMap((itemId) => {
    const item = items.find((each) => each.itemId === itemId);
    const state = item && stateAt(item, nowMs);
    const atMs = item && turnsAtMs(item, nowMs);
    if (!item || atMs === null || atMs === undefined) return [];
    const { banner } = mallCopy;
    const isUpcoming = state === 'upcoming';
    return [
      {
        itemId,
        title: item.title,
        line: item.line,
        picture: pictureSrcOf(item.picture),
        mark: isUpcoming ? banner.upcoming(whenOf(atMs, nowMs)) : banner.on_sale(whenOf(atMs, nowMs)),
        lead: isUpcoming ? banner.opensIn : banner.closesIn,
        clock: leftOf(atMs - nowMs),
        pricePoints: item.pricePoints,
      },
    ];
  });

function unknownLineOf({ items }: Mall, itemId: string): string {
  const item = items.find((each) => each.itemId === itemId);
  return item ? mallCopy.unknown(item.title) : mallCopy.unknownGone;
}

const nearViewOf = ({ itemId, title, tint, picture, missingPoints }: MallCard) => ({
  itemId,
  title,
  tint,
  picture: pictureSrcOf(picture),
  missing: mallCopy.missing(withCommas(missingPoints)),
});

/** When something on the shelf opens or closes next; null: nothing does. */
export function nextTurnMs({ items }: Mall, nowMs: number): number | null {
  const turns = items.flatMap((item) => turnsAtMs(item, nowMs) ?? []);
  return turns.length > 0 ? Math.min(...turns) : null;
}
