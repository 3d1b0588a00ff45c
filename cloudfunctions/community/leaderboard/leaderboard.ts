import { facesOf } from '../members';
import { membersOnly } from '../members-only';
import { dayOf, endOfWeekMs, firstDayOf, isoDateOf } from '../time';
import { ownPlaceOf, top10Of } from './board';
import { leaderboardContract } from './contract';
import { openWeekOf } from './rules';

/** The open week's board with the caller's own place. */
export const leaderboard = membersOnly(leaderboardContract, async (call, account) => {
  const today = dayOf(call.nowMs);
  const week = openWeekOf(account, today);
  const [rows, own] = await Promise.all([top10Of(call, week), ownPlaceOf(call, account, week)]);
  const face = await facesOf(call, [call.memberId, ...rows.map(({ memberId }) => memberId)]);
  const top10 = rows.map((row) => ({ ...row, ...face(row.memberId) }));
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
      me: { ...face(call.memberId), ...own },
      pointsToBoard: onBoard ? 0 : Math.max(1, (last?.weekScore ?? 0) + 1 - own.weekScore),
    },
  };
});
