import { isDeepStrictEqual } from 'node:util';
import {
  accountIdOf,
  ENTRIES,
  keyOf,
  type Account,
  type Entry,
} from '../../../cloudfunctions/community/ledger';
import { entryHashOf } from '../../../cloudfunctions/community/ledger/chain';
import {
  entryOf,
  entryOfDocument,
  type EntryDocument,
} from '../../../cloudfunctions/community/ledger/stored-entry';
import { dayOf, weekOf } from '../../../cloudfunctions/community/time';
import type { LedgerWorld } from './clients';
import { checkDaily } from './invariants-daily';
import { gathered, Reference } from './reference';
import type { DailyReference } from './reference-daily';
import { must } from './violation';
import { DAILY_CAP, LIFETIME_CAP } from './wishes';

/** Where nothing goes wrong, fewer than this wait in an account. */
const COPY_AT_PENDING = 8;

/** An account with all of its entries, wherever they stand, ascending. */
export interface History {
  readonly account: Account;
  readonly entries: readonly Entry[];
  readonly daily: DailyReference;
}

/** Everything that must be true of an account once nobody works on it. */
export function checkAccount(ledger: LedgerWorld, account: Account): History {
  const entries = joined(ledger, account);
  checkChain(account, entries);
  const reference = new Reference(ledger.rulebook, account.joinedAtMs, ledger.shelf);
  for (const entry of entries) {
    const wrong = reference.follow(entry);
    must(!wrong, 'an entry is what the rules make of its fact', () => `${shown(entry)}: ${wrong}`);
  }
  checkBalances(account, entries, reference);
  checkBounds(ledger, account);
  checkLimits(account, entries);
  checkScores(account, entries);
  checkDaily(account, reference.daily);
  return { account, entries, daily: reference.daily };
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

  const holdsTold = Object.entries(holds).map(([id, { parts, expiresAtMs, forfeitTo }]) => [
    id,
    gathered(parts),
    expiresAtMs,
    forfeitTo === 'revenue:challenge',
  ]);
  const holdsReckoned = [...reference.holds].map(([id, { parts, expiresAtMs, isForfeited }]) => [
    id,
    gathered(parts),
    expiresAtMs,
    isForfeited,
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

export const accountsOf = (ledger: LedgerWorld, members: readonly string[]): (Account | undefined)[] =>
  members.map((member) => ledger.world.store.get('accounts', accountIdOf(member), 0) as Account | undefined);

export const shown = (entry: Entry): string =>
  `entry ${entry.seq} ${keyOf(entry)} (${entry.kind} ${entry.pointsDelta}, ${JSON.stringify(entry.fact)})`;
