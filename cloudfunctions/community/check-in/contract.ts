import * as v from 'valibot';
import { BusinessDaySchema, CountSchema, PointsSchema, type ActionContract } from '../contract';
import { ownPlaceEntries } from '../leaderboard/contract';
import { TierSchema } from '../tiers/contract';

/** How the caller stands now: all that a page shows of the member, so that nothing needs to be fetched again. */
export const memberViewEntries = {
  businessDay: BusinessDaySchema,
  balancePoints: PointsSchema,
  streakDays: CountSchema,
  checkedInToday: v.boolean(),
  /** Monday to Sunday; `before` is a day before the first arrival. `points` is what the day would pay if none is missed until then; null for days that are decided. */
  weekStrip: v.pipe(
    v.array(
      v.strictObject({
        day: BusinessDaySchema,
        state: v.picklist(['before', 'done', 'missed', 'today', 'upcoming']),
        points: v.nullable(CountSchema),
      }),
    ),
    v.length(7),
  ),
  /** The best-paid day ahead: after how many more check-ins, and what it pays. */
  bestAhead: v.strictObject({ inDays: CountSchema, points: CountSchema }),
  tier: TierSchema,
  ...ownPlaceEntries,
};

const CheckInAnswerSchema = v.strictObject({
  ...memberViewEntries,
  /** What this check-in earned; with `ALREADY_CHECKED_IN`, what today's earned. */
  earnedPoints: CountSchema,
  /** The part of it that the streak paid. */
  bonusPoints: CountSchema,
});

export const checkInContract = {
  action: 'checkIn',
  changes: true,
  callers: ['member'],
  /** `day`: the day that the member means; without it, today. */
  input: v.strictObject({ day: v.optional(BusinessDaySchema) }),
  answer: CheckInAnswerSchema,
  refusals: {
    ALREADY_CHECKED_IN: CheckInAnswerSchema,
    DAY_CHANGED: v.strictObject({ businessDay: BusinessDaySchema }),
  },
} as const satisfies ActionContract;
