import { isDeepStrictEqual } from 'node:util';
import { ADDRESSES } from '../../../cloudfunctions/community/addresses';
import type { AddressBook } from '../../../cloudfunctions/community/addresses/store';
import { CODES } from '../../../cloudfunctions/community/codes';
import type { Code } from '../../../cloudfunctions/community/codes/store';
import { keyOf, type Account, type Entry } from '../../../cloudfunctions/community/ledger';
import { ORDERS, type Order } from '../../../cloudfunctions/community/orders';
import type { OrderView } from '../../../cloudfunctions/community/orders/contract';
import { variantIdsOf } from '../../../cloudfunctions/community/shelf';
import type { History } from './invariants';
import { dateOf, DAY_MS, numberOf, SHANGHAI_MS } from './reference-time';
import { keyOfMall, tagOf, type MallWish } from './mall-wishes';
import { paysFor, type MallWorld, type OperatorRun, type RedeemRun } from './mall-world';
import { simVault } from './sim-vault';
import { must } from './violation';
import type { MallWatch, Moment } from './watch-mall';

/** What an instance may take for true that has just been changed: as long as it trusts what it has read, and a read lags. */
const BELIEVED_MS = 2_100;
const SEEN_FOR_MS = 30 * 60_000;
const CLOCKS_OFF_MS = 2_001;
/** So long after the day its seed is told: by then no call that began on it draws any more. */
const LONGEST_CALL_MS = 10 * 60_000;
/** A claim that is younger has somebody. */
const STALE_MS = 120_000;

/** What the mall answered is true, and the same for the same wish. */
export class MallAnswers {
  readonly #mall: MallWorld;
  readonly #watch: MallWatch;
  readonly #histories: ReadonlyMap<string, History>;
  readonly #orders: ReadonlyMap<string, Order>;

  constructor(mall: MallWorld, watch: MallWatch, histories: ReadonlyMap<string, History>) {
    this.#mall = mall;
    this.#watch = watch;
    this.#histories = histories;
    const orders = mall.ledger.world.store.all(ORDERS) as Order[];
    this.#orders = new Map(orders.map((order) => [order._id, order]));
  }

  check(): void {
    const byWish = new Map<string, RedeemRun[]>();
    for (const run of this.#mall.redeemed) {
      const tag = tagOf(run.wish);
      byWish.set(tag, [...(byWish.get(tag) ?? []), run]);
      this.#checkRun(run);
    }
    for (const runs of byWish.values()) this.#checkWish(runs);
    for (const run of this.#mall.operated) this.#checkOperated(run);
  }

  #checkRun(run: RedeemRun): void {
    const { wish, told, wasDone } = run;
    const about = () => `${tagOf(wish)} at ${run.nowMs}: ${JSON.stringify(told)}`;
    if (told === 'lost') return;
    if ('refused' in told) {
      must(!wasDone, 'who has been served is not refused', about);
      must(this.#hasReason(run, told), 'a refusal has its reason', about);
      return;
    }
    const entry = this.#entryOf(wish);
    const order = this.#orders.get(told.data.order.orderId);
    must(entry !== undefined && paysFor(entry, wish), 'what was acknowledged is there, once', about);
    must(order?._id === entry?.fact['order'], 'nobody gets the answer to another wish', about);
    const { itemId, quantity, pointsSpent, codes, draws, proof } = told.data.order;
    const asked = [wish.input.itemId, wish.input.quantity, wish.input.quantity * wish.input.pricePoints];
    must(
      isDeepStrictEqual([itemId, quantity, pointsSpent], asked),
      'who redeems gets what was asked for',
      about,
    );
    const stored = order?.sealedCodes.map((sealed) => simVault.open(sealed, 'sealed code'));
    must(isDeepStrictEqual(codes, stored), 'codes are those of the order', about);
    const rolls = draws.map(({ roll }) => roll);
    must(isDeepStrictEqual(rolls, order?.draw?.rolls ?? []), 'draws are those of the order', about);
    if (proof) this.#checkProof(proof, entry?.atMs ?? 0, run.nowMs, about);
    must(
      this.#isBalance(wish.memberId, entry?.seq ?? 0, told.data.balancePoints),
      'a balance was one',
      about,
    );
  }

  /** The day is that of the call that drew, which may have written a little later. */
  #checkProof(
    { day, seed }: NonNullable<OrderView['proof']>,
    drawnAtMs: number,
    nowMs: number,
    about: () => string,
  ): void {
    const isItsDay = dateOf(drawnAtMs) === day || dateOf(drawnAtMs - LONGEST_CALL_MS) === day;
    must(isItsDay, 'a draw is of its day', about);
    const toldFromMs = (numberOf(day) + 1) * DAY_MS - SHANGHAI_MS + LONGEST_CALL_MS;
    const isOver = nowMs >= toldFromMs - CLOCKS_OFF_MS;
    must(isOver || seed === null, 'a seed is told when its day is over', about);
  }

