const DAY_MS = 86_400_000;

/** How many days lie between two business days; negative where the second is the earlier one. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** The business day so many days later: `2026-06-30` and 1 → `2026-07-01` */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
