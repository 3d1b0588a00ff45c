import * as v from 'valibot';

/** What the two checks of content share: where a thing is to be seen, and what WeChat says of it. */
export type CheckScene = 'profile' | 'comment' | 'forum' | 'social';

export const CHECK_SCENES: Readonly<Record<CheckScene, number>> = {
  profile: 1,
  comment: 2,
  forum: 3,
  social: 4,
};

/** pass: may be seen. review: a person should look. risky: must not be seen. */
export type Verdict = 'pass' | 'review' | 'risky';

/** The label of what is found to be nothing. */
export const NORMAL_LABEL = 100;

export const VerdictSchema = v.object({
  suggest: v.picklist(['pass', 'review', 'risky']),
  label: v.number(),
});

export const CHECK_REFUSALS = {
  40003: 'INVALID_OPENID',
  43104: 'INVALID_OPENID',
  61010: 'NOT_SEEN_LATELY',
} as const;

/** NOT_SEEN_LATELY: the member has not been in the mini program for two hours. */
export type CheckRefusal = (typeof CHECK_REFUSALS)[keyof typeof CHECK_REFUSALS];
