import { memberAction } from '../call';
import { accountIdOf, ACCOUNTS } from '../ledger';
import { changeRole } from './change-role';
import { grantRoleContract } from './contract';
import type { Deployment } from './deployment';
import { decideGrant, MAX_HOLDERS } from './rules';

const refusals = {
  BEYOND_YOUR_RIGHTS: 'Only owners grant this role, or roles with no fewer rights than their own.',
  ROLE_HELD: 'The member has this role.',
  TOO_MANY_HOLDERS: `At most ${MAX_HOLDERS} members have roles.`,
  KEY_REUSED: 'This request id was used with another input.',
} as const;

export const grantRole = (deployment: Deployment) =>
  memberAction(grantRoleContract, async (call, wish) => {
    // A mistyped id must not make a role that waits for somebody.
    if (!(await call.documents.get(ACCOUNTS, accountIdOf(wish.memberId)))) {
      return { refused: 'MEMBER_NOT_FOUND', message: 'There is no such member.', data: undefined };
    }
    return changeRole(call, deployment, { change: 'granted', ...wish }, decideGrant, refusals);
  });
