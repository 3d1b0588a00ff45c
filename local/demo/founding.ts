import { defaultRulebook } from '../../cloudfunctions/community/rulebook';
import {
  dayOf,
  monthOf,
  startOfMonthMs,
  type DayNumber,
  type MonthNumber,
} from '../../cloudfunctions/community/time';
import { hourAndMinute, instantOf } from './calendar';
import { stepOf, type Deed, type Step } from './step';

type NewcomerTask = Extract<Deed, { kind: 'claim' }>['taskId'];

/**
 * A few were there a year ago. What they earned then runs out now: the one month's points have expired within the six
 * weeks, the next month's are about to. Without it nobody would see points run out before a year has gone by.
 */
export function foundingSteps(openid: string, today: DayNumber): Step[] {
  const month = goingMonthOf(today);
  const checkIns = (days: readonly number[]) =>
    days.map((day) => stepOf(openid, instantOf(day, hourAndMinute(9, 10)), { kind: 'checkIn' }));
  const goneDays = daysOf(month - 1, 10, 2);
  const [firstDay = today] = goneDays;
  const goingDays = daysOf(month, 14, 5);
  const claim = (day: DayNumber, minuteOfDay: number, taskId: NewcomerTask) =>
    stepOf(openid, instantOf(day, minuteOfDay), { kind: 'claim', taskId });
  return [
    stepOf(openid, instantOf(firstDay, hourAndMinute(8, 0)), { kind: 'join', way: { fits: true } }),
    claim(firstDay, hourAndMinute(8, 1), 'joining_gift'),
    ...checkIns(goneDays),
    claim(firstDay, hourAndMinute(9, 11), 'starter_task'),
    ...checkIns(goingDays),
    claim(goingDays[2] ?? today, hourAndMinute(9, 11), 'three_days'),
  ];
}

/** Whose points run out with the end of this month. */
const goingMonthOf = (today: DayNumber): MonthNumber =>
  monthOf(instantOf(today, 0)) - defaultRulebook.expiry.lotMonths;

/** A prize of those days: what this morning's shopping is paid with, so that the rest still runs out. */
export const foundersPrize = (openid: string, today: DayNumber, points: number): Step[] =>
  daysOf(goingMonthOf(today), 20, 1).map((day) =>
    stepOf(openid, instantOf(day, hourAndMinute(18, 0)), { kind: 'adjust', points, reason: 'event' }),
  );

const daysOf = (month: MonthNumber, firstDayOfMonth: number, count: number): DayNumber[] =>
  Array.from({ length: count }, (_, index) => dayOf(startOfMonthMs(month)) + firstDayOfMonth - 1 + index);
