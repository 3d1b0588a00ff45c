import { memberAction } from '../call';
import { memberViewOf } from '../check-in';
import { loadAccount } from '../ledger';
import { faceOf } from '../members';
import { badgesOf } from './badges';
import { profileContract } from './contract';
import { memberDaysOf } from './member-days';

/** All that a member's own page shows: who one is, the whole stair, and the badges. */
export const profile = memberAction(profileContract, async (call) => {
  const { account } = await loadAccount(call);
  const view = await memberViewOf(call, account);
  const { businessDay, balancePoints, streakDays, checkedInToday, tier, weekScore, ownRank } = view;
  const memberDays = memberDaysOf(account, call.nowMs);
  return {
    data: {
      communityName: call.rulebook.community.name,
      ...faceOf(call.memberId),
      memberDays,
      businessDay,
      balancePoints,
      streakDays,
      checkedInToday,
      weekScore,
      ownRank,
      tier,
      tiers: call.rulebook.tiers.map(({ name, growthValue }) => ({ name, growthValue })),
      badges: badgesOf(account, { ...tier, memberDays, weekScore, ownRank }, call.rulebook),
    },
  };
});
