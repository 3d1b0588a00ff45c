import type * as v from 'valibot';
import type { MemberCall } from '../call';
import { balanceOf, entriesByKey, type Account, type Entry } from '../ledger';
import {
  dayOf,
  daysOfMonth,
  instantOf,
  isoDateOf,
  isoMonthOf,
  monthOf,
  type DayNumber,
  type MonthNumber,
} from '../time';
import { BITMAP_DAYS } from './bitmap';
import type { checkInCalendarContract } from './contract';
import { isDone } from './days';
import { makeUpsOf } from './make-ups';
import { isInWindow, rescueOf } from './make-up-rules';
import { milestonesOf } from './milestones';
import { checkInPointsOf, streakBonusOf, streakOf, todayOf } from './rules';

export type Calendar = v.InferOutput<(typeof checkInCalendarContract)['answer']>;
type CalendarDay = Calendar['days'][number];

/** The entries of days, by their number. */
type Entries = (day: DayNumber) => Entry | undefined;

/** A month as the page shows it. One call to the database: what each day paid stands in its entry. */
export async function calendarOf(call: MemberCall, account: Account, month: MonthNumber): Promise<Calendar> {
  const { rulebook, nowMs } = call;
  const today = todayOf(account, nowMs);
  const monthDays = daysOfMonth(month);
  const streakDays = daysOfStreak(account, today);
  const passed = [...monthDays, ...streakDays].filter(
    (day) => day <= today && day >= dayOf(account.joinedAtMs),
  );
  const found = await entriesByKey(
    call,
    account,
    passed.map((day) => `ci:${day}`),
  );
  const entries: Entries = (day) => found.get(`ci:${day}`);
  const days = monthDays.map((day) => dayIn(call, account, entries, today, day));
  return {
    businessDay: isoDateOf(today),
    balancePoints: balanceOf(call, account),
    month: isoMonthOf(month),
    firstMonth: isoMonthOf(monthOf(account.joinedAtMs)),
    days,
    doneDays: days.filter(({ state }) => state === 'done' || state === 'made_up').length,
    streak: {
      days: streakOf(account.checkIn, today),
      bestDays: account.checkIn.bestDays,
      fromDay: firstOfStreak(account, today),
      madeUpDays: streakDays.filter((day) => isMadeUp(entries(day))).map(isoDateOf),
      rescue: rescueOf(account, rulebook, nowMs),
    },
    makeUp: makeUpsOf(account, rulebook, nowMs),
    milestones: milestonesOf(account, rulebook),
  };
}

function dayIn(
  { rulebook }: MemberCall,
  account: Account,
  entries: Entries,
  today: DayNumber,
  day: DayNumber,
): CalendarDay {
  const { checkIn, joinedAtMs } = account;
  const nothing = { day: isoDateOf(day), points: 0, bonusPoints: 0, canMakeUp: false };
  const entry = entries(day);
  if (entry || isDone(checkIn, day)) {
    const bonusPoints = Number(entry?.fact['bonusPoints'] ?? 0);
    const state = isMadeUp(entry) ? ('made_up' as const) : ('done' as const);
    return { ...nothing, state, points: Math.max(0, entry?.pointsDelta ?? 0), bonusPoints };
  }
  if (day < dayOf(joinedAtMs)) return { ...nothing, state: 'before' };
  if (day < today) {
    return { ...nothing, state: 'missed', canMakeUp: isInWindow(account, day, today, rulebook) };
  }
  const streakDays = streakOf(checkIn, today) + day - today + (checkIn.lastDay === today ? 0 : 1);
  return {
    ...nothing,
    state: day === today ? 'today' : 'upcoming',
    points: checkInPointsOf(streakDays, rulebook),
    bonusPoints: streakBonusOf(streakDays, rulebook),
  };
}

const isMadeUp = (entry: Entry | undefined): boolean => entry?.fact.type === 'make_up';

function firstOfStreak({ checkIn }: Account, today: DayNumber): string | null {
  const days = streakOf(checkIn, today);
  return days === 0 ? null : isoDateOf(checkIn.lastDay - days + 1);
}

/** As many of them as the bitmap knows. */
function daysOfStreak({ checkIn }: Account, today: DayNumber): DayNumber[] {
  const length = Math.min(BITMAP_DAYS, streakOf(checkIn, today));
  return Array.from({ length }, (_, index) => checkIn.lastDay - index).reverse();
}

/** The month of that day. */
export const monthOfDay = (day: DayNumber): MonthNumber => monthOf(instantOf(day, 0));
