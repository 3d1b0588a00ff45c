import { commonCopy } from '../../../copy/common';
import { tasksCopy } from '../../../copy/tasks';
import type { Task, Tasks } from '../../../services/tasks';
import { daysBetween } from '../../../utils/day';
import { shanghaiDayOf, withCommas, withSign } from '../../../utils/format';
import { pictureOfPeriod, pictureOfTask } from '../../../utils/task';

type Group = Tasks['groups'][number];

/** The stair of today and this week: where it begins, and how high all of its steps climb. */
const FLOOR_PX = 14;
const RISE_PX = 34;

export function viewOf(tasks: Tasks) {
  const { groups, balancePoints, businessDay } = tasks;
  const next = nextOf(tasks);
  return {
    ...wordsOf(tasks),
    balancePoints,
    stair: stairOf(groups),
    next: next && { ...rowOf(next, ''), ...pictureOfTask(next) },
    groups: groups.map((group) => ({
      groupId: group.groupId,
      title: group.title,
      ...pictureOfPeriod(group.period),
      done: tasksCopy.done(withCommas(group.tasks.filter(isDone).length), withCommas(group.tasks.length)),
      ends: endsOf(group, businessDay),
      tasks: group.tasks.map((task, index) => rowOf(task, group.tasks[index - 1]?.title ?? '')),
    })),
  };
}

export type TasksView = ReturnType<typeof viewOf>;

const isDone = ({ state }: Task): boolean => state === 'claimable' || state === 'claimed';

/** What the first page shows, too; before it a newcomer's reward, which has a place of its own there. */
const nextOf = ({ guide, nextTask }: Tasks): Task | null =>
  guide?.tasks.find(({ state }) => state === 'claimable') ?? nextTask;

/** What waits comes first: a reward, then what is not done yet. */
function wordsOf({ tasksClaimable, tasksOpen }: Tasks) {
  const rest = tasksOpen > 0 ? tasksCopy.open(withCommas(tasksOpen)) : tasksCopy.allDone;
  if (tasksClaimable > 0) return { headline: tasksCopy.claimable(withCommas(tasksClaimable)), line: rest };
  return { headline: rest, line: tasksOpen > 0 ? tasksCopy.openLine : tasksCopy.allDoneLine };
}

/** A step is a task of today or this week; what is done stands below what is not. */
function stairOf(groups: readonly Group[]) {
  const tasks = groups.flatMap(({ period, tasks: own }) =>
    period === 'day' || period === 'week' ? own : [],
  );
  const done = tasks.filter(isDone).length;
  return {
    spoken: tasksCopy.stair(withCommas(done), withCommas(tasks.length)),
    steps: tasks.map((_, index) => ({
      heightPx: Math.round(FLOOR_PX + (RISE_PX * (index + 1)) / tasks.length),
      isClimbed: index < done,
    })),
  };
}

/** @param before What comes first in a chain. */
function rowOf(task: Task, before: string) {
  const { taskId, title, state, reward, linkPath } = task;
  return {
    taskId,
    title,
    line: lineOf(task, before),
    state,
    points: reward.points > 0 ? withSign(reward.points) : '',
    cards: reward.makeUpCards > 0 ? commonCopy.makeUpCards(withCommas(reward.makeUpCards)) : '',
    way: wayOf(task),
    linkPath: state === 'open' ? linkPath : '',
  };
}

function lineOf({ state, hint }: Task, before: string): string {
  if (state === 'locked') return tasksCopy.locked(before);
  if (state === 'missed') return tasksCopy.missed;
  return state === 'claimed' ? '' : hint;
}

/** How far it is; null where there is no way to go: what has one step is done or not. */
const wayOf = ({ state, progress, goal }: Task) =>
  goal > 1 && (state === 'open' || state === 'claimable')
    ? {
        figure: tasksCopy.progress(withCommas(progress), withCommas(goal)),
        percent: Math.floor((progress * 100) / goal),
      }
    : null;

/** How long the group's tasks are still there. */
function endsOf({ period, endsAtMs }: Group, today: string): string {
  if (endsAtMs === null) return '';
  // It ends at midnight: its last day is the one before.
  const days = daysBetween(today, shanghaiDayOf(endsAtMs - 1)) + 1;
  if (days > 1) return tasksCopy.daysLeft(withCommas(days));
  return period === 'season' ? tasksCopy.endsTonight : tasksCopy.renewsTonight;
}
