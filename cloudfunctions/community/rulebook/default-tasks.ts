import type { ChallengeTerms, TaskGroup, TaskReward, TaskTerms } from './tasks';

const HOME = '/pages/home/index';
const EARN = '/packages/points/earn/index';
const CHALLENGES = '/packages/daily/challenges/index';

/** Rewards move neither tier nor board: those show what members do for each other. */
const reward = (points: number, makeUpCards = 0): TaskReward => ({
  points,
  growthValue: 0,
  weekScore: 0,
  makeUpCards,
});

const today: readonly TaskTerms[] = [
  {
    id: 'early',
    title: '早起签到',
    hint: '早上 9 点前签到',
    facts: ['check_in'],
    where: { detail: 'hour', atMost: 8 },
    goal: 1,
    reward: reward(2),
    claim: 'tap',
    linkPath: HOME,
  },
  {
    id: 'seen_today',
    title: '今天被看见',
    hint: '一条内容被精选，或一次举报被采纳',
    facts: ['quality_pick', 'report_upheld'],
    goal: 1,
    reward: reward(5),
    claim: 'tap',
    linkPath: EARN,
  },
];

const thisWeek: readonly TaskTerms[] = [
  {
    id: 'week_check_in',
    title: '这周签到 5 天',
    hint: '哪 5 天都可以',
    facts: ['check_in'],
    goal: 5,
    reward: reward(15),
    claim: 'tap',
    linkPath: HOME,
  },
  {
    id: 'week_picks',
    title: '这周精选 2 次',
    hint: '发作品或回答，被精选两次',
    facts: ['quality_pick'],
    goal: 2,
    reward: reward(20),
    claim: 'tap',
    linkPath: EARN,
  },
];

const newcomer: readonly TaskTerms[] = [
  {
    id: 'joining_gift',
    title: '收下见面礼',
    hint: '加入就有，收下就到账',
    facts: [],
    goal: 0,
    reward: reward(50),
    claim: 'tap',
    linkPath: '',
  },
  {
    id: 'starter_task',
    title: '第一次签到',
    hint: '签个到，站上第一阶',
    facts: ['check_in'],
    goal: 1,
    reward: reward(20),
    claim: 'tap',
    linkPath: HOME,
  },
  {
    id: 'three_days',
    title: '连着来 3 天',
    hint: '送一张补签卡，漏一天也不怕',
    facts: ['check_in'],
    measure: { detail: 'streakDays' },
    goal: 3,
    reward: reward(10, 1),
    claim: 'tap',
    linkPath: HOME,
  },
];

const streakGift = (days: number, points: number, makeUpCards: number): TaskTerms => ({
  id: `streak_${days}`,
  title: `连签 ${days} 天`,
  hint: '到了那天自动到账',
  facts: ['check_in'],
  measure: { detail: 'streakDays' },
  goal: days,
  reward: reward(points, makeUpCards),
  claim: 'automatic',
  linkPath: HOME,
});

const season = (id: string, name: string, from: string, to: string): TaskGroup => ({
  id,
  title: `${name}任务`,
  period: { from, to },
  isChain: false,
  tasks: [
    {
      id: `${id}_check_in`,
      title: `${name}不停手`,
      hint: `这个${name.slice(0, 1)}天签到 45 天`,
      facts: ['check_in'],
      goal: 45,
      reward: reward(120, 1),
      claim: 'tap',
      linkPath: HOME,
    },
    {
      id: `${id}_challenge`,
      title: '赢一次挑战',
      hint: '参加挑战，坚持到最后',
      facts: ['challenge_won'],
      goal: 1,
      reward: reward(30),
      claim: 'tap',
      linkPath: CHALLENGES,
    },
  ],
});

/** The tasks of a circle that learns a craft. */
export const defaultTaskGroups: readonly TaskGroup[] = [
  { id: 'newcomer', title: '新手三步', period: 'once', isChain: true, tasks: newcomer },
  { id: 'today', title: '今日任务', period: 'day', isChain: false, tasks: today },
  { id: 'week', title: '本周任务', period: 'week', isChain: false, tasks: thisWeek },
  season('spring', '春季', '03-01', '05-31'),
  season('summer', '夏季', '06-01', '08-31'),
  season('autumn', '秋季', '09-01', '11-30'),
  season('winter', '冬季', '12-01', '02-29'),
  {
    id: 'streak',
    title: '连续有礼',
    period: 'once',
    isChain: true,
    tasks: [
      streakGift(7, 20, 1),
      streakGift(14, 30, 0),
      streakGift(21, 40, 1),
      streakGift(30, 60, 1),
      streakGift(60, 120, 2),
      streakGift(100, 200, 2),
    ],
  },
];

export const defaultChallenges: readonly ChallengeTerms[] = [
  {
    id: 'week_of_seven',
    title: '七天不断线',
    hint: '一周里可以漏一天',
    days: 7,
    goalDays: 6,
    options: [
      { pledgePoints: 0, rewardPoints: 10 },
      { pledgePoints: 50, rewardPoints: 25 },
    ],
    growthValue: 0,
  },
  {
    id: 'habit_of_21',
    title: '21 天养成',
    hint: '三周养个习惯，可以漏三天',
    days: 21,
    goalDays: 18,
    options: [
      { pledgePoints: 0, rewardPoints: 40 },
      { pledgePoints: 100, rewardPoints: 80 },
    ],
    growthValue: 0,
  },
];
