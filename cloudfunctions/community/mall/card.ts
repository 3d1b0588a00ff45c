import type { LedgerCall } from '../call';
import type { Account } from '../ledger';
import type { Shelved, StockCount } from '../shelf';
import { tierOf } from '../tiers';
import { priceOf, saleStateOf } from './rules';

/** How a member stands, for all items alike. */
export interface Shopper {
  /** With everything that has run out by now. */
  readonly account: Account;
  readonly level: number;
  readonly favourites: ReadonlySet<string>;
}

export const shopperOf = (
  { rulebook }: Pick<LedgerCall, 'rulebook'>,
  account: Account,
  favourites: ReadonlySet<string>,
): Shopper => ({ account, favourites, level: tierOf(account.growthValue, rulebook).level });

/** Of one variant, or of all; never below zero. */
export const leftOf = (stocks: readonly StockCount[], variantId?: string): number =>
  stocks
    .filter(({ variant }) => variantId === undefined || variant === variantId)
    .reduce((sum, { left }) => sum + Math.max(0, left), 0);

/** An item as it stands on the shelf for this member. */
export function cardOf(
  { rulebook, nowMs }: Pick<LedgerCall, 'rulebook' | 'nowMs'>,
  { item, stocks }: Pick<Shelved, 'item' | 'stocks'>,
  { account, level, favourites }: Shopper,
) {
  const { _id: itemId, terms } = item;
  const { kind, category, title, line, picture, tint, onSaleFromMs, onSaleUntilMs, minTierLevel } = terms;
  const pricePoints = priceOf(terms, level);
  const left = leftOf(stocks);
  const saleState = saleStateOf(item, nowMs);
  return {
    itemId,
    kind,
    category,
    title,
    line,
    picture,
    tint,
    pricePoints,
    ordinaryPricePoints: terms.pricePoints,
    state: saleState === 'on_sale' && left === 0 ? ('sold_out' as const) : saleState,
    onSaleFromMs,
    onSaleUntilMs,
    left,
    sold: stocks.reduce((sum, { sold }) => sum + sold, 0),
    tierGate:
      minTierLevel > 1
        ? {
            level: minTierLevel,
            name: rulebook.tiers[minTierLevel - 1]?.name ?? '',
            isReached: level >= minTierLevel,
          }
        : null,
    missingPoints: Math.max(0, pricePoints - account.availablePoints),
    isFavourite: favourites.has(itemId),
  };
}

export type Card = ReturnType<typeof cardOf>;
