import { challengesCopy } from '../../../copy/challenges';
import type { Challenge } from '../../../services/challenges';
import { dayAfter } from '../../../utils/day';
import { dateLineOf, withCommas, withSign } from '../../../utils/format';

type Option = Challenge['options'][number];

const copy = challengesCopy.sheet;

/** All that is promised before a challenge is joined: when, for what, and at what cost. */
export function sheetOf(
  { challengeId, title, days, goalDays, startsOn }: Challenge,
  { pledgePoints, rewardPoints }: Option,
  { businessDay, balancePoints }: { readonly businessDay: string; readonly balancePoints: number },
) {
  const pledge = withCommas(pledgePoints);
  const reward = withCommas(rewardPoints);
  const hasPledge = pledgePoints > 0;
  return {
    challengeId,
    pledgePoints,
    startsOn,
    startsToday: startsOn === businessDay,
    title: copy.title(title),
    starts: startsOn === businessDay ? copy.today : copy.tomorrow,
    fromDay: dateLineOf(startsOn),
    toDay: dateLineOf(dayAfter(startsOn, days - 1)),
    before: hasPledge ? withCommas(balancePoints) : '',
    cost: hasPledge ? withSign(-pledgePoints) : '',
    after: hasPledge ? withCommas(balancePoints - pledgePoints) : '',
    terms: [
      { icon: 'flag', text: copy.goal(withCommas(days), withCommas(goalDays)) },
      { icon: 'calendar', text: copy.noMakeUps },
      { icon: 'gift', text: hasPledge ? copy.wonAndBack(pledge, reward) : copy.won(reward) },
      { icon: 'info', text: hasPledge ? copy.lostAndGone(pledge) : copy.lost },
    ],
    action: hasPledge ? copy.joinWith(pledge) : copy.join,
  };
}

export type SheetView = ReturnType<typeof sheetOf>;
