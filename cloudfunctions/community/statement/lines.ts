import type * as v from 'valibot';
import type { Draft, Entry } from '../ledger';
import { dayOf, isoDateOf } from '../time';
import type { StatementLineSchema, statementContract } from './contract';
import { reasonOf } from './reasons';

export type StatementLine = v.InferOutput<typeof StatementLineSchema>;
export type StatementFilter = v.InferOutput<(typeof statementContract)['input']>;

/** Whether an entry is wanted on this page. */
export function fits(entry: Draft, { cursor, direction, kind }: StatementFilter): boolean {
  if (cursor !== undefined && entry.seq >= cursor) return false;
  // A void only closes a door; it moves nothing that a member would look for.
  if (entry.kind === 'void') return false;
  if (kind !== undefined && entry.kind !== kind) return false;
  if (direction === 'in') return entry.pointsDelta > 0;
  if (direction === 'out') return entry.pointsDelta < 0;
  return true;
}

/** Newest first, each number once: an entry that is being copied may be seen in both of its places. */
export function newestFirst(entries: readonly Draft[]): Draft[] {
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}

export function lineOf(entry: Draft | Entry): StatementLine {
  const frozen = entry.legs.find(({ account }) => account === 'me/frozen')?.pointsDelta ?? 0;
  return {
    seq: entry.seq,
    kind: entry.kind,
    reason: reasonOf(entry),
    pointsDelta: entry.pointsDelta,
    frozenDelta: frozen,
    balanceAfter: entry.balanceAfter,
    day: isoDateOf(dayOf(entry.atMs)),
    atMs: entry.atMs,
  };
}
