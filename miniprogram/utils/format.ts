import dayjs from 'dayjs';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** From seven digits on, a figure is told in ten thousands. */
const SHORT_FROM = 1_000_000;

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** 1286400 → 1,286,400 */
export const withCommas = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** Where there is room for a few digits only: 9,999,999 → 999.9 万. Never more than it is. */
export function shortOf(value: number): string {
  if (value < SHORT_FROM) return withCommas(value);
  const tenths = Math.floor(value / 1_000);
  return `${withCommas(Math.floor(tenths / 10))}.${tenths % 10} 万`;
}

/** 15 → +15, -1200 → −1,200 */
export const withSign = (value: number): string => `${value < 0 ? '−' : '+'}${withCommas(Math.abs(value))}`;

/** `2026-06-18` → 6月18日 周四 */
export const dateLineOf = (day: string): string => `${dayjs(day).format('M月D日')} ${weekdayOf(day)}`;

/** `2026-06-18` → 6月18日 */
export const monthDayOf = (day: string): string => dayjs(day).format('M月D日');

/** `2026-06-18` → 周四 */
export const weekdayOf = (day: string): string => WEEKDAYS[dayjs(day).day()] ?? '';

/** `2026-06` or a day in it → 2026年6月 */
export const monthOf = (day: string): string => dayjs(day).format('YYYY年M月');

/** `2026-06-18` → 6月18日; in another year than `today`'s with the year. */
export const dayNameOf = (day: string, today: string): string =>
  dayjs(day).format(day.slice(0, 4) === today.slice(0, 4) ? 'M月D日' : 'YYYY年M月D日');

/** The day in Shanghai, whatever the phone's time zone: 2026-06-18 */
export const shanghaiDayOf = (atMs: number): string =>
  new Date(atMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);

/** The time of day in Shanghai, whatever the phone's time zone: 07:26 */
export const shanghaiTimeOf = (atMs: number): string =>
  new Date(atMs + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16);

/** The hour in Shanghai, whatever the phone's time zone. */
export const shanghaiHourOf = (atMs: number): number => Math.floor(atMs / 3_600_000 + 8) % 24;
