import * as v from 'valibot';
import { BusinessDaySchema, CountSchema, PointsSchema, type ActionContract } from '../contract';
import { MemberIdSchema } from '../members/contract';
import { StatementLineSchema } from '../statement/contract';

/** An id of something that happened elsewhere: a post, a report. */
const FactIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,48}$/));

export const ReasonSchema = v.picklist(['compensation', 'correction', 'event', 'violation']);

/** What is written: the entry's number and what stands after it. */
const WrittenSchema = v.strictObject({
  state: v.literal('done'),
  entryId: v.string(),
  seq: CountSchema,
  pointsDelta: PointsSchema,
  balancePoints: PointsSchema,
  debtPoints: CountSchema,
});

export const adjustContract = {
  action: 'adjust',
  changes: true,
  callers: ['operator'],
  right: 'points.adjust',
  /** Below zero takes away, at most what is available. */
  input: v.strictObject({ memberId: MemberIdSchema, points: v.number(), reason: ReasonSchema }),
  answer: v.variant('state', [
    WrittenSchema,
    /** Above the rulebook's limit a second person must approve; nothing is written yet. */
    v.strictObject({ state: v.literal('proposed'), adjustmentId: v.string() }),
  ]),
  refusals: {
    INVALID_AMOUNT: null,
    AMOUNT_OVERFLOW: null,
    INSUFFICIENT_POINTS: null,
    MEMBER_NOT_FOUND: null,
    KEY_REUSED: null,
  },
} as const satisfies ActionContract;

export const approveAdjustmentContract = {
  action: 'approveAdjustment',
  changes: true,
  callers: ['operator'],
  right: 'points.approve',
  input: v.strictObject({ adjustmentId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/)) }),
  answer: WrittenSchema,
  refusals: {
    ADJUSTMENT_NOT_FOUND: null,
    SAME_PERSON: null,
    AMOUNT_OVERFLOW: null,
    INSUFFICIENT_POINTS: null,
  },
} as const satisfies ActionContract;

export const reverseContract = {
  action: 'reverse',
  changes: true,
  callers: ['operator'],
  right: 'points.reverse',
  input: v.strictObject({
    memberId: MemberIdSchema,
    seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  }),
  answer: WrittenSchema,
  refusals: {
    ENTRY_NOT_FOUND: null,
    NOT_REVERSIBLE: null,
    ALREADY_REVERSED: null,
    AMOUNT_OVERFLOW: null,
    MEMBER_NOT_FOUND: null,
  },
} as const satisfies ActionContract;

export const recordFactContract = {
  action: 'recordFact',
  changes: true,
  callers: ['operator'],
  right: 'facts.record',
  /** The same fact id pays once, whoever records it. */
  input: v.strictObject({
    memberId: MemberIdSchema,
    type: v.picklist(['quality_pick', 'report_upheld']),
    factId: FactIdSchema,
  }),
  answer: WrittenSchema,
  refusals: { LIMIT_REACHED: null, MEMBER_NOT_FOUND: null, AMOUNT_OVERFLOW: null },
} as const satisfies ActionContract;

export const accountContract = {
  action: 'account',
  changes: false,
  callers: ['operator'],
  right: 'accounts.read',
  input: v.strictObject({
    memberId: MemberIdSchema,
    /** Entries below this number; without it, the newest. */
    cursor: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  }),
  answer: v.strictObject({
    memberId: MemberIdSchema,
    businessDay: BusinessDaySchema,
    joinedAtMs: CountSchema,
    balancePoints: PointsSchema,
    frozenPoints: CountSchema,
    debtPoints: CountSchema,
    growthValue: CountSchema,
    streakDays: CountSchema,
    makeUpCards: CountSchema,
    lots: v.array(v.strictObject({ id: v.string(), points: CountSchema, expiresAtMs: CountSchema })),
    headHash: v.string(),
    entries: v.array(
      v.strictObject({
        ...StatementLineSchema.entries,
        entryId: v.string(),
        fact: v.record(v.string(), v.union([v.string(), v.number()])),
        legs: v.array(v.strictObject({ account: v.string(), pointsDelta: PointsSchema })),
        rulebookVersion: CountSchema,
        hash: v.string(),
      }),
    ),
    nextCursor: v.nullable(CountSchema),
  }),
  refusals: { MEMBER_NOT_FOUND: null },
} as const satisfies ActionContract;
