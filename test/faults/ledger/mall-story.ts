import { ADDRESSES, removeAddress, type Address } from '../../../cloudfunctions/community/addresses';
import type { MemberCall } from '../../../cloudfunctions/community/call';
import { accountIdOf, ACCOUNTS, settleDue, type Account } from '../../../cloudfunctions/community/ledger';
import {
  importCodes,
  mallItem,
  moveStock,
  setItemStatus,
  sweep,
} from '../../../cloudfunctions/community/mall';
import { reverse } from '../../../cloudfunctions/community/operating';
import {
  cancelOrder,
  confirmReceipt,
  finishReturns,
  receiveDue,
  refundOrder,
  shipOrders,
} from '../../../cloudfunctions/community/orders';
import { variantIdsOf } from '../../../cloudfunctions/community/shelf';
import { dayOf, endOfDayMs } from '../../../cloudfunctions/community/time';
import { LONG_PAUSE_MS, NO_FAULTS } from '../faulty-documents';
import { MAX_LAG_MS } from '../memory-store';
import type { LedgerWorld } from './clients';
import { shelve, simShelf } from './mall-shelf';
import { addressIdOf, MallWishes, tagOf, type MallWish } from './mall-wishes';
import { MallWorld } from './mall-world';
import { simVault } from './sim-vault';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Claims that are older have nobody any more, and neither have returns. */
const STALE_MS = 126_000;
/** Longer than a claim waits for who made it. */
const LONGEST_PAUSE_MS = 2 * LONG_PAUSE_MS;
const OPERATOR = 'op';
/** Ends the request of a refund that brings the item back to the shelf. */
export const RESTOCKED = 'r';

export const addressOf = (memberId: string): Address => ({
  recipient: memberId,
  phone: '13800138000',
  province: 'P',
  city: 'C',
  county: '',
  regionCode: '330106',
  detail: `the house of ${memberId}`,
});

/** A shelf that opens, a crowd that comes, operators who move and pause and refund, and timers in between. */
export class MallStory {
  readonly mall: MallWorld;
  readonly members: readonly string[];
  readonly #ledger: LedgerWorld;
  readonly #wishes: MallWish[] = [];
  /** What operators and members ask of stock and orders, to be asked again at the end. */
  readonly #asked: (() => Promise<boolean>)[] = [];
  #maker: MallWishes;
  #requests = 0;

  constructor(ledger: LedgerWorld, members: readonly string[]) {
    this.#ledger = ledger;
    this.mall = new MallWorld(ledger);
    this.members = members;
    this.#maker = new MallWishes(this.#random, ledger.rulebook, new Map());
  }

