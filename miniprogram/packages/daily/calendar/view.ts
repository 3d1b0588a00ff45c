import { calendarCopy } from '../../../copy/calendar';
import type { CheckInCalendar } from '../../../services/check-in';
import { dayNameOf, shortOf, withCommas } from '../../../utils/format';
import { giftsOf } from './gifts';
import { cellsOf, columnOf, legendOf, monthOfDay } from './month';

/** What the page draws of a month, and nothing else. */
export function viewOf(calendar: CheckInCalendar) {
  const { businessDay, month, firstMonth, doneDays, streak, makeUp } = calendar;
  const isThisMonth = month === monthOfDay(businessDay);
  const monthNumber = String(Number(month.slice(-2)));
  const cells = cellsOf(calendar);
  const { figures } = calendarCopy;
  return {
    year: month.slice(0, 4),
    monthNumber,
    hasPrevious: month > firstMonth,
    hasNext: !isThisMonth,
    /** Where the first of the month stands. */
    column: columnOf(`${month}-01`) + 1,
    cells,
    /** The number of today's cell; 0 in another month. */
    today: isThisMonth ? Number(businessDay.slice(-2)) : 0,
    legend: legendOf(cells, isThisMonth),
    figures: [
      figureOf(isThisMonth ? figures.thisMonth : figures.month(monthNumber), doneDays),
      figureOf(figures.streak, streak.days),
      figureOf(figures.cards, makeUp.cards),
    ],
    why: whyOf(calendar),
    more: moreOf(streak),
    rescue: rescueOf(calendar),
    gifts: giftsOf(calendar),
    giftsLine: makeUp.windowDays > 0 ? calendarCopy.giftsLine : '',
  };
}

export type CalendarView = ReturnType<typeof viewOf>;

const figureOf = (name: string, value: number) => ({ name, value: shortOf(value) });

/** Why the streak is what it is. */
function whyOf({ streak: { days, fromDay }, businessDay }: CheckInCalendar): string {
  if (fromDay === null) return calendarCopy.noStreak;
  return calendarCopy.streak(dayNameOf(fromDay, businessDay), withCommas(days));
}

/** What else there is to know of it. */
const moreOf = ({ days, bestDays, madeUpDays }: CheckInCalendar['streak']): string =>
  [
    ...(madeUpDays.length > 0 ? [calendarCopy.madeUp(withCommas(madeUpDays.length))] : []),
    ...(bestDays > days ? [calendarCopy.best(withCommas(bestDays))] : []),
    // One day is no feat yet.
    ...(bestDays <= days && days > 1 ? [calendarCopy.bestIsNow] : []),
  ].join(' · ');

const rescueOf = ({ streak: { rescue }, businessDay }: CheckInCalendar) =>
  rescue && {
    day: rescue.day,
    line: calendarCopy.rescue(dayNameOf(rescue.day, businessDay), withCommas(rescue.streakDays)),
  };
