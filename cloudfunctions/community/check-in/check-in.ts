import { memberAction } from '../call';
import { post } from '../ledger';
import { dayOf, isoDateOf } from '../time';
import { checkInContract } from './contract';
import { memberViewOf } from './member-view';
import { decideCheckIn, todayOf, type CheckInRefusal } from './rules';

/** Checks the member in for today, exactly once a Shanghai day however it is called. */
export const checkIn = memberAction(checkInContract, async (call, { day }) => {
  const clockDay = dayOf(call.nowMs);
  const wish = { requestId: call.requestId, day, clockDay };
  const posted = await post<CheckInRefusal>(call, (account) => decideCheckIn(account, wish, call.rulebook));
  const { account } = posted;

  if ('refusal' in posted && posted.refusal === 'DAY_CHANGED') {
    const businessDay = isoDateOf(todayOf(account, clockDay));
    return { refused: 'DAY_CHANGED', message: `Today is ${businessDay}.`, data: { businessDay } };
  }

  const { earnedPoints, bonusPoints } = account.checkIn;
  const data = { ...(await memberViewOf(call, account)), earnedPoints, bonusPoints };
  return 'refusal' in posted && posted.refusal === 'ALREADY_CHECKED_IN'
    ? { refused: 'ALREADY_CHECKED_IN', message: 'Today is checked in already.', data }
    : { data };
});
