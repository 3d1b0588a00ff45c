import { commonCopy } from '../copy/common';
import { monthDayOf, shanghaiDayOf, shanghaiTimeOf } from './format';

const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;

/** The server's clock from an answer on: phones' clocks go as they like, but all of them go on. */
export function clockFrom(nowMs: number): () => number {
  const aheadMs = nowMs - Date.now();
  return () => Date.now() + aheadMs;
}

/**
 * Calls at each full second before the next moment, and at that moment, as long as there is a next one.
 * @param nextMs What is waited for, seen from a moment; null: nothing.
 * @returns what stops it.
 */
export function everySecond(
  clock: () => number,
  nextMs: (nowMs: number) => number | null,
  show: () => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    const nowMs = clock();
    const atMs = nextMs(nowMs);
    if (atMs === null) return;
    const tick = () => {
      show();
      wait();
    };
    timer = setTimeout(tick, (atMs - nowMs) % SECOND_MS || SECOND_MS);
  };
  wait();
  return () => {
    if (timer !== undefined) clearTimeout(timer);
  };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** 01:02:03; from a day on 2 天 3 小时. Nothing is left only when it is time. */
export function leftOf(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND_MS));
  const hours = Math.floor(seconds / HOUR_S);
  if (seconds >= DAY_S)
    return commonCopy.daysAndHours(Math.floor(seconds / DAY_S), hours - 24 * Math.floor(seconds / DAY_S));
  return [hours, Math.floor((seconds % HOUR_S) / MINUTE_S), seconds % MINUTE_S].map(twoDigits).join(':');
}

const DAY_MS = 86_400_000;

/** 今天 20:00, 明天 20:00, 6月20日 20:00: as it is said at another moment. */
export function whenOf(atMs: number, nowMs: number): string {
  const day = shanghaiDayOf(atMs);
  const named = {
    [shanghaiDayOf(nowMs)]: commonCopy.today,
    [shanghaiDayOf(nowMs + DAY_MS)]: commonCopy.tomorrow,
  };
  return `${named[day] ?? monthDayOf(day)} ${shanghaiTimeOf(atMs)}`;
}
