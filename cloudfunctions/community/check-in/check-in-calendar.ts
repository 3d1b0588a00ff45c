import { membersOnly } from '../members-only';
import { monthOf, monthOfIso } from '../time';
import { calendarOf, monthOfDay } from './calendar';
import { checkInCalendarContract } from './contract';
import { todayOf } from './rules';

/** One month of the member's days. */
export const checkInCalendar = membersOnly(checkInCalendarContract, async (call, account, input) => {
  const thisMonth = monthOfDay(todayOf(account, call.nowMs));
  const month = input.month === undefined ? thisMonth : monthOfIso(input.month);
  if (month < monthOf(account.joinedAtMs) || month > thisMonth) {
    return { refused: 'MONTH_OUT_OF_RANGE', message: 'There is nothing in that month.', data: undefined };
  }
  return { data: await calendarOf(call, account, month) };
});
