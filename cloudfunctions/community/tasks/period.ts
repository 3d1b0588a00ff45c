import type { Season, TaskGroup } from '../rulebook';
import { dayOf, dayOfIso, endOfDayMs, endOfWeekMs, isoDateOf, weekOf, type DayNumber } from '../time';

/** When progress counts together. */
export interface Period {
  /** `d20779`, `w2968`, `s20773` by its first day, `o` for what there is only once. */
  readonly id: string;
  /** Null: never. */
  readonly endsAtMs: number | null;
}

/** The period that runs now; null between two seasons. */
export function periodOf({ period }: Pick<TaskGroup, 'period'>, nowMs: number): Period | null {
  switch (period) {
    case 'day':
      return { id: `d${dayOf(nowMs)}`, endsAtMs: endOfDayMs(dayOf(nowMs)) };
    case 'week':
      return { id: `w${weekOf(nowMs)}`, endsAtMs: endOfWeekMs(weekOf(nowMs)) };
    case 'once':
      return { id: 'o', endsAtMs: null };
    default: {
      const days = seasonOf(period, dayOf(nowMs));
      return days && { id: `s${days.first}`, endsAtMs: endOfDayMs(days.last) };
    }
  }
}

/** The days of the season that this day is in. One that comes each year may go over New Year's Eve. */
export function seasonOf({ from, to }: Season, day: DayNumber): { first: DayNumber; last: DayNumber } | null {
  const seasons = from.length > 5 ? [{ first: dayOfIso(from), last: dayOfIso(to) }] : yearly(from, to, day);
  return seasons.find(({ first, last }) => day >= first && day <= last) ?? null;
}

function yearly(from: string, to: string, day: DayNumber): { first: DayNumber; last: DayNumber }[] {
  const thisYear = Number(isoDateOf(day).slice(0, 4));
  return [thisYear - 1, thisYear].map((year) => ({
    first: dayOfIso(`${year}-${from}`),
    last: dayOfIso(`${to < from ? year + 1 : year}-${to}`),
  }));
}
