import * as v from 'valibot';
import { BusinessDaySchema, CountSchema, PointsSchema, type ActionContract } from '../contract';

export const earnCatalogueContract = {
  action: 'earnCatalogue',
  changes: false,
  callers: ['member'],
  input: v.strictObject({}),
  answer: v.strictObject({
    businessDay: BusinessDaySchema,
    items: v.array(
      v.strictObject({
        /** Which fact pays, for example `check_in`. */
        fact: v.string(),
        title: v.string(),
        /** How it is done, in one line. */
        hint: v.string(),
        /** What the next time pays today; 0 when today's limit is reached. */
        points: CountSchema,
        /** How often it still pays today. */
        timesLeftToday: CountSchema,
        /** How often it pays a day at most. */
        timesToday: CountSchema,
      }),
    ),
  }),
  refusals: {},
} as const satisfies ActionContract;

export const pointsRulesContract = {
  action: 'pointsRules',
  changes: false,
  callers: ['visitor'],
  input: v.strictObject({}),
  answer: v.strictObject({
    /** The rulebook's version that these texts are made from. */
    version: CountSchema,
    sections: v.array(v.strictObject({ title: v.string(), lines: v.array(v.string()) })),
  }),
  refusals: {},
} as const satisfies ActionContract;

export const claimRewardContract = {
  action: 'claimReward',
  changes: true,
  callers: ['member'],
  /** joining_gift: at once. starter_task: from the first check-in on. Each is paid once, whoever asks and how often. */
  input: v.strictObject({ reward: v.picklist(['joining_gift', 'starter_task']) }),
  answer: v.strictObject({ earnedPoints: CountSchema, balancePoints: PointsSchema }),
  refusals: {
    /** What it rewards has not happened yet. */
    NOT_YET: null,
    ALREADY_CLAIMED: null,
  },
} as const satisfies ActionContract;
