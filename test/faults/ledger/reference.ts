import type { LotPart } from '../../../cloudfunctions/community/ledger/lots';
import { keyOf, type Entry } from '../../../cloudfunctions/community/ledger';
import type { Rulebook } from '../../../cloudfunctions/community/rulebook';
import type { Terms } from '../../../cloudfunctions/community/shelf';
import { DailyReference } from './reference-daily';
import { DAY_MS, numberOf, SHANGHAI_MS } from './reference-time';

/** What an entry does to the member, as this file reckons it. */
interface Effect {
  readonly available: number;
  readonly frozen: number;
  readonly debt: number;
  readonly parts: readonly LotPart[];
}

/**
 * The rules of points, written down a second time without a line of the ledger's: it follows the entries one by one
 * and says what each of them should have been. Whatever the ledger got wrong in between shows here.
 */
export class Reference {
  available = 0;
  frozen = 0;
  debt = 0;
  lots: LotPart[] = [];
  readonly holds = new Map<string, HoldReference>();
  readonly daily: DailyReference;
  readonly #seen = new Map<string, Entry>();
  readonly #reversed = new Set<string>();
  readonly #rulebook: Rulebook;
  #lastAtMs = 0;

  constructor(rulebook: Rulebook, joinedAtMs: number, shelf: ReadonlyMap<string, Terms>) {
    this.#rulebook = rulebook;
    this.daily = new DailyReference(rulebook, joinedAtMs, shelf);
  }

  /** @returns what is wrong with the entry, if anything. */
  follow(entry: Entry): string | undefined {
    const key = keyOf(entry);
    const wrong = this.#timeliness(entry, key);
    if (wrong) return wrong;
    const before = { available: this.available, frozen: this.frozen, debt: this.debt };
    const worth = this.daily.follow(entry);
    if (typeof worth === 'string') return worth;
    const parts = this.#carryOut(entry, worth.points ?? Number(entry.fact['points']));
    if (typeof parts === 'string') return parts;
    this.#seen.set(key, entry);
    const told = legsOf(entry);
    const reckoned: Effect = {
      available: this.available - before.available,
      frozen: this.frozen - before.frozen,
      debt: this.debt - before.debt,
      parts: gathered(parts),
    };
    const [a, b] = [JSON.stringify({ ...told, parts: gathered(entry.parts) }), JSON.stringify(reckoned)];
    if (a !== b) return `the entry says ${a}, the rules say ${b}`;
    if (entry.balanceAfter !== this.available)
      return `it says ${entry.balanceAfter} are left, not ${this.available}`;
    return undefined;
  }

  /** Whatever has run out by an entry's time has run out before it: each at its own moment, the earliest first. */
  #timeliness(entry: Entry, key: string): string | undefined {
    const { type } = entry.fact;
    const byTime = ['hold_ran_out', 'hold_forfeited', 'lot_expired'].includes(type);
    const [due] = [
      ...[...this.holds].map(([id, { expiresAtMs, isForfeited }]) => ({
        expiresAtMs,
        what: `ro:${entry.seq} ${id} ${isForfeited ? 'hold_forfeited capture' : 'hold_ran_out release'}`,
      })),
      ...this.lots.map(({ id, expiresAtMs }) => ({ expiresAtMs, what: `x:${id}` })),
    ].sort((a, b) => a.expiresAtMs - b.expiresAtMs || (a.what < b.what ? -1 : 1));
    const isDue = due !== undefined && due.expiresAtMs <= entry.atMs;
    const atMs = Math.max(this.#lastAtMs, due?.expiresAtMs ?? 0);
    this.#lastAtMs = entry.atMs;
    if (!byTime) return isDue ? `${due.what} should have run out before it` : undefined;
    const what = entry.fact.holdId === undefined ? key : `${key} ${entry.fact.holdId} ${type} ${entry.kind}`;
    if (!isDue || due.what !== what) return `it ran out although ${due?.what} was next`;
    return entry.atMs === atMs ? undefined : `it ran out at ${entry.atMs}, not at ${atMs}`;
  }

