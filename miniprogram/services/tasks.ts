import { callMember, type MemberData } from './cloud';
import { sendWish } from './wish';

/** What there is to do, in groups, and what it pays. */
export type Tasks = MemberData<'tasks'>;
export type Task = Tasks['groups'][number]['tasks'][number];

export const tasks = () => callMember('tasks', {});

/** @param period Which day, week or season is meant; each reward is paid once, whoever asks and how often. */
export const claimTask = (taskId: string, period: string) =>
  sendWish('claimTask', { taskId, period }, taskId, period);
