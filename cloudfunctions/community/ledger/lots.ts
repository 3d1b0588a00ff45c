import { startOfMonthMs } from '../time';

/** Points that run out together. */
export interface Lot {
  /** `m<YYYYMM>`: the last month in which they count; `g<seq>`: a grace lot, named by the entry that opened it. */
  readonly id: string;
  readonly expiresAtMs: number;
  readonly points: number;
}

/** A part of a lot: what a spend took from it, so that a refund finds its way back. */
export interface LotPart {
  readonly id: string;
  readonly expiresAtMs: number;
  readonly points: number;
}

/** When a lot runs out, where its id says so: a month lot's does, a grace lot's does not. */
export function expiryOf(lotId: string): number | undefined {
  const [, year, month] = /^m(\d{4})(\d{2})$/.exec(lotId) ?? [];
  return year === undefined ? undefined : startOfMonthMs(Number(year) * 12 + Number(month));
}

/** Takes points from the lots that run out first. The caller has made sure that there are enough. */
export function takeFrom(lots: readonly Lot[], points: number): { lots: Lot[]; parts: LotPart[] } {
  const left: Lot[] = [];
  const parts: LotPart[] = [];
  let wanted = points;
  for (const lot of lots) {
    const taken = Math.min(lot.points, wanted);
    wanted -= taken;
    if (taken > 0) parts.push({ ...lot, points: taken });
    if (lot.points > taken) left.push({ ...lot, points: lot.points - taken });
  }
  if (wanted > 0) throw new RangeError('more was taken than the lots hold');
  return { lots: left, parts };
}

/** Adds points to the lot of this id, or opens it. */
export function putInto(lots: readonly Lot[], part: LotPart): Lot[] {
  if (part.points === 0) return [...lots];
  const there = lots.some((lot) => lot.id === part.id);
  const next = there
    ? lots.map((lot) => (lot.id === part.id ? { ...lot, points: lot.points + part.points } : lot))
    : [...lots, { ...part }];
  return next.sort((a, b) => a.expiresAtMs - b.expiresAtMs || (a.id < b.id ? -1 : 1));
}

/**
 * Returns parts to the lots that they came from. What has run out in the meantime goes to the grace lot: the member
 * could not have used it, so it must not be gone at once.
 * @param grace Where late points go when no grace lot is open.
 */
export function giveBack(
  lots: readonly Lot[],
  parts: readonly LotPart[],
  nowMs: number,
  grace: Omit<LotPart, 'points'>,
): { lots: Lot[]; parts: LotPart[] } {
  let next = [...lots];
  const returned: LotPart[] = [];
  for (const part of parts) {
    const open = next.find((lot) => isGrace(lot) && lot.expiresAtMs > nowMs);
    const alive = part.expiresAtMs > nowMs;
    const home = alive && !(isGrace(part) && open) ? part : { ...(open ?? grace), points: part.points };
    next = putInto(next, home);
    returned.push(home);
  }
  return { lots: next, parts: returned };
}

export const sumOf = (parts: readonly { readonly points: number }[]): number =>
  parts.reduce((sum, part) => sum + part.points, 0);

const isGrace = (lot: Pick<Lot, 'id'>): boolean => lot.id.startsWith('g');
