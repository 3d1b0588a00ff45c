import type { MemberAction, MemberCall } from '../community/call';
import { memberIdOf } from '../community/members';
import { account, adjust, approveAdjustment, recordFact, reverse } from '../community/operating';
import { deploymentOf, grantRole, hasRight, revokeRole, roleFacts, roles } from '../community/roles';
import { defaultRulebook } from '../community/rulebook';
import { openDoor } from '../platform/door';
import { secret } from '../platform/secret';
import type { operatorContracts } from './contract';

const memberKey = secret('QUNJIE_MEMBER_KEY');
const deployment = deploymentOf(process.env);

const actions = {
  account,
  adjust,
  approveAdjustment,
  reverse,
  recordFact,
  roles: roles(deployment),
  roleFacts,
  grantRole: grantRole(deployment),
  revokeRole: revokeRole(deployment),
} satisfies Record<keyof typeof operatorContracts, unknown>;

/** The operators' door. */
export const main = openDoor<MemberCall, MemberAction>({
  name: 'operator',
  actions,
  prepare: ({ openid, ...call }) => ({
    ...call,
    memberId: memberIdOf(openid, memberKey),
    rulebook: defaultRulebook,
  }),
  pseudonymOf: (call) => call.memberId.slice(0, 8),
  mayRun: (call, { contract }) => hasRight(call, deployment, contract.right),
});
