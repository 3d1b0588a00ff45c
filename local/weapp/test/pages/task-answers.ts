import type { Data } from './cloud';
import type { Given } from './sample';

type Tasks = Data<'tasks'>;
type Task = Tasks['groups'][number]['tasks'][number];

/** A task of the day, open until it is said otherwise. */
export const dayTaskOf = (taskId: string, other: Partial<Task> = {}): Task => ({
  taskId,
  period: 'd20622',
  title: `任务 ${taskId}`,
  hint: `做 ${taskId} 的办法`,
  progress: 0,
  goal: 1,
  state: 'open',
  reward: { points: 5, makeUpCards: 0 },
  isAutomatic: false,
  linkPath: '/pages/home/index',
  ...other,
});

/** One group of the day with these tasks. */
export const dayOf = (...tasks: readonly Task[]): Given<Tasks> => ({
  groups: [
    { groupId: 'today', title: '今日任务', period: 'day', endsAtMs: Date.UTC(2026, 5, 18, 16), tasks },
  ],
});
