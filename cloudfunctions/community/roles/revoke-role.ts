import { memberAction } from '../call';
import { changeRole } from './change-role';
import { revokeRoleContract } from './contract';
import type { Deployment } from './deployment';
import { decideRevoke } from './rules';

const refusals = {
  BEYOND_YOUR_RIGHTS: 'Only owners revoke this role, or roles with no fewer rights than their own.',
  ROLE_NOT_HELD: 'The member does not have this role.',
  DEPLOYMENT_OWNER: 'An owner by QUNJIE_OWNERS is one until that setting changes.',
  LAST_OWNER: 'The community would have no owner.',
  KEY_REUSED: 'This request id was used with another input.',
} as const;

export const revokeRole = (deployment: Deployment) =>
  memberAction(revokeRoleContract, (call, wish) =>
    changeRole(call, deployment, { change: 'revoked', ...wish }, decideRevoke, refusals),
  );
