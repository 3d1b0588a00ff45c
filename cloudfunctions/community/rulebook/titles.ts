import type { Rulebook } from './rulebook';

/** Empty where this rulebook does not know the task any more. */
export const titleOfTask = ({ taskGroups }: Rulebook, taskId: string): string =>
  taskGroups.flatMap(({ tasks }) => tasks).find(({ id }) => id === taskId)?.title ?? '';

/** Empty where this rulebook does not know the challenge any more. */
export const titleOfChallenge = ({ challenges }: Rulebook, challengeId: string): string =>
  challenges.find(({ id }) => id === challengeId)?.title ?? '';
