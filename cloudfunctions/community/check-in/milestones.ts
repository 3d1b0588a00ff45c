import type { Account } from '../ledger';
import type { Rulebook } from '../rulebook';
import type { Calendar } from './calendar';

/** The gifts for days in a row, as the calendar shows them; the tasks room gives them. */
export function milestonesOf(
  account: Account,
  { taskGroups, streakGroup }: Rulebook,
): Calendar['milestones'] {
  const tasks = taskGroups.find(({ id }) => id === streakGroup)?.tasks ?? [];
  return tasks.map(({ id, goal, reward }) => ({
    streakDays: goal,
    points: reward.points,
    makeUpCards: reward.makeUpCards,
    isReached: account.tasks[id]?.isPaid ?? false,
  }));
}
