import { createHmac } from 'node:crypto';
import { keyOf, type Entry } from '../../../cloudfunctions/community/ledger';
import type { Rulebook } from '../../../cloudfunctions/community/rulebook';
import type { Terms } from '../../../cloudfunctions/community/shelf';
import { levelOn, priceOn } from './mall-wishes';
import { DAY_MS, dateOf, dayNumberOf, numberOf, SHANGHAI_MS } from './reference-time';
import { simVault } from './sim-vault';

/** Something that was redeemed, and perhaps given back. */
export interface Sold {
  readonly entry: Entry;
  readonly itemId: string;
  readonly variantId: string;
  readonly lane: number;
  readonly quantity: number;
  /** Of its draws, all together. */
  readonly won: { readonly points: number; readonly cards: number };
  refundedSeq: number;
}

/** How a member stands before an entry. */
export interface Standing {
  readonly cards: number;
  readonly growthValue: number;
}

type Period = 'day' | 'week' | 'ever';

/** What a member asks for, whoever asks. */
export interface Wanted {
  readonly itemId: string;
  readonly quantity: number;
  readonly pricePoints: number;
}

/** What a member has redeemed and given back, reckoned a second time: prices, limits, prizes. */
export class MallReference {
  /** By order. */
  readonly sold = new Map<string, Sold>();
  readonly #rulebook: Rulebook;
  readonly #shelf: ReadonlyMap<string, Terms>;

  constructor(rulebook: Rulebook, shelf: ReadonlyMap<string, Terms>) {
    this.#rulebook = rulebook;
    this.#shelf = shelf;
  }

  /** @returns why entry number `seq` could not be this; points are not looked at. */
  whyNot({ itemId, quantity, pricePoints }: Wanted, seq: number, atMs: number, standing: Standing) {
    const terms = this.#shelf.get(itemId);
    if (!terms) return 'ITEM_NOT_FOUND';
    if (quantity > terms.maxPerOrder) return 'QUANTITY_TOO_LARGE';
    const level = levelOn(standing.growthValue, this.#rulebook);
    if (level < terms.minTierLevel) return 'TIER_TOO_LOW';
    if (priceOn(terms, level) !== pricePoints) return 'PRICE_CHANGED';
    const isFull = capsOf(terms).some(
      ([period, cap]) => this.usedIn(itemId, period, atMs, seq) + quantity > cap,
    );
    if (isFull) return 'LIMIT_REACHED';
    const { mostKept } = this.#rulebook.checkIn.makeUp.card;
    const isTooMany = terms.kind === 'make_up_card' && standing.cards + quantity > mostKept;
    return isTooMany ? 'CARD_LIMIT' : undefined;
  }

  /** How many were had in the period of that moment, less what was given back, before entry number `seq`. */
  usedIn(itemId: string, period: Period, atMs: number, seq: number): number {
    const own = [...this.sold.values()].filter(
      (each) =>
        each.itemId === itemId &&
        each.entry.seq < seq &&
        each.refundedSeq >= seq &&
        periodAt(period, each.entry.atMs) === periodAt(period, atMs),
    );
    return own.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  /** What the account should say of limits, with the moment of its newest entry. */
  limitsAt(atMs: number, seq: number): Record<string, number> {
    const all = [...this.#shelf].flatMap(([itemId, terms]) =>
      capsOf(terms).map(
        ([period]) => [`mi:${itemId}:${period}`, this.usedIn(itemId, period, atMs, seq)] as const,
      ),
    );
    return Object.fromEntries(all.filter(([, used]) => used > 0));
  }

  /** @returns what was bought, or what is wrong with the entry. */
  redeem(entry: Entry, standing: Standing): Sold | string {
    const { fact, seq, atMs, pointsDelta } = entry;
    const { item: itemId = '', variant: variantId = '', quantity = 0, lane = 0, order: orderId = '' } = fact;
    const wanted = {
      itemId: String(itemId),
      quantity: Number(quantity),
      pricePoints: -pointsDelta / Number(quantity),
    };
    const why = this.whyNot(wanted, seq, atMs, standing);
    if (why !== undefined) return `it is sold although ${why}`;
    if (this.sold.has(String(orderId))) return 'its order is paid already';
    const won = this.#won(entry);
    if (typeof won === 'string') return won;
    const sold: Sold = {
      ...wanted,
      entry,
      variantId: String(variantId),
      lane: Number(lane),
      won,
      refundedSeq: Infinity,
    };
    this.sold.set(String(orderId), sold);
    return sold;
  }

  /** @returns what was given back, or what is wrong with the entry. */
  refund(entry: Entry): Sold | string {
    const orderId = String(entry.fact['order']);
    const sold = this.sold.get(orderId);
    if (!sold || sold.entry.seq !== entry.fact['seq']) return 'it gives back what was never had';
    if (sold.refundedSeq < Infinity) return 'it gives back what was given back';
    if (keyOf(entry) !== `rf:${orderId}`) return 'its key is not its order';
    sold.refundedSeq = entry.seq;
    return sold;
  }

  kindOf({ itemId }: Pick<Sold, 'itemId'>): Terms['kind'] | undefined {
    return this.#shelf.get(itemId)?.kind;
  }

  #won({ fact, atMs }: Entry): Sold['won'] | string {
    const terms = this.#shelf.get(String(fact['item']));
    if (terms?.kind !== 'draw') return { points: 0, cards: 0 };
    const day = Number(fact['day']);
    if (day > dayNumberOf(atMs) || day < dayNumberOf(atMs) - 1) return `it draws with the seed of day ${day}`;
    const prizes = Array.from({ length: Number(fact['quantity']) }, (_, index) =>
      drawn(
        terms,
        `${String(fact['item'])}:${dateOf(day * DAY_MS - SHANGHAI_MS)}`,
        `${fact['order']}:${index}`,
      ),
    );
    const rolls = prizes.map(({ roll }) => roll).join();
    if (rolls !== fact['rolls']) return `it tells ${fact['rolls']}, the seed says ${rolls}`;
    return {
      points: prizes.reduce((sum, { points }) => sum + points, 0),
      cards: prizes.reduce((sum, { makeUpCards }) => sum + makeUpCards, 0),
    };
  }
}

/** What a roll brings, and the roll. */
export function drawn({ prizes }: Terms, seedLabel: string, drawLabel: string) {
  const roll =
    createHmac('sha256', simVault.seedOf(seedLabel)).update(drawLabel).digest().readUInt32BE(0) % 10_000;
  const index = prizes.findIndex((_, last) => {
    const upTo = prizes.slice(0, last + 1).reduce((sum, { chancePerMyriad }) => sum + chancePerMyriad, 0);
    return roll < upTo;
  });
  return { roll, points: prizes[index]?.points ?? 0, makeUpCards: prizes[index]?.makeUpCards ?? 0 };
}

function capsOf({ limits: { perDay, perWeek, ever } }: Terms): [Period, number][] {
  const all: [Period, number | null][] = [
    ['day', perDay],
    ['week', perWeek],
    ['ever', ever],
  ];
  return all.flatMap(([period, cap]) => (cap === null ? [] : [[period, cap]]));
}

function periodAt(period: Period, atMs: number): number {
  if (period === 'ever') return 0;
  const day = dayNumberOf(atMs);
  return period === 'day' ? day : Math.floor((day - numberOf('1969-12-29')) / 7);
}
