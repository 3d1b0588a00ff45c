import type { Account, CheckInDays, Effects } from '../ledger';
import type { Rulebook } from '../rulebook';
import { dayOf, firstDayOf, hourOf, isoDateOf, weekOfDay, type DayNumber } from '../time';
import { isDone, withDay } from './days';

export type CheckInRefusal = 'ALREADY_CHECKED_IN' | 'DAY_CHANGED' | 'ANSWERED_BEFORE';

/**
 * The account's own today: two instances' clocks may differ around midnight, or go back, and still an account that has
 * seen a day never sees the one before it again.
 */
export const todayOf = ({ headAtMs }: Account, nowMs: number): DayNumber => dayOf(Math.max(nowMs, headAtMs));

/**
 * What a check-in does to this account.
 * @param wish.day The day that the member meant, `YYYY-MM-DD`: a retry that comes after midnight must not count for
 *   another day.
 * @returns `ANSWERED_BEFORE` where this very request has been carried out: its answer stands in the account.
 */
export function decideCheckIn(
  account: Account,
  wish: { readonly requestId: string; readonly day: string | undefined },
  rulebook: Rulebook,
  nowMs: number,
): { readonly effects: Effects } | { readonly refusal: CheckInRefusal } {
  const { checkIn } = account;
  const today = todayOf(account, nowMs);
  if (checkIn.requestId === wish.requestId) return { refusal: 'ANSWERED_BEFORE' };
  if (wish.day !== undefined && wish.day !== isoDateOf(today)) return { refusal: 'DAY_CHANGED' };
  if (checkIn.lastDay === today) return { refusal: 'ALREADY_CHECKED_IN' };

  const days = withDay(checkIn, today);
  const { streakDays } = days;
  const bonusPoints = streakBonusOf(streakDays, rulebook);
  const earnedPoints = rulebook.checkIn.points + bonusPoints;
  return {
    effects: {
      key: `ci:${today}`,
      fact: { type: 'check_in', day: isoDateOf(today), hour: hourOf(nowMs), streakDays, bonusPoints },
      rulebookVersion: rulebook.version,
      move: { kind: 'earn', points: earnedPoints, from: 'issuer:check-in' },
      growthValueDelta: rulebook.checkIn.growthValue,
      weekScoreDelta: rulebook.checkIn.weekScore,
      checkIn: { ...days, requestId: wish.requestId, seq: account.seq + 1, earnedPoints, bonusPoints },
    },
  };
}

/** Days in a row that are still alive: they end today or yesterday. */
export function streakOf(checkIn: Pick<CheckInDays, 'lastDay' | 'streakDays'>, today: DayNumber): number {
  return checkIn.lastDay >= today - 1 ? checkIn.streakDays : 0;
}

/** What the n-th day in a row pays on top. */
export function streakBonusOf(streakDays: number, { checkIn: { streakBonus } }: Rulebook): number {
  const { afterLast, points } = streakBonus;
  const index = afterLast === 'again' ? (streakDays - 1) % points.length : streakDays - 1;
  return points[Math.min(index, points.length - 1)] ?? 0;
}

/** What a check-in pays that makes the streak `streakDays` long. */
export const checkInPointsOf = (streakDays: number, rulebook: Rulebook): number =>
  rulebook.checkIn.points + streakBonusOf(streakDays, rulebook);

export interface StripDay {
  readonly day: string;
  /** `before`: the member had not arrived yet, so nothing was missed. */
  readonly state: 'before' | 'done' | 'missed' | 'today' | 'upcoming';
  /** What the day would pay if none is missed until then; null for days that are decided. */
  readonly points: number | null;
}

/** Monday to Sunday of the week that `today` is in. */
export function weekStripOf(account: Account, today: DayNumber, rulebook: Rulebook): StripDay[] {
  const { checkIn } = account;
  const firstDay = dayOf(account.joinedAtMs);
  const monday = firstDayOf(weekOfDay(today));
  const streakToday = streakOf(checkIn, today) + (checkIn.lastDay === today ? 0 : 1);
  return Array.from({ length: 7 }, (_, index) => {
    const day = monday + index;
    if (isDone(checkIn, day)) {
      return { day: isoDateOf(day), state: 'done', points: null };
    }
    if (day < today) {
      return { day: isoDateOf(day), state: day < firstDay ? 'before' : 'missed', points: null };
    }
    return {
      day: isoDateOf(day),
      state: day === today ? 'today' : 'upcoming',
      points: checkInPointsOf(streakToday + day - today, rulebook),
    };
  });
}

/** The best-paid day that is ahead in the bonus cycle, so that a member sees what staying is worth. */
export function bestAheadOf(
  checkIn: CheckInDays,
  today: DayNumber,
  rulebook: Rulebook,
): { inDays: number; points: number } {
  const streakDays = streakOf(checkIn, today);
  const days = rulebook.checkIn.streakBonus.points.map((_, index) => ({
    inDays: index + 1,
    points: checkInPointsOf(streakDays + index + 1, rulebook),
  }));
  return days.reduce((best, next) => (next.points > best.points ? next : best));
}

/** What the next check-in pays, and whether today's is done. */
export function nextCheckInOf(
  account: Account,
  rulebook: Rulebook,
  nowMs: number,
): { points: number; checkedInToday: boolean } {
  const today = todayOf(account, nowMs);
  return {
    points: checkInPointsOf(streakOf(account.checkIn, today) + 1, rulebook),
    checkedInToday: account.checkIn.lastDay === today,
  };
}
