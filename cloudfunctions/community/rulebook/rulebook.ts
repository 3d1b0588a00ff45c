/** Every number of the community as one versioned document. Nothing in a room may be a number of its own. */
export interface Rulebook {
  readonly version: number;
  readonly community: { readonly name: string };
  readonly checkIn: {
    readonly points: number;
    readonly growthValue: number;
    readonly weekScore: number;
    /** What the n-th day in a row pays on top; after the last day the cycle begins anew. */
    readonly streakBonusPoints: readonly number[];
  };
  readonly expiry: {
    /** Points count until the end of this many months after the one in which they were earned. */
    readonly lotMonths: number;
    /** How long points count that came back after their own lot had run out. */
    readonly graceDays: number;
  };
  /** Ascending by threshold; the first stands at 0. */
  readonly tiers: readonly { readonly name: string; readonly growthValue: number }[];
  readonly leaderboard: { readonly rows: number };
}
