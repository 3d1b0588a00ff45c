import { defaultRulebook, type Rulebook, type TaskTerms } from '../../../cloudfunctions/community/rulebook';
import type { Random } from '../random';

const task = (
  id: string,
  facts: readonly string[],
  goal: number,
  reward: Partial<TaskTerms['reward']>,
  more: Partial<TaskTerms> = {},
): TaskTerms => ({
  id,
  title: id,
  hint: '',
  facts,
  goal,
  reward: { points: 0, growthValue: 0, weekScore: 0, makeUpCards: 0, ...reward },
  claim: 'tap',
  linkPath: '',
  ...more,
});

const streak = { measure: { detail: 'streakDays' } };

const taskGroups: Rulebook['taskGroups'] = [
  {
    id: 'newcomer',
    title: '',
    period: 'once',
    isChain: true,
    tasks: [
      task('gift', [], 0, { points: 30 }),
      task('first', ['check_in'], 1, { points: 9 }),
      task('two_days', ['check_in'], 2, { points: 4, makeUpCards: 1 }, streak),
    ],
  },
  {
    id: 'today',
    title: '',
    period: 'day',
    isChain: false,
    tasks: [
      task('early', ['check_in'], 1, { points: 2 }, { where: { detail: 'hour', atMost: 11 } }),
      task('picked', ['quality_pick'], 1, { points: 5, growthValue: 1, weekScore: 3 }),
      task('picked_twice', ['quality_pick'], 2, { makeUpCards: 1 }, { claim: 'automatic' }),
    ],
  },
  {
    id: 'week',
    title: '',
    period: 'week',
    isChain: false,
    tasks: [
      task('week_days', ['check_in'], 2, { points: 6 }),
      task('week_joined', ['challenge_joined', 'make_up', 'make_up_card'], 2, { points: 4 }),
      task('week_both', ['check_in', 'quality_pick', 'redeemed'], 4, { points: 7 }),
    ],
  },
  {
    id: 'steps',
    title: '',
    period: 'week',
    isChain: true,
    tasks: [
      task('step_one', ['quality_pick'], 1, { points: 1 }),
      task('step_two', ['quality_pick'], 1, { points: 2 }, { claim: 'automatic' }),
      task('step_three', ['quality_pick', 'check_in'], 2, { points: 3, makeUpCards: 1 }),
    ],
  },
  {
    id: 'june',
    title: '',
    period: { from: '06-10', to: '06-25' },
    isChain: false,
    tasks: [task('june_days', ['check_in'], 3, { points: 11 })],
  },
  {
    id: 'rest_of_year',
    title: '',
    period: { from: '06-28', to: '05-31' },
    isChain: false,
    tasks: [task('rest_won', ['challenge_won'], 1, { points: 13 })],
  },
  {
    id: 'streak',
    title: '',
    period: 'once',
    isChain: true,
    tasks: [
      task('streak_2', ['check_in'], 2, { points: 3 }, { ...streak, claim: 'automatic' }),
      task('streak_3', ['check_in'], 3, { makeUpCards: 1 }, { ...streak, claim: 'automatic' }),
      task('streak_5', ['check_in'], 5, { points: 20, growthValue: 5 }, { ...streak, claim: 'automatic' }),
    ],
  },
];

const challenges: Rulebook['challenges'] = [
  {
    id: 'sprint',
    title: '',
    hint: '',
    days: 3,
    goalDays: 2,
    options: [
      { pledgePoints: 0, rewardPoints: 0 },
      { pledgePoints: 5, rewardPoints: 4 },
    ],
    growthValue: 2,
  },
  {
    id: 'stride',
    title: '',
    hint: '',
    days: 5,
    goalDays: 4,
    options: [{ pledgePoints: 12, rewardPoints: 10 }],
    growthValue: 0,
  },
];

/** Short goals, short challenges, few cards: what takes a season with the default rules happens within days. */
export function simRulebook(random: Random): Rulebook {
  const sooner = random.pick([1, 5]);
  return {
    ...defaultRulebook,
    tiers: defaultRulebook.tiers.map((tier) => ({
      ...tier,
      growthValue: Math.ceil(tier.growthValue / sooner),
    })),
    expiry: { lotMonths: random.pick([1, 2, 12]), graceDays: random.pick([3, 30]) },
    checkIn: {
      ...defaultRulebook.checkIn,
      streakBonus: { afterLast: random.pick(['again', 'stays'] as const), points: [0, 1, 4] },
      makeUp: {
        windowDays: random.pick([2, 5]),
        timesPerMonth: random.pick([1, 4]),
        card: { pricePoints: random.pick([3, 15]), soldPerMonth: 2, mostKept: 3 },
      },
    },
    taskGroups,
    challenges,
    challengesAtOnce: random.pick([1, 2]),
  };
}
