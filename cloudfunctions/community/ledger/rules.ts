import { weekOf } from '../time';
import type { Account, Entry, WeekScore } from './account';
import type { Effects } from './effects';

/** A lagging read must still find an entry in one of its two places, so it leaves the account no sooner than this. */
const TRIM_AFTER_MS = 60_000;

/** The account with the effects in it: balance, score, streak and entry in one step. Pure; nothing is stored by it. */
export function accountAfter(account: Account, memberId: string, effects: Effects, nowMs: number): Account {
  // A clock that goes back must not put an entry before the one that stands already.
  const atMs = Math.max(nowMs, account.pending.at(-1)?.atMs ?? 0);
  const availablePoints = added(account.availablePoints, positive(effects.pointsDelta));
  const seq = account.seq + 1;
  const entry: Entry = {
    _id: `j:${memberId}:${effects.key}`,
    seq,
    kind: 'earn',
    legs: [
      { account: effects.from, pointsDelta: -effects.pointsDelta },
      { account: account._id, pointsDelta: effects.pointsDelta },
    ],
    balanceAfter: availablePoints,
    growthValueDelta: effects.growthValueDelta,
    weekScoreDelta: effects.weekScoreDelta,
    fact: effects.fact,
    rulebookVersion: effects.rulebookVersion,
    atMs,
  };
  return {
    ...account,
    ver: account.ver + 1,
    seq,
    availablePoints,
    growthValue: added(account.growthValue, effects.growthValueDelta),
    checkIn: effects.checkIn ?? account.checkIn,
    ...scored(account, effects.weekScoreDelta, atMs),
    pending: [...untrimmed(account, nowMs), entry],
  };
}

/** Entries that stand in this account only. */
export function uncopied(account: Account): readonly Entry[] {
  return account.pending.filter((entry) => entry.seq > account.copied.seq);
}

function untrimmed(account: Account, nowMs: number): readonly Entry[] {
  return nowMs - account.copied.atMs < TRIM_AFTER_MS ? account.pending : uncopied(account);
}

/** A new week begins by setting the old one aside: a member who rolls over loses nothing. */
function scored(
  account: Account,
  weekScoreDelta: number,
  atMs: number,
): Pick<Account, 'openWeek' | 'closedWeeks'> {
  if (weekScoreDelta === 0) return account;
  const week = Math.max(weekOf(atMs), account.openWeek.week);
  const { week: oldWeek, ...old }: WeekScore = account.openWeek;
  if (week === oldWeek) {
    return {
      openWeek: { week, points: added(old.points, weekScoreDelta), reachedAtMs: atMs },
      closedWeeks: account.closedWeeks,
    };
  }
  return {
    openWeek: { week, points: weekScoreDelta, reachedAtMs: atMs },
    closedWeeks: oldWeek === 0 ? account.closedWeeks : { ...account.closedWeeks, [oldWeek]: old },
  };
}

function positive(points: number): number {
  if (!Number.isSafeInteger(points) || points <= 0) throw new RangeError(`not an amount to earn: ${points}`);
  return points;
}

function added(a: number, b: number): number {
  const sum = a + b;
  if (!Number.isSafeInteger(sum)) throw new RangeError(`beyond exact integers: ${a} + ${b}`);
  return sum;
}
