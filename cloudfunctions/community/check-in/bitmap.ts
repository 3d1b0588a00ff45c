/** How far back the bitmap of check-in days reaches. */
export const BITMAP_DAYS = 62;

const MASK = (1n << BigInt(BITMAP_DAYS)) - 1n;

/** Marked days up to a last one, which itself may be unmarked only where there is none at all. */
export interface MarkedDays {
  /** Hexadecimal; bit 0 is the last day. */
  readonly bits: string;
  /** How long the run is that ends with the day before the bitmap's oldest. */
  readonly olderDays: number;
}

/** Whether the day `daysAgo` before the last one is marked. */
export function isMarked({ bits }: Pick<MarkedDays, 'bits'>, daysAgo: number): boolean {
  if (daysAgo < 0 || daysAgo >= BITMAP_DAYS) return false;
  return ((BigInt(`0x${bits}`) >> BigInt(daysAgo)) & 1n) === 1n;
}

/** The last day becomes `days` later, and is marked. */
export function markedAfter(marks: MarkedDays, days: number): MarkedDays {
  const shifted = days >= BITMAP_DAYS ? 0n : (BigInt(`0x${marks.bits}`) << BigInt(days)) & MASK;
  return {
    bits: (shifted | 1n).toString(16),
    olderDays: days > BITMAP_DAYS ? 0 : runOf(marks, BITMAP_DAYS - days),
  };
}

/** With the day `daysAgo` before the last one marked, which the bitmap must reach. */
export const markedBefore = ({ bits, olderDays }: MarkedDays, daysAgo: number): MarkedDays => ({
  bits: (BigInt(`0x${bits}`) | (1n << BigInt(daysAgo))).toString(16),
  olderDays,
});

/** How long the run is that ends with the day `daysAgo` before the last one; 0 where that day is not marked. */
export function runOf(marks: MarkedDays, daysAgo: number): number {
  let oldest = daysAgo;
  while (isMarked(marks, oldest)) oldest += 1;
  return oldest - daysAgo + (oldest === BITMAP_DAYS ? marks.olderDays : 0);
}
