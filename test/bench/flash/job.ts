export type Side = 'ours' | 'textbook';

/** One item, and all who want it at once. */
export interface Job {
  readonly kind: 'seed' | Side;
  /** Names item and buyers. */
  readonly group: string;
  readonly clients: number;
  readonly buyers: number;
  readonly stock: number;
  readonly lanes: number;
}

/** One buyer who was answered. */
export interface Answered {
  readonly isWinner: boolean;
  readonly ms: number;
  /** To the database, the SDK's own retries included. */
  readonly calls: number;
}

export interface Seen {
  readonly seconds: number;
  readonly answered: readonly Answered[];
  readonly failures: number;
  readonly failure: string | undefined;
  /** What the database has in the end. */
  readonly orders: number;
}
