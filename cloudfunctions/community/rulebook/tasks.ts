/** What a community asks of its members from day to day, and what that pays. */
export interface TaskGroup {
  readonly id: string;
  readonly title: string;
  /** How often the tasks of the group come back. */
  readonly period: 'day' | 'week' | 'once' | Season;
  /** Each task opens when the one before it is finished. */
  readonly isChain: boolean;
  readonly tasks: readonly TaskTerms[];
}

/** First and last day: each year `MM-DD`, perhaps over New Year's Eve, or only once `YYYY-MM-DD`. */
export interface Season {
  readonly from: string;
  readonly to: string;
}

export interface TaskTerms {
  /** Among all tasks of the rulebook, those of earlier versions included. */
  readonly id: string;
  readonly title: string;
  /** How it is done, in one line. */
  readonly hint: string;
  /** The types of facts that count. */
  readonly facts: readonly string[];
  /** Only facts with a detail within these bounds, both included. */
  readonly where?: { readonly detail: string; readonly atLeast?: number; readonly atMost?: number };
  /** The progress is what this detail of the newest fact says; without it, how many facts there were. */
  readonly measure?: { readonly detail: string };
  /** 0: nothing has to be done. */
  readonly goal: number;
  readonly reward: TaskReward;
  /** Who has to take the reward; what is not taken is paid with the first fact of the next period. */
  readonly claim: 'tap' | 'automatic';
  /** Where it can be done; empty where there is nowhere to go. */
  readonly linkPath: string;
}

export interface TaskReward {
  readonly points: number;
  readonly growthValue: number;
  readonly weekScore: number;
  readonly makeUpCards: number;
}

/** So many days of so many checked in, with a pledge or without. */
export interface ChallengeTerms {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly days: number;
  readonly goalDays: number;
  /** What can be pledged, and what winning then pays: never a share of what others lose. */
  readonly options: readonly { readonly pledgePoints: number; readonly rewardPoints: number }[];
  readonly growthValue: number;
}
