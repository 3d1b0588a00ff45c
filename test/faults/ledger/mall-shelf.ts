import { CODES } from '../../../cloudfunctions/community/codes';
import type { Code } from '../../../cloudfunctions/community/codes/store';
import {
  newStock,
  SHELF,
  stockIdsOf,
  variantIdsOf,
  type Stock,
  type Terms,
} from '../../../cloudfunctions/community/shelf';
import { listedItem, PLAIN_TERMS } from '../../../cloudfunctions/community/shelf/testing';
import type { MemoryStore } from '../memory-store';
import type { Random } from '../random';
import { simVault } from './sim-vault';

const PLAIN: Omit<Terms, 'kind' | 'title' | 'pricePoints'> = PLAIN_TERMS;

const NOTHING = { points: 0, makeUpCards: 0 };

/** One of each kind, with what makes it hard: few of them, limits, lanes, hours, tiers. */
function allTerms(random: Random, opensAtMs: number, closesAtMs: number): Record<string, Terms> {
  const onSale = { onSaleFromMs: opensAtMs, onSaleUntilMs: closesAtMs };
  return {
    tote: {
      ...PLAIN,
      kind: 'physical',
      title: 'tote',
      pricePoints: 3,
      maxPerOrder: 2,
      variants: [
        { variantId: 'red', name: 'Red' },
        { variantId: 'blue', name: 'Blue' },
      ],
      limits: { perDay: 3, perWeek: null, ever: null },
    },
    ticket: { ...PLAIN, kind: 'coupon', title: 'ticket', pricePoints: 3, maxPerOrder: 2 },
    card: {
      ...PLAIN,
      kind: 'make_up_card',
      title: 'card',
      pricePoints: 3,
      maxPerOrder: 2,
      limits: { perDay: null, perWeek: 3, ever: null },
    },
    fun: {
      ...PLAIN,
      kind: 'draw',
      title: 'fun',
      pricePoints: 3,
      maxPerOrder: 2,
      limits: { perDay: 4, perWeek: 5, ever: null },
      prizes: [
        { ...NOTHING, title: 'points', points: 5, chancePerMyriad: 4_000 },
        { ...NOTHING, title: 'both', points: 1, makeUpCards: 1, chancePerMyriad: 1_000 },
        { ...NOTHING, title: 'card', makeUpCards: 1, chancePerMyriad: 2_000 },
        { ...NOTHING, title: 'nothing', chancePerMyriad: 3_000 },
      ],
    },
    care: {
      ...PLAIN,
      kind: 'donation',
      title: 'care',
      pricePoints: 3,
      maxPerOrder: 3,
      limits: { perDay: null, perWeek: null, ever: 5 },
    },
    rush: { ...PLAIN, ...onSale, kind: 'physical', title: 'rush', pricePoints: 3, lanes: 3 },
    gold: {
      ...PLAIN,
      ...(random.chance(0.5) ? onSale : {}),
      kind: 'donation',
      title: 'gold',
      pricePoints: 9,
      tierPrices: [{ fromLevel: 2, pricePoints: 5 }],
      minTierLevel: random.pick([1, 1, 2]),
    },
  };
}

/** A few items, so that those who come meet each other. */
export function simShelf(random: Random, opensAtMs: number, closesAtMs: number): ReadonlyMap<string, Terms> {
  const all = Object.entries(allTerms(random, opensAtMs, closesAtMs));
  const [first, second, third] = [random.pick(all), random.pick(all), random.pick(all)];
  return new Map([first, second, third]);
}

/** The import that was there before anybody came. */
export const FIRST_IMPORT = 'first';

const codeOf = (stock: string, number: number): Code => ({
  _id: simVault.fingerprintOf(`FIRST-${number}`),
  stock,
  number,
  sealed: simVault.seal(`FIRST-${number}`, 'sealed code'),
  batch: `op:${FIRST_IMPORT}`,
});

/** Puts the items on the shelf, coupons with their codes. */
export function shelve(store: MemoryStore, random: Random, shelf: ReadonlyMap<string, Terms>): void {
  for (const [itemId, terms] of shelf) {
    store.insert(SHELF, listedItem(itemId, terms));
    const lanes = Array.from({ length: terms.lanes }, (_, lane) => lane);
    for (const variantId of variantIdsOf(terms)) {
      for (const lane of lanes) {
        const left = terms.lanes > 1 ? random.between(0, 2) : random.between(1, 5);
        const codes = terms.kind === 'coupon' ? left : 0;
        const stock: Stock = { ...newStock(itemId, variantId, lane), left, codes };
        store.insert(SHELF, stock);
        for (let number = 1; number <= codes; number += 1) store.insert(CODES, codeOf(stock._id, number));
      }
    }
  }
}

export const stocksOf = (shelf: ReadonlyMap<string, Terms>): string[] =>
  [...shelf].flatMap(([_id, terms]) => stockIdsOf({ _id, terms }));
