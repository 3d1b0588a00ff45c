import { homeCopy } from '../../copy/home';
import type { MemberData } from '../../services/cloud';
import type { Home } from '../../services/home';
import { dateLineOf, shanghaiHourOf, withCommas } from '../../utils/format';
import { tierPercentOf, tierPictureOf } from '../../utils/tier';

/** What of a check-in's answer replaces the page's view. */
type MemberView = Pick<Home, Extract<keyof Home, keyof MemberData<'checkIn'>>>;

/** The texts and figures that the page draws; everything in it comes from the answer. */
export function viewOf(home: Home, nowMs: number) {
  const { tier } = home;
  const scored = home.weekScore > 0;
  return {
    ...home,
    greeting: homeCopy.greeting(shanghaiHourOf(nowMs), home.displayName),
    dateLine: home.firstVisit
      ? homeCopy.welcome
      : `${dateLineOf(home.businessDay)} · ${homeCopy.memberDays(withCommas(home.memberDays))}`,
    balanceDoor: homeCopy.balanceDoor(withCommas(home.balancePoints)),
    streak: home.streakDays > 0 ? homeCopy.streak(withCommas(home.streakDays)) : homeCopy.noStreak,
    ahead: homeCopy.ahead(home.bestAhead.inDays, home.bestAhead.points, home.checkedInToday),
    tierLine: tier.next
      ? homeCopy.tierLeft(withCommas(tier.next.growthValue - tier.growthValue), tier.next.name)
      : homeCopy.tierTop,
    tierPercent: tierPercentOf(tier),
    tierPicture: tierPictureOf(tier),
    ownPlace: scored ? homeCopy.ownRank(withCommas(home.ownRank)) : homeCopy.notOnBoard,
    ownScore: scored ? homeCopy.ownScore(withCommas(home.weekScore)) : '',
  };
}

export type HomeView = ReturnType<typeof viewOf>;

/** The page's view with a check-in's answer in it: nothing needs to be fetched for it. */
export const withMemberView = (home: Home, view: MemberView): Home => ({
  ...home,
  ...view,
  top10: rankedAnew(home, view),
});

/** The board as it stands with the member's new score, so that it never contradicts the own rank beside it. */
function rankedAnew({ top10, displayName, avatar }: Home, { weekScore, ownRank }: MemberView): Home['top10'] {
  const me = top10.find((row) => row.isMe) ?? { memberId: '', displayName, avatar, isMe: true };
  const others = top10.filter((row) => !row.isMe);
  // Who reached a score earlier stands before: after the equals.
  const before = others.filter((row) => row.weekScore >= weekScore);
  const after = others.slice(before.length);
  const rankOf = (score: number) => 1 + others.filter((row) => row.weekScore > score).length;
  return [
    ...before,
    { ...me, weekScore, rank: ownRank },
    ...after.map((row) => ({ ...row, rank: rankOf(row.weekScore) + 1 })),
  ];
}
