import type { Rulebook } from './rulebook';

/** What a newcomer may take at once: the tasks of the guide for which nothing has to be done. */
export const giftPointsOf = ({ taskGroups, guideGroup }: Rulebook): number =>
  taskGroups
    .filter(({ id }) => id === guideGroup)
    .flatMap(({ tasks }) => tasks)
    .filter(({ goal }) => goal === 0)
    .reduce((sum, { reward }) => sum + reward.points, 0);
