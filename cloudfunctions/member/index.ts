import { addresses, removeAddress, saveAddress } from '../community/addresses';
import type { MemberCall } from '../community/call';
import { challenges, joinChallenge } from '../community/challenges';
import { buyMakeUpCard, checkIn, checkInCalendar, makeUp } from '../community/check-in';
import { earnCatalogue, pointsRules } from '../community/earning';
import { home, profile } from '../community/home';
import { myJoinCode } from '../community/join-codes';
import { agree, apply, arrive } from '../community/joining';
import { leaderboard } from '../community/leaderboard';
import { mall, mallItem, redeemItem, setFavourite } from '../community/mall';
import { introduce } from '../community/members';
import { allowMessage, notices, readNotices, templatesOf } from '../community/notices';
import { cancelOrder, confirmReceipt, coupons, order, orders } from '../community/orders';
import { preparedBy } from '../community/prepare';
import { claimOwnership, deploymentOf } from '../community/roles';
import { statement } from '../community/statement';
import { claimTask, tasks } from '../community/tasks';
import { openDoor } from '../platform/door';
import { secret } from '../platform/secret';
import { deployedWeChat } from '../platform/wechat/of-deployment';
import type { memberContracts } from './contract';

const deployment = deploymentOf(process.env);

const actions = {
  arrive,
  agree,
  introduce,
  apply,
  home,
  profile: profile(deployment),
  checkIn,
  checkInCalendar,
  makeUp,
  buyMakeUpCard,
  tasks,
  claimTask,
  challenges,
  joinChallenge,
  mall,
  mallItem,
  redeemItem,
  setFavourite,
  orders,
  order,
  cancelOrder,
  confirmReceipt,
  coupons,
  addresses,
  saveAddress,
  removeAddress,
  leaderboard,
  statement,
  earnCatalogue,
  pointsRules,
  myJoinCode,
  notices,
  readNotices,
  allowMessage,
  claimOwnership: claimOwnership(deployment),
} satisfies Record<keyof typeof memberContracts, unknown>;

/** The members' door: the mini program calls it through WeChat, which vouches for the caller. */
export const main = openDoor<MemberCall>({
  name: 'member',
  actions,
  prepare: preparedBy({
    memberKey: secret('QUNJIE_MEMBER_KEY'),
    wechat: deployedWeChat(),
    templates: templatesOf(process.env),
  }),
  pseudonymOf: (call) => call.memberId.slice(0, 8),
});
