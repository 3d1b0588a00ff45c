import {
  keyOf,
  type Account,
  type Effects,
  type Entry,
  type LimitUse,
  type Move,
  type Verdict,
} from '../../../cloudfunctions/community/ledger';
import type { Rulebook } from '../../../cloudfunctions/community/rulebook';
import { dayOf } from '../../../cloudfunctions/community/time';
import type { Random } from '../random';
import { DailyWishes, type DailyAsk, type DailyRefusal } from './daily-wishes';
import { DAY_MS, SHANGHAI_MS } from './reference-time';

/** How often a limited earning counts in a day, and how often ever. */
export const DAILY_CAP = 3;
export const LIFETIME_CAP = 9;
/** A limit that never begins anew. */
const NEVER_ENDS_MS = Number.MAX_SAFE_INTEGER;

export type SimRefusal = DailyRefusal | 'NOTHING_TO_SPEND';

/** What one member asks for once, however often it is sent. */
export interface SimWish {
  readonly memberId: string;
  /** Key and input: tells it from a wish that uses the same key for something else. It stands in the entry's fact. */
  readonly tag: string;
  readonly once?: { readonly key: string; readonly input: unknown };
  /** Which hold it makes. */
  readonly holdId?: string;
  /** Where it is one of those that members have from day to day. */
  readonly asks?: DailyAsk;
  readonly decide: (account: Account, nowMs: number) => Verdict<SimRefusal>;
}

type Details = Readonly<Record<string, string | number>>;

/** Makes wishes of every kind, some of which must be refused. */
export class WishMaker {
  #made = 0;
  readonly #random: Random;
  readonly #rulebook: Rulebook;
  readonly #daily: DailyWishes;

  constructor(random: Random, rulebook: Rulebook) {
    this.#random = random;
    this.#rulebook = rulebook;
    this.#daily = new DailyWishes(random, rulebook);
  }

  /**
   * @param history Entries of this member that somebody has seen.
   * @param account As it is now.
   */
  any(memberId: string, nowMs: number, history: readonly Entry[], account: Account | undefined): SimWish {
    const random = this.#random;
    const dice = random.next();
    if (dice < 0.3) return this.#daily.any(memberId, nowMs, account);
    if (dice < 0.47) return this.earn(memberId);
    if (dice < 0.59) return this.#spend(memberId);
    if (dice < 0.69) return this.#hold(memberId, nowMs);
    if (dice < 0.8) return this.#endOfAnyHold(memberId, history);
    if (dice < 0.92) return this.#reverse(memberId, history);
    if (dice < 0.96) return this.#adjust(memberId);
    return this.sweep(memberId);
  }

  checkIn(memberId: string, nowMs: number): SimWish {
    return this.#daily.checkIn(memberId, nowMs);
  }

  /** What a member does on a quiet day. */
  daily(memberId: string, nowMs: number, account: Account | undefined): SimWish {
    return this.#daily.any(memberId, nowMs, account);
  }

