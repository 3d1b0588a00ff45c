/**
 * Days and weeks of the community: Asia/Shanghai, UTC+8 without daylight saving since 1991, in integer arithmetic, so
 * that no process time zone can move a border.
 */
const MS_PER_DAY = 86_400_000;
const MS_PER_HOUR = 3_600_000;
const SHANGHAI_OFFSET_MS = 8 * MS_PER_HOUR;
/** 1970-01-01 was a Thursday: three days after the Monday that begins week 0. */
const DAYS_FROM_MONDAY_TO_EPOCH = 3;
const DAYS_PER_WEEK = 7;

/** Days since 1970-01-01 in Shanghai. */
export type DayNumber = number;
/** Weeks since the one that began on Monday 1969-12-29 in Shanghai. */
export type WeekNumber = number;

export const dayOf = (atMs: number): DayNumber => Math.floor((atMs + SHANGHAI_OFFSET_MS) / MS_PER_DAY);

export const weekOfDay = (day: DayNumber): WeekNumber =>
  Math.floor((day + DAYS_FROM_MONDAY_TO_EPOCH) / DAYS_PER_WEEK);

export const weekOf = (atMs: number): WeekNumber => weekOfDay(dayOf(atMs));

/** The Monday with which the week begins. */
export const firstDayOf = (week: WeekNumber): DayNumber => week * DAYS_PER_WEEK - DAYS_FROM_MONDAY_TO_EPOCH;

/** The instant at which the week ends: the next Monday 00:00. */
export const endOfWeekMs = (week: WeekNumber): number =>
  firstDayOf(week + 1) * MS_PER_DAY - SHANGHAI_OFFSET_MS;

/** The instant at which the day ends. */
export const endOfDayMs = (day: DayNumber): number => (day + 1) * MS_PER_DAY - SHANGHAI_OFFSET_MS;

/** The hour of the day, 0 to 23. */
export const hourOf = (atMs: number): number =>
  Math.floor((atMs + SHANGHAI_OFFSET_MS - dayOf(atMs) * MS_PER_DAY) / MS_PER_HOUR);

/** The instant at which that hour of the day begins. */
export const instantOf = (day: DayNumber, hour: number): number =>
  day * MS_PER_DAY - SHANGHAI_OFFSET_MS + hour * MS_PER_HOUR;

/** Months since January of year 0, in Shanghai. */
export type MonthNumber = number;

export function monthOf(atMs: number): MonthNumber {
  const shanghai = new Date(atMs + SHANGHAI_OFFSET_MS);
  return shanghai.getUTCFullYear() * 12 + shanghai.getUTCMonth();
}

/** The instant at which the month begins. */
export const startOfMonthMs = (month: MonthNumber): number =>
  Date.UTC(Math.floor(month / 12), month % 12) - SHANGHAI_OFFSET_MS;

/** `YYYY-MM-DD`. */
export const isoDateOf = (day: DayNumber): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

/** The day of a date `YYYY-MM-DD`. A day that its month does not have is the month's last one: 29 February. */
export function dayOfIso(date: string): DayNumber {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Date.UTC(year, month - 1, Math.min(day, lastDay)) / MS_PER_DAY;
}

/** `YYYY-MM` */
export const isoMonthOf = (month: MonthNumber): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

/** The month of `YYYY-MM`. */
export function monthOfIso(month: string): MonthNumber {
  const [year = 0, ofYear = 1] = month.split('-').map(Number);
  return year * 12 + ofYear - 1;
}

/** All days of a month, ascending. */
export function daysOfMonth(month: MonthNumber): DayNumber[] {
  const first = dayOf(startOfMonthMs(month));
  return Array.from({ length: dayOf(startOfMonthMs(month + 1)) - first }, (_, index) => first + index);
}
