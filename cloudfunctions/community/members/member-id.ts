import { createHmac } from 'node:crypto';

/**
 * The member's pseudonym: a keyed hash, so that the account is found without a look-up and nobody without the key can
 * tell whose it is. The generation lets a deleted member who returns be a new one.
 * @returns 24 characters of `0-9A-Za-z_-`, 144 bits.
 */
export function memberIdOf(openid: string, key: string, generation = 1): string {
  return createHmac('sha256', key).update(`${generation}:${openid}`).digest('base64url').slice(0, 24);
}
