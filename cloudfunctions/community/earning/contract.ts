import * as v from 'valibot';
import { BusinessDaySchema, CountSchema, type ActionContract } from '../contract';

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
