import * as v from 'valibot';
import { CountSchema, type ActionContract } from '../contract';
import { MemberIdSchema } from '../members/contract';

export const RoleSchema = v.picklist(['owner', 'admin', 'moderator', 'operator', 'finance', 'auditor']);
export type Role = v.InferOutput<typeof RoleSchema>;

/** One line of the roles' history. */
const RoleFactSchema = v.strictObject({
  /** From 1, without gaps. */
  seq: v.pipe(CountSchema, v.minValue(1)),
  change: v.picklist(['granted', 'revoked', 'claimed']),
  memberId: MemberIdSchema,
  role: RoleSchema,
  /** Empty for a claim. */
  reason: v.string(),
  by: MemberIdSchema,
  atMs: CountSchema,
  requestId: v.string(),
});

const changeOfRole = v.strictObject({
  memberId: MemberIdSchema,
  role: RoleSchema,
  /** In the words of whoever decides. */
  reason: v.pipe(v.string(), v.regex(/\S/), v.maxLength(200)),
});

export const rolesContract = {
  action: 'roles',
  changes: false,
  callers: ['operator'],
  right: 'roles.read',
  input: v.strictObject({}),
  answer: v.strictObject({
    holders: v.array(
      v.strictObject({
        memberId: MemberIdSchema,
        displayName: v.string(),
        roles: v.array(RoleSchema),
        /** An owner by the deployment's settings: no action takes that away. */
        isDeploymentOwner: v.boolean(),
      }),
    ),
  }),
  refusals: {},
} as const satisfies ActionContract;

export const roleFactsContract = {
  action: 'roleFacts',
  changes: false,
  callers: ['operator'],
  right: 'roles.read',
  input: v.strictObject({
    /** Facts below this number; without it, the newest. */
    cursor: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  }),
  /** Newest first. */
  answer: v.strictObject({ facts: v.array(RoleFactSchema), nextCursor: v.nullable(CountSchema) }),
  refusals: {},
} as const satisfies ActionContract;

export const grantRoleContract = {
  action: 'grantRole',
  changes: true,
  callers: ['operator'],
  right: 'roles.grant',
  input: changeOfRole,
  answer: RoleFactSchema,
  refusals: {
    BEYOND_YOUR_RIGHTS: null,
    MEMBER_NOT_FOUND: null,
    ROLE_HELD: null,
    TOO_MANY_HOLDERS: null,
    KEY_REUSED: null,
  },
} as const satisfies ActionContract;

export const revokeRoleContract = {
  action: 'revokeRole',
  changes: true,
  callers: ['operator'],
  right: 'roles.grant',
  input: changeOfRole,
  answer: RoleFactSchema,
  refusals: {
    BEYOND_YOUR_RIGHTS: null,
    ROLE_NOT_HELD: null,
    DEPLOYMENT_OWNER: null,
    LAST_OWNER: null,
    KEY_REUSED: null,
  },
} as const satisfies ActionContract;

export const claimOwnershipContract = {
  action: 'claimOwnership',
  changes: true,
  callers: ['visitor'],
  input: v.strictObject({
    /** Left out where the first member is offered it. */
    code: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(128))),
  }),
  answer: RoleFactSchema,
  refusals: {
    /** The code is wrong, or there is nothing to claim: whoever guesses does not learn which. */
    CLAIM_REFUSED: null,
    /** The caller or all members together have tried too often today. Says nothing of the code, and is not tried. */
    TOO_MANY_TRIES: null,
  },
} as const satisfies ActionContract;
