import * as v from 'valibot';
import { CountSchema, type ActionContract } from '../contract';
import { FaceSchema, MemberIdSchema, OwnProfileSchema } from '../members/contract';

/** What a scanned code or an opened card came to. */
export const LandingSchema = v.picklist([
  /** First touch: inviter, channel and campaign are remembered. */
  'attributed',
  /** There was a touch before, and it stays. */
  'kept',
  'own',
  'inviter_gone',
  'unknown',
  'revoked',
  'expired',
  'malformed',
  /** Too many unknown ones today: this one was not looked at. */
  'too_many',
]);

/** What the group's sealed data came to; `joined` also where it was known before. */
export const GroupOutcomeSchema = v.picklist(['joined', 'forged', 'stale', 'foreign', 'unavailable']);

/** Why an application waits for a person. */
export const QueueReasonSchema = v.picklist(['low_score', 'no_score', 'risk', 'text_review', 'by_hand']);

/** Why it was sent back or refused; the mini program has words for each. */
export const DecisionReasonSchema = v.picklist([
  'more_detail',
  'not_our_topic',
  'advertising',
  'duplicate',
  'full',
]);

const QuestionIdSchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,31}$/));

/** A question as it is asked; what an answer is worth stays on the server. */
export const QuestionSchema = v.variant('kind', [
  v.strictObject({
    kind: v.picklist(['single', 'multiple']),
    id: QuestionIdSchema,
    title: v.string(),
    hint: v.string(),
    isRequired: v.boolean(),
    options: v.array(v.strictObject({ id: QuestionIdSchema, text: v.string() })),
  }),
  v.strictObject({
    kind: v.literal('scale'),
    id: QuestionIdSchema,
    title: v.string(),
    hint: v.string(),
    isRequired: v.boolean(),
    min: CountSchema,
    max: CountSchema,
    minText: v.string(),
    maxText: v.string(),
  }),
  v.strictObject({
    kind: v.literal('text'),
    id: QuestionIdSchema,
    title: v.string(),
    hint: v.string(),
    isRequired: v.boolean(),
    maxCharacters: CountSchema,
  }),
]);

/** An answer has exactly the field of its question's kind: `choices` for single and multiple, `value`, or `text`. */
export const AnswerSchema = v.strictObject({
  questionId: v.pipe(v.string(), v.maxLength(64)),
  choices: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(50))),
  value: v.optional(v.number()),
  text: v.optional(v.pipe(v.string(), v.maxLength(20_000))),
});

/** What greets who has just been admitted. */
const WelcomeSchema = v.strictObject({
  title: v.string(),
  text: v.string(),
  /** A drawn sticker of the mini program. */
  sticker: v.string(),
  /** A page of the mini program, and what stands on its button. */
  linkPath: v.string(),
  linkText: v.string(),
});

/** Where the caller stands on the way in; every step that changes it answers it. */
const progressEntries = {
  /** What is to be done next; `member`: nothing any more. */
  step: v.picklist(['rules', 'profile', 'questions', 'waiting', 'member']),
  /** Which version of the rules was agreed to; 0: none. */
  consentVersion: CountSchema,
  own: OwnProfileSchema,
  /** The newest application, unless it was approved. */
  application: v.nullable(
    v.strictObject({
      state: v.picklist(['queued', 'asked_again', 'rejected']),
      appliedAtMs: CountSchema,
      /** Why it was sent back or refused; null while it waits. */
      reason: v.nullable(DecisionReasonSchema),
      /** From when on one may apply again; 0: at once. */
      mayApplyAtMs: CountSchema,
    }),
  ),
  /** For members. */
  welcome: v.nullable(WelcomeSchema),
};

const ProgressSchema = v.strictObject(progressEntries);

export const arriveContract = {
  action: 'arrive',
  changes: true,
  callers: ['visitor'],
  /** How the mini program was opened. Whatever is wrong with it, the join page opens all the same. */
  input: v.strictObject({
    /** What the code or card carried, decoded. */
    scene: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
    /** What `wx.getGroupEnterInfo` gave, with a fresh code of `wx.login` that opens it. */
    group: v.optional(
      v.strictObject({
        loginCode: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
        encryptedData: v.pipe(v.string(), v.minLength(1), v.maxLength(8_192)),
        iv: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
      }),
    ),
  }),
  answer: v.strictObject({
    ...progressEntries,
    /** Null where there was no scene. */
    landing: v.nullable(LandingSchema),
    /** Null where there was no group. */
    group: v.nullable(GroupOutcomeSchema),
    community: v.strictObject({
      name: v.string(),
      /** What it is, in a sentence or two. */
      intro: v.string(),
      /** What one gets from it, a line each. */
      benefits: v.array(v.string()),
      members: CountSchema,
    }),
    /** Who brought the caller; null where nobody did. */
    inviter: v.nullable(FaceSchema),
    /** What the joining gift is worth. */
    giftPoints: CountSchema,
    rules: v.strictObject({
      version: v.pipe(CountSchema, v.minValue(1)),
      sections: v.array(v.strictObject({ title: v.string(), lines: v.array(v.string()) })),
    }),
    questions: v.array(QuestionSchema),
  }),
  refusals: {},
} as const satisfies ActionContract;

