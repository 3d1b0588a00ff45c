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
export function groupsOf(account: Account, rulebook: Rulebook, nowMs: number): Tasks['groups'] {
  const groups = shownOf(account, rulebook, nowMs).filter(
    (each) => each.group.period !== 'once' || isUnderWay(each),
  );
  return groups.map(({ group, period, tasks }) => ({
    groupId: group.id,
    title: group.title,
    period: typeof group.period === 'string' ? group.period : 'season',
    endsAtMs: period.endsAtMs,
    isChain: group.isChain,
    tasks: tasks.map(taskOf),
  }));
}

/** What the first page shows of tasks. */
export function summaryOf(account: Account, rulebook: Rulebook, nowMs: number): TaskSummary {
  const groups = shownOf(account, rulebook, nowMs);
  const guide = groups.find(({ group }) => group.id === rulebook.guideGroup);
  const others = groups.filter((each) => each !== guide);
  const dueSoon = others.filter(({ group }) => group.period === 'day' || group.period === 'week');
  return {
    guide: guide && isUnderWay(guide) ? { title: guide.group.title, tasks: guide.tasks.map(taskOf) } : null,
    tasksClaimable: groups.flatMap(({ tasks }) => tasks).filter(isClaimable).length,
    tasksOpen: dueSoon.flatMap(({ tasks }) => tasks).filter((each) => !each.isFinished && !each.isMissed)
      .length,
    nextTask: nextOf(others),
  };
}

interface Shown extends Standing {
  /** Whether something can be done for it today. */
  readonly isDoable: boolean;
  /** Of today only, and nothing can be done for it any more. */
  readonly isMissed: boolean;
}

interface ShownGroup extends GroupStanding {
  readonly tasks: readonly Shown[];
}

const shownOf = (account: Account, rulebook: Rulebook, nowMs: number): ShownGroup[] =>
  standingsOf(account.tasks, rulebook, nowMs).map((each) => ({
    ...each,
    tasks: each.tasks.map((standing) => {
      const isDoable = canBeDoneToday(standing, account, nowMs);
      const isWaiting = standing.isOpen && !standing.isFinished;
      return { ...standing, isDoable, isMissed: each.group.period === 'day' && isWaiting && !isDoable };
    }),
  }));

/** A check-in comes once a day, and for some tasks in the morning only. */
function canBeDoneToday(
  { task, isOpen, isFinished }: Standing,
  { checkIn }: Account,
  nowMs: number,
): boolean {
  if (!isOpen || isFinished) return false;
  const canCheckIn = checkIn.lastDay < dayOf(nowMs);
  return task.facts.some((type) => type !== 'check_in' || (canCheckIn && isOnTime(task, nowMs)));
}

const isOnTime = (task: Standing['task'], nowMs: number): boolean =>
  task.where?.detail !== 'hour' || isWithin(task, { hour: hourOf(nowMs) });

const isUnderWay = ({ tasks }: GroupStanding): boolean => tasks.some(({ isPaid }) => !isPaid);

const isClaimable = ({ isFinished, isPaid, isOpen }: Standing): boolean => isFinished && !isPaid && isOpen;

/** First what only has to be taken, then what is over soonest, of that what takes the least, and of that what pays the most. */
function nextOf(groups: readonly ShownGroup[]): Task | null {
  const [next] = groups
    .flatMap(({ tasks, period }) => tasks.map((shown) => ({ shown, endsAtMs: period.endsAtMs ?? Infinity })))
    .filter(({ shown }) => isClaimable(shown) || shown.isDoable)
    .map((each) => ({ ...each, left: each.shown.task.goal - each.shown.progress }))
    .sort(
      (a, b) =>
        Number(isClaimable(b.shown)) - Number(isClaimable(a.shown)) ||
        // Infinity from itself is no number.
        (a.endsAtMs === b.endsAtMs ? 0 : a.endsAtMs - b.endsAtMs) ||
        a.left - b.left ||
        b.shown.task.reward.points - a.shown.task.reward.points,
    );
  return next ? taskOf(next.shown) : null;
}

function taskOf(shown: Shown): Task {
  const { task, period, progress } = shown;
  const { points, makeUpCards } = task.reward;
  return {
    taskId: task.id,
    period,
    title: task.title,
    hint: task.hint,
    progress,
    goal: task.goal,
    state: stateOf(shown),
    reward: { points, makeUpCards },
    isAutomatic: task.claim === 'automatic',
    linkPath: task.linkPath,
  };
}

function stateOf({ isOpen, isFinished, isPaid, isMissed }: Shown): Task['state'] {
  if (isPaid) return 'claimed';
  if (!isOpen) return 'locked';
  if (isFinished) return 'claimable';
  return isMissed ? 'missed' : 'open';
}
