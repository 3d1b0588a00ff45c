import * as v from 'valibot';
import { CountSchema, type ActionContract } from '../contract';

/** 24 characters, as the board shows it. */
export const MemberIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{24}$/));

/** What others see of a member: nothing in it that was not found harmless. */
export const faceEntries = {
  displayName: v.string(),
  /** Which of the drawn faces, 1 to 8; shown where there is no picture. */
  avatar: CountSchema,
  /** The picture's file id in cloud storage; empty where there is none that others may see. */
  picture: v.string(),
};

export const FaceSchema = v.strictObject(faceEntries);

/** none: not given. checking: WeChat has not answered yet. review: a person must look. refused: nobody sees it. */
export const CheckStateSchema = v.picklist(['none', 'checking', 'review', 'clear', 'refused']);

/** What a member has said of themselves, as only they see it. */
export const OwnProfileSchema = v.strictObject({
  /** As given, whether others see it yet or not; empty where none was given. */
  nickname: v.string(),
  nicknameState: CheckStateSchema,
  picture: v.string(),
  pictureState: CheckStateSchema,
  /** How the others see the member now. */
  face: FaceSchema,
});

export const introduceContract = {
  action: 'introduce',
  changes: true,
  callers: ['visitor'],
  /** What is left out stays as it is; an empty text takes away. With nothing at all, the step is passed over. */
  input: v.strictObject({
    nickname: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
    /** A file that the member has uploaded below `avatars/`. */
    pictureFileId: v.optional(v.pipe(v.string(), v.maxLength(300))),
  }),
  answer: OwnProfileSchema,
  refusals: {
    /** The rules have not been agreed to: until then nothing personal is kept. */
    CONSENT_MISSING: null,
    /** Longer than 20 characters, or nothing that can be read. */
    NICKNAME_UNFIT: null,
    /** WeChat found it harmful. */
    NICKNAME_REFUSED: null,
    /** No picture of the member's own folder. */
    PICTURE_UNFIT: null,
    /** WeChat does not answer: nothing was kept, and it can be tried again. */
    CHECK_UNAVAILABLE: null,
  },
} as const satisfies ActionContract;

export const profileReviewsContract = {
  action: 'profileReviews',
  changes: false,
  callers: ['operator'],
  right: 'members.review',
  input: v.strictObject({}),
  answer: v.strictObject({
    /** Oldest first, at most 50: what WeChat's check left to a person. */
    reviews: v.array(
      v.strictObject({
        memberId: MemberIdSchema,
        part: v.picklist(['nickname', 'picture']),
        /** The nickname, or the picture's file id. */
        value: v.string(),
        sinceMs: CountSchema,
      }),
    ),
  }),
  refusals: {},
} as const satisfies ActionContract;

export const decideProfileContract = {
  action: 'decideProfile',
  changes: true,
  callers: ['operator'],
  right: 'members.review',
  input: v.strictObject({
    memberId: MemberIdSchema,
    part: v.picklist(['nickname', 'picture']),
    /** What was looked at: whatever the member has given since is not decided by it. */
    value: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
    isHarmless: v.boolean(),
  }),
  answer: v.strictObject({ memberId: MemberIdSchema, face: FaceSchema }),
  refusals: {
    MEMBER_NOT_FOUND: null,
    /** It is not waiting for anybody, or the member has given another one. */
    NOT_IN_REVIEW: null,
  },
} as const satisfies ActionContract;
