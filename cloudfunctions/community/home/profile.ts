import { memberViewOf } from '../check-in';
import { MEMBERS, ownProfileOf, type Member } from '../members';
import { membersOnly } from '../members-only';
import { ownershipOf, type Deployment } from '../roles';
import { badgesOf } from './badges';
import { profileContract } from './contract';
import { memberDaysOf } from './member-days';

/** All that a member's own page shows: who one is, the whole stair, and the badges. */
export const profile = (deployment: Deployment) =>
  membersOnly(profileContract, async (call, account) => {
    const [view, member, ownership] = await Promise.all([
      memberViewOf(call, account),
      call.documents.get<Member>(MEMBERS, call.memberId),
      ownershipOf(call, deployment),
    ]);
    const { businessDay, balancePoints, streakDays, checkedInToday, tier, weekScore, ownRank } = view;
    const memberDays = memberDaysOf(account, call.nowMs);
    const own = ownProfileOf(call.memberId, member);
    return {
      data: {
        communityName: call.rulebook.community.name,
        ...own.face,
        own,
        ownership,
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
