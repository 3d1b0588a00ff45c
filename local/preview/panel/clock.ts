export const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
export const weekMs = 7 * dayMs;
/** Shanghai has had no daylight saving since 1991. */
const shanghaiOffsetMs = 8 * hourMs;
const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

const isoOf = (timeMs: number): string => new Date(timeMs + shanghaiOffsetMs).toISOString();

/** Days since 1970-01-01. */
const dayOf = (timeMs: number): number => Math.floor((timeMs + shanghaiOffsetMs) / dayMs);

export const nextDay = (nowMs: number): number => nowMs + dayMs;

/** The start of the next week: Monday 00:00. 1970-01-05, day 4, was a Monday. */
export function nextMonday(nowMs: number): number {
  const day = dayOf(nowMs);
  const sinceMonday = (((day - 4) % 7) + 7) % 7;
  return (day - sinceMonday + 7) * dayMs - shanghaiOffsetMs;
}

export function clockTexts(nowMs: number): { date: string; time: string } {
  const iso = isoOf(nowMs);
  const weekday = weekdays[(((dayOf(nowMs) + 4) % 7) + 7) % 7] ?? '';
  return { date: `${iso.slice(0, 10)} 星期${weekday}`, time: iso.slice(11, 19) };
}

/** `01-07 12:00:05`; the year only where a list may span years. */
export const shortTime = (timeMs: number): string => isoOf(timeMs).slice(5, 19).replace('T', ' ');

export const timeOfDay = (timeMs: number): string => isoOf(timeMs).slice(11, 19);

export const minuteTime = (timeMs: number): string => isoOf(timeMs).slice(0, 16).replace('T', ' ');

/** As an input of type `datetime-local` has it. */
export const localInputValue = (timeMs: number): string => isoOf(timeMs).slice(0, 16);
