import {
  accountContract,
  adjustContract,
  approveAdjustmentContract,
  recordFactContract,
  reverseContract,
} from '../community/operating/contract';

/** All that an operator may ask, by action. */
export const operatorContracts = {
  account: accountContract,
  adjust: adjustContract,
  approveAdjustment: approveAdjustmentContract,
  reverse: reverseContract,
  recordFact: recordFactContract,
} as const;

export type OperatorContracts = typeof operatorContracts;
