import { rankCopy } from '../../copy/rank';
import type { Leaderboard } from '../../services/leaderboard';

/** Left to right, as people stand on a podium: second, first, third. */
const PODIUM = [
  { index: 1, place: 2 },
  { index: 0, place: 1 },
  { index: 2, place: 3 },
] as const;

const MS_PER_DAY = 86_400_000;

export function viewOf(board: Leaderboard) {
  const { top10, me, businessDay, week, pointsToBoard } = board;
  const daysLeft = (Date.parse(week.lastDay) - Date.parse(businessDay)) / MS_PER_DAY;
  const onBoard = top10.some((row) => row.isMe);
  return {
    endsIn: rankCopy.endsIn(daysLeft),
    podium: PODIUM.flatMap(({ index, place }) => {
      const row = top10[index];
      return row ? [{ ...row, place }] : [];
    }),
    rows: top10.slice(PODIUM.length),
    empty: top10.length === 0,
    me: {
      ...me,
      rankText: me.weekScore > 0 ? rankCopy.ownRank(me.ownRank) : '',
      line:
        me.weekScore === 0
          ? rankCopy.notScored
          : onBoard
            ? rankCopy.onBoard
            : rankCopy.toBoard(pointsToBoard),
    },
  };
}

export type RankView = ReturnType<typeof viewOf>;
