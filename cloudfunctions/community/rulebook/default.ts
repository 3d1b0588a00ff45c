import { defaultJoining } from './default-joining';
import { defaultChallenges, defaultTaskGroups } from './default-tasks';
import type { Rulebook } from './rulebook';

/** What a new community begins with. */
export const defaultRulebook: Rulebook = {
  version: 1,
  community: { name: '小满陶艺社' },
  joining: defaultJoining,
  checkIn: {
    points: 10,
    growthValue: 10,
    weekScore: 10,
    streakBonus: { afterLast: 'again', points: [0, 0, 5, 5, 10, 10, 20] },
    makeUp: {
      windowDays: 7,
      timesPerMonth: 3,
      card: { pricePoints: 60, soldPerMonth: 2, mostKept: 5 },
    },
    reminderHour: 20,
  },
  taskGroups: defaultTaskGroups,
  guideGroup: 'newcomer',
  streakGroup: 'streak',
  challenges: defaultChallenges,
  challengesAtOnce: 2,
  // Messages in the groups are not heard yet, so they are not promised.
  offeredFacts: ['check_in', 'quality_pick', 'report_upheld'],
  facts: {
    quality_pick: {
      steps: [{ fromTime: 1, points: 10 }],
      growthValue: 20,
      weekScore: 40,
      timesPerDay: 3,
      timesPerWeek: 10,
    },
    report_upheld: {
      steps: [{ fromTime: 1, points: 5 }],
      growthValue: 5,
      weekScore: 5,
      timesPerDay: 5,
      timesPerWeek: 20,
    },
    group_message: {
      steps: [
        { fromTime: 1, points: 2 },
        { fromTime: 6, points: 1 },
      ],
      growthValue: 1,
      weekScore: 1,
      timesPerDay: 15,
      timesPerWeek: null,
    },
  },
  mall: {
    categories: [
      { id: 'goods', title: '好物' },
      { id: 'coupons', title: '卡券' },
      { id: 'cards', title: '补签卡' },
      { id: 'fun', title: '试手气' },
      { id: 'care', title: '公益' },
    ],
    bannerDays: 7,
    seenForMinutes: 30,
    shipWithinDays: 7,
    receiveAfterDays: 10,
  },
  adjust: { twoPeopleAbovePoints: 1_000 },
  expiry: { lotMonths: 12, graceDays: 30 },
  tiers: [
    { name: '新芽', growthValue: 0, freeMakeUpsPerMonth: 0 },
    { name: '展叶', growthValue: 100, freeMakeUpsPerMonth: 0 },
    { name: '抽枝', growthValue: 500, freeMakeUpsPerMonth: 1 },
    { name: '含苞', growthValue: 2_000, freeMakeUpsPerMonth: 1 },
    { name: '盛放', growthValue: 5_000, freeMakeUpsPerMonth: 2 },
    { name: '成林', growthValue: 12_000, freeMakeUpsPerMonth: 3 },
  ],
  leaderboard: { rows: 10 },
  badges: { streakDays: [7, 14, 30], memberDays: [30, 100, 365] },
};
