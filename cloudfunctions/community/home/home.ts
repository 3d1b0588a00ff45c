import { memberAction } from '../call';
import { memberViewOf } from '../check-in';
import { openThingsOf } from '../earning';
import { openWeekOf, top10Of } from '../leaderboard';
import { loadAccount } from '../ledger';
import { faceOf } from '../members';
import { dayOf } from '../time';
import { homeContract } from './contract';
import { memberDaysOf } from './member-days';

/** More would be a list, and there is a page for that. */
const NEXT_THINGS = 3;

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
      memberDays: memberDaysOf(account, call.nowMs),
      nextThings: openThingsOf(account, call.rulebook, call.nowMs)
        .filter(({ fact }) => fact !== 'check_in')
        .slice(0, NEXT_THINGS),
      top10: top10.map(({ memberId: _memberId, ...row }) => row),
      boardRows: call.rulebook.leaderboard.rows,
    },
  };
});
