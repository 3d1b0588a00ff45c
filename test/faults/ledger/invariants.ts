import { isDeepStrictEqual } from 'node:util';
import {
  accountIdOf,
  ENTRIES,
  keyOf,
  type Account,
  type Entry,
} from '../../../cloudfunctions/community/ledger';
import { entryHashOf, inputHashOf } from '../../../cloudfunctions/community/ledger/chain';
import {
  entryOf,
  entryOfDocument,
  type EntryDocument,
} from '../../../cloudfunctions/community/ledger/stored-entry';
import { dayOf, weekOf } from '../../../cloudfunctions/community/time';
import type { LedgerWorld } from './clients';
import { gathered, Reference } from './reference';
import { DAILY_CAP, LIFETIME_CAP } from './wishes';

/** Where nothing goes wrong, fewer than this wait in an account. */
const COPY_AT_PENDING = 8;

export class Violation extends Error {}

function must(holds: boolean, invariant: string, detail: () => string): void {
  if (!holds) throw new Violation(`${invariant}: ${detail()}`);
}

/** An account with all of its entries, wherever they stand, ascending. */
export interface History {
  readonly account: Account;
  readonly entries: readonly Entry[];
}

/** Everything that must be true of an account once nobody works on it. */
export function checkAccount(ledger: LedgerWorld, account: Account): History {
  const entries = joined(ledger, account);
  checkChain(account, entries);
  const reference = new Reference(ledger.rulebook);
  for (const entry of entries) {
    const wrong = reference.follow(entry);
    must(!wrong, 'an entry is what the rules make of its fact', () => `${shown(entry)}: ${wrong}`);
  }
  checkBalances(account, entries, reference);
  checkBounds(ledger, account);
  checkLimits(account, entries);
  checkScores(account, entries);
  return { account, entries };
}

/** Pending and copied, joined by number: each once, and the same in both places. */
function joined(ledger: LedgerWorld, account: Account): Entry[] {
  const member = account._id.slice(2);
  const copies = ledger.world.store
    .all(ENTRIES)
    .filter((document) => (document as EntryDocument).member === member)
    .map((document) => entryOfDocument(document as EntryDocument));
  const carried = account.pending.map((each) => entryOf(member, each));
  const bySeq = new Map<number, Entry>();
  for (const entry of [...copies, ...carried]) {
    const other = bySeq.get(entry.seq);
    const same = !other || isDeepStrictEqual(other, entry);
    must(
      same,
      'an entry is the same in both places',
      () => `${shown(entry)} is also ${other && shown(other)}`,
    );
    bySeq.set(entry.seq, entry);
  }
  const entries = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const missing = entries.findIndex((entry, index) => entry.seq !== index + 1);
  must(
    missing < 0 && entries.length === account.seq,
    'entries are numbered without gaps',
    () => `of ${account.seq} there are ${entries.map(({ seq }) => seq).join()}`,
  );
  const keys = entries.map(keyOf);
  must(new Set(keys).size === keys.length, 'each key is applied at most once', () =>
    keys.filter((key, index) => keys.indexOf(key) !== index).join(),
  );
  return entries;
}

function checkChain(account: Account, entries: readonly Entry[]): void {
  let before: Entry | undefined;
  for (const entry of entries) {
    const legs = entry.legs.reduce((sum, leg) => sum + leg.pointsDelta, 0);
    must(legs === 0, 'legs sum to zero', () => shown(entry));
    const isChained = entry.hash === entryHashOf(entry, before?.hash ?? '');
    must(isChained, 'each entry is chained to the one before', () => shown(entry));
    must(entry.atMs >= (before?.atMs ?? 0), 'no entry is dated before the one before', () => shown(entry));
    before = entry;
  }
  must(account.headHash === (before?.hash ?? ''), 'the head is the newest entry', () => account.headHash);
}

