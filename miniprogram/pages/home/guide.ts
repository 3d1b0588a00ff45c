import { homeCopy } from '../../copy/home';
import type { Home } from '../../services/home';
import type { Task } from '../../services/tasks';
import { withCommas } from '../../utils/format';
import { rewardOf } from '../../utils/reward';

export type Guide = NonNullable<Home['guide']>;

/** The one step that is done on this page itself. */
const CHECK_IN_TASK = 'starter_task';

const isAwaited = ({ taskId, state }: Task): boolean => taskId === CHECK_IN_TASK && state !== 'claimed';

/** Who has never checked in. */
export const isFresh = (guide: Home['guide']): boolean =>
  guide?.tasks.some((task) => isAwaited(task) && task.state !== 'claimable') ?? false;

/** A newcomer's first steps, each with what it is worth and how far it is. */
export function guideOf({ title, tasks }: Guide) {
  const done = tasks.filter(({ state }) => state === 'claimed').length;
  return {
    title,
    done: homeCopy.guideDone(withCommas(done), withCommas(tasks.length)),
    steps: tasks.map((task) => ({
      taskId: task.taskId,
      period: task.period,
      title: task.title,
      state: task.state,
      line: lineOf(task),
      reward: rewardOf(task.reward),
      act: actOf(task),
    })),
  };
}

function lineOf({ state, hint, progress, goal }: Task): string {
  if (state === 'claimed') return homeCopy.claimed;
  if (state === 'locked') return homeCopy.locked;
  return goal > 1 ? `${hint} · ${homeCopy.progress(withCommas(progress), withCommas(goal))}` : hint;
}

/** What a tap does: nothing where the step is done elsewhere, or in days to come. */
function actOf(task: Task): string {
  if (task.state === 'claimable') return homeCopy.claim;
  return task.state === 'open' && isAwaited(task) ? homeCopy.checkIn : '';
}
