import type { JoiningRules } from './joining';
import type { ChallengeTerms, TaskGroup } from './tasks';

/** Every number of the community as one versioned document. Nothing in a room may be a number of its own. */
export interface Rulebook {
  readonly version: number;
  readonly community: { readonly name: string };
  readonly joining: JoiningRules;
  readonly checkIn: {
    readonly points: number;
    readonly growthValue: number;
    readonly weekScore: number;
    /** What the n-th day in a row pays on top. After the last one the cycle begins anew, or the last one stays. */
    readonly streakBonus: { readonly afterLast: 'again' | 'stays'; readonly points: readonly number[] };
    readonly makeUp: {
      /** How many days back; the bitmap of check-in days reaches farther. */
      readonly windowDays: number;
      readonly timesPerMonth: number;
      readonly card: {
        readonly pricePoints: number;
        /** How many one member can buy a month, and keep. */
        readonly soldPerMonth: number;
        readonly mostKept: number;
      };
    };
    /** At this hour those are reminded who wished it and have not checked in. */
    readonly reminderHour: number;
  };
  /** In the order in which members see them. */
  readonly taskGroups: readonly TaskGroup[];
  /** The group that guides a newcomer, and the one whose rewards are gifts for days in a row. */
  readonly guideGroup: string;
  readonly streakGroup: string;
  readonly challenges: readonly ChallengeTerms[];
  /** How many challenges one member runs at a time. */
  readonly challengesAtOnce: number;
  /** Ways to earn that this community offers, in the order in which members see them. */
  readonly offeredFacts: readonly ('check_in' | FactType)[];
  /** What facts pay other than check-ins, by the fact's type. */
  readonly facts: Readonly<Record<FactType, EarnTerms>>;
  readonly mall: {
    /** In the order in which members see them. */
    readonly categories: readonly { readonly id: string; readonly title: string }[];
    /** What opens or closes within so many days stands in the banner. */
    readonly bannerDays: number;
    /** How long a price that a member has seen may be taken up. */
    readonly seenForMinutes: number;
    /** What is later than this surfaces as overdue. */
    readonly shipWithinDays: number;
    /** What was sent so long ago counts as received. */
    readonly receiveAfterDays: number;
  };
  readonly adjust: {
    /** An operator's adjustment of more than this takes a second person. */
    readonly twoPeopleAbovePoints: number;
  };
  readonly expiry: {
    /** Points count until the end of this many months after the one in which they were earned. */
    readonly lotMonths: number;
    /** How long points count that came back after their own lot had run out. */
    readonly graceDays: number;
  };
  /** Ascending by threshold; the first stands at 0. */
  readonly tiers: readonly {
    readonly name: string;
    readonly growthValue: number;
    /** A benefit of the tier: make-ups that take no card. */
    readonly freeMakeUpsPerMonth: number;
  }[];
  readonly leaderboard: { readonly rows: number };
  /** What a badge wants, rung by rung, ascending. */
  readonly badges: {
    /** Days in a row. */
    readonly streakDays: readonly number[];
    /** Days since the first arrival. */
    readonly memberDays: readonly number[];
  };
}

export type FactType = 'quality_pick' | 'report_upheld' | 'group_message';

/** What a fact pays. */
export interface EarnTerms {
  /** From which time of the day on which amount: `[{fromTime: 1, points: 2}, {fromTime: 6, points: 1}]`. */
  readonly steps: readonly { readonly fromTime: number; readonly points: number }[];
  readonly growthValue: number;
  readonly weekScore: number;
  /** How often it pays a day and a week; null: without end. */
  readonly timesPerDay: number;
  readonly timesPerWeek: number | null;
}
