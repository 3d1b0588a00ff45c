import type { MemberCall } from '../call';
import { ACCOUNTS, accountIdOf, memberIdOfAccount, type Account } from '../ledger';
import type { WeekNumber } from '../time';
import { ranksOf, weekScoreOf } from './rules';

/** A row without the face that belongs to it. */
export interface RankRow {
  readonly rank: number;
  readonly memberId: string;
  readonly weekScore: number;
  readonly isMe: boolean;
}

/** The first rows of the week, by one indexed read. Among equals, who reached the score earlier goes first. */
export async function top10Of(call: MemberCall, week: WeekNumber): Promise<RankRow[]> {
  const accounts = await call.documents.find<Account>(
    ACCOUNTS,
    { 'openWeek.week': week, 'openWeek.points': { gt: 0 } },
    {
      orderBy: [
        ['openWeek.points', 'desc'],
        ['openWeek.reachedAtMs', 'asc'],
      ],
      limit: call.rulebook.leaderboard.rows,
    },
  );
  const ranks = ranksOf(accounts.map((account) => account.openWeek.points));
  const ownId = accountIdOf(call.memberId);
  return accounts.map((account, index) => {
    const memberId = memberIdOfAccount(account._id);
    return {
      rank: ranks[index] ?? index + 1,
      memberId,
      weekScore: account.openWeek.points,
      isMe: account._id === ownId,
    };
  });
}

/** The caller's score and rank in the week, by one indexed count. */
export async function ownPlaceOf(
  call: MemberCall,
  account: Account,
  week: WeekNumber,
): Promise<{ weekScore: number; ownRank: number }> {
  const weekScore = weekScoreOf(account, week);
  const higher = await call.documents.count(ACCOUNTS, {
    'openWeek.week': week,
    'openWeek.points': { gt: weekScore },
  });
  return { weekScore, ownRank: higher + 1 };
}
