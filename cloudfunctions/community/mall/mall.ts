import type { LedgerCall } from '../call';
import { settledNow } from '../ledger';
import { membersOnly } from '../members-only';
import { openOrdersOf } from '../orders';
import { shelf } from '../shelf';
import { tierOf } from '../tiers';
import { cardOf, shopperOf, type Card } from './card';
import { mallContract } from './contract';
import { favouritesOf } from './favourites';

const MOST_IN_BANNER = 3;
const MS_PER_DAY = 86_400_000;

/** What there is to be had, as this member sees it. */
export const mall = membersOnly(mallContract, async (call, stored) => {
  const [shelves, favourites, openOrders] = await Promise.all([
    shelf(call),
    favouritesOf(call),
    openOrdersOf(call),
  ]);
  const { account } = settledNow(call, stored);
  const shopper = shopperOf(call, account, favourites);
  const items = shelves.map((each) => cardOf(call, each, shopper)).sort(inReach);
  const present = new Set(items.map(({ category }) => category));
  const { level, name } = tierOf(account.growthValue, call.rulebook);
  return {
    data: {
      nowMs: call.nowMs,
      balancePoints: account.availablePoints,
      tier: { level, name },
      categories: call.rulebook.mall.categories
        .filter(({ id }) => present.has(id))
        .map((each) => ({ ...each })),
      bannerItemIds: bannerOf(items, call),
      items,
      openOrders,
    },
  };
});

/** What can be had first, then what is nearest, what opens soon, and the rest; the order of the shelf among equals. */
function inReach(a: Card, b: Card): number {
  return rankOf(a) - rankOf(b) || a.missingPoints - b.missingPoints;
}

function rankOf({ state, tierGate, missingPoints }: Card): number {
  if (state === 'upcoming') return 3;
  if (state !== 'on_sale') return 4;
  if (tierGate?.isReached === false) return 2;
  return missingPoints > 0 ? 1 : 0;
}

/** What opens or closes soon, soonest first. */
function bannerOf(items: readonly Card[], { nowMs, rulebook }: LedgerCall): string[] {
  const untilMs = nowMs + rulebook.mall.bannerDays * MS_PER_DAY;
  return items
    .flatMap(({ itemId, state, onSaleFromMs, onSaleUntilMs }) => {
      const atMs = state === 'upcoming' ? onSaleFromMs : state === 'on_sale' ? onSaleUntilMs : null;
      return atMs !== null && atMs <= untilMs ? [{ itemId, atMs }] : [];
    })
    .sort((a, b) => a.atMs - b.atMs)
    .slice(0, MOST_IN_BANNER)
    .map(({ itemId }) => itemId);
}
