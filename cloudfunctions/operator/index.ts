import type { MemberAction, MemberCall } from '../community/call';
import { joinCodes, makeJoinCode, revokeJoinCode } from '../community/join-codes';
import { admissions, decideAdmission, memberFile } from '../community/joining';
import { importCodes, mallItems, moveStock, saveItem, setItemStatus, stockMoves } from '../community/mall';
import { decideProfile, profileReviews } from '../community/members';
import { tellRefused, templatesOf } from '../community/notices';
import { account, adjust, approveAdjustment, recordFact, reverse } from '../community/operating';
import { mallOrders, refundOrder, shipOrders } from '../community/orders';
import { preparedBy } from '../community/prepare';
import { deploymentOf, grantRole, hasRight, revokeRole, roleFacts, roles } from '../community/roles';
import { openDoor } from '../platform/door';
import { secret } from '../platform/secret';
import { deployedWeChat } from '../platform/wechat/of-deployment';
import type { operatorContracts } from './contract';

const deployment = deploymentOf(process.env);

const actions = {
  account,
  adjust,
  approveAdjustment,
  reverse,
  recordFact,
  admissions,
  decideAdmission,
  memberFile,
  profileReviews,
  decideProfile: decideProfile(tellRefused),
  joinCodes,
  makeJoinCode,
  revokeJoinCode,
  mallItems,
  saveItem,
  setItemStatus,
  moveStock,
  stockMoves,
  importCodes,
  mallOrders,
  shipOrders,
  refundOrder,
  roles: roles(deployment),
  roleFacts,
  grantRole: grantRole(deployment),
  revokeRole: revokeRole(deployment),
} satisfies Record<keyof typeof operatorContracts, unknown>;

/** The operators' door. */
export const main = openDoor<MemberCall, MemberAction>({
  name: 'operator',
  actions,
  prepare: preparedBy({
    memberKey: secret('QUNJIE_MEMBER_KEY'),
    wechat: deployedWeChat(),
    templates: templatesOf(process.env),
  }),
  pseudonymOf: (call) => call.memberId.slice(0, 8),
  mayRun: (call, { contract }) => hasRight(call, deployment, contract.right),
});
