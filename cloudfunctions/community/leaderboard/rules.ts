import type { Account } from '../ledger';
import { weekOfDay, type DayNumber, type WeekNumber } from '../time';

/** An account that has scored in a later week already is in that week, whatever this instance's clock says. */
export const openWeekOf = (account: Account, today: DayNumber): WeekNumber =>
  Math.max(weekOfDay(today), account.openWeek.week);

export const weekScoreOf = (account: Account, week: WeekNumber): number =>
  account.openWeek.week === week ? account.openWeek.points : 0;

/** Ranks of rows in order of score: 1 + rows with a higher one, so that equals share a rank. */
export function ranksOf(scores: readonly number[]): number[] {
  return scores.map((score) => scores.indexOf(score) + 1);
}
