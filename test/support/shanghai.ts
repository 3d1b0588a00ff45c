/** Shanghai's calendar by `Date.UTC` and strings alone, so that it can judge those who reckon. */
const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Date and time in Shanghai, `YYYY-MM-DDTHH:mm:ss.sssZ` but for the Z. */
const clockAt = (atMs: number): string => new Date(atMs + SHANGHAI_OFFSET_MS).toISOString();

/** The date in Shanghai, `YYYY-MM-DD`. */
export const dateAt = (atMs: number): string => clockAt(atMs).slice(0, 10);

export const hourAt = (atMs: number): number => Number(clockAt(atMs).slice(11, 13));

/** Midnight, with which the date begins. */
export const startOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

/** The date so many days later; earlier, where they are below zero. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

export const mondayOf = (date: string): string =>
  dateAfter(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));

export const monthOf = (date: string): string => date.slice(0, 7);

/** The season of that date and its first day; winter begins in December. */
export function seasonOf(date: string): { readonly name: string; readonly from: string } {
  const [year = 0, month = 0] = date.split('-').map(Number);
  if (month < 3) return { name: 'winter', from: `${year - 1}-12-01` };
  if (month < 6) return { name: 'spring', from: `${year}-03-01` };
  if (month < 9) return { name: 'summer', from: `${year}-06-01` };
  if (month < 12) return { name: 'autumn', from: `${year}-09-01` };
  return { name: 'winter', from: `${year}-12-01` };
}

const daysSince1970 = (date: string): number => Date.parse(date) / DAY_MS;

/** The name of the day, week or season that the date is in; `o` for what there is only once. */
export function periodAt(kind: 'day' | 'week' | 'season' | 'once', date: string): string {
  switch (kind) {
    case 'day':
      return `d${daysSince1970(date)}`;
    case 'week':
      // Week 0 began on Monday, 29 December 1969.
      return `w${(daysSince1970(mondayOf(date)) + 3) / 7}`;
    case 'season':
      return `s${daysSince1970(seasonOf(date).from)}`;
    case 'once':
      return 'o';
  }
}
