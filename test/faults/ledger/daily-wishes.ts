import { decideJoin, type JoinRefusal } from '../../../cloudfunctions/community/challenges/rules';
import {
  decidePurchase,
  type PurchaseRefusal,
} from '../../../cloudfunctions/community/check-in/buy-make-up-card';
import { decideMakeUp, type MakeUpRefusal } from '../../../cloudfunctions/community/check-in/make-up-rules';
import { decideCheckIn, type CheckInRefusal } from '../../../cloudfunctions/community/check-in/rules';
import { withFollowUps } from '../../../cloudfunctions/community/follow-ups';
import type { Account, Verdict } from '../../../cloudfunctions/community/ledger';
import type { Rulebook } from '../../../cloudfunctions/community/rulebook';
import {
  decideClaim,
  keyOf as keyOfTask,
  type ClaimRefusal,
} from '../../../cloudfunctions/community/tasks/rules';
import { groupsOf } from '../../../cloudfunctions/community/tasks/view';
import { dayOf, isoDateOf } from '../../../cloudfunctions/community/time';
import type { Random } from '../random';
import { DAY_MS, periodAt } from './reference-time';
import type { SimWish } from './wishes';

export type DailyRefusal = CheckInRefusal | MakeUpRefusal | ClaimRefusal | JoinRefusal | PurchaseRefusal;

/** What one of these wishes asks for, so that a refusal can be judged without asking the rules again. */
export type DailyAsk =
  | { readonly kind: 'make_up'; readonly day: number }
  | { readonly kind: 'claim'; readonly taskId: string; readonly period: string }
  | { readonly kind: 'join'; readonly challengeId: string; readonly pledgePoints: number }
  | { readonly kind: 'card'; readonly pricePoints: number };

/** What members do from day to day, as the rooms' actions ask the ledger for it. */
export class DailyWishes {
  #made = 0;
  readonly #random: Random;
  readonly #rulebook: Rulebook;

  constructor(random: Random, rulebook: Rulebook) {
    this.#random = random;
    this.#rulebook = rulebook;
  }

  /** @param account As somebody sees it who looks at it now. */
  any(memberId: string, nowMs: number, account: Account | undefined): SimWish {
    const dice = this.#random.next();
    if (dice < 0.36) return this.checkIn(memberId, nowMs);
    if (dice < 0.52) return this.#pick(memberId);
    if (dice < 0.74) return this.#claim(memberId, nowMs, account);
    if (dice < 0.86) return this.#makeUp(memberId, nowMs);
    if (dice < 0.95) return this.#join(memberId);
    return this.#buyCard(memberId);
  }

