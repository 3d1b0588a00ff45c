import { memberAction } from '../call';
import { memberViewOf } from '../check-in';
import { openWeekOf, top10Of } from '../leaderboard';
import { loadAccount } from '../ledger';
import { faceOf } from '../members';
import { dayOf } from '../time';
import { homeContract } from './contract';

/** All that the first page shows. A first arrival creates the member. */
export const home = memberAction(homeContract, async (call) => {
  const { account, arrived } = await loadAccount(call);
  const today = dayOf(call.nowMs);
  const [view, top10] = await Promise.all([
    memberViewOf(call, account),
    top10Of(call, openWeekOf(account, today)),
  ]);
  return {
    data: {
      ...view,
      communityName: call.rulebook.community.name,
      ...faceOf(call.memberId),
      firstVisit: arrived,
      memberDays: Math.max(0, today - dayOf(account.joinedAtMs)) + 1,
      top10,
    },
  };
});
