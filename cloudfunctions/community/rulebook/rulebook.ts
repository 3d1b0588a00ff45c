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
  /** Ascending by threshold; the first stands at 0. */
  readonly tiers: readonly { readonly name: string; readonly growthValue: number }[];
  readonly leaderboard: { readonly rows: number };
}
