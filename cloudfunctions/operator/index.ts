import type { MemberCall } from '../community/call';
import { memberIdOf } from '../community/members';
import { account, adjust, approveAdjustment, recordFact, reverse } from '../community/operating';
import { defaultRulebook } from '../community/rulebook';
import { openDoor } from '../platform/door';
import { secret } from '../platform/secret';
import type { operatorContracts } from './contract';

const actions = { account, adjust, approveAdjustment, reverse, recordFact } satisfies Record<
  keyof typeof operatorContracts,
  unknown
>;

const memberKey = secret('QUNJIE_MEMBER_KEY');

/** Member ids of those who may enter. */
const owners = new Set((process.env.QUNJIE_OWNERS ?? '').split(',').filter(Boolean));

/** The operators' door. */
export const main = openDoor<MemberCall>({
  name: 'operator',
  actions,
  prepare: ({ openid, ...call }) => ({
    ...call,
    memberId: memberIdOf(openid, memberKey),
    rulebook: defaultRulebook,
  }),
  pseudonymOf: (call) => call.memberId.slice(0, 8),
  mayEnter: (call) => owners.has(call.memberId),
});