function checkBalances(account: Account, entries: readonly Entry[], reference: Reference): void {
  const { availablePoints, frozenPoints, debtPoints, lots, holds } = account;
  const balances = { availablePoints, frozenPoints, debtPoints };
  const told = () => JSON.stringify({ ...balances, lots, holds });
  must(
    Object.values(balances).every((points) => points >= 0),
    'nothing is below zero',
    told,
  );
  must(debtPoints === 0 || availablePoints === 0, 'who owes has nothing to spend', told);
  const sum = entries.reduce((all, entry) => all + entry.pointsDelta, 0);
  must(sum === availablePoints + frozenPoints - debtPoints, 'the entries sum to the balance', told);
  const inLots = lots.reduce((all, lot) => all + lot.points, 0);
  must(
    inLots === availablePoints && lots.every(({ points }) => points > 0),
    'available is what the lots hold',
    told,
  );
  const held = Object.values(holds).flatMap((hold) => hold.parts);
  must(
    held.reduce((all, part) => all + part.points, 0) === frozenPoints,
    'frozen is what the holds hold',
    told,
  );

  const holdsTold = Object.entries(holds).map(([id, hold]) => [id, gathered(hold.parts), hold.expiresAtMs]);
  const holdsReckoned = [...reference.holds].map(([id, hold]) => [
    id,
    gathered(hold.parts),
    hold.expiresAtMs,
  ]);
  const reckoned = JSON.stringify([gathered(reference.lots), holdsReckoned.sort(), reference.debt]);
  must(
    JSON.stringify([gathered(lots), holdsTold.sort(), debtPoints]) === reckoned,
    'the account is what its entries made of it',
    () => `${told()}, reckoned ${reckoned}`,
  );
  const times = [...lots, ...Object.values(holds)].map(({ expiresAtMs }) => expiresAtMs);
  must(account.nextDueMs === (times.length ? Math.min(...times) : 0), 'what runs out next is known', told);
}

function checkBounds({ rulebook }: LedgerWorld, account: Account): void {
  const ids = account.lots.map(({ id }) => id);
  must(Object.keys(account.holds).length <= 16, 'at most 16 holds', () => Object.keys(account.holds).join());
  must(ids.filter((id) => id.startsWith('m')).length <= rulebook.expiry.lotMonths + 1, 'a lot a month', () =>
    ids.join(),
  );
  must(ids.filter((id) => id.startsWith('g')).length <= 1, 'one grace lot', () => ids.join());
  const { length } = account.pending;
  must(length < COPY_AT_PENDING, 'entries leave the account', () => `${length} are left`);
}

function checkLimits(account: Account, entries: readonly Entry[]): void {
  const limited = entries.filter(({ fact }) => fact.day !== undefined && fact.type === 'sim');
  const byDay = new Map<number, number>();
  for (const { fact } of limited) byDay.set(Number(fact.day), (byDay.get(Number(fact.day)) ?? 0) + 1);
  must(
    [...byDay.values()].every((n) => n <= DAILY_CAP),
    'a limit is never passed',
    () => JSON.stringify([...byDay]),
  );
  must(limited.length <= LIFETIME_CAP, 'a limit is never passed', () => `${limited.length} ever`);
  must(
    (account.limits['sim:ever']?.used ?? 0) === limited.length,
    'a limit counts its uses',
    () => `${limited.length}, not ${JSON.stringify(account.limits)}`,
  );
  const onItsDay = limited.every(({ fact, atMs }) => fact.day === dayOf(atMs));
  must(onItsDay, 'a use counts for the day of its entry', () => limited.map(shown).join());
}

function checkScores(account: Account, entries: readonly Entry[]): void {
  const growth = entries.reduce((sum, { growthValueDelta }) => sum + growthValueDelta, 0);
  must(
    account.growthValue === growth,
    'growth is the sum of its entries',
    () => `${account.growthValue}, not ${growth}`,
  );
  const weeks = new Map<number, number>();
  for (const { atMs, weekScoreDelta } of entries.filter((entry) => entry.weekScoreDelta > 0)) {
    weeks.set(weekOf(atMs), (weeks.get(weekOf(atMs)) ?? 0) + weekScoreDelta);
  }
  const { week, points } = account.openWeek;
  const told = [
    ...Object.entries(account.closedWeeks).map(([number, old]) => [Number(number), old.points] as const),
  ];
  if (week > 0) told.push([week, points]);
  must(JSON.stringify(told.sort()) === JSON.stringify([...weeks].sort()), 'no week loses a score', () =>
    JSON.stringify(told),
  );
}

