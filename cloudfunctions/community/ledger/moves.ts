import { monthOf, startOfMonthMs } from '../time';
import type { Account } from './account';
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

/** Debt is repaid first: what was taken back beyond the balance was never the member's. */
function credited(account: Account, points: number, from: string, lot: Omit<Lot, 'points'>): MoveOutcome {
  const repaid = Math.min(points, account.debtPoints);
  const kept = points - repaid;
  const total = account.availablePoints + account.frozenPoints + kept;
  if (!Number.isSafeInteger(total)) return { refusal: 'AMOUNT_OVERFLOW' };
  const part = { ...lot, points: kept };
  return {
    balances: {
      ...account,
      availablePoints: account.availablePoints + kept,
      debtPoints: account.debtPoints - repaid,
      lots: putInto(account.lots, part),
    },
    legs: [{ account: from, pointsDelta: -points }, ...legOf(ME, kept), ...legOf(MY_DEBT, repaid)],
    parts: kept > 0 ? [part] : [],
  };
}

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
      holds: { ...account.holds, [move.holdId]: { parts: taken.parts, expiresAtMs: move.expiresAtMs } },
    },
  };
}

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
  const points = sumOf(hold.parts);
  const { lots, parts } = giveBack(account.lots, hold.parts, nowMs, grace);
  return {
    balances: {
      ...account,
      availablePoints: account.availablePoints + points,
      frozenPoints: account.frozenPoints - points,
      lots,
      holds: without(account.holds, holdId),
    },
    legs: [
      { account: MY_FROZEN, pointsDelta: -points },
      { account: ME, pointsDelta: points },
    ],
    parts,
  };
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
  if (entry.member !== account._id.slice(2)) return { refusal: 'NOT_REVERSIBLE' };
  const points = Math.abs(entry.pointsDelta);
  if (entry.kind === 'spend' || entry.kind === 'capture')
    return refunded(account, entry.parts, entry.legs, nowMs, grace);
  if (entry.kind === 'adjust' && entry.pointsDelta < 0) {
    return refunded(account, entry.parts, entry.legs, nowMs, grace);
  }
  if (entry.kind !== 'earn' && entry.kind !== 'adjust') return { refusal: 'NOT_REVERSIBLE' };
  return takenBack(account, points, entry.legs[0]?.account ?? 'issuer', entry.parts);
}

/** A refund first repays what is owed, like any other income. */
function refunded(
  account: Account,
  parts: readonly LotPart[],
  legs: readonly Leg[],
  nowMs: number,
  grace: Omit<LotPart, 'points'>,
): MoveOutcome {
  const points = sumOf(parts);
  const payer = legs.at(-1)?.account ?? 'revenue';
  const repaid = Math.min(points, account.debtPoints);
  const total = account.availablePoints + account.frozenPoints + points - repaid;
  if (!Number.isSafeInteger(total)) return { refusal: 'AMOUNT_OVERFLOW' };
  const { parts: kept } = takeFrom([...parts].reverse(), points - repaid);
  const back = giveBack(account.lots, kept, nowMs, grace);
  return {
    balances: {
      ...account,
      availablePoints: account.availablePoints + points - repaid,
      debtPoints: account.debtPoints - repaid,
      lots: back.lots,
    },
    legs: [
      { account: payer, pointsDelta: -points },
      ...legOf(ME, points - repaid),
      ...legOf(MY_DEBT, repaid),
    ],
    parts: back.parts,
  };
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