  #carryOut(entry: Entry, points: number): readonly LotPart[] | string {
    const { kind, atMs } = entry;
    switch (kind) {
      case 'earn':
        return this.#credit(points, atMs);
      case 'adjust':
        return points > 0 ? this.#credit(points, atMs) : this.#take(-points);
      case 'spend':
        return this.#take(points);
      case 'hold': {
        const parts = this.#take(points);
        this.holds.set(holdIdOf(entry), { parts, ...endOf(entry) });
        this.frozen += points;
        return parts;
      }
      case 'capture':
        return this.#capture(entry);
      case 'release': {
        const parts = this.#unfreeze(holdIdOf(entry));
        return parts ? this.#comeBack(parts, entry) : 'no such hold';
      }
      case 'expire': {
        const gone = this.lots.filter(({ id }) => keyOf(entry) === `x:${id}`);
        this.lots = this.lots.filter((lot) => !gone.includes(lot));
        this.available -= total(gone);
        return gone;
      }
      case 'reverse':
        return this.#reverse(entry);
      case 'void':
        return [];
    }
  }

  #credit(points: number, atMs: number): readonly LotPart[] {
    const repaid = Math.min(points, this.debt);
    this.debt -= repaid;
    if (points === repaid) return [];
    const earned = new Date(atMs + SHANGHAI_MS);
    const last = new Date(
      Date.UTC(earned.getUTCFullYear(), earned.getUTCMonth() + this.#rulebook.expiry.lotMonths),
    );
    const expiresAtMs = Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1) - SHANGHAI_MS;
    const id = `m${last.toISOString().slice(0, 7).replace('-', '')}`;
    return this.#put([{ id, expiresAtMs, points: points - repaid }]);
  }

  /** To where they came from, or to the grace lot where that is gone. */
  #giveBack(parts: readonly LotPart[], { seq, atMs }: Entry): readonly LotPart[] {
    return parts.flatMap((part) => {
      const open = this.lots.find(({ id, expiresAtMs }) => id.startsWith('g') && expiresAtMs > atMs);
      const isGone = part.expiresAtMs <= atMs;
      if (!isGone && !(open && part.id.startsWith('g'))) return this.#put([part]);
      const { id, expiresAtMs } = open ?? {
        id: `g${seq}`,
        expiresAtMs: atMs + this.#rulebook.expiry.graceDays * DAY_MS,
      };
      return this.#put([{ id, expiresAtMs, points: part.points }]);
    });
  }

  #put(parts: readonly LotPart[]): readonly LotPart[] {
    this.lots = gathered([...this.lots, ...parts]);
    this.available += total(parts);
    return parts;
  }

  /** What runs out first goes first, but for the lots that come before all others. */
  #take(points: number, first: ReadonlySet<string> = new Set()): readonly LotPart[] {
    const order = [...this.lots].sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)));
    const parts: LotPart[] = [];
    let missing = points;
    for (const lot of order) {
      const taken = Math.min(missing, lot.points);
      missing -= taken;
      if (taken > 0) parts.push({ ...lot, points: taken });
    }
    this.lots = gathered([...this.lots, ...parts.map((part) => ({ ...part, points: -part.points }))]);
    this.available -= points;
    return parts;
  }

  #unfreeze(holdId: string): readonly LotPart[] | undefined {
    const parts = this.holds.get(holdId)?.parts;
    this.holds.delete(holdId);
    this.frozen -= total(parts ?? []);
    return parts;
  }

  #capture(entry: Entry): readonly LotPart[] | string {
    const to = entry.fact.type === 'hold_forfeited' ? 'revenue:challenge' : 'revenue:sim';
    if (entry.legs.at(-1)?.account !== to) return `it goes to ${entry.legs.at(-1)?.account}`;
    return this.#unfreeze(holdIdOf(entry)) ?? 'no such hold';
  }

  #reverse(entry: Entry): readonly LotPart[] | string {
    const { fact } = entry;
    const key = fact.type === 'refunded' ? this.#keyOfSeq(Number(fact['seq'])) : String(fact.reverses);
    const old = this.#seen.get(key);
    if (!old) return `it reverses ${key}, which never happened`;
    if (this.#reversed.has(key)) return `it reverses ${key} a second time`;
    this.#reversed.add(key);
    const points = Math.abs(old.pointsDelta);
    if (old.kind === 'earn' || (old.kind === 'adjust' && old.pointsDelta > 0)) {
      const taken = Math.min(points, this.available);
      this.debt += points - taken;
      return this.#take(taken, new Set(old.parts.map(({ id }) => id)));
    }
    if (old.kind !== 'spend' && old.kind !== 'capture' && old.kind !== 'adjust')
      return `a ${old.kind} is final`;
    return this.#comeBack(old.parts, entry);
  }

  #keyOfSeq(seq: number): string {
    return [...this.#seen.keys()].find((key) => this.#seen.get(key)?.seq === seq) ?? `number ${seq}`;
  }

  /** What is owed is repaid first, with what would have run out first. */
  #comeBack(parts: readonly LotPart[], entry: Entry): readonly LotPart[] {
    let repaid = Math.min(total(parts), this.debt);
    this.debt -= repaid;
    const kept = gathered(parts).map((part) => {
      const used = Math.min(repaid, part.points);
      repaid -= used;
      return { ...part, points: part.points - used };
    });
    return this.#giveBack(
      kept.filter((part) => part.points > 0),
      entry,
    );
  }
}

interface HoldReference {
  readonly parts: readonly LotPart[];
  readonly expiresAtMs: number;
  /** What is not won by then is gone. */
  readonly isForfeited: boolean;
}

const holdIdOf = ({ fact }: Entry): string =>
  fact['challengeId'] === undefined ? String(fact['holdId']) : `ch:${fact['challengeId']}`;

const endOf = ({ fact }: Entry) =>
  fact.type === 'challenge_joined'
    ? { expiresAtMs: (numberOf(String(fact['toDay'])) + 1) * DAY_MS - SHANGHAI_MS, isForfeited: true }
    : { expiresAtMs: Number(fact['expiresAtMs']), isForfeited: false };

const total = (parts: readonly LotPart[]): number => parts.reduce((sum, { points }) => sum + points, 0);

/** One line a lot, ascending by expiry, none of them empty. */
export function gathered(parts: readonly LotPart[]): LotPart[] {
  const byId = new Map<string, LotPart>();
  for (const { id, expiresAtMs, points } of parts) {
    byId.set(id, { id, expiresAtMs, points: (byId.get(id)?.points ?? 0) + points });
  }
  const lots = [...byId.values()].filter(({ points }) => points !== 0);
  return lots.sort((a, b) => a.expiresAtMs - b.expiresAtMs || (a.id < b.id ? -1 : 1));
}

/** What the legs say of the member's own accounts; debt is what is owed, so its leg has the other sign. */
function legsOf({ legs }: Entry): Omit<Effect, 'parts'> {
  const sum = (name: string) =>
    legs.filter(({ account }) => account === name).reduce((all, { pointsDelta }) => all + pointsDelta, 0);
  return { available: sum('me'), frozen: sum('me/frozen'), debt: 0 - sum('me/debt') };
}
