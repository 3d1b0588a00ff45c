import type { Task } from '../services/tasks';

interface Picture {
  readonly icon: string;
  readonly hue: string;
}

/** By how often a task comes back: each day, each week, each season; what there is only once is a step of a stair. */
const pictures: Readonly<Record<string, Picture>> = {
  d: { icon: 'sun', hue: 'sun' },
  w: { icon: 'calendar', hue: 'lake' },
  s: { icon: 'star', hue: 'ember' },
};
const STAIR: Picture = { icon: 'stair', hue: 'brand' };

/** @param period A group's, such as `day`, or a task's, such as `d20779`: both begin alike. */
export const pictureOfPeriod = (period: string): Picture => pictures[period.charAt(0)] ?? STAIR;

/** Its period's picture; what is locked or done says so instead, and what is missed is pale. */
export function pictureOfTask({ state, period }: Pick<Task, 'state' | 'period'>): Picture {
  if (state === 'locked') return { icon: 'lock', hue: 'quiet' };
  if (state === 'claimed') return { icon: 'check', hue: 'quiet' };
  if (state === 'missed') return { ...pictureOfPeriod(period), hue: 'quiet' };
  return pictureOfPeriod(period);
}
