import { weekOf } from '../time';
import type { Account } from './account';
import type { Effects, LedgerRefusal, Move } from './effects';
import { entryIdOf, ownSumOf, type Entry, type Fact } from './entry';
import { limitsAfter } from './limits';
import { moved, type ExpiryTerms } from './moves';
import { carriedOf } from './stored-entry';

/** Of a key: the ids of facts, days, orders and lots fit in; nothing that could be a path or an operator does. */
const KEY = /^[A-Za-z0-9_:.-]{1,80}$/;

/** What runs out by itself has keys of its own; a room's key must not look like one. */
const RESERVED_KEY = /^(x|ro):/;

export const isForRooms = (key: string): boolean => !RESERVED_KEY.test(key);

/** An entry that is not yet chained to the one before it. */
export type Draft = Omit<Entry, 'hash'>;

/** An account with what a fact did to it, and the entries that say so, before they are chained. */
export interface Drafted {
  readonly account: Account;
  readonly drafts: readonly Draft[];
}

/** A clock that goes back must not put an entry before the one that stands already. */
export const timeOf = (account: Account, nowMs: number): number =>
  // An account that was last written before this field was there has none.
  Math.max(nowMs, account.headAtMs ?? 0);

/** The account with the effects in it. Pure; a refusal leaves it as it was. */
export function applied(
  before: Drafted,
  effects: Effects,
  inputHash: string,
  nowMs: number,
  terms: ExpiryTerms,
): Drafted | { readonly refusal: LedgerRefusal } {
  const { account } = before;
  const { key, growthValueDelta = 0, weekScoreDelta = 0 } = effects;
  if (!KEY.test(key)) return { refusal: 'INVALID_KEY' };
  const limits = limitsAfter(account.limits, effects.limits ?? [], nowMs);
  if (!limits) return { refusal: 'LIMIT_REACHED' };
  const makeUpCards = account.makeUpCards + (effects.makeUpCardsDelta ?? 0);
  if (makeUpCards < 0) return { refusal: 'NO_MAKE_UP_CARD' };
  const outcome = moved(account, effects.move, nowMs, terms);
  if ('refusal' in outcome) return outcome;
  const member = account._id.slice(2);
  const seq = account.seq + 1;
  const { balances, legs, parts } = outcome;
  const draft: Draft = {
    _id: entryIdOf(member, key),
    member,
    seq,
    kind: effects.move.kind,
    legs,
    pointsDelta: ownSumOf(legs),
    balanceAfter: balances.availablePoints,
    parts,
    growthValueDelta,
    weekScoreDelta,
    fact: effects.fact,
    inputHash,
    rulebookVersion: effects.rulebookVersion,
    atMs: nowMs,
  };
  const after: Account = {
    ...account,
    availablePoints: balances.availablePoints,
    frozenPoints: balances.frozenPoints,
    debtPoints: balances.debtPoints,
    lots: balances.lots,
    holds: balances.holds,
    seq,
    headAtMs: nowMs,
    limits,
    growthValue: Math.max(0, account.growthValue + growthValueDelta),
    checkIn: effects.checkIn ?? account.checkIn,
    makeUpCards,
    tasks: effects.tasks ?? account.tasks,
    challenges: effects.challenges ?? account.challenges,
    ...(effects.scoredAtMs === undefined
      ? scored(account, weekScoreDelta, nowMs)
      : unscored(account, weekScoreDelta, effects.scoredAtMs)),
  };
  return { account: { ...after, nextDueMs: nextDueOf(after) }, drafts: [...before.drafts, draft] };
}

/**
 * Lets everything run out whose time has come, each thing at its own moment and in that order: who looks early and who
 * looks late see the same. Holds go before lots of the same moment, so that their points are not lost with the lot.
 */
export function settledAt(
  account: Account,
  nowMs: number,
  terms: ExpiryTerms,
  rulebookVersion: number,
): Drafted {
  let drafted: Drafted = { account, drafts: [] };
  for (;;) {
    const { nextDueMs } = drafted.account;
    if (nextDueMs === 0 || nextDueMs > nowMs) return drafted;
    const effects = { ...dueAt(drafted.account, nextDueMs), rulebookVersion };
    const after = applied(drafted, effects, '', timeOf(drafted.account, nextDueMs), terms);
    if ('refusal' in after) throw new RangeError(`what is due cannot be refused: ${after.refusal}`);
    drafted = after;
  }
}

/** What runs out first of all that runs out at this moment. */
function dueAt(
  { seq, holds, lots }: Account,
  dueMs: number,
): { readonly key: string; readonly fact: Fact; readonly move: Move } {
  const dueHolds = Object.keys(holds).filter((id) => holds[id]?.expiresAtMs === dueMs);
  const [holdId] = dueHolds.sort();
  if (holdId !== undefined) {
    const to = holds[holdId]?.forfeitTo;
    const fact = { type: to === undefined ? 'hold_ran_out' : 'hold_forfeited', holdId };
    const move: Move = to === undefined ? { kind: 'release', holdId } : { kind: 'capture', holdId, to };
    // Named by its own number: the hold's id may be used again.
    return { key: `ro:${seq + 1}`, fact, move };
  }
  const lotId = lots.find(({ expiresAtMs }) => expiresAtMs === dueMs)?.id ?? '';
  return { key: `x:${lotId}`, fact: { type: 'lot_expired', lotId }, move: { kind: 'expire', lotId } };
}

/** The account as the next write will find it: entries in place, one version on. */
export function committed(before: Account, after: Account, entries: readonly Entry[]): Account {
  return {
    ...after,
    ver: before.ver + 1,
    pending: [...before.pending, ...entries.map(carriedOf)],
    headHash: entries.at(-1)?.hash ?? before.headHash,
  };
}

function nextDueOf({ lots, holds }: Account): number {
  const times = [...lots, ...Object.values(holds)].map(({ expiresAtMs }) => expiresAtMs);
  return times.length === 0 ? 0 : Math.min(...times);
}

type Scores = Pick<Account, 'openWeek' | 'closedWeeks'>;

/** A new week begins by setting the old one aside: a member who rolls over loses nothing. */
function scored({ openWeek, closedWeeks }: Account, weekScoreDelta: number, atMs: number): Scores {
  if (weekScoreDelta === 0) return { openWeek, closedWeeks };
  const week = Math.max(weekOf(atMs), openWeek.week);
  const { week: oldWeek, ...old } = openWeek;
  if (week === oldWeek) {
    return { openWeek: { week, points: old.points + weekScoreDelta, reachedAtMs: atMs }, closedWeeks };
  }
  return {
    openWeek: { week, points: weekScoreDelta, reachedAtMs: atMs },
    closedWeeks: oldWeek === 0 ? closedWeeks : { ...closedWeeks, [oldWeek]: old },
  };
}

/** Takes a score back from the week in which it was made; a week that is frozen by now stands as it is. */
function unscored({ openWeek, closedWeeks }: Account, weekScoreDelta: number, scoredAtMs: number): Scores {
  const week = weekOf(scoredAtMs);
  const less = <T extends { points: number }>(score: T): T => ({
    ...score,
    points: Math.max(0, score.points + weekScoreDelta),
  });
  if (week === openWeek.week) return { openWeek: less(openWeek), closedWeeks };
  const closed = closedWeeks[week];
  return { openWeek, closedWeeks: closed ? { ...closedWeeks, [week]: less(closed) } : closedWeeks };
}