export const agreeContract = {
  action: 'agree',
  changes: true,
  callers: ['visitor'],
  input: v.strictObject({ version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  answer: ProgressSchema,
  refusals: {
    /** Another version of the rules holds now: it has to be read first. */
    RULES_CHANGED: v.strictObject({ version: CountSchema }),
  },
} as const satisfies ActionContract;

export const applyContract = {
  action: 'apply',
  changes: true,
  callers: ['visitor'],
  input: v.strictObject({ answers: v.pipe(v.array(AnswerSchema), v.maxLength(50)) }),
  /** `member`: admitted at once; `waiting`: a person decides. */
  answer: ProgressSchema,
  refusals: {
    CONSENT_MISSING: null,
    UNKNOWN_QUESTION: v.strictObject({ questionId: v.string() }),
    ANSWER_MISSING: v.strictObject({ questionId: v.string() }),
    /** Not of the question's kind, not among its options, out of its range or too long. */
    ANSWER_UNFIT: v.strictObject({ questionId: v.string() }),
    /** WeChat found the text harmful. */
    ANSWER_REFUSED: v.strictObject({ questionId: v.string() }),
    CHECK_UNAVAILABLE: null,
    /** After a refusal one waits for a while. */
    TOO_SOON: v.strictObject({ mayApplyAtMs: CountSchema }),
  },
} as const satisfies ActionContract;

export const admissionsContract = {
  action: 'admissions',
  changes: false,
  callers: ['operator'],
  right: 'members.read',
  input: v.strictObject({}),
  answer: v.strictObject({
    /** Who waits, longest first, at most 50. */
    queue: v.array(
      v.strictObject({
        memberId: MemberIdSchema,
        face: FaceSchema,
        appliedAtMs: CountSchema,
        waitedMs: CountSchema,
        /** 0 to 100; null where nothing that counts was answered. */
        score: v.nullable(CountSchema),
        tags: v.array(v.string()),
        reasons: v.array(QueueReasonSchema),
        channel: v.string(),
        inviterId: v.nullable(MemberIdSchema),
        answers: v.array(v.strictObject({ title: v.string(), answer: v.string() })),
      }),
    ),
    /** Of the newest 200 members who were admitted. */
    timeToAdmit: v.strictObject({
      members: CountSchema,
      byRule: CountSchema,
      medianMs: CountSchema,
      p90Ms: CountSchema,
    }),
  }),
  refusals: {},
} as const satisfies ActionContract;

export const decideAdmissionContract = {
  action: 'decideAdmission',
  changes: true,
  callers: ['operator'],
  right: 'members.admit',
  input: v.variant('decision', [
    v.strictObject({ memberId: MemberIdSchema, decision: v.literal('approve') }),
    v.strictObject({
      memberId: MemberIdSchema,
      decision: v.picklist(['reject', 'ask_again']),
      reason: DecisionReasonSchema,
    }),
  ]),
  answer: v.strictObject({
    memberId: MemberIdSchema,
    standing: v.picklist(['admitted', 'rejected', 'asked_again']),
    timeToAdmitMs: v.nullable(CountSchema),
  }),
  refusals: {
    MEMBER_NOT_FOUND: null,
    /** Nothing waits for a decision: somebody else was faster, or it was never sent. */
    NOT_QUEUED: null,
  },
} as const satisfies ActionContract;

export const memberFileContract = {
  action: 'memberFile',
  changes: false,
  callers: ['operator'],
  right: 'members.read',
  input: v.strictObject({ memberId: MemberIdSchema }),
  answer: v.strictObject({
    memberId: MemberIdSchema,
    face: FaceSchema,
    standing: v.picklist(['visitor', 'queued', 'asked_again', 'rejected', 'admitted']),
    /** Who and what brought the member; null before the first touch. */
    attribution: v.nullable(
      v.strictObject({
        channel: v.string(),
        campaign: v.string(),
        inviterId: v.nullable(MemberIdSchema),
        touchedAtMs: CountSchema,
        /** Whether it can still run out: before the application. */
        isFinal: v.boolean(),
      }),
    ),
    groups: v.array(v.strictObject({ opengid: v.string(), sinceMs: CountSchema })),
    consents: v.array(v.strictObject({ version: CountSchema, atMs: CountSchema })),
    score: v.nullable(CountSchema),
    tags: v.array(v.string()),
    admittedAtMs: v.nullable(CountSchema),
  }),
  refusals: { MEMBER_NOT_FOUND: null },
} as const satisfies ActionContract;
