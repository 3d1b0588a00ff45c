import * as v from 'valibot';
import { memberViewEntries } from '../check-in/contract';
import type { ActionContract } from '../contract';
import { RankRowSchema } from '../leaderboard/contract';

export const homeContract = {
  action: 'home',
  changes: false,
  callers: ['member'],
  input: v.strictObject({}),
  answer: v.strictObject({
    ...memberViewEntries,
    communityName: v.string(),
    displayName: v.string(),
    avatar: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    /** Whether this call is the member's first arrival. */
    firstVisit: v.boolean(),
    /** Days since the first arrival, that day included. */
    memberDays: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    top10: v.array(RankRowSchema),
  }),
  refusals: {},
} as const satisfies ActionContract;
