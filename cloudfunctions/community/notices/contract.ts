import * as v from 'valibot';
import { CountSchema, type ActionContract } from '../contract';
import type { DecisionReasonSchema } from '../joining/contract';

export const NoticeKindSchema = v.picklist([
  'welcome',
  'admission_rejected',
  'admission_asked_again',
  'nickname_refused',
  'picture_refused',
  'challenge_lost',
  'order_shipped',
  'order_refunded',
]);
export type NoticeKind = v.InferOutput<typeof NoticeKindSchema>;

/** Why an application was sent back or refused. */
export type DecisionReason = v.InferOutput<typeof DecisionReasonSchema>;

const noticeEntries = {
  noticeId: v.string(),
  kind: NoticeKindSchema,
  title: v.string(),
  text: v.string(),
  /** A page of the mini program; empty where there is nowhere to go. */
  linkPath: v.string(),
  atMs: CountSchema,
  isRead: v.boolean(),
};

export const noticesContract = {
  action: 'notices',
  changes: false,
  callers: ['visitor'],
  input: v.strictObject({
    /** Notices before this one; without it, the newest. */
    cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}:[A-Za-z0-9:_-]{1,120}$/))),
  }),
  answer: v.strictObject({
    /** Newest first, 20 a page. */
    notices: v.array(v.strictObject(noticeEntries)),
    nextCursor: v.nullable(v.string()),
    unread: CountSchema,
    /** What may be sent to the member's WeChat; null where no template is set up. */
    messages: v.nullable(
      v.strictObject({
        templateId: v.string(),
        /** How many more the member has allowed, by our own count. */
        left: CountSchema,
      }),
    ),
  }),
  refusals: {},
} as const satisfies ActionContract;

export const readNoticesContract = {
  action: 'readNotices',
  changes: true,
  callers: ['visitor'],
  /** All up to this instant are read. */
  input: v.strictObject({ untilMs: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  answer: v.strictObject({ unread: CountSchema }),
  refusals: {},
} as const satisfies ActionContract;

export const allowMessageContract = {
  action: 'allowMessage',
  changes: true,
  callers: ['visitor'],
  /** The member has accepted this template once, in WeChat's own dialog. */
  input: v.strictObject({ templateId: v.pipe(v.string(), v.minLength(1), v.maxLength(128)) }),
  answer: v.strictObject({ left: CountSchema }),
  refusals: { UNKNOWN_TEMPLATE: null },
} as const satisfies ActionContract;
