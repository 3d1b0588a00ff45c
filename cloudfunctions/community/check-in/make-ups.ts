import { usedOf, type Account, type LimitUse } from '../ledger';
import type { Rulebook } from '../rulebook';
import { tierOf } from '../tiers';
import { monthOf, startOfMonthMs } from '../time';

/** What a member can do about missed days, this month. */
export interface MakeUps {
  readonly windowDays: number;
  readonly timesLeft: number;
  /** Of the tier: used before cards. */
  readonly freeLeft: number;
  readonly cards: number;
  readonly cardPricePoints: number;
  readonly cardsLeftToBuy: number;
}

const TIMES = 'make_up:month';
const FREE = 'make_up_free:month';
const BOUGHT = 'make_up_card:month';

export function makeUpsOf(account: Account, rulebook: Rulebook, nowMs: number): MakeUps {
  const { windowDays, timesPerMonth, card } = rulebook.checkIn.makeUp;
  const left = (name: string, cap: number) => Math.max(0, cap - usedOf(account.limits, name, nowMs));
  return {
    windowDays,
    timesLeft: left(TIMES, timesPerMonth),
    freeLeft: left(FREE, freePerMonth(account, rulebook)),
    cards: account.makeUpCards,
    cardPricePoints: card.pricePoints,
    cardsLeftToBuy: Math.min(
      left(BOUGHT, card.soldPerMonth),
      Math.max(0, card.mostKept - account.makeUpCards),
    ),
  };
}

/** What a make-up counts towards. */
export function usesOfMakeUp(
  account: Account,
  rulebook: Rulebook,
  nowMs: number,
  isFree: boolean,
): LimitUse[] {
  const once = { amount: 1, endsAtMs: endOfMonthMs(nowMs) };
  const uses = [{ ...once, name: TIMES, cap: rulebook.checkIn.makeUp.timesPerMonth }];
  return isFree ? [...uses, { ...once, name: FREE, cap: freePerMonth(account, rulebook) }] : uses;
}

export const usesOfCard = (rulebook: Rulebook, nowMs: number): LimitUse[] => [
  { name: BOUGHT, amount: 1, cap: rulebook.checkIn.makeUp.card.soldPerMonth, endsAtMs: endOfMonthMs(nowMs) },
];

const endOfMonthMs = (nowMs: number): number => startOfMonthMs(monthOf(nowMs) + 1);

function freePerMonth({ growthValue }: Account, rulebook: Rulebook): number {
  const { level } = tierOf(growthValue, rulebook);
  return rulebook.tiers[level - 1]?.freeMakeUpsPerMonth ?? 0;
}
