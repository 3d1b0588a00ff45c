import type { ChallengeRun, CheckInDays, TaskProgress } from './account';
import type { Entry, Fact } from './entry';

/** What one fact does to one member's account, as a room's pure rules decide it. */
export interface Effects {
  /** Unique for this member; the entry's id is made of it, so that nothing is applied twice. */
  readonly key: string;
  readonly fact: Fact;
  readonly rulebookVersion: number;
  readonly move: Move;
  readonly growthValueDelta?: number;
  /** Counts in the week of the fact; below zero only with `scoredAtMs`. */
  readonly weekScoreDelta?: number;
  /** When the score was made that is taken back: its week loses it, not the present one. */
  readonly scoredAtMs?: number;
  readonly limits?: readonly LimitUse[];
  readonly checkIn?: CheckInDays;
  readonly makeUpCardsDelta?: number;
  readonly tasks?: Readonly<Record<string, TaskProgress>>;
  readonly challenges?: Readonly<Record<string, ChallengeRun>>;
}

/** Where points come from or go to, other than the member: a kind and a name, so that none looks like the member's own. */
export type OtherAccount = `${string}:${string}`;

/** How points move. Amounts are above zero unless said otherwise. */
export type Move =
  | { readonly kind: 'earn'; readonly points: number; readonly from: OtherAccount }
  | { readonly kind: 'spend'; readonly points: number; readonly to: OtherAccount }
  /** Sets points aside; at `expiresAtMs` they come back by themselves, or go to `forfeitTo`. */
  | {
      readonly kind: 'hold';
      readonly points: number;
      readonly holdId: string;
      readonly expiresAtMs: number;
      readonly forfeitTo?: OtherAccount;
    }
  | { readonly kind: 'capture'; readonly holdId: string; readonly to: OtherAccount }
  | { readonly kind: 'release'; readonly holdId: string }
  | { readonly kind: 'expire'; readonly lotId: string }
  /** Undoes an entry of this account: a spend or capture is refunded, what was earned is taken back. */
  | { readonly kind: 'reverse'; readonly entry: Entry }
  /** By an operator; below zero takes away. */
  | { readonly kind: 'adjust'; readonly points: number }
  /** Moves nothing: it only uses the key, so that whoever comes later with it finds the door closed. */
  | { readonly kind: 'void' };

/** A limit that this fact counts towards. */
export interface LimitUse {
  readonly name: string;
  /** Below zero gives back. */
  readonly amount: number;
  readonly cap: number;
  readonly endsAtMs: number;
}

/** Why the ledger refuses a move; nothing is written. */
export type LedgerRefusal =
  | 'INVALID_AMOUNT'
  | 'INVALID_KEY'
  | 'AMOUNT_OVERFLOW'
  | 'INSUFFICIENT_POINTS'
  | 'TOO_MANY_HOLDS'
  | 'UNKNOWN_HOLD'
  | 'NOT_REVERSIBLE'
  | 'NO_MAKE_UP_CARD'
  | 'LIMIT_REACHED'
  | 'KEY_REUSED';