  checkIn(memberId: string, nowMs: number): SimWish {
    const tag = this.#nameOf('ci');
    const day = this.#random.chance(0.5) ? isoDateOf(dayOf(nowMs)) : undefined;
    return {
      memberId,
      tag,
      decide: (account, atMs) => {
        const verdict = decideCheckIn(account, { requestId: tag, day }, this.#rulebook, atMs);
        return withFollowUps<CheckInRefusal>(verdict, account, this.#rulebook, atMs);
      },
    };
  }

  /** The same request with something else in it, or another request for the same thing. */
  impostorOf({ memberId, once, asks }: SimWish): SimWish | undefined {
    if (!once || !asks) return undefined;
    switch (asks.kind) {
      case 'make_up':
        return this.#asking(memberId, asks, once.key);
      case 'claim':
        return this.#asking(memberId, asks, once.key);
      case 'join':
        return this.#asking(memberId, { ...asks, pledgePoints: asks.pledgePoints + 7 }, once.key);
      case 'card':
        return this.#asking(memberId, { ...asks, pricePoints: asks.pricePoints + 1 }, once.key);
    }
  }

  #pick(memberId: string): SimWish {
    const key = `quality_pick:${this.#nameOf('p')}`;
    const points = this.#random.between(1, 6);
    const move = { kind: 'earn', points, from: 'issuer:quality_pick' } as const;
    const fact = { type: 'quality_pick', tag: key, points };
    const scores = { growthValueDelta: points, weekScoreDelta: points };
    const effects = { key, fact, rulebookVersion: this.#rulebook.version, move, ...scores };
    return {
      memberId,
      tag: key,
      once: { key, input: { key } },
      decide: (account, atMs) => withFollowUps<never>({ effects }, account, this.#rulebook, atMs),
    };
  }

  /** Half of them look first and claim what waits; the others ask for anything, of today or of a day that is over. */
  #claim(memberId: string, nowMs: number, account: Account | undefined): SimWish {
    const random = this.#random;
    const shown = account ? groupsOf(account, this.#rulebook, nowMs).flatMap(({ tasks }) => tasks) : [];
    const waiting = shown.filter(({ state }) => state === 'claimable');
    if (waiting.length > 0 && random.chance(0.5)) {
      const { taskId, period } = random.pick(waiting);
      return this.#asking(memberId, { kind: 'claim', taskId, period });
    }
    const group = random.pick(this.#rulebook.taskGroups);
    const period = periodAt(group, nowMs - random.pick([0, 0, 1, 1, 3, 7]) * DAY_MS) ?? 'd1';
    return this.#asking(memberId, { kind: 'claim', taskId: random.pick(group.tasks).id, period });
  }

  #makeUp(memberId: string, nowMs: number): SimWish {
    const day = dayOf(nowMs) - this.#random.pick([-1, 0, 1, 1, 1, 2, 2, 3, 4, 5, 9]);
    return this.#asking(memberId, { kind: 'make_up', day });
  }

  #join(memberId: string): SimWish {
    const random = this.#random;
    const { id: challengeId, options } = random.pick(this.#rulebook.challenges);
    const pledgePoints = random.chance(0.05) ? 1 : random.pick(options).pledgePoints;
    return this.#asking(memberId, { kind: 'join', challengeId, pledgePoints });
  }

  #buyCard(memberId: string): SimWish {
    const { pricePoints } = this.#rulebook.checkIn.makeUp.card;
    const asked = this.#random.chance(0.1) ? pricePoints - 1 : pricePoints;
    return this.#asking(memberId, { kind: 'card', pricePoints: asked });
  }

  #asking(memberId: string, asks: DailyAsk, knownKey?: string): SimWish {
    const requestId = this.#nameOf('r');
    const key = knownKey ?? keyOf(asks, requestId);
    // Where the request is in the key, the input is the wish itself; where it is not, the request is the input.
    const input = asks.kind === 'join' || asks.kind === 'card' ? asks : { requestId };
    return {
      memberId,
      tag: `${requestId} ${key} ${JSON.stringify(asks)}`,
      once: { key, input },
      asks,
      decide: (account, atMs) =>
        asks.kind === 'claim'
          ? decideClaim(account, asks, this.#rulebook, atMs)
          : withFollowUps(this.#decide(asks, key, account, atMs), account, this.#rulebook, atMs),
    };
  }

  #decide(
    asks: Exclude<DailyAsk, { kind: 'claim' }>,
    key: string,
    account: Account,
    atMs: number,
  ): Verdict<DailyRefusal> {
    const rulebook = this.#rulebook;
    switch (asks.kind) {
      case 'make_up':
        return decideMakeUp(account, asks.day, rulebook, atMs);
      case 'join':
        return decideJoin(account, { key, ...asks }, rulebook, atMs);
      case 'card':
        return decidePurchase(account, { key, ...asks }, rulebook, atMs);
    }
  }

  #nameOf(what: string): string {
    return `${what}${(this.#made += 1)}`;
  }
}

function keyOf(asks: DailyAsk, requestId: string): string {
  switch (asks.kind) {
    case 'make_up':
      return `ci:${asks.day}`;
    case 'claim':
      return keyOfTask(asks.taskId, asks.period);
    case 'join':
      return `cj:${requestId}`;
    case 'card':
      return `mc:${requestId}`;
  }
}
