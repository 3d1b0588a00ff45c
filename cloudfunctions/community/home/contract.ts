import * as v from 'valibot';
import { memberViewEntries } from '../check-in/contract';
import { CountSchema, type ActionContract } from '../contract';
import { faceEntries, OwnProfileSchema } from '../members/contract';
import { ownPlaceEntries, RankRowSchema } from '../leaderboard/contract';
import { TierSchema } from '../tiers/contract';

const { businessDay, balancePoints, streakDays, checkedInToday } = memberViewEntries;

/** Who the caller is to the others, and since when. */
const personEntries = {
  communityName: v.string(),
  ...faceEntries,
  /** Days since the first arrival, that day included. */
  memberDays: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
};

export const homeContract = {
  action: 'home',
  changes: false,
  callers: ['member'],
  input: v.strictObject({}),
  answer: v.strictObject({
    ...memberViewEntries,
    ...personEntries,
    /** The version of the rules that the member has not agreed to yet; null where there is nothing to agree to. */
    consentDue: v.nullable(CountSchema),
    unreadNotices: CountSchema,
    /** The message that reminds of a check-in; null where no template is set up. */
    reminder: v.nullable(
      v.strictObject({
        templateId: v.string(),
        /** How many more the member has allowed, by our own count. */
        left: CountSchema,
        /** At which hour it is sent to who has not checked in by then. */
        hour: CountSchema,
      }),
    ),
    /** What still pays today beside the check-in, in the community's own order: at most three. */
    nextThings: v.pipe(
      v.array(
        v.strictObject({
          fact: v.string(),
          title: v.string(),
          points: CountSchema,
          timesLeftToday: CountSchema,
        }),
      ),
      v.maxLength(3),
    ),
    /** The board in small: nobody can be opened from here, so it carries no ids. */
    top10: v.array(v.omit(RankRowSchema, ['memberId'])),
    /** How many rows the board has when it is full. */
    boardRows: CountSchema,
  }),
  refusals: {},
} as const satisfies ActionContract;

export const profileContract = {
  action: 'profile',
  changes: false,
  callers: ['member'],
  input: v.strictObject({}),
  answer: v.strictObject({
    ...personEntries,
    /** What the member has said of themselves, and what others see of it. */
    own: OwnProfileSchema,
    /** `offered`: the first member may become the owner at once. `byCode`: whoever knows the code may. */
    ownership: v.picklist(['taken', 'byCode', 'offered']),
    businessDay,
    balancePoints,
    streakDays,
    checkedInToday,
    ...ownPlaceEntries,
    tier: TierSchema,
    /** The whole stair, from the first tier up. */
    tiers: v.array(v.strictObject({ name: v.string(), growthValue: CountSchema })),
    /** How far the member is on each badge, and where its rungs are, ascending. */
    badges: v.array(
      v.strictObject({
        badge: v.picklist(['streak', 'tier', 'member_days', 'week_podium']),
        value: CountSchema,
        goals: v.pipe(v.array(CountSchema), v.minLength(1)),
      }),
    ),
  }),
  refusals: {},
} as const satisfies ActionContract;
