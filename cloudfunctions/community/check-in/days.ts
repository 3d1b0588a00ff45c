import type { CheckInDays } from '../ledger';
import type { DayNumber } from '../time';
import { isMarked, markedAfter, markedBefore, runOf } from './bitmap';

type Days = Pick<CheckInDays, 'lastDay' | 'streakDays' | 'bits' | 'olderDays' | 'bestDays'>;

export const isDone = (days: Pick<Days, 'lastDay' | 'bits'>, day: DayNumber): boolean =>
  isMarked(days, days.lastDay - day);

/** With one more day done: a new one, or one that was missed and that the bitmap still reaches. */
export function withDay(days: Days, day: DayNumber): Days {
  const marks =
    day > days.lastDay ? markedAfter(days, day - days.lastDay) : markedBefore(days, days.lastDay - day);
  const lastDay = Math.max(days.lastDay, day);
  let runsLastDay = day;
  while (isMarked(marks, lastDay - runsLastDay - 1)) runsLastDay += 1;
  return {
    lastDay,
    ...marks,
    streakDays: runOf(marks, 0),
    bestDays: Math.max(days.bestDays, runOf(marks, lastDay - runsLastDay)),
  };
}

/** How long the run is that ends with that day. */
export const runUntil = (days: Days, day: DayNumber): number =>
  day > days.lastDay ? 0 : runOf(days, days.lastDay - day);
