import { isDeepStrictEqual } from 'node:util';
import { keyOf, type Entry } from '../../../cloudfunctions/community/ledger';
import { inputHashOf } from '../../../cloudfunctions/community/ledger/chain';
import { dayOf } from '../../../cloudfunctions/community/time';
import type { LedgerWorld } from './clients';
import { shown, type History } from './invariants';
import { reasonOf } from './refusals-daily';
import { must } from './violation';
import { DAILY_CAP, LIFETIME_CAP } from './wishes';

/** What was answered is true, and stays so. */
export function checkAnswers(ledger: LedgerWorld, histories: ReadonlyMap<string, History>): void {
  for (const { wish, posted, nowMs, wasDone } of ledger.answers) {
    const history = histories.get(wish.memberId);
    const about = () => `${wish.tag} of ${wish.memberId} at ${nowMs}`;
    if ('refusal' in posted) {
      must(!wasDone, 'who has been served is not refused', () => `${about()}: ${posted.refusal}`);
      checkRefusal(wish, posted, nowMs, history, about);
      continue;
    }
    const there = history?.entries.filter(({ hash }) => hash === posted.entry.hash);
    must(there?.length === 1, 'what was acknowledged is there, once', about);
    const own = isOwn(wish, posted.entry);
    must(own, 'nobody gets the answer to another wish', () => `${about()} got ${shown(posted.entry)}`);
  }
}

function isOwn({ once, asks, tag }: Answered['wish'], entry: Entry): boolean {
  // A check-in's request stands in the account, not in its entry.
  if (!once) return entry.fact.type === 'check_in';
  const isAsked = keyOf(entry) === once.key && entry.inputHash === inputHashOf(once.input);
  return isAsked && (asks !== undefined || entry.fact.tag === tag);
}

/** What is told of what has run out is so, and nobody is told twice. */
export function checkTold(ledger: LedgerWorld, histories: ReadonlyMap<string, History>): void {
  const names = ledger.told.map(({ memberId, draft }) => `${memberId} ${draft.seq}`);
  must(new Set(names).size === names.length, 'what has run out is told once', () => names.join());
  for (const { memberId, draft } of ledger.told) {
    const { hash: _hash, ...entry } = histories.get(memberId)?.entries[draft.seq - 1] ?? { hash: '' };
    must(isDeepStrictEqual(entry, draft), 'what is told has run out', () => JSON.stringify(draft));
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
  history: History | undefined,
  about: () => string,
): void {
  const { refusal, account } = posted;
  const entries = history?.entries ?? [];
  const until = entries.findIndex(({ hash }) => hash === account.headHash) + 1;
  must(until > 0 || account.headHash === '', 'who is refused sees a state that was', about);
  const before = entries.slice(0, until);
  if (wish.asks && refusal !== 'KEY_REUSED') {
    const reason = reasonOf(wish.asks, account, history?.daily, until, nowMs);
    must(reason === refusal, 'a refusal has its reason', () => `${about()}: ${refusal}, not ${reason}`);
    return;
  }
  const asked = wish.decide(account, nowMs);
  const move = 'effects' in asked ? asked.effects.move : undefined;
  const just: Partial<Record<typeof refusal, () => boolean>> = {
    KEY_REUSED: () =>
      entries.some(
        (entry) => keyOf(entry) === wish.once?.key && entry.inputHash !== inputHashOf(wish.once.input),
      ),
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
    NO_MAKE_UP_CARD: () =>
      move?.kind === 'reverse' &&
      (history?.daily.days.cardsBefore(until + 1) ?? 0) < Number(move.entry.fact['makeUpCards']),
    ALREADY_CHECKED_IN: () => before.some((entry) => keyOf(entry) === `ci:${dayOf(nowMs)}`),
    DAY_CHANGED: () => !wish.once,
    ANSWERED_BEFORE: () => account.checkIn.requestId === wish.tag,
  };
  must(just[refusal]?.() === true, 'a refusal has its reason', () => `${about()}: ${refusal}`);
}
