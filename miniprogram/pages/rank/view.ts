import { PODIUM_PLACES } from '../../components/podium/places';
import { rankCopy } from '../../copy/rank';
import type { Leaderboard } from '../../services/leaderboard';
import { withCommas } from '../../utils/format';

const MS_PER_DAY = 86_400_000;

export function viewOf(board: Leaderboard) {
  const { top10, me, businessDay, week } = board;
  const daysLeft = (Date.parse(week.lastDay) - Date.parse(businessDay)) / MS_PER_DAY;
  return {
    endsIn: rankCopy.endsIn(daysLeft),
    podium: top10.slice(0, PODIUM_PLACES),
    rows: top10.slice(PODIUM_PLACES).map((row) => ({ ...row, score: withCommas(row.weekScore) })),
    empty: top10.length === 0,
    me: {
      displayName: me.displayName,
      avatar: me.avatar,
      rankText: me.weekScore > 0 ? rankCopy.ownRank(withCommas(me.ownRank)) : '',
      score: withCommas(me.weekScore),
      line: ownLineOf(board),
    },
  };
}

/** What comes next for the member: the board, the place above, or nothing any more. */
function ownLineOf({ top10, me, pointsToBoard }: Leaderboard): string {
  if (me.weekScore === 0) return rankCopy.notScored;
  if (me.ownRank === 1) return rankCopy.first;
  if (pointsToBoard > 0) return rankCopy.toBoard(withCommas(pointsToBoard));
  const above = [...top10].reverse().find((row) => row.weekScore > me.weekScore);
  return above ? rankCopy.toNext(withCommas(above.weekScore - me.weekScore), above.rank) : '';
}

export type RankView = ReturnType<typeof viewOf>;
