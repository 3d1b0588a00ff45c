import {
  joinCodesContract,
  makeJoinCodeContract,
  revokeJoinCodeContract,
} from '../community/join-codes/contract';
import {
  admissionsContract,
  decideAdmissionContract,
  memberFileContract,
} from '../community/joining/contract';
import {
  importCodesContract,
  mallItemsContract,
  moveStockContract,
  saveItemContract,
  setItemStatusContract,
  stockMovesContract,
} from '../community/mall/contract';
import { decideProfileContract, profileReviewsContract } from '../community/members/contract';
import {
  accountContract,
  adjustContract,
  approveAdjustmentContract,
  recordFactContract,
  reverseContract,
} from '../community/operating/contract';
import { mallOrdersContract, refundOrderContract, shipOrdersContract } from '../community/orders/contract';
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
  admissions: admissionsContract,
  decideAdmission: decideAdmissionContract,
  memberFile: memberFileContract,
  profileReviews: profileReviewsContract,
  decideProfile: decideProfileContract,
  joinCodes: joinCodesContract,
  makeJoinCode: makeJoinCodeContract,
  revokeJoinCode: revokeJoinCodeContract,
  mallItems: mallItemsContract,
  saveItem: saveItemContract,
  setItemStatus: setItemStatusContract,
  moveStock: moveStockContract,
  stockMoves: stockMovesContract,
  importCodes: importCodesContract,
  mallOrders: mallOrdersContract,
  shipOrders: shipOrdersContract,
  refundOrder: refundOrderContract,
  roles: rolesContract,
  roleFacts: roleFactsContract,
  grantRole: grantRoleContract,
  revokeRole: revokeRoleContract,
} as const satisfies Readonly<Record<string, OperatorContract>>;

export type OperatorContracts = typeof operatorContracts;
