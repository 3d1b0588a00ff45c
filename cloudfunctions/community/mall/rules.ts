import type { Account, Effects, Entry, LimitUse, Verdict } from '../ledger';
import type { Rulebook } from '../rulebook';
import type { Prize } from '../orders';
import type { Item, Terms } from '../shelf';
import { dayOf, endOfDayMs, endOfWeekMs, weekOfDay } from '../time';

export type Period = 'day' | 'week' | 'ever';

/** What the window and the operator say of an item, whatever there is of it. */
export type SaleState = 'on_sale' | 'upcoming' | 'ended' | 'paused';

export function saleStateOf({ status, terms }: Pick<Item, 'status' | 'terms'>, nowMs: number): SaleState {
  if (status === 'retired') return 'ended';
  if (status !== 'listed') return 'paused';
  if (terms.onSaleUntilMs !== null && nowMs >= terms.onSaleUntilMs) return 'ended';
  if (terms.onSaleFromMs !== null && nowMs < terms.onSaleFromMs) return 'upcoming';
  return 'on_sale';
}

/** The price of the highest tier that has one of its own and that the member has reached. */
export const priceOf = ({ pricePoints, tierPrices }: Terms, level: number): number =>
  [...tierPrices].sort((a, b) => b.fromLevel - a.fromLevel).find(({ fromLevel }) => fromLevel <= level)
    ?.pricePoints ?? pricePoints;

const PERIODS = ['day', 'week', 'ever'] as const satisfies readonly Period[];

/** When the limit "ever" ends: never, as far as numbers go. */
const NEVER_MS = Date.UTC(9999, 0);

/** Of which this instant is part. */
function periodAt(itemId: string, period: Period, atMs: number): Pick<LimitUse, 'name' | 'endsAtMs'> {
  const day = dayOf(atMs);
  const ends = { day: endOfDayMs(day), week: endOfWeekMs(weekOfDay(day)), ever: NEVER_MS };
  return { name: limitNameOf(itemId, period), endsAtMs: ends[period] };
}

/** What redeeming `quantity` of an item counts towards. */
export function usesOf(itemId: string, { limits }: Terms, quantity: number, nowMs: number): LimitUse[] {
  const caps = { day: limits.perDay, week: limits.perWeek, ever: limits.ever };
  return PERIODS.flatMap((period) => {
    const cap = caps[period];
    return cap === null ? [] : [{ ...periodAt(itemId, period, nowMs), amount: quantity, cap }];
  });
}

/** What an order has counted towards, whatever the item's limits are by now. */
export function countedBy({
  fact,
  atMs,
}: Pick<Entry, 'fact' | 'atMs'>): Pick<LimitUse, 'name' | 'endsAtMs'>[] {
  const counted = String(fact['limits'] ?? '').split(',');
  return PERIODS.filter((period) => counted.includes(period)).map((period) =>
    periodAt(String(fact['item']), period, atMs),
  );
}

export const limitNameOf = (itemId: string, period: Period): string => `mi:${itemId}:${period}`;

const periodOf = (name: string): Period => (/:(day|week|ever)$/.exec(name)?.[1] ?? 'ever') as Period;

export interface LimitStand {
  readonly period: Period;
  readonly cap: number;
  readonly used: number;
}

/** How far the member is on each limit. */
export const limitsOf = (
  { limits }: Pick<Account, 'limits'>,
  itemId: string,
  terms: Terms,
  nowMs: number,
): LimitStand[] =>
  usesOf(itemId, terms, 1, nowMs).map(({ name, cap }) => {
    const line = Object.hasOwn(limits, name) ? limits[name] : undefined;
    return { period: periodOf(name), cap, used: line && line.endsAtMs > nowMs ? line.used : 0 };
  });

export interface RedeemWish {
  readonly key: string;
  readonly orderId: string;
  readonly itemId: string;
  readonly variantId: string;
  readonly lane: number;
  readonly quantity: number;
  /** What the member saw that one costs. */
  readonly pricePoints: number;
  /** Empty where nothing is sent. */
  readonly addressId: string;
  /** Whose seed decides draws. */
  readonly drawDay: number;
  /** One for each of `quantity` draws; empty for what is no draw. */
  readonly draws: readonly { readonly roll: number; readonly prize: Prize }[];
}