  earn(memberId: string): SimWish {
    const points = this.#random.between(1, 60);
    const move: Move = { kind: 'earn', points, from: 'issuer:sim' };
    const limited = this.#random.chance(0.8);
    return this.#wish(memberId, `e${this.#made}`, { points }, (tag, nowMs) => ({
      effects: {
        ...this.#effects(tag, move, limited ? { points, day: dayOf(nowMs) } : { points }),
        growthValueDelta: points,
        weekScoreDelta: points,
        ...(limited ? { limits: limitsOf(nowMs) } : {}),
      },
    }));
  }

  /** The same key with another input: refused where the key is used, and fencing it off where it is not. */
  impostorOf(wish: SimWish): SimWish {
    const other = this.#daily.impostorOf(wish);
    if (other) return other;
    const key = wish.once?.key ?? `e${this.#made}`;
    if (this.#random.chance(0.5)) {
      return this.#wish(wish.memberId, key, { fence: this.#made }, (tag) => ({
        effects: this.#effects(tag, { kind: 'void' }),
      }));
    }
    const points = this.#random.between(1, 60);
    return this.#wish(wish.memberId, key, { points, other: this.#made }, (tag) => ({
      effects: this.#effects(tag, { kind: 'earn', points, from: 'issuer:other' }, { points }),
    }));
  }

  /** Whoever asks again for the reversal of an entry makes a request of his own; the key is the entry's. */
  #reverse(memberId: string, history: readonly Entry[]): SimWish {
    if (history.length === 0) return this.earn(memberId);
    const withCards = history.filter(({ fact }) => fact['makeUpCards'] !== undefined);
    const entry = this.#random.pick(withCards.length > 0 && this.#random.chance(0.3) ? withCards : history);
    const key = `rv:${keyOf(entry)}`;
    // As an operator does it: the card that came with it goes with it.
    const makeUpCardsDelta = -Number(entry.fact['makeUpCards'] ?? 0);
    return this.#wish(memberId, key, { reverses: keyOf(entry) }, (tag) => ({
      effects: {
        ...this.#effects(tag, { kind: 'reverse', entry }, { reverses: keyOf(entry) }),
        makeUpCardsDelta,
      },
    }));
  }

  /** Lets the account notice what has run out, as a timer would. */
  sweep(memberId: string): SimWish {
    return this.#wish(memberId, `sw${this.#made}`, {}, (tag) => ({
      effects: this.#effects(tag, { kind: 'void' }),
    }));
  }

  #spend(memberId: string): SimWish {
    const all = this.#random.chance(0.4);
    const wanted = this.#random.between(1, 70);
    return this.#wish(memberId, `s${this.#made}`, all ? { all } : { wanted }, (tag, _nowMs, account) => {
      const points = all ? account.availablePoints : wanted;
      if (points === 0) return { refusal: 'NOTHING_TO_SPEND' };
      const move: Move = { kind: 'spend', points, to: 'revenue:sim' };
      return { effects: this.#effects(tag, move, { points, ...(all ? { all: 1 } : {}) }) };
    });
  }

  #hold(memberId: string, nowMs: number): SimWish {
    const points = this.#random.between(1, 50);
    const holdId = `h${this.#made}`;
    const days = this.#random.pick([0.0005, 0.05, 3, 20, 60, 400]);
    const expiresAtMs = Math.floor(nowMs + days * DAY_MS);
    const move: Move = { kind: 'hold', points, holdId, expiresAtMs };
    const wish = this.#wish(memberId, `hd:${holdId}`, { points }, (tag) => ({
      effects: this.#effects(tag, move, { points, holdId, expiresAtMs }),
    }));
    return { ...wish, holdId };
  }

  #endOfAnyHold(memberId: string, history: readonly Entry[]): SimWish {
    const holds = history.filter(({ kind }) => kind === 'hold');
    if (holds.length === 0) return this.#hold(memberId, 0);
    return this.endOfHold(memberId, String(this.#random.pick(holds).fact.holdId));
  }

  /** A capture and a release have keys of their own; which of them wins is up to the hold. */
  endOfHold(memberId: string, holdId: string): SimWish {
    return this.#random.chance(0.5)
      ? this.#wish(memberId, `cp:${holdId}`, {}, (tag) => ({
          effects: this.#effects(tag, { kind: 'capture', holdId, to: 'revenue:sim' }, { holdId }),
        }))
      : this.#wish(memberId, `rs:${holdId}`, {}, (tag) => ({
          effects: this.#effects(tag, { kind: 'release', holdId }, { holdId }),
        }));
  }

  #adjust(memberId: string): SimWish {
    return this.gift(memberId, this.#random.pick([-50, -9, 8, 40]));
  }

  gift(memberId: string, points: number): SimWish {
    return this.#wish(memberId, `ad${this.#made}`, { points }, (tag) => ({
      effects: this.#effects(tag, { kind: 'adjust', points }, { points }),
    }));
  }

  #wish(
    memberId: string,
    key: string,
    input: object,
    decide: (tag: string, nowMs: number, account: Account) => Verdict<SimRefusal>,
  ): SimWish {
    this.#made += 1;
    const tag = `${key} ${JSON.stringify(input)}`;
    const withKey = (verdict: Verdict<SimRefusal>): Verdict<SimRefusal> =>
      'effects' in verdict ? { ...verdict, effects: { ...verdict.effects, key } } : verdict;
    return {
      memberId,
      tag,
      once: { key, input: { ...input, key } },
      decide: (account, nowMs) => withKey(decide(tag, nowMs, account)),
    };
  }

  #effects(tag: string, move: Move, details: Details = {}): Effects {
    const fact = { type: 'sim', tag, ...details };
    return { key: '', fact, rulebookVersion: this.#rulebook.version, move };
  }
}

function limitsOf(nowMs: number): LimitUse[] {
  const tomorrowMs = (dayOf(nowMs) + 1) * DAY_MS - SHANGHAI_MS;
  return [
    { name: 'sim:day', amount: 1, cap: DAILY_CAP, endsAtMs: tomorrowMs },
    { name: 'sim:ever', amount: 1, cap: LIFETIME_CAP, endsAtMs: NEVER_ENDS_MS },
  ];
}
