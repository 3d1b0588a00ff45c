/** How far back the bitmap of check-in days reaches. */
export const BITMAP_DAYS = 62;

const MASK = (1n << BigInt(BITMAP_DAYS)) - 1n;

/** Moves the bitmap forward by `days` and marks the day that it then ends with. */
export function marked(bits: string, days: number): string {
  const shifted = days >= BITMAP_DAYS ? 0n : (BigInt(`0x${bits}`) << BigInt(days)) & MASK;
  return (shifted | 1n).toString(16);
}

/** The longest run of marked days that the bitmap still knows. */
export const longestRunOf = (bits: string): number =>
  Math.max(
    ...BigInt(`0x${bits}`)
      .toString(2)
      .split('0')
      .map((run) => run.length),
  );

/** Whether the day `daysAgo` before the bitmap's last one is marked. */
export function isMarked(bits: string, daysAgo: number): boolean {
  if (daysAgo < 0 || daysAgo >= BITMAP_DAYS) return false;
  return ((BigInt(`0x${bits}`) >> BigInt(daysAgo)) & 1n) === 1n;
}
