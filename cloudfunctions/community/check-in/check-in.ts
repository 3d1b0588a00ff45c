import { post } from '../ledger';
import { membersOnly } from '../members-only';
import { dayOf, isoDateOf } from '../time';
import { checkInContract } from './contract';
import { memberViewOf } from './member-view';
import { decideCheckIn, todayOf, type CheckInRefusal } from './rules';

/** Both show what today's check-in earned; any other refusal of the ledger would be a bug. */
const answered: readonly string[] = ['ALREADY_CHECKED_IN', 'ANSWERED_BEFORE'];

/** Checks the member in for today, exactly once a Shanghai day however it is called. */
export const checkIn = membersOnly(checkInContract, async (call, standing, { day }) => {
  const clockDay = dayOf(call.nowMs);
  const wish = { requestId: call.requestId, day, clockDay };
  const posted = await post<CheckInRefusal>(call, {
    memberId: call.memberId,
    account: standing,
    decide: (account) => decideCheckIn(account, wish, call.rulebook),
  });
  const { account } = posted;

  if ('refusal' in posted && posted.refusal === 'DAY_CHANGED') {
    const businessDay = isoDateOf(todayOf(account, clockDay));
    return { refused: 'DAY_CHANGED', message: `Today is ${businessDay}.`, data: { businessDay } };
  }

  if ('refusal' in posted && !answered.includes(posted.refusal))
    throw new Error(`refused: ${posted.refusal}`);

  const { earnedPoints, bonusPoints } = account.checkIn;
  const data = { ...(await memberViewOf(call, account)), earnedPoints, bonusPoints };
  return 'refusal' in posted && posted.refusal === 'ALREADY_CHECKED_IN'
    ? { refused: 'ALREADY_CHECKED_IN', message: 'Today is checked in already.', data }
    : { data };
});
