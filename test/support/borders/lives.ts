import { Random } from '../../faults/random';
import { dateAfter, dateAt, periodAt, seasonOf, startOf } from '../shanghai';

/** What a member wishes. Days and periods are what the caller's own clock says. */
export type Wish =
  | { readonly kind: 'checkIn' }
  | { readonly kind: 'pick' }
  | { readonly kind: 'claim'; readonly taskId: string; readonly period: string }
  | { readonly kind: 'makeUp'; readonly day: string }
  | { readonly kind: 'buyCard' }
  | { readonly kind: 'challenge'; readonly challengeId: string; readonly pledgePoints: number };

export interface Moment {
  /** By the clock of the instance that is asked, and by that of the other one, which looks afterwards. */
  readonly askedMs: number;
  readonly lookedMs: number;
  readonly wish: Wish;
  /** The last of its night. */
  readonly isLast: boolean;
}

export interface Life {
  readonly name: string;
  readonly joinedMs: number;
  readonly moments: readonly Moment[];
}

const HOUR_MS = 3_600_000;
/** Around midnight, and around nine, until when it is early. */
const OFFSETS_MS = [-2_001, -1_999, -1_000, -1, 0, 1, 1_999, 2_001, 9 * HOUR_MS - 1, 9 * HOUR_MS];
const SKEW_MS = 2_000;

/** Over New Year's Eve, 28 and 29 February: in a leap year, the year before one, a leap year, and 2100, which is none. */
const FIRST_DATES = ['2023-12-20', '2026-11-25', '2027-12-20', '2099-12-20'];

/** Lives of together so many moments, night after night; two instances whose clocks differ take turns. */
export const livesOf = (moments: number): Life[] =>
  FIRST_DATES.map((date, index) => {
    const random = new Random(index + 1);
    const nights = Math.ceil(moments / FIRST_DATES.length / OFFSETS_MS.length);
    return {
      name: `member-${index}`.padEnd(24, '_'),
      joinedMs: startOf(date) - 12 * HOUR_MS,
      moments: nightsOf(nights, random).flatMap((isAway, night) =>
        nightOf(dateAfter(date, night), isAway, random),
      ),
    };
  });

/** Whether the member is away, night by night: for a few in a row, so that whole days are missed. */
function nightsOf(nights: number, random: Random): boolean[] {
  let awayUntil = -1;
  return Array.from({ length: nights }, (_, night) => {
    if (night > awayUntil + 1 && random.chance(0.1)) awayUntil = night + random.between(1, 3);
    return night <= awayUntil;
  });
}

function nightOf(date: string, isAway: boolean, random: Random): Moment[] {
  const skewMs = random.pick([-SKEW_MS, SKEW_MS]);
  return OFFSETS_MS.map((offsetMs, index) => {
    const ownMs = startOf(date) + offsetMs;
    const clocks = [ownMs, ownMs + skewMs] as const;
    const turn = index % 2;
    const askedMs = clocks[turn] ?? ownMs;
    return {
      askedMs,
      lookedMs: clocks[1 - turn] ?? ownMs,
      wish: wishOf(dateAt(askedMs), random, isAway),
      isLast: index === OFFSETS_MS.length - 1,
    };
  });
}

function wishOf(today: string, random: Random, isAway: boolean): Wish {
  const dice = random.next();
  if (dice < 0.45 && !isAway) return { kind: 'checkIn' };
  if (dice < 0.6) return { kind: 'pick' };
  if (dice < 0.8) return claimOf(dateAfter(today, -random.between(0, 1)), random);
  if (dice < 0.9) return { kind: 'makeUp', day: dateAfter(today, -random.between(0, 9)) };
  if (dice < 0.95) return { kind: 'buyCard' };
  const terms = random.pick([
    ['week_of_seven', 0],
    ['week_of_seven', 50],
    ['habit_of_21', 0],
    ['habit_of_21', 100],
  ] as const);
  return { kind: 'challenge', challengeId: terms[0], pledgePoints: terms[1] };
}

function claimOf(date: string, random: Random): Wish {
  const { name } = seasonOf(date);
  const [taskId, kind] = random.pick([
    ['joining_gift', 'once'],
    ['starter_task', 'once'],
    ['three_days', 'once'],
    ['early', 'day'],
    ['seen_today', 'day'],
    ['week_check_in', 'week'],
    ['week_picks', 'week'],
    [`${name}_check_in`, 'season'],
    [`${name}_challenge`, 'season'],
    ['streak_7', 'once'],
  ] as const);
  return { kind: 'claim', taskId, period: periodAt(kind, date) };
}
