import type { Entry } from '../../../cloudfunctions/community/ledger';
import type { Rulebook } from '../../../cloudfunctions/community/rulebook';
import { dateOf, dayNumberOf, hourOfDay, monthNameOf, numberOf } from './reference-time';

/** The days that a member has, checked in or made up, and what was used for it: sets and lists, no bitmap. */
export class DayReference {
  /** The number of the entry with which each day was done. */
  readonly days = new Map<number, number>();
  cards = 0;
  /** Of the newest check-in, a make-up is none; 0 = never. */
  checkInSeq = 0;
  #growthValue = 0;
  readonly #madeUp: { readonly seq: number; readonly month: string; readonly isFree: boolean }[] = [];
  readonly #bought: { readonly seq: number; readonly month: string }[] = [];
  /** What stood in the account after each entry. */
  readonly #standings: { readonly cards: number; readonly growthValue: number }[] = [];
  readonly #rulebook: Rulebook;
  readonly #joinedDay: number;

  constructor(rulebook: Rulebook, joinedAtMs: number) {
    this.#rulebook = rulebook;
    this.#joinedDay = dayNumberOf(joinedAtMs);
  }

  /** How many days in a row end with this one. */
  runUntil(day: number): number {
    let first = day;
    while (this.days.has(first)) first -= 1;
    return day - first;
  }

  /** @returns what it pays, or what is wrong with it. */
  checkIn({ seq, fact, atMs }: Entry): number | string {
    const day = dayNumberOf(atMs);
    if (this.days.has(day)) return 'this day was done before';
    this.days.set(day, seq);
    this.checkInSeq = seq;
    const { points, streakBonus } = this.#rulebook.checkIn;
    const streakDays = this.runUntil(day);
    const { length } = streakBonus.points;
    const step = streakBonus.afterLast === 'again' ? (streakDays - 1) % length : streakDays - 1;
    const bonusPoints = streakBonus.points[Math.min(step, length - 1)] ?? 0;
    const told = [fact['day'], fact['hour'], fact['streakDays'], fact['bonusPoints']].join();
    const reckoned = [dateOf(atMs), hourOfDay(atMs), streakDays, bonusPoints].join();
    return told === reckoned ? points + bonusPoints : `it tells ${told}, not ${reckoned}`;
  }

  /** @returns why this day cannot be made up with entry number `seq`. */
  whyNot(day: number, seq: number, atMs: number): string | undefined {
    const today = dayNumberOf(atMs);
    const { windowDays, timesPerMonth } = this.#rulebook.checkIn.makeUp;
    if (day >= today) return 'DAY_NOT_OVER';
    if (!(day >= today - windowDays && day >= this.#joinedDay)) return 'OUT_OF_WINDOW';
    if ((this.days.get(day) ?? Infinity) < seq) return 'ALREADY_CHECKED_IN';
    const used = this.#madeUpIn(seq, atMs);
    if (used.length >= timesPerMonth) return 'MONTHLY_LIMIT';
    const { cards } = this.standingBefore(seq);
    return this.#hasFree(seq, atMs) || cards > 0 ? undefined : 'NO_MAKE_UP_CARD';
  }

  /** @returns what is wrong with it. */
  makeUp({ seq, fact, atMs }: Entry, key: string): string | undefined {
    const day = numberOf(String(fact['day']));
    const why = key === `ci:${day}` ? this.whyNot(day, seq, atMs) : `it is of day ${day}`;
    if (why !== undefined) return `it makes up although ${why}`;
    const isFree = this.#hasFree(seq, atMs);
    if (fact['paidBy'] !== (isFree ? 'tier' : 'card')) return 'the tier’s free ones go first, then cards';
    this.days.set(day, seq);
    this.cards -= isFree ? 0 : 1;
    this.#madeUp.push({ seq, month: monthNameOf(atMs), isFree });
    return undefined;
  }

  /** @returns why no card can be bought with entry number `seq`. */
  whyNoCard(pricePoints: number, seq: number, atMs: number): string | undefined {
    const { card } = this.#rulebook.checkIn.makeUp;
    if (pricePoints !== card.pricePoints) return 'PRICE_CHANGED';
    const bought = this.#bought.filter((each) => each.seq < seq && each.month === monthNameOf(atMs));
    const isFull = this.standingBefore(seq).cards >= card.mostKept;
    return isFull || bought.length >= card.soldPerMonth ? 'CARD_LIMIT' : undefined;
  }

  /** @returns the price, or what is wrong with it. */
  buyCard({ seq, atMs }: Entry): number | string {
    const { pricePoints } = this.#rulebook.checkIn.makeUp.card;
    const why = this.whyNoCard(pricePoints, seq, atMs);
    this.#bought.push({ seq, month: monthNameOf(atMs) });
    this.cards += 1;
    return why === undefined ? pricePoints : `a card is sold although ${why}`;
  }

  /** After each entry, whatever it was. */
  remember(growthValueDelta: number): void {
    this.#growthValue += growthValueDelta;
    this.#standings.push({ cards: this.cards, growthValue: this.#growthValue });
  }

  cardsBefore(seq: number): number {
    return this.standingBefore(seq).cards;
  }

  #madeUpIn(seq: number, atMs: number) {
    return this.#madeUp.filter((each) => each.seq < seq && each.month === monthNameOf(atMs));
  }

  /** What stood in the account before entry number `seq`. */
  standingBefore(seq: number) {
    return this.#standings[Math.min(seq, this.#standings.length + 1) - 2] ?? { cards: 0, growthValue: 0 };
  }

  #hasFree(seq: number, atMs: number): boolean {
    const { growthValue } = this.standingBefore(seq);
    const tiers = this.#rulebook.tiers.filter((tier) => tier.growthValue <= growthValue);
    const used = this.#madeUpIn(seq, atMs).filter(({ isFree }) => isFree);
    return used.length < (tiers.at(-1)?.freeMakeUpsPerMonth ?? 0);
  }
}
