import * as v from 'valibot';
import { BusinessDaySchema, CountSchema, type ActionContract } from '../contract';
import { faceEntries } from '../members/contract';

/** One row of the board. Equal scores share a rank. */
export const RankRowSchema = v.strictObject({
  rank: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  memberId: v.string(),
  ...faceEntries,
  weekScore: CountSchema,
  isMe: v.boolean(),
});

/** The caller's own place; `ownRank` is 1 + members with a higher score, whatever the own score is. */
export const ownPlaceEntries = {
  weekScore: CountSchema,
  ownRank: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
};

export const leaderboardContract = {
  action: 'leaderboard',
  changes: false,
  callers: ['member'],
  input: v.strictObject({}),
  answer: v.strictObject({
    businessDay: BusinessDaySchema,
    week: v.strictObject({
      firstDay: BusinessDaySchema,
      lastDay: BusinessDaySchema,
      /** When the week ends: the next Monday 00:00 in Shanghai. */
      endsAtMs: CountSchema,
    }),
    top10: v.array(RankRowSchema),
    /** How many rows the board has when it is full. */
    boardRows: CountSchema,
    /** The caller's own row, wherever it stands. */
    me: v.strictObject({ ...faceEntries, ...ownPlaceEntries }),
    /** What is missing to enter the board; 0 for who is on it. */
    pointsToBoard: CountSchema,
  }),
  refusals: {},
} as const satisfies ActionContract;
