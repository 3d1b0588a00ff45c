import { homeCopy } from '../../copy/home';
import type { MemberData } from '../../services/cloud';
import type { Home } from '../../services/home';
import { dateLineOf, shanghaiHourOf, withCommas } from '../../utils/format';
import { tierPercentOf } from '../../utils/tier';

/** How many rows of the board stand on the first page. */
const BOARD_ROWS = 3;

/** What of a check-in's answer replaces the page's view. */
type MemberView = Pick<Home, Extract<keyof Home, keyof MemberData<'checkIn'>>>;

/** The texts and figures that the page draws; everything in it comes from the answer. */
export function viewOf(home: Home, nowMs: number) {
  const { tier } = home;
  return {
    ...home,
    greeting: homeCopy.greeting(shanghaiHourOf(nowMs), home.displayName),
    dateLine: home.firstVisit
      ? homeCopy.welcome
      : `${dateLineOf(home.businessDay)} · ${homeCopy.memberDays(home.memberDays)}`,
    streak: homeCopy.streak(home.streakDays),
    ahead: homeCopy.ahead(home.bestAhead.inDays, home.bestAhead.points, home.checkedInToday),
    tierLine: tier.next
      ? homeCopy.tierLeft(withCommas(tier.next.growthValue - tier.growthValue), tier.next.name)
      : homeCopy.tierTop,
    tierPercent: tierPercentOf(tier),
    board: home.top10.slice(0, BOARD_ROWS),
    ownPlace: home.weekScore > 0 ? homeCopy.ownRank(home.ownRank) : homeCopy.notOnBoard,
  };
}

export type HomeView = ReturnType<typeof viewOf>;

/** The page's view with a check-in's answer in it: nothing needs to be fetched for it. */
export const withMemberView = (home: Home, view: MemberView): Home => ({
  ...home,
  ...view,
  top10: home.top10.map((row) =>
    row.isMe ? { ...row, weekScore: view.weekScore, rank: view.ownRank } : row,
  ),
});
