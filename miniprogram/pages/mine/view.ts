import { commonCopy } from '../../copy/common';
import { mineCopy } from '../../copy/mine';
import type { Home } from '../../services/home';
import { withCommas } from '../../utils/format';
import { tierPercentOf, tierPictureOf } from '../../utils/tier';

export function viewOf(home: Home) {
  const { tier, weekScore } = home;
  return {
    displayName: home.displayName,
    avatar: home.avatar,
    since: mineCopy.memberDays(home.communityName, withCommas(home.memberDays)),
    tier,
    tierPercent: tierPercentOf(tier),
    tierPicture: tierPictureOf(tier),
    growth: mineCopy.growth(withCommas(tier.growthValue)),
    floor: withCommas(tier.floorGrowthValue),
    next: tier.next
      ? `${mineCopy.next(tier.next.name)} ${withCommas(tier.next.growthValue)}`
      : mineCopy.growthTop,
    figures: [
      { label: mineCopy.balance, value: withCommas(home.balancePoints), name: 'balance' },
      { label: mineCopy.streak, value: withCommas(home.streakDays), name: 'streak' },
      { label: mineCopy.rank, value: weekScore > 0 ? withCommas(home.ownRank) : mineCopy.none, name: 'rank' },
    ],
    footsteps: [
      { label: mineCopy.today, value: home.checkedInToday ? mineCopy.checkedIn : mineCopy.notCheckedIn },
      { label: mineCopy.weekScore, value: commonCopy.score(withCommas(weekScore)) },
      { label: mineCopy.joined, value: mineCopy.days(withCommas(home.memberDays)) },
    ],
  };
}

export type MineView = ReturnType<typeof viewOf>;
