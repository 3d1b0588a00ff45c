import type { Account, CheckInDays, Effects } from '../ledger';
import type { Rulebook } from '../rulebook';
import { dayOf, firstDayOf, isoDateOf, weekOfDay, type DayNumber } from '../time';
import { isMarked, longestRunOf, marked } from './bitmap';

export type CheckInRefusal = 'ALREADY_CHECKED_IN' | 'DAY_CHANGED' | 'ANSWERED_BEFORE';

/** Two instances' clocks may differ around midnight, or go back: the account never sees a day twice. */
export const todayOf = (account: Account, clockDay: DayNumber): DayNumber =>
  Math.max(clockDay, account.checkIn.lastDay);

/**
 * What a check-in does to this account.
 * @param wish.day The day that the member meant, `YYYY-MM-DD`: a retry that comes after midnight must not count for
 *   another day.
 * @returns `ANSWERED_BEFORE` where this very request has been carried out: its answer stands in the account.
 */
export function decideCheckIn(
  account: Account,
  wish: { readonly requestId: string; readonly day: string | undefined; readonly clockDay: DayNumber },
  rulebook: Rulebook,
): { readonly effects: Effects } | { readonly refusal: CheckInRefusal } {
  const today = todayOf(account, wish.clockDay);
  if (account.checkIn.requestId === wish.requestId) return { refusal: 'ANSWERED_BEFORE' };
  if (wish.day !== undefined && wish.day !== isoDateOf(today)) return { refusal: 'DAY_CHANGED' };
  if (account.checkIn.lastDay === today) return { refusal: 'ALREADY_CHECKED_IN' };

  const streakDays = streakOf(account.checkIn, today) + 1;
  const bonusPoints = streakBonusOf(streakDays, rulebook);
  const earnedPoints = rulebook.checkIn.points + bonusPoints;
  return {
    effects: {
      key: `ci:${today}`,
      fact: { type: 'check_in', day: isoDateOf(today), streakDays, bonusPoints },
      rulebookVersion: rulebook.version,
      move: { kind: 'earn', points: earnedPoints, from: 'issuer:check-in' },
      growthValueDelta: rulebook.checkIn.growthValue,
      weekScoreDelta: rulebook.checkIn.weekScore,
      checkIn: {
        lastDay: today,
        streakDays,
        bits: marked(account.checkIn.bits, today - account.checkIn.lastDay),
        requestId: wish.requestId,
        earnedPoints,
        bonusPoints,
      },
    },
  };
}

/** Days in a row that are still alive: they end today or yesterday. */
export function streakOf(checkIn: CheckInDays, today: DayNumber): number {
  return checkIn.lastDay >= today - 1 ? checkIn.streakDays : 0;
}

/** The longest streak that the account still knows: the newest one whole, older ones within the bitmap. */
export const bestStreakOf = ({ streakDays, bits }: CheckInDays): number =>
  Math.max(streakDays, longestRunOf(bits));

/** What the n-th day in a row pays on top. */
export function streakBonusOf(streakDays: number, { checkIn: { streakBonusPoints } }: Rulebook): number {
  return streakBonusPoints[(streakDays - 1) % streakBonusPoints.length] ?? 0;
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
    if (isMarked(checkIn.bits, checkIn.lastDay - day)) {
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
  const days = rulebook.checkIn.streakBonusPoints.map((_, index) => ({
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
  const today = todayOf(account, dayOf(nowMs));
  return {
    points: checkInPointsOf(streakOf(account.checkIn, today) + 1, rulebook),
    checkedInToday: account.checkIn.lastDay === today,
  };
}