  get #random() {
    return this.#ledger.world.random;
  }

  get #time() {
    return this.#ledger.world.time;
  }

  /** @param others What else members do meanwhile. */
  async live(others: (memberId: string, atMs: number) => Promise<void>): Promise<void> {
    const { world } = this.#ledger;
    const [random, time] = [this.#random, this.#time];
    const midnightMs = endOfDayMs(dayOf(time.nowMs));
    if (random.chance(0.4)) time.jump(Math.max(0, midnightMs - random.pick([500, 40_000]) - time.nowMs));
    const gapMs = random.pick([400, 65_000, 65_000, 100_000]);
    const crowdedAtMs = [0, 1, 2, 3].map((n) => time.nowMs + n * gapMs);
    world.crowdedAtMs = crowdedAtMs;
    world.longestPauseMs = LONGEST_PAUSE_MS;
    if (random.chance(0.1)) {
      const collection = random.pick(['orders', 'shelf', 'accounts']);
      world.outage = { collection, untilMs: time.nowMs + 1.5 * gapMs };
    }
    this.#open(Math.floor(time.nowMs + gapMs), Math.floor(time.nowMs + 3 * gapMs));
    // What has just been put there could not be seen yet.
    time.jump(MAX_LAG_MS);
    const crowd = () => random.pick(crowdedAtMs);
    const coming = this.members.flatMap((memberId) => [
      ...Array.from({ length: random.between(3, 5) }, () => this.#shopper(memberId, crowd())),
      others(memberId, crowd()),
    ]);
    const working = Array.from({ length: random.between(1, 4) }, () => this.#operator(crowd()));
    if (this.#ledger.shelf.has('ticket')) working.push(this.#import());
    const timers = crowdedAtMs.flatMap((atMs) => [this.#timer(atMs), this.#timer(atMs + 0.5 * gapMs)]);
    await time.run(Promise.all([...coming, ...working, ...timers]));
  }

  #open(opensAtMs: number, closesAtMs: number): void {
    const {
      rulebook,
      world: { store },
    } = this.#ledger;
    this.#ledger.shelf = simShelf(this.#random, opensAtMs, closesAtMs);
    this.#maker = new MallWishes(this.#random, rulebook, this.#ledger.shelf);
    shelve(store, this.#random, this.#ledger.shelf);
    for (const memberId of this.members) {
      const sealed = simVault.seal(JSON.stringify(addressOf(memberId)), 'sealed address');
      const entry = { id: addressIdOf(memberId), sealed, isDefault: true, removedAtMs: 0 };
      store.insert(ADDRESSES, { _id: memberId, ver: 0, entries: [entry], requests: [] } as never);
    }
  }

  async #shopper(memberId: string, crowdAtMs: number): Promise<void> {
    const random = this.#random;
    await this.#time.sleep(crowdAtMs - this.#time.nowMs + random.between(0, 120));
    if (random.chance(0.1)) await this.#ask(memberId, mallItem, { itemId: this.#anyItem() });
    const wish = this.#wishOf(memberId);
    this.#wishes.push(wish);
    const devices = random.pick([1, 1, 2, 3]);
    await Promise.all(
      Array.from({ length: devices }, async () => {
        await this.#time.sleep(random.pick([0, 5, 20, 70, 3_000]));
        await this.#persist(() => this.mall.redeem(wish), 0.65);
      }),
    );
    const orderId = this.#orderOf(wish);
    const seq = this.mall.entryOf(wish)?.seq;
    if (orderId !== undefined && seq !== undefined) await this.#afterwards(memberId, orderId, seq);
  }

  #wishOf(memberId: string): MallWish {
    const random = this.#random;
    const earlier = this.#wishes.filter((wish) => wish.memberId === memberId);
    if (earlier.length > 0 && random.chance(0.15)) return random.pick(earlier);
    if (earlier.length > 0 && random.chance(0.15)) return this.#maker.impostorOf(random.pick(earlier));
    return this.#maker.any(memberId, this.#ledger.callOf('look').nowMs, this.#accountOf(memberId));
  }

  #accountOf(memberId: string): Account | undefined {
    return this.#ledger.world.store.get(ACCOUNTS, accountIdOf(memberId), 0) as Account | undefined;
  }

  #orderOf(wish: MallWish): string | undefined {
    const runs = this.mall.redeemed.filter((run) => run.wish === wish);
    return runs.flatMap(({ told }) =>
      told === 'lost' || 'refused' in told ? [] : told.data.order.orderId,
    )[0];
  }

  /** What becomes of an order: often more than one thing at once. */
  async #afterwards(memberId: string, orderId: string, seq: number): Promise<void> {
    const random = this.#random;
    const things = [
      () => this.#ask(memberId, cancelOrder, { orderId }),
      () => this.#ask(OPERATOR, reverse, { memberId, seq }),
      () => this.#ask(memberId, confirmReceipt, { orderId }),
      () => this.#ask(OPERATOR, refundOrder, { orderId, restock: false, reason: 'goodwill' }),
      () => this.#ask(OPERATOR, refundOrder, { orderId, restock: true, reason: 'goodwill' }, RESTOCKED),
      () =>
        this.#ask(OPERATOR, shipOrders, {
          csv: `orderId,carrier,number\n${orderId},SF,SF${random.pick([10001, 10002])}`,
        }),
    ];
    await this.#time.sleep(random.pick([0, 0, 10_000, 80_000]));
    const count = random.pick([0, 1, 1, 2, 3]);
    await Promise.all(Array.from({ length: count }, () => random.pick(things)()));
  }

  async #operator(crowdAtMs: number): Promise<void> {
    const random = this.#random;
    await this.#time.sleep(crowdAtMs - this.#time.nowMs + random.between(0, 300));
    const itemId = this.#anyItem();
    const terms = this.#ledger.shelf.get(itemId);
    if (!terms) return;
    if (random.chance(0.2)) {
      await this.#ask(OPERATOR, setItemStatus, { itemId, status: 'paused' });
      await this.#time.sleep(random.pick([100, 5_000, 70_000, 70_000, 130_000]));
      await this.#ask(OPERATOR, setItemStatus, { itemId, status: 'listed' });
    } else if (terms.kind === 'coupon') {
      await this.#import();
    } else {
      const variantId = random.pick(variantIdsOf(terms));
      const quantity = random.pick([1, 2, 3, -1, -2, -3]);
      await this.#ask(OPERATOR, moveStock, { itemId, variantId, quantity, reason: 'count' });
    }
    if (random.chance(0.1)) {
      const memberId = random.pick(this.members);
      await this.#ask(memberId, removeAddress, { addressId: addressIdOf(memberId) });
    }
  }

  /** A few codes out of one long list: some of them are in the vault already. */
  async #import(): Promise<void> {
    const first = this.#random.between(1, 6);
    const codes = Array.from({ length: this.#random.between(1, 4) }, (_, n) => `CODE-${first + n}`);
    await this.#ask(OPERATOR, importCodes, {
      itemId: 'ticket',
      variantId: '',
      csv: ['code', ...codes].join('\n'),
    });
  }

  /** The same request, by one or two devices, until it is answered; and once more when all is quiet. */
  async #ask(
    memberId: string,
    action: Parameters<MallWorld['run']>[0],
    input: Record<string, unknown>,
    suffix = '',
  ): Promise<void> {
    const requestId = `o${(this.#requests += 1)}${suffix}`;
    const ask = () => this.mall.run(action, memberId, requestId, input);
    this.#asked.push(ask);
    const devices = this.#random.pick([1, 2]);
    await Promise.all(
      Array.from({ length: devices }, async () => {
        await this.#time.sleep(this.#random.pick([0, 0, 10, 60]));
        await this.#persist(ask);
      }),
    );
  }

  /** Most insist on an answer; some give up, and what they began is left in the middle. */
  async #persist(ask: () => Promise<boolean>, insisting = 0.75): Promise<void> {
    const random = this.#random;
    const most = random.chance(insisting) ? Infinity : 1;
    for (let tried = 0; tried < most; tried += 1) {
      const patienceMs = random.pick([300, 3_000, 20_000]);
      if (await Promise.race([ask(), this.#time.sleep(patienceMs).then(() => false)])) return;
      await this.#time.sleep(random.pick([2, 10, 50, 400, 5_000]));
    }
  }

  #anyItem = (): string => this.#random.pick([...this.#ledger.shelf.keys()]);

  async #timer(atMs: number): Promise<void> {
    await this.#time.sleep(atMs - this.#time.nowMs + this.#random.between(0, 80));
    await this.#tick();
    if (this.#random.chance(0.3)) await Promise.all([this.#tick(), this.#tick()]);
  }

  async #tick(): Promise<void> {
    const parts: readonly [string, (call: MemberCall) => Promise<unknown>][] = [
      ['settleDue', (call) => settleDue(call)],
      ['sweep', sweep],
      ['finishReturns', finishReturns],
      ['receiveDue', receiveDue],
    ];
    for (const [name, work] of parts) await this.mall.timer(name, work);
  }

  /** Nothing goes wrong any more. First only time tidies up; then everybody asks again. */
  async comeToRest(checkQuiet: () => void): Promise<void> {
    const { world } = this.#ledger;
    const time = this.#time;
    world.faults = NO_FAULTS;
    world.outage = { collection: '', untilMs: 0 };
    time.jump(STALE_MS);
    await time.run(this.#tick());
    await time.run(this.#tick());
    checkQuiet();
    if (this.#random.chance(0.2)) time.jump(MINUTE_MS * 40);
    await time.run(this.#askAgain());
    if (this.#random.chance(0.2)) time.jump(11 * DAY_MS);
    time.jump(STALE_MS);
    await time.run(this.#tick());
    checkQuiet();
  }

  async #askAgain(): Promise<void> {
    for (const wish of new Map(this.#wishes.map((each) => [tagOf(each), each])).values()) {
      if (!(await this.mall.redeem(wish))) throw new Error(`${tagOf(wish)} was not answered`);
    }
    for (const ask of this.#asked) await ask();
  }
}