  /** At the order's entry or later; what runs out between two entries is written with the second one. */
  #isBalance(memberId: string, seq: number, points: number): boolean {
    const entries = this.#histories.get(memberId)?.entries ?? [];
    return entries.some((entry) => entry.seq >= seq && entry.balanceAfter === points);
  }

  /** All runs of one wish together. */
  #checkWish(runs: readonly RedeemRun[]): void {
    const [{ wish }] = runs as [RedeemRun];
    const entry = this.#entryOf(wish);
    if (!entry || !paysFor(entry, wish)) return;
    const about = () => `${tagOf(wish)}: ${JSON.stringify(runs.map(({ told }) => told))}`;
    const paidAtMs = this.#paidAtMs(wish.memberId, entry);
    const under = runs.filter(({ beganMs, endedMs }) => beganMs <= paidAtMs && paidAtMs <= endedMs);
    const isTold = under.some(({ told }) => told === 'lost' || 'data' in told);
    must(isTold, 'who is refused is not charged', about);
    const terms = this.#mall.ledger.shelf.get(wish.input.itemId);
    const isInTime = under.some(
      ({ nowMs }) => nowMs >= (terms?.onSaleFromMs ?? 0) && nowMs < (terms?.onSaleUntilMs ?? Infinity),
    );
    must(isInTime, 'nothing is sold outside its hours', about);
    const isListed = under.some(({ beganMs, endedMs }) =>
      during(this.#watch.items.get(wish.input.itemId) ?? [], beganMs - BELIEVED_MS, endedMs).some(
        ({ status }) => status === 'listed',
      ),
    );
    must(isListed, 'nothing is sold while it is paused', about);
    const isTimely = under.some(({ nowMs }) => nowMs - wish.input.seenAtMs < SEEN_FOR_MS);
    must(isTimely, 'nothing is sold to who saw it too long ago', about);
  }

  #paidAtMs(memberId: string, { seq }: Entry): number {
    const moments = this.#watch.accounts.get(memberId) ?? [];
    return moments.find(({ was }) => was.seq >= seq)?.atMs ?? Infinity;
  }

  #entryOf({ memberId, ...wish }: MallWish): Entry | undefined {
    const key = keyOfMall({ memberId, ...wish });
    return this.#histories.get(memberId)?.entries.find((entry) => keyOf(entry) === key);
  }

  #hasReason(
    { wish, beganMs, endedMs, nowMs }: RedeemRun,
    told: { refused: string; data?: unknown },
  ): boolean {
    const { input, memberId } = wish;
    const terms = this.#mall.ledger.shelf.get(input.itemId);
    const entry = this.#entryOf(wish);
    const isAt = (check: (atMs: number) => boolean) => check(nowMs) || check(Math.max(nowMs, input.seenAtMs));
    switch (told.refused) {
      case 'KEY_REUSED':
        return entry !== undefined && !paysFor(entry, wish);
      case 'OUTDATED':
        return (
          nowMs - input.seenAtMs >= SEEN_FOR_MS || (entry?.kind === 'void' && this.#wasGivenUp(wish, entry))
        );
      case 'SOLD_OUT':
        return this.#wasSoldOut(wish, beganMs, endedMs);
      case 'NOT_ON_SALE': {
        const { state } = told.data as { state: string };
        const items = during(this.#watch.items.get(input.itemId) ?? [], beganMs - BELIEVED_MS, endedMs);
        if (state === 'paused') return items.some(({ status }) => status === 'paused');
        return isAt((atMs) =>
          state === 'upcoming'
            ? atMs < (terms?.onSaleFromMs ?? 0)
            : atMs >= (terms?.onSaleUntilMs ?? Infinity),
        );
      }
      case 'ADDRESS_NEEDED':
        return terms?.kind === 'physical' && input.addressId === undefined;
      case 'ADDRESS_NOT_FOUND':
        return terms?.kind !== 'physical' || !this.#hasAddress(memberId, input.addressId);
      case 'ITEM_NOT_FOUND':
        return terms !== undefined && !variantIdsOf(terms).includes(input.variantId);
      default:
        return during(this.#watch.accounts.get(memberId) ?? [], beganMs, endedMs).some((account) =>
          this.#whyNot(wish, account, nowMs, endedMs).has(told.refused),
        );
    }
  }

  /** Whether it has stood in the member's book all along. */
  #hasAddress(memberId: string, addressId: string | undefined): boolean {
    const book = this.#mall.ledger.world.store.get(ADDRESSES, memberId, 0) as AddressBook | undefined;
    return book?.entries.some(({ id, removedAtMs }) => id === addressId && removedAtMs === 0) === true;
  }

  /** By the timer, long after it was begun; or by a run of its own, whose answer may have been lost. */
  #wasGivenUp(wish: MallWish, { atMs }: Entry): boolean {
    const runs = this.#mall.redeemed.filter((run) => tagOf(run.wish) === tagOf(wish));
    const isOld = runs.some(({ nowMs }) => atMs - nowMs > STALE_MS - 2 * CLOCKS_OFF_MS);
    return (
      isOld || runs.some(({ told }) => told === 'lost' || ('refused' in told && told.refused !== 'OUTDATED'))
    );
  }

  /** Why the account, as it was, could not have had it: at the beginning of the run or at its end. */
  #whyNot({ memberId, input }: MallWish, account: Account, nowMs: number, endedMs: number): Set<string> {
    const daily = this.#histories.get(memberId)?.daily;
    const seq = account.seq + 1;
    const times = [nowMs, input.seenAtMs, account.headAtMs, endedMs];
    const hasRunOut = account.nextDueMs > 0 && account.nextDueMs <= endedMs + CLOCKS_OFF_MS;
    const isTooDear = input.quantity * input.pricePoints > account.availablePoints || hasRunOut;
    const reasons = times.map((atMs) => daily?.mall.whyNot(input, seq, atMs, daily.days.standingBefore(seq)));
    return new Set(reasons.map((reason) => reason ?? (isTooDear ? 'INSUFFICIENT_POINTS' : '')));
  }

  /** In each lane there was a moment at which too few were left; or this very wish was being carried out. */
  #wasSoldOut(wish: MallWish, beganMs: number, endedMs: number): boolean {
    const { itemId, variantId, quantity } = wish.input;
    const entry = this.#entryOf(wish);
    if (entry && this.#paidAtMs(wish.memberId, entry) <= endedMs) return true;
    const lanes = [...this.#watch.stocks].filter(([id]) => id.startsWith(`${itemId}:${variantId}:`));
    return lanes.every(([, moments]) =>
      during(moments, beganMs - BELIEVED_MS, endedMs).some(({ left }) => left < quantity),
    );
  }

  #checkOperated({ action, requestId, input, told }: OperatorRun): void {
    if (action !== 'importCodes' || 'refused' in told) return;
    const asked = String(input['csv']).split('\n').slice(1);
    const codes = this.#mall.ledger.world.store.all(CODES) as unknown as Code[];
    const own = codes.filter(
      ({ batch, sealed }) =>
        batch.endsWith(`:${requestId}`) && asked.includes(simVault.open(sealed, 'sealed code') ?? ''),
    );
    const { imported, duplicateCount } = told.data as { imported: number; duplicateCount: number };
    must(
      imported === own.length && imported + duplicateCount === asked.length,
      'an import tells what it brought',
      () => `${requestId}: ${JSON.stringify(told)} for ${asked.join()}, ${own.length} are its own`,
    );
  }
}

/** What there was at some time between these two. */
function during<T>(moments: readonly Moment<T>[], fromMs: number, toMs: number): T[] {
  const last = moments.findLastIndex(({ atMs }) => atMs <= fromMs);
  return moments
    .slice(Math.max(0, last))
    .filter(({ atMs }) => atMs <= toMs)
    .map(({ was }) => was);
}
