import type { VersionedDocument } from '../../platform/documents';
import type { DayNumber, WeekNumber } from '../time';
import type { OtherAccount } from './effects';
import type { Lot, LotPart } from './lots';
import type { CarriedEntry } from './stored-entry';

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
  /** Always the sum of the lots. */
  readonly availablePoints: number;
  /** Always the sum of the holds. */
  readonly frozenPoints: number;
  /** What reversals took beyond the balance; earning repays it first. */
  readonly debtPoints: number;
  /** Ascending by expiry. */
  readonly lots: readonly Lot[];
  readonly holds: Readonly<Record<string, Hold>>;
  readonly limits: Readonly<Record<string, LimitUsed>>;
  readonly growthValue: number;
  readonly checkIn: CheckInDays;
  readonly makeUpCards: number;
  /** How far the member is on each task, by its id; what has not begun is not there. */
  readonly tasks: Readonly<Record<string, TaskProgress>>;
  /** The newest run of each challenge, by its id. */
  readonly challenges: Readonly<Record<string, ChallengeRun>>;
  /** The newest week in which the member scored. */
  readonly openWeek: WeekScore;
  /** Scores of older weeks, by week number, until that week is frozen. */
  readonly closedWeeks: Readonly<Record<string, Omit<WeekScore, 'week'>>>;
  /** The newest entries, ascending and without gaps up to `seq`; those before them have left for their collection. */
  readonly pending: readonly CarriedEntry[];
  /** The newest entry's hash; empty before the first. */
  readonly headHash: string;
  /** The newest entry's time; 0 before the first. */
  readonly headAtMs: number;
  /** When the next lot or hold runs out; 0 = nothing can. */
  readonly nextDueMs: number;
}

/** Points set aside until they are captured or released. */
export interface Hold {
  readonly parts: readonly LotPart[];
  readonly expiresAtMs: number;
  /** Who has them when their time runs out; without it, they come back. */
  readonly forfeitTo?: OtherAccount;
}

export interface LimitUsed {
  readonly used: number;
  /** When the period ends and this line is pruned. */
  readonly endsAtMs: number;
}

export interface CheckInDays {
  /** The newest day checked in; 0 = never. */
  readonly lastDay: DayNumber;
  /** Days in a row that end with `lastDay`. */
  readonly streakDays: number;
  /** The last 62 days as a hexadecimal bitmap; bit 0 is `lastDay`. */
  readonly bits: string;
  /** Days in a row that end with the one before the bitmap: what a run goes on with that reaches back to its edge. */
  readonly olderDays: number;
  /** The longest run that there has been. */
  readonly bestDays: number;
  /** Whose wish the newest check-in was, its entry and what it earned, so that a repeated request gets the same answer. */
  readonly requestId: string;
  readonly seq: number;
  readonly earnedPoints: number;
  /** The part of the earned points that the streak paid. */
  readonly bonusPoints: number;
}

export interface TaskProgress {
  /** The day, week or season that it counts in. */
  readonly period: string;
  readonly progress: number;
  readonly isPaid: boolean;
}

/** The terms as they were when the member joined: another rulebook does not change them. */
export interface ChallengeRun {
  /** The number of the entry with which it began: what the run's keys are made of. */
  readonly seq: number;
  readonly fromDay: DayNumber;
  /** The last day that counts. */
  readonly toDay: DayNumber;
  readonly goalDays: number;
  readonly doneDays: number;
  readonly pledgePoints: number;
  readonly rewardPoints: number;
  readonly growthValue: number;
}

export interface WeekScore {
  /** 0 = none yet. */
  readonly week: WeekNumber;
  readonly points: number;
  /** When this score was reached: the earlier one goes first among equals. */
  readonly reachedAtMs: number;
}

export const accountIdOf = (memberId: string): string => `a:${memberId}`;
export const memberIdOfAccount = (accountId: string): string => accountId.slice(2);

/** The number of the newest entry that stands in the account no more. */
export const leftOf = ({ seq, pending }: Account): number => seq - pending.length;

const NEVER_CHECKED_IN: CheckInDays = {
  lastDay: 0,
  streakDays: 0,
  bits: '0',
  olderDays: 0,
  bestDays: 0,
  requestId: '',
  seq: 0,
  earnedPoints: 0,
  bonusPoints: 0,
};

export function newAccount(memberId: string, nowMs: number): Account {
  return {
    _id: accountIdOf(memberId),
    ver: 0,
    seq: 0,
    joinedAtMs: nowMs,
    availablePoints: 0,
    frozenPoints: 0,
    debtPoints: 0,
    lots: [],
    holds: {},
    limits: {},
    growthValue: 0,
    checkIn: NEVER_CHECKED_IN,
    makeUpCards: 0,
    tasks: {},
    challenges: {},
    openWeek: { week: 0, points: 0, reachedAtMs: nowMs },
    closedWeeks: {},
    pending: [],
    headHash: '',
    headAtMs: 0,
    nextDueMs: 0,
  };
}
