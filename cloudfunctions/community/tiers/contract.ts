import * as v from 'valibot';
import { CountSchema } from '../contract';

/** Where a member stands on the stair; `next` is null on the highest tier. */
export const TierSchema = v.strictObject({
  level: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  name: v.string(),
  growthValue: CountSchema,
  floorGrowthValue: CountSchema,
  next: v.nullable(v.strictObject({ name: v.string(), growthValue: CountSchema })),
});
