import type { Account, Verdict } from '../ledger';
import type { Rulebook } from '../rulebook';
import { dayOf, isoDateOf, type DayNumber } from '../time';
import { isDone, withDay } from './days';
import { makeUpsOf, usesOfMakeUp } from './make-ups';
import { streakOf, todayOf } from './rules';

export type MakeUpRefusal =
  'DAY_NOT_OVER' | 'OUT_OF_WINDOW' | 'ALREADY_CHECKED_IN' | 'MONTHLY_LIMIT' | 'NO_MAKE_UP_CARD';

/** What a make-up does to this account. The tier's free ones go first: cards keep for worse months. */
export function decideMakeUp(
  account: Account,
  day: DayNumber,
  rulebook: Rulebook,
  nowMs: number,
): Verdict<MakeUpRefusal> {
  const { checkIn } = account;
  const today = todayOf(account, nowMs);
  if (day >= today) return { refusal: 'DAY_NOT_OVER' };
  if (!isInWindow(account, day, today, rulebook)) return { refusal: 'OUT_OF_WINDOW' };
  if (isDone(checkIn, day)) return { refusal: 'ALREADY_CHECKED_IN' };
  const { timesLeft, freeLeft, cards } = makeUpsOf(account, rulebook, nowMs);
  if (timesLeft === 0) return { refusal: 'MONTHLY_LIMIT' };
  const isFree = freeLeft > 0;
  if (!isFree && cards === 0) return { refusal: 'NO_MAKE_UP_CARD' };
  return {
    effects: {
      key: `ci:${day}`,
      fact: { type: 'make_up', day: isoDateOf(day), paidBy: isFree ? 'tier' : 'card' },
      rulebookVersion: rulebook.version,
      move: { kind: 'void' },
      limits: usesOfMakeUp(account, rulebook, nowMs, isFree),
      makeUpCardsDelta: isFree ? 0 : -1,
      checkIn: { ...checkIn, ...withDay(checkIn, day) },
    },
  };
}

/** Over, not too long ago, and not before the member joined. */
export const isInWindow = (
  { joinedAtMs }: Account,
  day: DayNumber,
  today: DayNumber,
  { checkIn: { makeUp } }: Rulebook,
): boolean => day < today && day >= Math.max(today - makeUp.windowDays, dayOf(joinedAtMs));

/** The newest day that was missed and can be made up, and how long the streak would then be. */
export function rescueOf(
  account: Account,
  rulebook: Rulebook,
  nowMs: number,
): { day: string; streakDays: number } | null {
  const { checkIn } = account;
  const today = todayOf(account, nowMs);
  if (makeUpsOf(account, rulebook, nowMs).timesLeft === 0) return null;
  let day = today - 1;
  while (isDone(checkIn, day)) day -= 1;
  if (!isInWindow(account, day, today, rulebook)) return null;
  const streakDays = streakOf(withDay(checkIn, day), today);
  return streakDays > streakOf(checkIn, today) ? { day: isoDateOf(day), streakDays } : null;
}
