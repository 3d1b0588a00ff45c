import { PODIUM_PLACES } from '../../components/podium/places';
import { rankCopy } from '../../copy/rank';
import type { Leaderboard } from '../../services/leaderboard';
import { monthDayOf, withCommas } from '../../utils/format';
import { nameOf } from '../../utils/name';

const MS_PER_DAY = 86_400_000;

export function viewOf(board: Leaderboard) {
  const { top10, boardRows, me, businessDay, week } = board;
  const daysLeft = (Date.parse(week.lastDay) - Date.parse(businessDay)) / MS_PER_DAY;
  return {
    week: rankCopy.week(monthDayOf(week.firstDay), monthDayOf(week.lastDay)),
    endsIn: rankCopy.endsIn(daysLeft),
    // No ids: nobody can be opened from here yet, and what is not drawn need not cross.
    podium: top10.slice(0, PODIUM_PLACES).map(({ rank, displayName, avatar, picture, weekScore }) => ({
      rank,
      displayName,
      avatar,
      picture,
      weekScore,
    })),
    rows: top10.slice(PODIUM_PLACES).map(rowOf),
    empty: top10.length === 0,
    end: top10.length < boardRows ? rankCopy.short : rankCopy.end(withCommas(boardRows)),
    me: {
      name: nameOf(me.displayName),
      avatar: me.avatar,
      picture: me.picture,
      rank: me.weekScore > 0 ? rankCopy.ownRank(withCommas(me.ownRank)) : '',
      score: withCommas(me.weekScore),
      line: ownLineOf(board),
    },
  };
}

function rowOf({ rank, displayName, avatar, picture, weekScore, isMe }: Leaderboard['top10'][number]) {
  const name = nameOf(displayName);
  const score = withCommas(weekScore);
  return { rank, name, avatar, picture, score, isMe, spoken: rankCopy.spoken(withCommas(rank), name, score) };
}

/** What comes next for the member: the board, the place above, or nothing any more. */
function ownLineOf({ top10, boardRows, me, pointsToBoard }: Leaderboard): string {
  if (me.weekScore === 0) return rankCopy.notScored;
  if (me.ownRank === 1) return rankCopy.first;
  if (pointsToBoard > 0) return rankCopy.toBoard(withCommas(pointsToBoard), withCommas(boardRows));
  const above = [...top10].reverse().find((row) => row.weekScore > me.weekScore);
  return above ? rankCopy.toNext(withCommas(above.weekScore - me.weekScore), withCommas(above.rank)) : '';
}

export type RankView = ReturnType<typeof viewOf>;
