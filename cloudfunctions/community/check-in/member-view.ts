import type * as v from 'valibot';
import type { MemberCall } from '../call';
import { openWeekOf, ownPlaceOf } from '../leaderboard';
import { balanceOf, timeOf, type Account } from '../ledger';
import { tierOf } from '../tiers';
import { summaryOf } from '../tasks';
import { isoDateOf } from '../time';
import type { checkInContract } from './contract';
import { bestAheadOf, streakOf, todayOf, weekStripOf } from './rules';

export type MemberView = Omit<
  v.InferOutput<(typeof checkInContract)['answer']>,
  'earnedPoints' | 'bonusPoints' | 'rewards'
>;

/** Derives all that a page shows of the member. One call to the database, for the own rank. */
export async function memberViewOf(call: MemberCall, account: Account): Promise<MemberView> {
  const { checkIn } = account;
  const today = todayOf(account, call.nowMs);
  return {
    businessDay: isoDateOf(today),
    balancePoints: balanceOf(call, account),
    streakDays: streakOf(checkIn, today),
    checkedInToday: checkIn.lastDay === today,
    weekStrip: weekStripOf(account, today, call.rulebook),
    bestAhead: bestAheadOf(checkIn, today, call.rulebook),
    tier: tierOf(account.growthValue, call.rulebook),
    ...summaryOf(account, call.rulebook, timeOf(account, call.nowMs)),
    ...(await ownPlaceOf(call, account, openWeekOf(account, today))),
  };
}
