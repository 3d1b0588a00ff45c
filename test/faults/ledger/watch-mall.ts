import { ACCOUNTS, memberIdOfAccount, type Account } from '../../../cloudfunctions/community/ledger';
import { ORDERS } from '../../../cloudfunctions/community/orders';
import { SHELF, type Item, type Stock } from '../../../cloudfunctions/community/shelf/store';
import type { StoredDocument } from '../../../cloudfunctions/platform/documents';
import type { MemoryStore } from '../memory-store';
import type { VirtualTime } from '../virtual-time';
import { entryUnder } from './entry-under';

/** What a document was from some moment on. */
export interface Moment<T> {
  readonly atMs: number;
  readonly was: T;
}

/** Looks at each write of a stock, and remembers what accounts, stocks and items were at any time. */
export class MallWatch {
  readonly accounts = new Map<string, Moment<Account>[]>();
  readonly stocks = new Map<string, Moment<Stock>[]>();
  readonly items = new Map<string, Moment<Item>[]>();
  /** What came in less what went out other than by redeeming, by stock. */
  readonly cameIn = new Map<string, number>();
  readonly #made = new Set<string>();
  readonly #time: VirtualTime;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /** @returns what must not be. */
  look(
    store: MemoryStore,
    name: string,
    before: StoredDocument | undefined,
    after: StoredDocument,
  ): string[] {
    if (name === ACCOUNTS) this.#remember(this.accounts, memberIdOfAccount(after._id), after as Account);
    if (name !== SHELF) return [];
    if (!('lane' in after)) {
      this.#remember(this.items, after._id, after as Item);
      return [];
    }
    const stock = after as unknown as Stock;
    this.#remember(this.stocks, stock._id, stock);
    return this.#wrongStep(store, before as Stock | undefined, stock).map(
      (what) => `${what} ${stock._id}, ${JSON.stringify(stock)}, before ${JSON.stringify(before)}`,
    );
  }

  #remember<T>(all: Map<string, Moment<T>[]>, id: string, was: T): void {
    const moments = all.get(id) ?? [];
    moments.push({ atMs: this.#time.nowMs, was });
    all.set(id, moments);
  }

  #wrongStep(store: MemoryStore, before: Stock | undefined, after: Stock): string[] {
    const { _id, left, sold, open, live, done } = after;
    const cameIn = (this.cameIn.get(_id) ?? 0) + comesIn(before, after);
    this.cameIn.set(_id, cameIn);
    const claims = Object.values(live);
    const claimed = sum(claims, ({ times, quantity }) => times * quantity);
    const tooMuch = sum(claims, ({ times, quantity }) => (times - 1) * quantity);
    const wrong: string[] = [];
    if (left + claimed + sold !== cameIn) wrong.push(`nothing comes from nowhere: ${cameIn} came into`);
    if (left + tooMuch < 0 || sold > cameIn) wrong.push('nothing is oversold:');
    if (open !== sum(claims, ({ times }) => times) + Object.keys(done).length)
      wrong.push('what is open is known:');
    for (const [moveId, isMade] of Object.entries(after.moves)) {
      if (!isMade || before?.moves[moveId] !== undefined) continue;
      if (this.#made.has(`${_id} ${moveId}`)) wrong.push(`a move is made once: ${moveId} of`);
      this.#made.add(`${_id} ${moveId}`);
    }
    if (before) wrong.push(...wrongDecisions(store, before, after));
    return wrong;
  }
}

/** By a move, which raises the version, or by codes. */
function comesIn(before: Stock | undefined, after: Stock): number {
  if (!before) return after.left;
  const moved = after.ver === before.ver ? 0 : after.left - before.left + after.sold - before.sold;
  return moved + after.codes - before.codes;
}

/** A claim is decided by the ledger, and what is settled is forgotten once its order is written. */
function wrongDecisions(store: MemoryStore, before: Stock, after: Stock): string[] {
  const wrong: string[] = [];
  for (const [orderId, claim] of Object.entries(before.live)) {
    if (after.live[orderId]) continue;
    const entry = entryUnder(store, claim.member, claim.key);
    const isPaid = entry?.kind === 'spend' && entry.fact['order'] === orderId;
    const isPaidHere = isPaid && Number(entry.fact['lane'] ?? 0) === after.lane;
    const isWritten = store.get(ORDERS, orderId, 0) !== undefined;
    if (after.done[orderId]) {
      if (!isPaidHere) wrong.push(`what is sold is paid: ${orderId} of`);
    } else if (!entry || (isPaidHere && !isWritten)) {
      wrong.push(`what is given back can never be paid: ${orderId} of`);
    }
  }
  for (const orderId of Object.keys(before.done)) {
    const isKept = after.done[orderId] !== undefined || store.get(ORDERS, orderId, 0) !== undefined;
    if (!isKept) wrong.push(`what is sold is not forgotten before its order is written: ${orderId} of`);
  }
  return wrong;
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0);
