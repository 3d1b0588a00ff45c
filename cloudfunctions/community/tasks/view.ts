import type * as v from 'valibot';
import type { Account } from '../ledger';
import type { Rulebook } from '../rulebook';
import { dayOf, hourOf } from '../time';
import type { tasksContract } from './contract';
import { isWithin } from './rules';
import { standingsOf, type GroupStanding, type Standing } from './standing';

type Tasks = v.InferOutput<(typeof tasksContract)['answer']>;
export type TaskSummary = Pick<Tasks, 'guide' | 'tasksClaimable' | 'tasksOpen' | 'nextTask'>;
type Task = Tasks['groups'][number]['tasks'][number];

/** Without what comes only once and is done: there is nothing left of it. */
export function groupsOf({ tasks }: Account, rulebook: Rulebook, nowMs: number): Tasks['groups'] {
  const groups = standingsOf(tasks, rulebook, nowMs).filter(
    (each) => each.group.period !== 'once' || isUnderWay(each),
  );
  return groups.map(({ group, period, tasks: standings }) => ({
    groupId: group.id,
    title: group.title,
    period: typeof group.period === 'string' ? group.period : 'season',
    endsAtMs: period.endsAtMs,
    isChain: group.isChain,
    tasks: standings.map(taskOf),
  }));
}

/** What the first page shows of tasks. */
export function summaryOf(account: Account, rulebook: Rulebook, nowMs: number): TaskSummary {
  const groups = standingsOf(account.tasks, rulebook, nowMs);
  const guide = groups.find(({ group }) => group.id === rulebook.guideGroup);
  const others = groups.filter((each) => each !== guide);
  const dueSoon = others.filter(({ group }) => group.period === 'day' || group.period === 'week');
  return {
    guide: guide && isUnderWay(guide) ? { title: guide.group.title, tasks: guide.tasks.map(taskOf) } : null,
    tasksClaimable: groups.flatMap(({ tasks }) => tasks).filter(isClaimable).length,
    tasksOpen: dueSoon.flatMap(({ tasks }) => tasks).filter(({ isFinished }) => !isFinished).length,
    nextTask: nextOf(
      others.flatMap(({ tasks }) => tasks),
      account,
      nowMs,
    ),
  };
}

const isUnderWay = ({ tasks }: GroupStanding): boolean => tasks.some(({ isPaid }) => !isPaid);

const isClaimable = ({ isFinished, isPaid, isOpen }: Standing): boolean => isFinished && !isPaid && isOpen;

/** First what only has to be taken, then what takes the least, and of that what pays the most. */
function nextOf(standings: readonly Standing[], account: Account, nowMs: number): Task | null {
  const left = ({ task, progress }: Standing): number => task.goal - progress;
  const [next] = standings
    .filter((each) => isClaimable(each) || isDoable(each, account, nowMs))
    .sort((a, b) => left(a) - left(b) || b.task.reward.points - a.task.reward.points);
  return next ? taskOf(next) : null;
}

/** Whether something can be done for it today: a check-in comes once a day, and for some in the morning only. */
function isDoable({ task, isOpen, isFinished }: Standing, { checkIn }: Account, nowMs: number): boolean {
  if (!isOpen || isFinished) return false;
  const canCheckIn = checkIn.lastDay < dayOf(nowMs);
  return task.facts.some((type) => type !== 'check_in' || (canCheckIn && isOnTime(task, nowMs)));
}

const isOnTime = (task: Standing['task'], nowMs: number): boolean =>
  task.where?.detail !== 'hour' || isWithin(task, { hour: hourOf(nowMs) });

const taskOf = (standing: Standing): Task => {
  const { task, period, progress } = standing;
  const { points, makeUpCards } = task.reward;
  return {
    taskId: task.id,
    period,
    title: task.title,
    hint: task.hint,
    progress,
    goal: task.goal,
    state: stateOf(standing),
    reward: { points, makeUpCards },
    isAutomatic: task.claim === 'automatic',
    linkPath: task.linkPath,
  };
};

function stateOf({ isOpen, isFinished, isPaid }: Standing): Task['state'] {
  if (isPaid) return 'claimed';
  if (!isOpen) return 'locked';
  return isFinished ? 'claimable' : 'open';
}