/** What was answered is true, and stays so. */
export function checkAnswers(ledger: LedgerWorld, histories: ReadonlyMap<string, History>): void {
  for (const { wish, posted, nowMs, wasDone } of ledger.answers) {
    const entries = histories.get(wish.memberId)?.entries ?? [];
    const about = () => `${wish.tag} of ${wish.memberId} at ${nowMs}`;
    if ('refusal' in posted) {
      must(!wasDone, 'who has been served is not refused', () => `${about()}: ${posted.refusal}`);
      checkRefusal(wish, posted, nowMs, entries, about);
      continue;
    }
    const there = entries.filter(({ hash }) => hash === posted.entry.hash);
    must(there.length === 1, 'what was acknowledged is there, once', about);
    const { fact, inputHash } = posted.entry;
    const own = wish.once ? inputHash === inputHashOf(wish.once.input) && fact.tag === wish.tag : true;
    must(own, 'nobody gets the answer to another wish', () => `${about()} got ${shown(posted.entry)}`);
  }
}

/** What was read is what there was at that time, without a gap. */
export function checkReadings(ledger: LedgerWorld, histories: ReadonlyMap<string, History>): void {
  for (const { memberId, uptoSeq, filter, limit, read } of ledger.readings) {
    const entries = histories.get(memberId)?.entries ?? [];
    const wanted = entries.filter(
      ({ seq, kind, pointsDelta }) =>
        seq <= uptoSeq &&
        seq < (filter.cursor ?? Infinity) &&
        kind === (filter.kind ?? kind) &&
        (filter.direction === undefined || (filter.direction === 'in' ? pointsDelta > 0 : pointsDelta < 0)),
    );
    const expected = wanted.reverse().slice(0, limit);
    must(
      isDeepStrictEqual(read, expected),
      'a reader misses nothing',
      () =>
        `${memberId} up to ${uptoSeq}, ${JSON.stringify(filter)}: ` +
        `${read.map(({ seq }) => seq).join()}, not ${expected.map(({ seq }) => seq).join()}`,
    );
  }
}

type Answered = LedgerWorld['answers'][number];

/** A refusal is the truth about the account as it was. */
function checkRefusal(
  wish: Answered['wish'],
  posted: Extract<Answered['posted'], { readonly refusal: string }>,
  nowMs: number,
  entries: readonly Entry[],
  about: () => string,
): void {
  const { refusal, account } = posted;
  const until = entries.findIndex(({ hash }) => hash === account.headHash) + 1;
  must(until > 0 || account.headHash === '', 'who is refused sees a state that was', about);
  const before = entries.slice(0, until);
  const asked = wish.decide(account, nowMs, nowMs);
  const move = 'effects' in asked ? asked.effects.move : undefined;
  const just: Partial<Record<typeof refusal, () => boolean>> = {
    KEY_REUSED: () => entries.some((entry) => keyOf(entry) === wish.once?.key && entry.fact.tag !== wish.tag),
    INSUFFICIENT_POINTS: () =>
      !(wish.once?.input as { all?: boolean }).all &&
      !!move &&
      'points' in move &&
      Math.abs(move.points) > account.availablePoints,
    UNKNOWN_HOLD: () => !!move && 'holdId' in move && !Object.hasOwn(account.holds, move.holdId),
    LIMIT_REACHED: () => {
      const used = before.filter(({ fact }) => fact.type === 'sim' && fact.day !== undefined);
      return (
        used.length >= LIFETIME_CAP ||
        used.filter(({ fact }) => fact.day === dayOf(nowMs)).length >= DAILY_CAP
      );
    },
    NOT_REVERSIBLE: () =>
      move?.kind === 'reverse' && !['earn', 'spend', 'capture', 'adjust'].includes(move.entry.kind),
    TOO_MANY_HOLDS: () => Object.keys(account.holds).length === 16,
    NOTHING_TO_SPEND: () => account.availablePoints === 0,
    ALREADY_CHECKED_IN: () => before.some(({ fact }) => fact.type === 'check_in'),
    DAY_CHANGED: () => !wish.once,
    ANSWERED_BEFORE: () => account.checkIn.requestId === wish.tag,
  };
  must(just[refusal]?.() === true, 'a refusal has its reason', () => `${about()}: ${refusal}`);
}

export const accountsOf = (ledger: LedgerWorld, members: readonly string[]): (Account | undefined)[] =>
  members.map((member) => ledger.world.store.get('accounts', accountIdOf(member), 0) as Account | undefined);

const shown = (entry: Entry): string =>
  `entry ${entry.seq} ${keyOf(entry)} (${entry.kind} ${entry.pointsDelta}, ${JSON.stringify(entry.fact)})`;
