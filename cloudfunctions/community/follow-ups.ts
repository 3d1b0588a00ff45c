import { advanced } from './challenges/rules';
import type { Account, Verdict } from './ledger';
import type { Rulebook } from './rulebook';
import { counted } from './tasks/rules';

/**
 * What a fact brings about besides what it pays: challenges that it wins, tasks that it finishes, and what of these is paid by
 * itself. All of it is written with the fact, or nothing. Pure.
 */
export function withFollowUps<Refusal>(
  verdict: Verdict<Refusal>,
  account: Account,
  rulebook: Rulebook,
  nowMs: number,
): Verdict<Refusal> {
  if ('refusal' in verdict) return verdict;
  const { effects, followUps = [] } = verdict;
  const isCheckIn = effects.fact.type === 'check_in' && effects.checkIn !== undefined;
  const { challenges, wins } = isCheckIn
    ? advanced(account, effects.checkIn.lastDay, rulebook)
    : { challenges: effects.challenges ?? account.challenges, wins: [] };
  const facts = [effects.fact, ...wins.map(({ fact }) => fact)];
  const { tasks, rewards } = counted(account, facts, rulebook, nowMs);
  return { effects: { ...effects, challenges, tasks }, followUps: [...followUps, ...wins, ...rewards] };
}
