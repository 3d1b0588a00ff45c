import type * as v from 'valibot';
import type { Draft, Entry } from '../ledger';
import type { Rulebook } from '../rulebook';
import { dayOf, isoDateOf } from '../time';
import type { StatementLineSchema } from './contract';
import { reasonOf, type ItemTitles } from './reasons';

export type StatementLine = v.InferOutput<typeof StatementLineSchema>;

export function lineOf(entry: Draft | Entry, rulebook: Rulebook, itemTitles?: ItemTitles): StatementLine {
  const frozen = entry.legs.find(({ account }) => account === 'me/frozen')?.pointsDelta ?? 0;
  return {
    seq: entry.seq,
    kind: entry.kind,
    reason: reasonOf(entry, rulebook, itemTitles),
    pointsDelta: entry.pointsDelta,
    frozenDelta: frozen,
    balanceAfter: entry.balanceAfter,
    day: isoDateOf(dayOf(entry.atMs)),
    atMs: entry.atMs,
  };
}
