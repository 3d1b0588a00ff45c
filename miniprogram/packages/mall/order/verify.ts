import type { Order } from '../../../services/orders';
import { bytesOfAscii, bytesOfHex, hexOf, hmacSha256, sha256 } from './sha256';

type Prize = Order['draws'][number]['prize'];

/** What of a draw does not fit its seed; `index` counts the draws of an order from 0. */
export type Finding =
  | { readonly what: 'fits' }
  | { readonly what: 'commitment' }
  | { readonly what: 'seed' }
  | { readonly what: 'roll'; readonly index: number }
  | { readonly what: 'prize'; readonly index: number };

/** Rolls are 0 to 9,999. */
const ROLLS = 10_000;

/** What a seed says of one draw of an order. */
export function rollOf(seed: Uint8Array, orderId: string, index: number): number {
  const digest = hmacSha256(seed, bytesOfAscii(`${orderId}:${index}`));
  return new DataView(digest.buffer).getUint32(0) % ROLLS;
}

/** The first prize whose chances, added up in the published order, go beyond the roll. */
export function prizeAt(prizes: readonly Prize[], roll: number): Prize | undefined {
  let bound = 0;
  return prizes.find(({ chancePerMyriad }) => (bound += chancePerMyriad) > roll);
}

const isSame = (one: Prize | undefined, other: Prize): boolean =>
  one?.title === other.title && one.points === other.points && one.makeUpCards === other.makeUpCards;

/**
 * Reckons all draws of an order anew from the revealed seed.
 * @param before The commitment that this phone was told before the draw; null where it was told none.
 */
export function verify({ orderId, draws, proof }: Order, before: string | null): Finding {
  if (before !== null && before !== proof?.commitment) return { what: 'commitment' };
  const seed = bytesOfHex(proof?.seed ?? '');
  if (!proof || !seed || hexOf(sha256(seed)) !== proof.commitment.toLowerCase()) return { what: 'seed' };
  for (const [index, { roll, prize }] of draws.entries()) {
    if (roll !== rollOf(seed, orderId, index)) return { what: 'roll', index };
    if (!isSame(prizeAt(proof.prizes, roll), prize)) return { what: 'prize', index };
  }
  return { what: 'fits' };
}
