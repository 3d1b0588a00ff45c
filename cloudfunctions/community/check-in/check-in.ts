import { withFollowUps } from '../follow-ups';
import { post, type Account } from '../ledger';
import { membersOnly } from '../members-only';
import type { MemberCall } from '../call';
import { isoDateOf } from '../time';
import { checkInContract } from './contract';
import { memberViewOf } from './member-view';
import { rewardsWith } from './rewards';
import { decideCheckIn, todayOf, type CheckInRefusal } from './rules';

/** Both show what today's check-in earned; any other refusal of the ledger would be a bug. */
const answered: readonly string[] = ['ALREADY_CHECKED_IN', 'ANSWERED_BEFORE'];

/** Checks the member in for today, exactly once a Shanghai day however it is called. */
export const checkIn = membersOnly(checkInContract, async (call, standing, { day }) => {
  const wish = { requestId: call.requestId, day };
  const posted = await post<CheckInRefusal>(call, {
    memberId: call.memberId,
    account: standing,
    decide: (account, nowMs) =>
      withFollowUps(decideCheckIn(account, wish, call.rulebook, nowMs), account, call.rulebook, nowMs),
  });
  const { account } = posted;

  if ('refusal' in posted && posted.refusal === 'DAY_CHANGED') {
    const businessDay = isoDateOf(todayOf(account, call.nowMs));
    return { refused: 'DAY_CHANGED', message: `Today is ${businessDay}.`, data: { businessDay } };
  }

  if ('refusal' in posted && !answered.includes(posted.refusal))
    throw new Error(`refused: ${posted.refusal}`);

  const data = await earnedToday(call, account);
  return 'refusal' in posted && posted.refusal === 'ALREADY_CHECKED_IN'
    ? { refused: 'ALREADY_CHECKED_IN', message: 'Today is checked in already.', data }
    : { data };
});

async function earnedToday(call: MemberCall, account: Account) {
  const { earnedPoints, bonusPoints, seq } = account.checkIn;
  const [view, rewards] = await Promise.all([memberViewOf(call, account), rewardsWith(call, account, seq)]);
  return { ...view, earnedPoints, bonusPoints, rewards };
}
