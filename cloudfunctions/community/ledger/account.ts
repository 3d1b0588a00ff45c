import type { VersionedDocument } from '../../platform/documents';
import type { DayNumber, WeekNumber } from '../time';

/**
 * A member's account: the one document that every fact about this member meets. Whatever one fact does is one
 * conditional write on it, so balance, streak, score and entry are committed together or not at all.
 */
export interface Account extends VersionedDocument {
  readonly _id: string;
  /** Rises by one with every write. */
  readonly ver: number;
  /** The newest entry's number; the first entry has 1. */
  readonly seq: number;
  readonly joinedAtMs: number;
  readonly availablePoints: number;
  readonly growthValue: number;
  readonly checkIn: CheckInDays;
  /** The newest week in which the member scored. */
  readonly openWeek: WeekScore;
  /** Scores of older weeks, by week number, until a settled week is pruned. */
  readonly closedWeeks: Readonly<Record<string, Omit<WeekScore, 'week'>>>;
  /** Entries that this account still carries itself, ascending by `seq`. */
  readonly pending: readonly Entry[];
  /** Every entry up to `seq` stands in the entries collection, seen acknowledged at `atMs`. */
  readonly copied: { readonly seq: number; readonly atMs: number };
}

export interface CheckInDays {
  /** The newest day checked in; 0 = never. */
  readonly lastDay: DayNumber;
  /** Days in a row that end with `lastDay`. */
  readonly streakDays: number;
  /** The last 62 days as a hexadecimal bitmap; bit 0 is `lastDay`. */
  readonly bits: string;
  /** Whose wish the newest check-in was and what it earned, so that a repeated request gets the same answer. */
  readonly requestId: string;
  readonly earnedPoints: number;
  /** The part of the earned points that the streak paid. */
  readonly bonusPoints: number;
}

export interface WeekScore {
  /** 0 = none yet. */
  readonly week: WeekNumber;
  readonly points: number;
  /** When this score was reached: the earlier one goes first among equals. */
  readonly reachedAtMs: number;
}

/** One line of the ledger: immutable, and its id is the record that its key has been used. */
export interface Entry {
  /** `j:<member>:<key>` */
  readonly _id: string;
  readonly seq: number;
  readonly kind: 'earn';
  /** What moved between which accounts; the sum is zero. */
  readonly legs: readonly { readonly account: string; readonly pointsDelta: number }[];
  readonly balanceAfter: number;
  readonly growthValueDelta: number;
  readonly weekScoreDelta: number;
  /** What happened: ids and codes only, never a person's name or text. */
  readonly fact: { readonly type: string; readonly [detail: string]: string | number };
  readonly rulebookVersion: number;
  readonly atMs: number;
}

export const accountIdOf = (memberId: string): string => `a:${memberId}`;

export function newAccount(memberId: string, nowMs: number): Account {
  return {
    _id: accountIdOf(memberId),
    ver: 0,
    seq: 0,
    joinedAtMs: nowMs,
    availablePoints: 0,
    growthValue: 0,
    checkIn: { lastDay: 0, streakDays: 0, bits: '0', requestId: '', earnedPoints: 0, bonusPoints: 0 },
    openWeek: { week: 0, points: 0, reachedAtMs: nowMs },
    closedWeeks: {},
    pending: [],
    copied: { seq: 0, atMs: 0 },
  };
}
