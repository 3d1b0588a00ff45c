import { monthOf, startOfMonthMs } from '../time';
import { memberIdOfAccount, type Account, type Hold } from './account';
import type { LedgerRefusal, Move } from './effects';
import { ME, MY_DEBT, MY_FROZEN, type Leg } from './entry';
import { giveBack, putInto, sumOf, takeFrom, type Lot, type LotPart } from './lots';

export const MAX_HOLDS = 16;

/** A field's name in the account, so nothing that could be a path. */
const HOLD_ID = /^[A-Za-z0-9_:-]{1,64}$/;

const MS_PER_DAY = 86_400_000;

/** What the rulebook says of how long points last. */
export interface ExpiryTerms {
  /** Points count until the end of this many months after the one in which they were earned. */
  readonly lotMonths: number;
  /** How long points count that came back after their own lot had run out. */
  readonly graceDays: number;
}

type Balances = Pick<Account, 'availablePoints' | 'frozenPoints' | 'debtPoints' | 'lots' | 'holds'>;

export interface Moved {
  readonly balances: Balances;
  readonly legs: readonly Leg[];
  readonly parts: readonly LotPart[];
}

export type MoveOutcome = Moved | { readonly refusal: LedgerRefusal };

/** The lot into which points go that are earned now. */
export function lotOf(nowMs: number, { lotMonths }: ExpiryTerms): Omit<Lot, 'points'> {
  const lastMonth = monthOf(nowMs) + lotMonths;
  const label = `${Math.floor(lastMonth / 12)}${String((lastMonth % 12) + 1).padStart(2, '0')}`;
  return { id: `m${label}`, expiresAtMs: startOfMonthMs(lastMonth + 1) };
}

/** Moves points within one account. Pure; whatever is off is a named refusal, and the account is as it was. */
export function moved(account: Account, move: Move, nowMs: number, terms: ExpiryTerms): MoveOutcome {
  if ('points' in move && !isAmount(move.kind === 'adjust' ? Math.abs(move.points) : move.points)) {
    return { refusal: 'INVALID_AMOUNT' };
  }
  const grace = { id: `g${account.seq + 1}`, expiresAtMs: nowMs + terms.graceDays * MS_PER_DAY };
  switch (move.kind) {
    case 'earn':
      return credited(account, move.points, move.from, lotOf(nowMs, terms));
    case 'spend':
      return debited(account, move.points, move.to);
    case 'adjust':
      return move.points > 0
        ? credited(account, move.points, 'issuer:adjust', lotOf(nowMs, terms))
        : debited(account, -move.points, 'issuer:adjust');
    case 'hold':
      return held(account, move);
    case 'capture':
      return captured(account, move);
    case 'release':
      return released(account, move.holdId, nowMs, grace);
    case 'expire':
      return expired(account, move.lotId);
    case 'reverse':
      return reversed(account, move, nowMs, grace);
    case 'void':
      return { balances: account, legs: [], parts: [] };
  }
}

const isAmount = (points: number): boolean => Number.isSafeInteger(points) && points > 0;

/**
 * Points come in. What is owed is repaid first, wherever they come from: what was taken back beyond the balance was never
 * the member's, and a hold must be no place where points are safe from a reversal.
 * @param keep Where the rest goes.
 */
function income(
  account: Account,
  points: number,
  from: string,
  keep: (points: number) => { readonly lots: readonly Lot[]; readonly parts: readonly LotPart[] },
): MoveOutcome {
  const repaid = Math.min(points, account.debtPoints);
  const kept = points - repaid;
  const availablePoints = account.availablePoints + kept;
  if (!Number.isSafeInteger(availablePoints + account.frozenPoints)) return { refusal: 'AMOUNT_OVERFLOW' };
  const { lots, parts } = keep(kept);
  return {
    balances: { ...account, availablePoints, debtPoints: account.debtPoints - repaid, lots },
    legs: [{ account: from, pointsDelta: -points }, ...legOf(ME, kept), ...legOf(MY_DEBT, repaid)],
    parts,
  };
}

const credited = (account: Account, points: number, from: string, lot: Omit<Lot, 'points'>): MoveOutcome =>
  income(account, points, from, (kept) => ({
    lots: putInto(account.lots, { ...lot, points: kept }),
    parts: kept > 0 ? [{ ...lot, points: kept }] : [],
  }));

/** From a hold or by a refund, to the lots that they came from. What runs out last is what the member keeps. */
const cameBack = (
  account: Account,
  parts: readonly LotPart[],
  from: string,
  nowMs: number,
  grace: Omit<LotPart, 'points'>,
): MoveOutcome =>
  income(account, sumOf(parts), from, (kept) =>
    giveBack(account.lots, takeFrom([...parts].reverse(), kept).parts, nowMs, grace),
  );

function debited(account: Account, points: number, to: string): MoveOutcome {
  if (points > account.availablePoints) return { refusal: 'INSUFFICIENT_POINTS' };
  const { lots, parts } = takeFrom(account.lots, points);
  return {
    balances: { ...account, availablePoints: account.availablePoints - points, lots },
    legs: [
      { account: ME, pointsDelta: -points },
      { account: to, pointsDelta: points },
    ],
    parts,
  };
}

