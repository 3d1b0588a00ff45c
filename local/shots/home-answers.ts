import type { Answers, Telling } from './answers';
import { tasksTold } from './task-answers';

type Home = Answers['home'];
type Guide = NonNullable<Home['guide']>;

/** What the first page tells of what there is to do, beside the check-in. */
export interface HomeDaily {
  readonly summary: Pick<Home, 'guide' | 'tasksClaimable' | 'tasksOpen' | 'nextTask'>;
  readonly reminder: Home['reminder'];
  /** What comes with the check-in. */
  readonly rewards: Answers['checkIn']['rewards'];
}

const summaryOf = ({
  guide,
  tasksClaimable,
  tasksOpen,
  nextTask,
}: Answers['tasks']): HomeDaily['summary'] => ({ guide, tasksClaimable, tasksOpen, nextTask });

const TEMPLATE = 'template-2';
const LONG_TITLE = '把院子里那棵老柿子树下的茶桌和窑边的架子都收拾一遍再签到';
const { tasks, tasksBegun } = tasksTold.normal;

/** Nothing is claimed yet: the first of the chain waits. */
const unclaimed = (guide: Guide | null): Guide | null =>
  guide && {
    ...guide,
    tasks: guide.tasks.map((task, index) => (index === 0 ? { ...task, state: 'claimable' } : task)),
  };

export const homesTold: Readonly<Record<Telling, HomeDaily>> = {
  normal: {
    summary: summaryOf(tasks),
    reminder: { templateId: TEMPLATE, left: 0, hour: 20 },
    rewards: [
      { kind: 'challenge', title: '七天不断线', points: 25, makeUpCards: 0 },
      { kind: 'pledge', title: '七天不断线', points: 50, makeUpCards: 0 },
      { kind: 'task', title: '连签 14 天', points: 30, makeUpCards: 1 },
    ],
  },
  extreme: {
    summary: {
      ...summaryOf(tasksTold.extreme.tasks),
      guide: unclaimed(tasksTold.extreme.tasksBegun.guide),
      tasksClaimable: 9_999,
    },
    reminder: { templateId: TEMPLATE, left: 9_999_999, hour: 20 },
    rewards: [
      { kind: 'task', title: LONG_TITLE, points: 9_999_999, makeUpCards: 9_999_999 },
      { kind: 'pledge', title: LONG_TITLE, points: 9_999_999, makeUpCards: 0 },
      {
        kind: 'challenge',
        title: 'TitleWithoutAnySpaceInItThatWouldBreakTheLine',
        points: 0,
        makeUpCards: 1,
      },
    ],
  },
  empty: {
    summary: { ...summaryOf(tasksBegun), guide: unclaimed(tasksBegun.guide) },
    reminder: null,
    rewards: [],
  },
};
