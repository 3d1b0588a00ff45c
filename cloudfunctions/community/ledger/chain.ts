import { createHash } from 'node:crypto';
import type { Entry } from './entry';
import type { Draft } from './rules';

/** Ties each entry to the one before it, so that none can be changed or left out unnoticed. */
export function chained(drafts: readonly Draft[], headHash: string): Entry[] {
  let prevHash = headHash;
  return drafts.map((draft) => {
    const hash = hashOf({ ...draft, prevHash });
    prevHash = hash;
    return { ...draft, hash };
  });
}

/**
 * SHA-256 over the whole entry but its own hash, 43 characters.
 * @param prevHash The hash of the entry before it; empty for the first. It is not stored twice: whoever checks the chain
 *   has the entries in the order of their numbers.
 */
export const entryHashOf = ({ hash: _hash, ...rest }: Entry, prevHash: string): string =>
  hashOf({ ...rest, prevHash });

/** Of the input that a key is used with; 22 characters, 128 bits: it tells inputs apart, it keeps no secret. */
export const inputHashOf = (input: unknown): string => hashOf(input).slice(0, 22);

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url');
}

/** JSON with sorted keys: the order in which fields were written means nothing. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, item]) => item !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
