import * as v from 'valibot';
import { CountSchema, type ActionContract } from '../contract';
import { FaceSchema, MemberIdSchema } from '../members/contract';

/** What a scanned code carries in its `scene`: random, it says nothing by itself. */
export const CodeSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{12}$/));

/** A word of the operators' own: `poster`, `wechat_article`, `fair-2026`. */
const WordSchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_-]{0,31}$/));

const codeEntries = {
  code: CodeSchema,
  channel: WordSchema,
  /** Empty where there is none. */
  campaign: v.string(),
  inviterId: v.nullable(MemberIdSchema),
  createdAtMs: CountSchema,
  /** Null: it has no end. */
  expiresAtMs: v.nullable(CountSchema),
  revokedAtMs: v.nullable(CountSchema),
  /** The mini program code's file id in cloud storage; empty while it could not be made. */
  picture: v.string(),
};

export const myJoinCodeContract = {
  action: 'myJoinCode',
  changes: true,
  callers: ['member'],
  input: v.strictObject({}),
  answer: v.strictObject({
    code: CodeSchema,
    /** The page that a card opens, with its query. */
    path: v.string(),
    /** The mini program code's file id; empty where WeChat does not make one just now: then it is asked for again. */
    picture: v.string(),
    communityName: v.string(),
    /** One line of what one gets by joining. */
    benefit: v.string(),
    /** As others see the member: the poster goes to strangers. */
    face: FaceSchema,
  }),
  refusals: {},
} as const satisfies ActionContract;

export const makeJoinCodeContract = {
  action: 'makeJoinCode',
  changes: true,
  callers: ['operator'],
  right: 'codes.manage',
  input: v.strictObject({
    channel: WordSchema,
    campaign: v.optional(WordSchema),
    inviterId: v.optional(MemberIdSchema),
    expiresAtMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  }),
  answer: v.strictObject(codeEntries),
  refusals: {
    /** The inviter is no member. */
    MEMBER_NOT_FOUND: null,
    /** It would have ended already. */
    EXPIRED: null,
    KEY_REUSED: null,
  },
} as const satisfies ActionContract;

export const joinCodesContract = {
  action: 'joinCodes',
  changes: false,
  callers: ['operator'],
  right: 'members.read',
  input: v.strictObject({
    /** Codes made before this instant; without it, the newest. */
    cursor: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  }),
  answer: v.strictObject({
    /** Newest first, 50 a page. */
    codes: v.array(v.strictObject(codeEntries)),
    nextCursor: v.nullable(CountSchema),
    /** How many scans of the last 30 days led to no attribution, by what they came to. */
    misses: v.record(v.string(), CountSchema),
  }),
  refusals: {},
} as const satisfies ActionContract;

export const revokeJoinCodeContract = {
  action: 'revokeJoinCode',
  changes: true,
  callers: ['operator'],
  right: 'codes.manage',
  input: v.strictObject({ code: CodeSchema }),
  answer: v.strictObject(codeEntries),
  refusals: { CODE_NOT_FOUND: null },
} as const satisfies ActionContract;
