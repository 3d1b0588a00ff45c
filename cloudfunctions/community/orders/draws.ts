import { createHash, createHmac } from 'node:crypto';
import type { Vault } from '../vault';
import { endOfDayMs, isoDateOf, type DayNumber } from '../time';
import type { Prize } from './store';

/** All prizes of a draw together, as the odds are told: in ten thousandths. */
export const CHANCES = 10_000;

/** Clocks differ: a seed is not told before nobody can be in the middle of a draw of its day. */
const REVEALED_AFTER_MS = 10 * 60_000;

/** Of an item's draws of one day: it follows from the deployment's secret, so it was fixed long before. */
export const seedOf = (vault: Pick<Vault, 'seedOf'>, itemId: string, day: DayNumber): Buffer =>
  vault.seedOf(`${itemId}:${isoDateOf(day)}`);

/** What is told before anybody draws. */
export const commitmentOf = (seed: Buffer): string => createHash('sha256').update(seed).digest('hex');

export const revealsAtMs = (day: DayNumber): number => endOfDayMs(day) + REVEALED_AFTER_MS;

/**
 * The n-th draw of an order, 0 to 9,999. The order's id is made of the member's own request, and the seed was committed to
 * before it: neither side can choose. (2^32 is no multiple of 10,000: the first 7,296 rolls are likelier by less than
 * three in a million.)
 */
export const rollOf = (seed: Buffer, orderId: string, index: number): number =>
  createHmac('sha256', seed).update(`${orderId}:${index}`).digest().readUInt32BE(0) % CHANCES;

/** The first prize whose chances, added up in the published order, go beyond the roll. */
export function prizeOf(prizes: readonly Prize[], roll: number): Prize {
  let upTo = 0;
  for (const prize of prizes) {
    upTo += prize.chancePerMyriad;
    if (roll < upTo) return prize;
  }
  throw new RangeError(`no prize for ${roll}`);
}
