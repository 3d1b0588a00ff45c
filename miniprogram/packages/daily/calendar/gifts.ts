import { calendarCopy } from '../../../copy/calendar';
import { commonCopy } from '../../../copy/common';
import type { CheckInCalendar } from '../../../services/check-in';
import { shortOf, withCommas } from '../../../utils/format';

/** So many stand side by side. */
const STEPS = 4;

const FIRST_STEP_PX = 72;
const RISE_PX = 18;

/** The gifts for days in a row as a stair: the one that was reached last, and what comes next. */
export function giftsOf({ milestones, streak, days, businessDay }: CheckInCalendar) {
  const reached = milestones.filter(({ isReached }) => isReached).length;
  const from = Math.max(0, Math.min(reached - 1, milestones.length - STEPS));
  const isOpen = days.some(({ day, state }) => day === businessDay && state === 'today');
  return milestones
    .slice(from, from + STEPS)
    .map(({ streakDays, points, makeUpCards, isReached }, index) => ({
      streakDays,
      name: calendarCopy.giftDays(withCommas(streakDays)),
      look: isReached ? 'reached' : from + index === reached ? 'next' : 'ahead',
      when: isReached ? calendarCopy.giftReached : whenOf(streakDays - streak.days, isOpen),
      points: points > 0 ? `+${shortOf(points)}` : '',
      cards: makeUpCards > 0 ? commonCopy.makeUpCards(withCommas(makeUpCards)) : '',
      heightPx: FIRST_STEP_PX + RISE_PX * index,
    }));
}

/** @param isOpen Whether today can still be checked in, and so bring the next day of the streak. */
function whenOf(missingDays: number, isOpen: boolean): string {
  const daysUntil = missingDays - (isOpen ? 1 : 0);
  if (daysUntil <= 0) return calendarCopy.giftToday;
  return daysUntil === 1 ? calendarCopy.giftTomorrow : calendarCopy.giftAhead(withCommas(missingDays));
}
