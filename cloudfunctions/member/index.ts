import { checkIn } from '../community/check-in';
import type { MemberCall } from '../community/call';
import { earnCatalogue, pointsRules } from '../community/earning';
import { home, profile } from '../community/home';
import { leaderboard } from '../community/leaderboard';
import { memberIdOf } from '../community/members';
import { claimOwnership, deploymentOf } from '../community/roles';
import { defaultRulebook } from '../community/rulebook';
import { statement } from '../community/statement';
import { openDoor } from '../platform/door';
import { secret } from '../platform/secret';
import type { memberDoorContracts } from './contract';

const actions = {
  home,
  profile,
  checkIn,
  leaderboard,
  statement,
  earnCatalogue,
  pointsRules,
  claimOwnership: claimOwnership(deploymentOf(process.env)),
} satisfies Record<keyof typeof memberDoorContracts, unknown>;

const memberKey = secret('QUNJIE_MEMBER_KEY');

/** The members' door: the mini program calls it through WeChat, which vouches for the caller. */
export const main = openDoor<MemberCall>({
  name: 'member',
  actions,
  prepare: ({ openid, ...call }) => ({
    ...call,
    memberId: memberIdOf(openid, memberKey),
    rulebook: defaultRulebook,
  }),
  pseudonymOf: (call) => call.memberId.slice(0, 8),
});
