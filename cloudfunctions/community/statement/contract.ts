import * as v from 'valibot';
import { BusinessDaySchema, CountSchema, PointsSchema, type ActionContract } from '../contract';

export const EntryKindSchema = v.picklist([
  'earn',
  'spend',
  'hold',
  'capture',
  'release',
  'expire',
  'reverse',
  'adjust',
  'void',
]);

/** One line of the statement, with its reason in words. */
export const StatementLineSchema = v.strictObject({
  /** The entry's number; lines come newest first. */
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  kind: EntryKindSchema,
  reason: v.string(),
  /** 0 for points that were only set aside or given back. */
  pointsDelta: PointsSchema,
  /** What was set aside (above 0) or came back (below 0). */
  frozenDelta: PointsSchema,
  /** What was available after it. */
  balanceAfter: PointsSchema,
  day: BusinessDaySchema,
  atMs: CountSchema,
});

export const statementContract = {
  action: 'statement',
  changes: false,
  callers: ['member'],
  input: v.strictObject({
    /** Where the page before it ended (`nextCursor`); without it, the newest lines. */
    cursor: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
    /** Only what came in, or only what went out. */
    direction: v.optional(v.picklist(['in', 'out'])),
    kind: v.optional(EntryKindSchema),
  }),
  answer: v.strictObject({
    businessDay: BusinessDaySchema,
    balancePoints: PointsSchema,
    frozenPoints: CountSchema,
    debtPoints: CountSchema,
    /** What runs out next, and the last day on which it counts; null where nothing does. */
    nextExpiry: v.nullable(v.strictObject({ points: CountSchema, lastDay: BusinessDaySchema })),
    lines: v.array(StatementLineSchema),
    /** Null at the end. */
    nextCursor: v.nullable(CountSchema),
  }),
  refusals: {},
} as const satisfies ActionContract;
