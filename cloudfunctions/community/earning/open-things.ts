import type { Account } from '../ledger';
import type { Rulebook } from '../rulebook';
import { offeredRules } from './earn-rules';

/** What still pays today, in the order in which the community offers it. */
export function openThingsOf(
  account: Account,
  rulebook: Rulebook,
  nowMs: number,
): { fact: string; title: string; points: number; timesLeftToday: number }[] {
  return offeredRules(rulebook).flatMap(({ fact, title, worth }) => {
    const { points, timesLeftToday } = worth(account, rulebook, nowMs);
    return timesLeftToday > 0 ? [{ fact, title, points, timesLeftToday }] : [];
  });
}
