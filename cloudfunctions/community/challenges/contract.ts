import * as v from 'valibot';
import { BusinessDaySchema, CountSchema, PointsSchema, type ActionContract } from '../contract';

const ChallengeSchema = v.strictObject({
  challengeId: v.string(),
  title: v.string(),
  hint: v.string(),
  /** Checks in on `goalDays` of `days` days. Make-ups do not count. */
  days: CountSchema,
  goalDays: CountSchema,
  /** What may be pledged, and what that pays when the challenge is won; beside the pledge, which then comes back. */
  options: v.array(v.strictObject({ pledgePoints: CountSchema, rewardPoints: CountSchema })),
  /** The newest one of the member; null for who has never taken part. */
  run: v.nullable(
    v.strictObject({
      /** `out_of_reach`: still running, but there are not days enough left. */
      state: v.picklist(['running', 'out_of_reach', 'won', 'lost']),
      fromDay: BusinessDaySchema,
      /** The last day that counts. */
      toDay: BusinessDaySchema,
      doneDays: CountSchema,
      goalDays: CountSchema,
      /** Days that can still count, today's included while it is open. */
      daysLeft: CountSchema,
      pledgePoints: CountSchema,
      rewardPoints: CountSchema,
    }),
  ),
  /** The first day that would count for who joins now. */
  startsOn: BusinessDaySchema,
});

const challengesEntries = {
  businessDay: BusinessDaySchema,
  balancePoints: PointsSchema,
  challenges: v.array(ChallengeSchema),
  /** How many may run at a time, and how many do. */
  mostAtOnce: CountSchema,
  running: CountSchema,
};

export const challengesContract = {
  action: 'challenges',
  changes: false,
  callers: ['member'],
  input: v.strictObject({}),
  answer: v.strictObject(challengesEntries),
  refusals: {},
} as const satisfies ActionContract;

export const joinChallengeContract = {
  action: 'joinChallenge',
  changes: true,
  callers: ['member'],
  input: v.strictObject({
    challengeId: v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,24}$/)),
    /** One of the challenge's options. It is set aside until the challenge is won or over. */
    pledgePoints: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  answer: v.strictObject(challengesEntries),
  refusals: {
    UNKNOWN_CHALLENGE: null,
    PLEDGE_NOT_OFFERED: null,
    ALREADY_JOINED: null,
    TOO_MANY_CHALLENGES: null,
    INSUFFICIENT_POINTS: null,
    /** This request id was used with another input. */
    KEY_REUSED: null,
  },
} as const satisfies ActionContract;
