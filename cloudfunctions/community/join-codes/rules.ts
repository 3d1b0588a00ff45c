import type { JoinCode } from './store';

const CODE = /^[A-Za-z0-9]{12}$/;

/** What is known of the scene that somebody came with. */
export type FoundCode =
  | {
      readonly found: 'valid';
      readonly code: string;
      readonly channel: string;
      /** Empty where there is none. */
      readonly campaign: string;
      /** Empty where nobody invites. */
      readonly inviterId: string;
    }
  | { readonly found: 'malformed' | 'unknown' | 'revoked' | 'expired' };

/** The code in a scene, which may still be percent-encoded; undefined where it is none. */
export function codeIn(scene: string): string | undefined {
  const text = decoded(scene);
  return text !== undefined && CODE.test(text) ? text : undefined;
}

/** What a code is worth at an instant. */
export function worthOf(stored: JoinCode | undefined, nowMs: number): FoundCode {
  if (!stored) return { found: 'unknown' };
  const { _id: code, channel, campaign, inviterId, expiresAtMs, revokedAtMs } = stored;
  if (revokedAtMs !== 0) return { found: 'revoked' };
  if (hasEnded(expiresAtMs, nowMs)) return { found: 'expired' };
  return { found: 'valid', code, channel, campaign, inviterId };
}

/** At the instant itself it has. */
export const hasEnded = (expiresAtMs: number, nowMs: number): boolean =>
  expiresAtMs !== 0 && nowMs >= expiresAtMs;

/**
 * A page of a list whose cursor is an instant: codes of one instant stay together, so that none is left out between two pages.
 * @param read Newest first, one more than a page where there are more.
 */
export function pageOf<Item extends { readonly createdAtMs: number }>(
  read: readonly Item[],
  size: number,
): { readonly items: readonly Item[]; readonly nextCursor: number | null } {
  const beyond = read[size];
  if (!beyond) return { items: read, nextCursor: null };
  const whole = read.filter(({ createdAtMs }) => createdAtMs > beyond.createdAtMs);
  const items = whole.length > 0 ? whole : read.slice(0, size);
  return { items, nextCursor: items.at(-1)?.createdAtMs ?? null };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
