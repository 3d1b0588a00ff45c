import { memberAction } from '../call';
import { loadAccount } from '../ledger';
import { faceOf } from '../members';
import { dayOf, endOfWeekMs, firstDayOf, isoDateOf } from '../time';
import { ownPlaceOf, top10Of } from './board';
import { leaderboardContract } from './contract';
import { openWeekOf } from './rules';

/** The open week's board with the caller's own place. */
export const leaderboard = memberAction(leaderboardContract, async (call) => {
  const { account } = await loadAccount(call);
  const today = dayOf(call.nowMs);
  const week = openWeekOf(account, today);
  const [top10, own] = await Promise.all([top10Of(call, week), ownPlaceOf(call, account, week)]);
  const last = top10.length < call.rulebook.leaderboard.rows ? undefined : top10.at(-1);
  const onBoard = top10.some((row) => row.isMe);
  return {
    data: {
      businessDay: isoDateOf(today),
      week: {
        firstDay: isoDateOf(firstDayOf(week)),
        lastDay: isoDateOf(firstDayOf(week) + 6),
        endsAtMs: endOfWeekMs(week),
      },
      top10,
      boardRows: call.rulebook.leaderboard.rows,
      me: { ...faceOf(call.memberId), ...own },
      pointsToBoard: onBoard ? 0 : Math.max(1, (last?.weekScore ?? 0) + 1 - own.weekScore),
    },
  };
});
