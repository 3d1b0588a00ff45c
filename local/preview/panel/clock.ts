const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const shanghaiOffsetMs = 8 * hourMs;
const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** Days since 1970-01-01 in Shanghai, which has had no daylight saving since 1991. */
function dayOf(nowMs: number): number {
  return Math.floor((nowMs + shanghaiOffsetMs) / dayMs);
}

export function nextDay(nowMs: number): number {
  return nowMs + dayMs;
}

/** The start of the next week: Monday 00:00 in Shanghai. 1970-01-05, day 4, was a Monday. */
export function nextMonday(nowMs: number): number {
  const day = dayOf(nowMs);
  const sinceMonday = (((day - 4) % 7) + 7) % 7;
  return (day - sinceMonday + 7) * dayMs - shanghaiOffsetMs;
}

export function clockTexts(nowMs: number): { date: string; time: string } {
  const iso = new Date(nowMs + shanghaiOffsetMs).toISOString();
  const weekday = weekdays[(((dayOf(nowMs) + 4) % 7) + 7) % 7] ?? '';
  return { date: `${iso.slice(0, 10)} 星期${weekday}`, time: iso.slice(11, 19) };
}
