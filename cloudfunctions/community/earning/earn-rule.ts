import { usedOf, type Account, type LimitUse } from '../ledger';
import type { EarnTerms, FactType, Rulebook } from '../rulebook';
import { dayOf, endOfDayMs, endOfWeekMs, weekOf } from '../time';

/** What the next such fact is worth to this account. */
export interface Worth {
  readonly points: number;
  readonly growthValue: number;
  readonly weekScore: number;
  readonly limits: readonly LimitUse[];
  readonly timesLeftToday: number;
  readonly timesToday: number;
}

/** A way to earn: one file each, listed in one table, and each passes the shared test. */
export interface EarnRule {
  readonly fact: string;
  readonly title: string;
  readonly hint: string;
  /** Pure. `points` is 0 when a limit is reached. */
  readonly worth: (account: Account, rulebook: Rulebook, nowMs: number) => Worth;
}

/** A rule that the rulebook's terms describe in full. */
export function earnRule(fact: FactType, title: string, hint: string): EarnRule {
  return {
    fact,
    title,
    hint,
    worth: (account, rulebook, nowMs) => worthOf(fact, account, rulebook.facts[fact], nowMs),
  };
}

function worthOf(fact: FactType, account: Account, terms: EarnTerms, nowMs: number): Worth {
  const limits = limitsOf(fact, terms, nowMs);
  const left = Math.min(...limits.map(({ name, cap }) => cap - usedOf(account.limits, name, nowMs)));
  const timesLeftToday = Math.max(0, left);
  const time = usedOf(account.limits, `${fact}:day`, nowMs) + 1;
  const step = terms.steps.findLast(({ fromTime }) => fromTime <= time);
  return {
    points: timesLeftToday > 0 ? (step?.points ?? 0) : 0,
    growthValue: terms.growthValue,
    weekScore: terms.weekScore,
    limits,
    timesLeftToday,
    timesToday: terms.timesPerDay,
  };
}

function limitsOf(fact: FactType, terms: EarnTerms, nowMs: number): LimitUse[] {
  const use = (period: string, cap: number | null, endsAtMs: number): LimitUse[] =>
    cap === null ? [] : [{ name: `${fact}:${period}`, amount: 1, cap, endsAtMs }];
  return [
    ...use('day', terms.timesPerDay, endOfDayMs(dayOf(nowMs))),
    ...use('week', terms.timesPerWeek, endOfWeekMs(weekOf(nowMs))),
  ];
}
