import { nextCheckInOf } from '../../check-in';
import type { EarnRule } from '../earn-rule';

/** What the check-in room pays; it keeps its own account of days. */
export const checkIn: EarnRule = {
  fact: 'check_in',
  title: '每日签到',
  hint: '连着签，奖励一天比一天多',
  worth: (account, rulebook, nowMs) => {
    const { points, checkedInToday } = nextCheckInOf(account, rulebook, nowMs);
    return {
      points: checkedInToday ? 0 : points,
      growthValue: rulebook.checkIn.growthValue,
      weekScore: rulebook.checkIn.weekScore,
      limits: [],
      timesLeftToday: checkedInToday ? 0 : 1,
      timesToday: 1,
    };
  },
};
