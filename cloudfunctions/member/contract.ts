import {
  addressesContract,
  removeAddressContract,
  saveAddressContract,
} from '../community/addresses/contract';
import type { MemberContract, VisitorContract } from '../community/contract';
import { challengesContract, joinChallengeContract } from '../community/challenges/contract';
import {
  buyMakeUpCardContract,
  checkInCalendarContract,
  checkInContract,
  makeUpContract,
} from '../community/check-in/contract';
import { earnCatalogueContract, pointsRulesContract } from '../community/earning/contract';
import { homeContract, profileContract } from '../community/home/contract';
import { myJoinCodeContract } from '../community/join-codes/contract';
import { agreeContract, applyContract, arriveContract } from '../community/joining/contract';
import { leaderboardContract } from '../community/leaderboard/contract';
import {
  mallContract,
  mallItemContract,
  redeemItemContract,
  setFavouriteContract,
} from '../community/mall/contract';
import { introduceContract } from '../community/members/contract';
import { allowMessageContract, noticesContract, readNoticesContract } from '../community/notices/contract';
import {
  cancelOrderContract,
  confirmReceiptContract,
  couponsContract,
  orderContract,
  ordersContract,
} from '../community/orders/contract';
import { claimOwnershipContract } from '../community/roles/contract';
import { statementContract } from '../community/statement/contract';
import { claimTaskContract, tasksContract } from '../community/tasks/contract';

/** All that the pages ask, by action: each has its service, and each of their refusals its text. */
export const memberContracts = {
  arrive: arriveContract,
  agree: agreeContract,
  introduce: introduceContract,
  apply: applyContract,
  home: homeContract,
  profile: profileContract,
  checkIn: checkInContract,
  checkInCalendar: checkInCalendarContract,
  makeUp: makeUpContract,
  buyMakeUpCard: buyMakeUpCardContract,
  tasks: tasksContract,
  claimTask: claimTaskContract,
  challenges: challengesContract,
  joinChallenge: joinChallengeContract,
  mall: mallContract,
  mallItem: mallItemContract,
  redeemItem: redeemItemContract,
  setFavourite: setFavouriteContract,
  orders: ordersContract,
  order: orderContract,
  cancelOrder: cancelOrderContract,
  confirmReceipt: confirmReceiptContract,
  coupons: couponsContract,
  addresses: addressesContract,
  saveAddress: saveAddressContract,
  removeAddress: removeAddressContract,
  leaderboard: leaderboardContract,
  statement: statementContract,
  earnCatalogue: earnCatalogueContract,
  pointsRules: pointsRulesContract,
  myJoinCode: myJoinCodeContract,
  notices: noticesContract,
  readNotices: readNoticesContract,
  allowMessage: allowMessageContract,
  claimOwnership: claimOwnershipContract,
} as const satisfies Readonly<Record<string, MemberContract | VisitorContract>>;

export type MemberContracts = typeof memberContracts;
