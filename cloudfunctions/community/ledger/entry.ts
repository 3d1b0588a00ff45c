import type { LotPart } from './lots';

export type EntryKind =
  'earn' | 'spend' | 'hold' | 'capture' | 'release' | 'expire' | 'reverse' | 'adjust' | 'void';

/** One line of the ledger: immutable, and its id is the record that its key has been used. */
export interface Entry {
  /** `j:<member>:<key>` */
  readonly _id: string;
  readonly member: string;
  readonly seq: number;
  readonly kind: EntryKind;
  /** What moved between which accounts; the sum is zero. `me`, `me/frozen` and `me/debt` are the member's own. */
  readonly legs: readonly Leg[];
  /** What the member's own legs sum to: what a statement shows. 0 for points that were only set aside. */
  readonly pointsDelta: number;
  /** What is available after it. */
  readonly balanceAfter: number;
  /** From or to which lots; empty where none were touched. */
  readonly parts: readonly LotPart[];
  readonly growthValueDelta: number;
  readonly weekScoreDelta: number;
  /** What happened: ids and codes only, never a person's name or text. */
  readonly fact: Fact;
  /** Of the input that the key was used with: the same key with another input is refused. */
  readonly inputHash: string;
  readonly rulebookVersion: number;
  readonly atMs: number;
  /** SHA-256 over all of the above and the hash of the entry before it, which has the number before this one. */
  readonly hash: string;
}

export interface Leg {
  readonly account: string;
  readonly pointsDelta: number;
}

export interface Fact {
  readonly type: string;
  readonly [detail: string]: string | number;
}

export const ME = 'me';
export const MY_FROZEN = 'me/frozen';
export const MY_DEBT = 'me/debt';

export const entryIdOf = (memberId: string, key: string): string => `j:${memberId}:${key}`;
export const keyOf = (entry: Entry): string => entry._id.slice(entry.member.length + 3);

/** What the member's own legs sum to. */
export function ownSumOf(legs: readonly Leg[]): number {
  const own = legs.filter(({ account }) => account === ME || account === MY_FROZEN || account === MY_DEBT);
  return own.reduce((sum, { pointsDelta }) => sum + pointsDelta, 0);
}
