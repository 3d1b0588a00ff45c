import type { Data } from './cloud';

type Challenge = Data<'challenges'>['challenges'][number];
type Run = NonNullable<Challenge['run']>;

/** Seven days, six of them, with 50 points or without. */
export const challengeOf = (other: Partial<Challenge> = {}): Challenge => ({
  challengeId: 'week_of_seven',
  title: '七天不断线',
  hint: '一周里别断两天',
  days: 7,
  goalDays: 6,
  options: [
    { pledgePoints: 0, rewardPoints: 10 },
    { pledgePoints: 50, rewardPoints: 25 },
  ],
  run: null,
  startsOn: '2026-06-18',
  ...other,
});

/** Three days into it, with 50 points pledged. */
export const runOf = (other: Partial<Run> = {}): Run => ({
  state: 'running',
  fromDay: '2026-06-15',
  toDay: '2026-06-21',
  doneDays: 3,
  goalDays: 6,
  daysLeft: 4,
  pledgePoints: 50,
  rewardPoints: 25,
  ...other,
});
