import type { Rulebook } from './rulebook';

/** What a new community begins with. */
export const defaultRulebook: Rulebook = {
  version: 1,
  community: { name: '小满陶艺社' },
  checkIn: {
    points: 10,
    growthValue: 10,
    weekScore: 10,
    streakBonusPoints: [0, 0, 5, 5, 10, 10, 20],
  },
  expiry: { lotMonths: 12, graceDays: 30 },
  tiers: [
    { name: '新芽', growthValue: 0 },
    { name: '展叶', growthValue: 100 },
    { name: '抽枝', growthValue: 500 },
    { name: '含苞', growthValue: 2_000 },
    { name: '盛放', growthValue: 5_000 },
    { name: '成林', growthValue: 12_000 },
  ],
  leaderboard: { rows: 10 },
};
