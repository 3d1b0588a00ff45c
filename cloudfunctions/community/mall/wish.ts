import { createHash } from 'node:crypto';
import type * as v from 'valibot';
import type { Account } from '../ledger';
import type { redeemItemContract } from './contract';

export type RedeemInput = v.InferOutput<(typeof redeemItemContract)['input']>;

/** What the clock of the instance that showed the item may be ahead. */
const AHEAD_MS = 5_000;
const MS_PER_MINUTE = 60_000;

const ID_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const ID_LETTERS = 16;

/** The key carries when the member saw the item: the same wish has the same, and none is older than its own look. */
export const keyOfWish = (requestId: string, { seenAtMs }: Pick<RedeemInput, 'seenAtMs'>): string =>
  `rd:${seenAtMs.toString(36)}:${requestId}`;

/** Whether this request id has been used lately with another look at the shelf: no client that means the same wish does that. */
export const isReused = ({ pending }: Pick<Account, 'pending'>, key: string, requestId: string): boolean =>
  pending.some((entry) => {
    const [room, , id] = entry.key.split(':');
    return room === 'rd' && id === requestId && entry.key !== key;
  });

/** Made of the whole wish: 80 bits that nobody meets by chance, in letters that are not mistaken for one another. */
export function orderIdOf(memberId: string, key: string, input: RedeemInput): string {
  const { itemId, variantId, quantity, pricePoints, addressId = '' } = input;
  const wish = [memberId, key, itemId, variantId, quantity, pricePoints, addressId];
  const hash = createHash('sha256').update(JSON.stringify(wish)).digest();
  return [...hash.subarray(0, ID_LETTERS)].map((byte) => ID_ALPHABET.charAt(byte % 32)).join('');
}

/** Where a member looks first: who comes often does not go from lane to lane. */
export const homeLaneOf = (memberId: string, lanes: number): number =>
  createHash('sha256').update(memberId).digest().readUInt32BE(0) % lanes;

export const isRecent = (
  { seenAtMs }: Pick<RedeemInput, 'seenAtMs'>,
  nowMs: number,
  seenForMinutes: number,
): boolean => seenAtMs <= nowMs + AHEAD_MS && seenAtMs > nowMs - seenForMinutes * MS_PER_MINUTE;