function held(account: Account, move: Extract<Move, { kind: 'hold' }>): MoveOutcome {
  if (!HOLD_ID.test(move.holdId)) return { refusal: 'INVALID_KEY' };
  if (Object.hasOwn(account.holds, move.holdId)) return { refusal: 'KEY_REUSED' };
  if (Object.keys(account.holds).length >= MAX_HOLDS) return { refusal: 'TOO_MANY_HOLDS' };
  const taken = debited(account, move.points, MY_FROZEN);
  if ('refusal' in taken) return taken;
  return {
    ...taken,
    balances: {
      ...taken.balances,
      frozenPoints: account.frozenPoints + move.points,
      holds: { ...account.holds, [move.holdId]: holdOf(move, taken.parts) },
    },
  };
}

const holdOf = (
  { expiresAtMs, forfeitTo }: Extract<Move, { kind: 'hold' }>,
  parts: readonly LotPart[],
): Hold => ({ parts, expiresAtMs, ...(forfeitTo === undefined ? {} : { forfeitTo }) });

function captured(account: Account, { holdId, to }: Extract<Move, { kind: 'capture' }>): MoveOutcome {
  const hold = Object.hasOwn(account.holds, holdId) ? account.holds[holdId] : undefined;
  if (!hold) return { refusal: 'UNKNOWN_HOLD' };
  const points = sumOf(hold.parts);
  return {
    balances: {
      ...account,
      frozenPoints: account.frozenPoints - points,
      holds: without(account.holds, holdId),
    },
    legs: [
      { account: MY_FROZEN, pointsDelta: -points },
      { account: to, pointsDelta: points },
    ],
    parts: hold.parts,
  };
}

function released(
  account: Account,
  holdId: string,
  nowMs: number,
  grace: Omit<LotPart, 'points'>,
): MoveOutcome {
  const hold = Object.hasOwn(account.holds, holdId) ? account.holds[holdId] : undefined;
  if (!hold) return { refusal: 'UNKNOWN_HOLD' };
  const thawed: Account = {
    ...account,
    frozenPoints: account.frozenPoints - sumOf(hold.parts),
    holds: without(account.holds, holdId),
  };
  return cameBack(thawed, hold.parts, MY_FROZEN, nowMs, grace);
}

function expired(account: Account, lotId: string): MoveOutcome {
  const lot = account.lots.find(({ id }) => id === lotId);
  if (!lot) throw new RangeError(`there is no lot ${lotId} to expire`);
  return {
    balances: {
      ...account,
      availablePoints: account.availablePoints - lot.points,
      lots: account.lots.filter(({ id }) => id !== lotId),
    },
    legs: [
      { account: ME, pointsDelta: -lot.points },
      { account: 'expired', pointsDelta: lot.points },
    ],
    parts: [{ ...lot }],
  };
}

function reversed(
  account: Account,
  { entry }: Extract<Move, { kind: 'reverse' }>,
  nowMs: number,
  grace: Omit<LotPart, 'points'>,
): MoveOutcome {
  if (entry.member !== memberIdOfAccount(account._id)) return { refusal: 'NOT_REVERSIBLE' };
  const isDebit = entry.kind === 'spend' || entry.kind === 'capture';
  if (isDebit || (entry.kind === 'adjust' && entry.pointsDelta < 0)) {
    return cameBack(account, entry.parts, entry.legs.at(-1)?.account ?? 'revenue', nowMs, grace);
  }
  if (entry.kind !== 'earn' && entry.kind !== 'adjust') return { refusal: 'NOT_REVERSIBLE' };
  return takenBack(account, entry.pointsDelta, entry.legs[0]?.account ?? 'issuer', entry.parts);
}

/** Takes from the lot that was filled first, then from the others; what is spent already becomes debt. */
function takenBack(account: Account, points: number, issuer: string, parts: readonly LotPart[]): MoveOutcome {
  const taken = Math.min(points, account.availablePoints);
  const owed = points - taken;
  if (!Number.isSafeInteger(account.debtPoints + owed)) return { refusal: 'AMOUNT_OVERFLOW' };
  const own = new Set(parts.map((part) => part.id));
  const ownFirst = [...account.lots].sort((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)));
  const { lots, parts: takenParts } = takeFrom(ownFirst, taken);
  return {
    balances: {
      ...account,
      availablePoints: account.availablePoints - taken,
      debtPoints: account.debtPoints + owed,
      lots: lots.sort((a, b) => a.expiresAtMs - b.expiresAtMs || (a.id < b.id ? -1 : 1)),
    },
    legs: [...legOf(ME, -taken), ...legOf(MY_DEBT, -owed), { account: issuer, pointsDelta: points }],
    parts: takenParts,
  };
}

const legOf = (account: string, pointsDelta: number): Leg[] =>
  pointsDelta === 0 ? [] : [{ account, pointsDelta }];

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}
