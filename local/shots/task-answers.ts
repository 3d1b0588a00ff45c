import type { Answers, Telling } from './answers';

type Tasks = Answers['tasks'];
type Group = Tasks['groups'][number];
type Task = Group['tasks'][number];

/** Where a member may stand with the tasks: on the way, done with all there is, and at the beginning of a chain. */
export const taskPlaces = ['tasks', 'tasksDone', 'tasksBegun'] as const;

export type TaskPlace = (typeof taskPlaces)[number];

const DAY_MS = 86_400_000;
/** Thursday, 18 June 2026, is over in Shanghai. */
const DAY_ENDS_AT_MS = Date.UTC(2026, 5, 18, 16);
const HOME = '/pages/home/index';
const EARN = '/packages/points/earn/index';

const PERIODS = { day: 'd20622', week: 'w2946', season: 's20605', once: 'o' };
const DAYS_LEFT = { day: 0, week: 3, season: 74 };

const group = (
  groupId: string,
  title: string,
  period: Group['period'],
  tasks: readonly Omit<Task, 'period' | 'isAutomatic'>[],
): Group => ({
  groupId,
  title,
  period,
  endsAtMs: period === 'once' ? null : DAY_ENDS_AT_MS + DAY_MS * DAYS_LEFT[period],
  isChain: period === 'once',
  tasks: tasks.map((task) => ({ ...task, period: PERIODS[period], isAutomatic: groupId === 'streak' })),
});

const task = (
  taskId: string,
  title: string,
  hint: string,
  [progress, goal]: readonly [progress: number, goal: number],
  state: Task['state'],
  [points, makeUpCards = 0]: readonly [points: number, makeUpCards?: number],
  linkPath = HOME,
): Omit<Task, 'period' | 'isAutomatic'> => ({
  taskId,
  title,
  hint,
  progress,
  goal,
  state,
  reward: { points, makeUpCards },
  linkPath,
});

const streakGift = (days: number, points: number, cards: number, state: Task['state']) =>
  task(
    `streak_${days}`,
    `连签 ${days} 天`,
    '到了那天自动到账',
    [Math.min(12, days), days],
    state,
    [points, cards],
    '',
  );

const streak = group('streak', '连续有礼', 'once', [
  streakGift(7, 20, 1, 'claimed'),
  streakGift(14, 30, 0, 'open'),
  streakGift(21, 40, 1, 'locked'),
  streakGift(30, 60, 1, 'locked'),
]);

const ordinary: readonly Group[] = [
  group('today', '今日任务', 'day', [
    task('early', '早起签到', '早上 9 点前签到', [0, 1], 'open', [2]),
    task('seen_today', '今天被看见', '一条内容被精选，或一次举报被采纳', [1, 1], 'claimable', [5], EARN),
  ]),
  group('week', '本周任务', 'week', [
    task('week_check_in', '这周签到 5 天', '哪 5 天都可以', [3, 5], 'open', [15]),
    task('week_picks', '这周精选 2 次', '发作品或回答，被精选两次', [2, 2], 'claimed', [20], EARN),
  ]),
  group('summer', '夏季任务', 'season', [
    task('summer_check_in', '夏季不停手', '这个夏天签到 45 天', [16, 45], 'open', [120, 1]),
    task('summer_challenge', '赢一次挑战', '参加挑战，坚持到最后', [0, 1], 'open', [30]),
  ]),
  streak,
];

const done: readonly Group[] = ordinary
  .filter(({ period }) => period !== 'season')
  .map((each) => ({
    ...each,
    tasks: each.tasks.map((one) => ({ ...one, progress: one.goal, state: 'claimed' as const })),
  }));

