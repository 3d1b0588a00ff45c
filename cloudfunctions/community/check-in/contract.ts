import * as v from 'valibot';
import { BusinessDaySchema, CountSchema, PointsSchema, type ActionContract } from '../contract';
import { ownPlaceEntries } from '../leaderboard/contract';
import { taskSummaryEntries } from '../tasks/contract';
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
  ...taskSummaryEntries,
};

const CheckInAnswerSchema = v.strictObject({
  ...memberViewEntries,
  /** What this check-in earned; with `ALREADY_CHECKED_IN`, what today's earned. */
  earnedPoints: CountSchema,
  /** The part of it that the streak paid. */
  bonusPoints: CountSchema,
  /** What came with it: rewards that pay by themselves, challenges that are won by it, pledges that come back. */
  rewards: v.array(
    v.strictObject({
      kind: v.picklist(['task', 'challenge', 'pledge']),
      title: v.string(),
      points: CountSchema,
      makeUpCards: CountSchema,
    }),
  ),
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

/** A calendar month in Shanghai, `YYYY-MM`. */
const MonthSchema = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

/** What a member can do about a missed day. */
const makeUpEntries = {
  /** How far back a day can be made up. */
  windowDays: CountSchema,
  /** How often it can still be done this month. */
  timesLeft: CountSchema,
  /** Make-ups of the month that the tier has free, and are left; they are used before cards. */
  freeLeft: CountSchema,
  cards: CountSchema,
  /** What a card costs, and how many can still be bought this month. */
  cardPricePoints: CountSchema,
  cardsLeftToBuy: CountSchema,
};

const calendarEntries = {
  businessDay: BusinessDaySchema,
  balancePoints: PointsSchema,
  month: MonthSchema,
  /** The month of joining: there is nothing before it. */
  firstMonth: MonthSchema,
  days: v.array(
    v.strictObject({
      day: BusinessDaySchema,
      /** `before`: the member had not arrived yet. */
      state: v.picklist(['before', 'done', 'made_up', 'missed', 'today', 'upcoming']),
      /** What it paid, or would pay if none is missed until then; 0 for days on which nothing was or can be earned. */
      points: CountSchema,
      /** The part of it that the streak pays. */
      bonusPoints: CountSchema,
      /** Missed, and not too long ago: what else it takes stands in `makeUp`. */
      canMakeUp: v.boolean(),
    }),
  ),
  /** How many of them are checked in or made up. */
  doneDays: CountSchema,
  /** Why the streak is what it is. */
  streak: v.strictObject({
    days: CountSchema,
    bestDays: CountSchema,
    /** The first day of the streak; null where there is none. */
    fromDay: v.nullable(BusinessDaySchema),
    /** Those days of it that were made up. Known as far back as the calendar is read at once. */
    madeUpDays: v.array(BusinessDaySchema),
    /** The newest missed day that can be made up, and how long the streak would then be; null where there is none. */
    rescue: v.nullable(v.strictObject({ day: BusinessDaySchema, streakDays: CountSchema })),
  }),
  makeUp: v.strictObject(makeUpEntries),
  /** Gifts for days in a row, ascending. */
  milestones: v.array(
    v.strictObject({
      streakDays: CountSchema,
      points: CountSchema,
      makeUpCards: CountSchema,
      isReached: v.boolean(),
    }),
  ),
};

export const checkInCalendarContract = {
  action: 'checkInCalendar',
  changes: false,
  callers: ['member'],
  /** Without it, the month of today. */
  input: v.strictObject({ month: v.optional(MonthSchema) }),
  answer: v.strictObject(calendarEntries),
  /** Before the member joined, or not yet begun. */
  refusals: { MONTH_OUT_OF_RANGE: null },
} as const satisfies ActionContract;

export const makeUpContract = {
  action: 'makeUp',
  changes: true,
  callers: ['member'],
  input: v.strictObject({ day: BusinessDaySchema }),
  /** The month of that day. A make-up pays nothing: it mends the streak. */
  answer: v.strictObject({ paidBy: v.picklist(['tier', 'card']), ...calendarEntries }),
  refusals: {
    /** Today can be checked in, and tomorrow has not come. */
    DAY_NOT_OVER: null,
    /** Too long ago, or before the member joined. */
    OUT_OF_WINDOW: null,
    ALREADY_CHECKED_IN: null,
    /** So many a month are enough. */
    MONTHLY_LIMIT: null,
    NO_MAKE_UP_CARD: null,
  },
} as const satisfies ActionContract;

export const buyMakeUpCardContract = {
  action: 'buyMakeUpCard',
  changes: true,
  callers: ['member'],
  /** The price that the member has seen. */
  input: v.strictObject({ pricePoints: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  answer: v.strictObject({ balancePoints: PointsSchema, makeUp: v.strictObject(makeUpEntries) }),
  refusals: {
    PRICE_CHANGED: v.strictObject({ pricePoints: CountSchema }),
    INSUFFICIENT_POINTS: null,
    /** So many a month are sold to one member, and so many can be kept. */
    CARD_LIMIT: null,
    /** This request id was used with another price. */
    KEY_REUSED: null,
  },
} as const satisfies ActionContract;
