import * as v from 'valibot';
import { CountSchema } from '../contract';

const LevelSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Where a member stands on the stair; `next` is null on the highest tier. */
export const TierSchema = v.strictObject({
  level: LevelSchema,
  /** How many tiers the stair has. */
  levels: LevelSchema,
  name: v.string(),
  growthValue: CountSchema,
  floorGrowthValue: CountSchema,
  next: v.nullable(v.strictObject({ name: v.string(), growthValue: CountSchema })),
});
