import type { Account } from '../ledger';
import type { Rulebook, TaskGroup, TaskTerms } from '../rulebook';
import { periodOf, type Period } from './period';

/** How far a member is on a task in the period that runs now. */
export interface Standing {
  readonly task: TaskTerms;
  readonly period: string;
  readonly progress: number;
  readonly isFinished: boolean;
  readonly isPaid: boolean;
  /** False while the task before it in the chain is not finished. */
  readonly isOpen: boolean;
}

export interface GroupStanding {
  readonly group: TaskGroup;
  readonly period: Period;
  readonly tasks: readonly Standing[];
}

type Progress = Account['tasks'];

/** All tasks of the periods that run now, in the rulebook's order. */
export const standingsOf = (progress: Progress, { taskGroups }: Rulebook, nowMs: number): GroupStanding[] =>
  taskGroups.flatMap((group) => {
    const period = periodOf(group, nowMs);
    return period ? [{ group, period, tasks: tasksOf(progress, group, period) }] : [];
  });

function tasksOf(progress: Progress, group: TaskGroup, period: Period): Standing[] {
  let isOpen = true;
  return group.tasks.map((task) => {
    const standing = { ...standingOf(progress, task, period.id), isOpen };
    if (group.isChain) isOpen = standing.isFinished;
    return standing;
  });
}

function standingOf(progress: Progress, task: TaskTerms, period: string): Omit<Standing, 'isOpen'> {
  const stored = Object.hasOwn(progress, task.id) ? progress[task.id] : undefined;
  const now = stored?.period === period ? stored : { progress: 0, isPaid: false };
  // Paid stays paid, whatever another rulebook makes of the goal.
  const isFinished = now.isPaid || now.progress >= task.goal;
  return {
    task,
    period,
    progress: isFinished ? task.goal : now.progress,
    isFinished,
    isPaid: now.isPaid,
  };
}
