import { endOfDayMs, type DayNumber } from '../../cloudfunctions/community/time';

const MS_PER_MINUTE = 60_000;

/** The instant of a minute of a day in Shanghai. */
export const instantOf = (day: DayNumber, minuteOfDay: number, second = 0): number =>
  endOfDayMs(day - 1) + minuteOfDay * MS_PER_MINUTE + second * 1_000;

/** `hourAndMinute(9, 30)`: half past nine, as minutes of a day. */
export const hourAndMinute = (hour: number, minute: number): number => hour * 60 + minute;
