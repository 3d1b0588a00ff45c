import dayjs from 'dayjs';

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** 1286400 → 1,286,400 */
export const withCommas = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** `2026-06-18` → 6月18日 周四 */
export const dateLineOf = (day: string): string => `${dayjs(day).format('M月D日')} ${weekdayOf(day)}`;

/** `2026-06-18` → 周四 */
export const weekdayOf = (day: string): string => WEEKDAYS[dayjs(day).day()] ?? '';

/** The hour in Shanghai, whatever the phone's time zone. */
export const shanghaiHourOf = (atMs: number): number => Math.floor(atMs / 3_600_000 + 8) % 24;
