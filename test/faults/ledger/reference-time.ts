import type { TaskGroup } from '../../../cloudfunctions/community/rulebook';

export const DAY_MS = 86_400_000;
export const SHANGHAI_MS = 8 * 3_600_000;

/** The calendar a second time, without a line of the community's own. `YYYY-MM-DD`. */
export const dateOf = (atMs: number): string => new Date(atMs + SHANGHAI_MS).toISOString().slice(0, 10);

export const numberOf = (date: string): number => Date.parse(date) / DAY_MS;

export const dayNumberOf = (atMs: number): number => numberOf(dateOf(atMs));

export const hourOfDay = (atMs: number): number => new Date(atMs + SHANGHAI_MS).getUTCHours();

/** `YYYY-MM` */
export const monthNameOf = (atMs: number): string => dateOf(atMs).slice(0, 7);

/** The name of the period in which a group's tasks count at that moment; undefined where it has none. */
export function periodAt({ period }: TaskGroup, atMs: number): string | undefined {
  const date = dateOf(atMs);
  if (period === 'once') return 'o';
  if (period === 'day') return `d${numberOf(date)}`;
  if (period === 'week') return `w${Math.floor((numberOf(date) - numberOf('1969-12-29')) / 7)}`;
  const { from, to } = period;
  const [year, day] = [Number(date.slice(0, 4)), date.slice(5)];
  if (from <= to) return day >= from && day <= to ? `s${numberOf(`${year}-${from}`)}` : undefined;
  if (day >= from) return `s${numberOf(`${year}-${from}`)}`;
  return day <= to ? `s${numberOf(`${year - 1}-${from}`)}` : undefined;
}
