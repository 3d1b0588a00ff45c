import {
  accountContract,
  adjustContract,
  approveAdjustmentContract,
  recordFactContract,
  reverseContract,
} from '../community/operating/contract';
import {
  grantRoleContract,
  revokeRoleContract,
  roleFactsContract,
  rolesContract,
} from '../community/roles/contract';
import type { OperatorContract } from '../community/contract';

/** All that an operator may ask, by action. */
export const operatorContracts = {
  account: accountContract,
  adjust: adjustContract,
  approveAdjustment: approveAdjustmentContract,
  reverse: reverseContract,
  recordFact: recordFactContract,
  roles: rolesContract,
  roleFacts: roleFactsContract,
  grantRole: grantRoleContract,
  revokeRole: revokeRoleContract,
} as const satisfies Readonly<Record<string, OperatorContract>>;

export type OperatorContracts = typeof operatorContracts;