export type RedeemRefusal =
  | { readonly code: 'TIER_TOO_LOW'; readonly level: number }
  | { readonly code: 'LIMIT_REACHED'; readonly period: Period; readonly left: number }
  | { readonly code: 'PRICE_CHANGED'; readonly pricePoints: number }
  | { readonly code: 'INSUFFICIENT_POINTS'; readonly missingPoints: number }
  | { readonly code: 'CARD_LIMIT' };

export interface RedeemTerms {
  readonly terms: Terms;
  readonly rulebook: Rulebook;
  /** The member's tier. */
  readonly level: number;
}

/** What a member's own account says to it; null: nothing stands in the way. */
export function obstacleOf(
  account: Account,
  wish: Pick<RedeemWish, 'itemId' | 'quantity' | 'pricePoints'>,
  { terms, rulebook, level }: RedeemTerms,
  nowMs: number,
): RedeemRefusal | null {
  if (level < terms.minTierLevel) return { code: 'TIER_TOO_LOW', level: terms.minTierLevel };
  const pricePoints = priceOf(terms, level);
  if (pricePoints !== wish.pricePoints) return { code: 'PRICE_CHANGED', pricePoints };
  const full = limitsOf(account, wish.itemId, terms, nowMs).find(
    ({ cap, used }) => used + wish.quantity > cap,
  );
  if (full) {
    return { code: 'LIMIT_REACHED', period: full.period, left: Math.max(0, full.cap - full.used) };
  }
  if (terms.kind === 'make_up_card' && wish.quantity > cardsThatFit(account, rulebook)) {
    return { code: 'CARD_LIMIT' };
  }
  const missingPoints = wish.quantity * pricePoints - account.availablePoints;
  return missingPoints > 0 ? { code: 'INSUFFICIENT_POINTS', missingPoints } : null;
}

/** How many more make-up cards the member can keep. */
export const cardsThatFit = ({ makeUpCards }: Account, { checkIn }: Rulebook): number =>
  Math.max(0, checkIn.makeUp.card.mostKept - makeUpCards);

/** Points for an item: what is spent, what it counts towards, and what comes at once. Stock is not the account's business. */
export function decideRedeem(
  account: Account,
  wish: RedeemWish,
  redeem: RedeemTerms,
  nowMs: number,
): Verdict<RedeemRefusal> {
  const obstacle = obstacleOf(account, wish, redeem, nowMs);
  if (obstacle) return { refusal: obstacle };
  const { terms, rulebook } = redeem;
  const { itemId, variantId, lane, quantity, orderId, addressId, draws } = wish;
  const limits = usesOf(itemId, terms, quantity, nowMs);
  const effects: Effects = {
    key: wish.key,
    fact: {
      type: 'redeemed',
      item: itemId,
      quantity,
      order: orderId,
      ...(variantId ? { variant: variantId } : {}),
      ...(lane > 0 ? { lane } : {}),
      ...(addressId ? { address: addressId } : {}),
      ...(limits.length > 0 ? { limits: limits.map(({ name }) => periodOf(name)).join() } : {}),
      ...(draws.length > 0 ? { rolls: draws.map(({ roll }) => roll).join(), day: wish.drawDay } : {}),
    },
    rulebookVersion: rulebook.version,
    move: { kind: 'spend', points: quantity * wish.pricePoints, to: 'revenue:mall' },
    limits,
    ...(terms.kind === 'make_up_card' ? { makeUpCardsDelta: quantity } : {}),
  };
  const won = winningsOf(wish, rulebook);
  return won ? { effects, followUps: [won] } : { effects };
}

/** What the draws of an order bring, all of it in one entry; undefined where it is nothing. */
function winningsOf({ orderId, itemId, draws }: RedeemWish, { version }: Rulebook): Effects | undefined {
  const points = draws.reduce((sum, { prize }) => sum + prize.points, 0);
  const makeUpCards = draws.reduce((sum, { prize }) => sum + prize.makeUpCards, 0);
  if (points === 0 && makeUpCards === 0) return undefined;
  return {
    key: `dp:${orderId}`,
    fact: { type: 'draw_prize', item: itemId, order: orderId, ...(makeUpCards > 0 ? { makeUpCards } : {}) },
    rulebookVersion: version,
    move: points > 0 ? { kind: 'earn', points, from: 'issuer:draw' } : { kind: 'void' },
    ...(makeUpCards > 0 ? { makeUpCardsDelta: makeUpCards } : {}),
  };
}
