/** What is seen after a moment: the same of the rooms and of a plain calendar. */
export interface Seen {
  readonly outcome: string;
  readonly today: string;
  readonly streakDays: number;
  readonly checkedInToday: boolean;
  readonly balancePoints: number;
  readonly frozenPoints: number;
  readonly cards: number;
  readonly growthValue: number;
  readonly weekScore: number;
  /** Each task with its period, its progress and its state. */
  readonly tasks: readonly string[];
  /** Once a night. */
  readonly month?: {
    readonly name: string;
    readonly doneDays: number;
    readonly fromDay: string | null;
    readonly timesLeft: number;
    readonly freeLeft: number;
    readonly cardsLeftToBuy: number;
  };
}

/** One line, so that two tellings can be compared, and one digest made of all. */
export const lineOf = (wish: object, seen: Seen): string => JSON.stringify([wish, seen]);