const begun: readonly Group[] = [
  group('newcomer', '新手三步', 'once', [
    task('joining_gift', '收下见面礼', '加入就有，收下就到账', [0, 0], 'claimed', [50], ''),
    task('starter_task', '第一次签到', '签个到，站上第一阶', [0, 1], 'open', [20]),
    task('three_days', '连着来 3 天', '送一张补签卡，漏一天也不怕', [0, 3], 'locked', [10, 1]),
  ]),
  group('today', '今日任务', 'day', [task('early', '早起签到', '早上 9 点前签到', [0, 1], 'open', [2])]),
];

const LONG_TITLE = '把院子里那棵老柿子树下的茶桌和窑边的架子都收拾一遍再签到';
const UNBROKEN = 'TaskTitleWithoutAnySpaceInItThatWouldBreakTheLineSomewhere';

/** The same with everything at its longest. */
const atLongest = (groups: readonly Group[]): Group[] =>
  groups.map((each) => ({
    ...each,
    title: `${each.title}之${LONG_TITLE}`,
    tasks: each.tasks.map((one, index) => ({
      ...one,
      title: index % 2 === 0 ? `${LONG_TITLE}${one.title}` : UNBROKEN,
      hint: `${one.hint}，${LONG_TITLE}，${UNBROKEN}`,
      progress: one.progress > 0 && one.progress === one.goal ? 9_999_999 : one.progress,
      goal: one.goal > 0 ? 9_999_999 : 0,
      reward: { points: 9_999_999, makeUpCards: 9_999_999 },
    })),
  }));

const isFinished = ({ state }: Task): boolean => state === 'claimable' || state === 'claimed';

/** What follows from the groups for every page that speaks of tasks. */
function summaryOf(
  groups: readonly Group[],
): Pick<Tasks, 'guide' | 'tasksClaimable' | 'tasksOpen' | 'nextTask'> {
  const guide = groups.find(({ groupId }) => groupId === 'newcomer');
  const others = groups.filter((each) => each !== guide).flatMap(({ tasks }) => tasks);
  const soon = groups.flatMap(({ period, tasks }) => (period === 'day' || period === 'week' ? tasks : []));
  return {
    guide: guide ? { title: guide.title, tasks: guide.tasks } : null,
    tasksClaimable: others.filter(({ state }) => state === 'claimable').length,
    tasksOpen: soon.filter((one) => !isFinished(one)).length,
    nextTask:
      others.find(({ state }) => state === 'claimable') ??
      others.find(({ state }) => state === 'open') ??
      null,
  };
}

const answerWith = (groups: readonly Group[], balancePoints: number): Tasks => ({
  businessDay: '2026-06-18',
  balancePoints,
  groups: [...groups],
  ...summaryOf(groups),
});

/** What `tasks` answers, wherever one stands. */
export const tasksTold: Readonly<Record<Telling, Readonly<Record<TaskPlace, Tasks>>>> = {
  normal: {
    tasks: answerWith(ordinary, 2_480),
    tasksDone: answerWith(done, 2_480),
    tasksBegun: answerWith(begun, 50),
  },
  extreme: {
    tasks: answerWith(atLongest(ordinary), 9_999_999),
    tasksDone: answerWith(atLongest(done), 9_999_999),
    tasksBegun: answerWith(atLongest(begun), 9_999_999),
  },
  empty: {
    tasks: answerWith([], 0),
    tasksDone: answerWith([], 0),
    tasksBegun: answerWith([], 0),
  },
};

/** A claim of what waits: it is claimed, and there is more on the account. */
export function claimedOf(tasks: Tasks): Answers['claimTask'] {
  const claimed = tasks.groups.flatMap((each) => each.tasks).find(({ state }) => state === 'claimable');
  const groups = tasks.groups.map((each) => ({
    ...each,
    tasks: each.tasks.map((one) => (one === claimed ? { ...one, state: 'claimed' as const } : one)),
  }));
  const { points = 0, makeUpCards = 0 } = claimed?.reward ?? {};
  return {
    earnedPoints: points,
    earnedMakeUpCards: makeUpCards,
    ...answerWith(groups, tasks.balancePoints + points),
  };
}
