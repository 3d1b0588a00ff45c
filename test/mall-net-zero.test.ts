import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { MemberAction } from '../cloudfunctions/community/call';
import { saveAddress } from '../cloudfunctions/community/addresses';
import { collections } from '../cloudfunctions/community/collections';
import { redeemItem } from '../cloudfunctions/community/mall';
import { accountIdOf, ACCOUNTS, type Account } from '../cloudfunctions/community/ledger';
import { cancelOrder, refundOrder } from '../cloudfunctions/community/orders';
import { forgetRecent, SHELF, stockIdOf, type Stock } from '../cloudfunctions/community/shelf';
import type { Documents } from '../cloudfunctions/platform/documents';
import { startTestGateway, type TestGateway } from '../local/gateway/testing';
import { LostCall, withFaults, type Fault } from './support/faults';
import { ADDRESS, CARD, openAccounts, putOnShelf } from './support/mall';
import { memberCall } from './support/member-call';

/** More on demand: `NET_ZERO_RUNS=2000 npx jest test/mall-net-zero.test.ts`. */
const RUNS = Number(process.env['NET_ZERO_RUNS'] ?? 25);

jest.setTimeout(60_000 + RUNS * 2_000);

const NOON = Date.UTC(2027, 2, 3, 4);
const DAY_MS = 86_400_000;
const POINTS = 1_000;
const STOCK = 6;
const limits = { perDay: 3, perWeek: 4, ever: 5 };
const ITEMS = {
  tote: { limits, pricePoints: 70 },
  cup: { pricePoints: 30, lanes: 2, maxPerOrder: 1 },
  card: { ...CARD, limits: { perDay: 3, perWeek: null, ever: null }, pricePoints: 20 },
};
type Name = keyof typeof ITEMS;
type Answer = {
  readonly data?: { readonly order: { readonly orderId: string; readonly quantity: number } };
  readonly refused?: string;
};
const orderIn = ({ refused, data }: Answer) => (refused === undefined ? data?.order : undefined);

/** Whatever is redeemed and given back, with retries and lost calls between. */
describe('what can be given back', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  let worlds = 0;
  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../cloudfunctions/platform/cloudbase-documents'));
  });
  afterAll(() => gateway.close());

  interface Deed {
    readonly what: 'redeem' | 'cancel' | 'refund';
    readonly member: number;
    readonly item: Name;
    readonly quantity: number;
    readonly of: number;
    readonly restock: boolean;
    readonly faults: readonly Fault[];
  }
  const anyDeed: fc.Arbitrary<Deed> = fc.record({
    what: fc.constantFrom('redeem', 'redeem', 'cancel', 'refund'),
    member: fc.nat({ max: 1 }),
    item: fc.constantFrom<Name>('tote', 'cup', 'card'),
    quantity: fc.integer({ min: 1, max: 3 }),
    of: fc.nat({ max: 20 }),
    restock: fc.boolean(),
    faults: fc.array(fc.constantFrom<Fault>('none', 'none', 'none', 'before', 'after'), { maxLength: 8 }),
  });

  /** A shelf and two members of its own. */
  async function openWorld() {
    worlds += 1;
    const world = worlds;
    const documents = openDocuments();
    const members = [0, 1].map((index) => `m${world}-${index}`.padEnd(24, '_'));
    let nowMs = NOON;
    let requests = 0;
    const call = (memberId: string, requestId: string, faults: readonly Fault[] = []) =>
      memberCall({
        memberId,
        requestId,
        nowMs,
        documents: withFaults(openDocuments(), faults[Symbol.iterator]()),
        random: () => 0.5,
        sleep: () => Promise.resolve(),
      });
    /** Sends the same wish until an answer comes. */
    const persist = async (
      memberId: string,
      action: MemberAction,
      input: object,
      faults: readonly Fault[],
    ) => {
      requests += 1;
      const same = call(memberId, `request-${world}-${requests}`, faults);
      for (;;) {
        try {
          return (await action.run(same, input)) as Answer;
        } catch (error) {
          if (!(error instanceof LostCall) && !((error as Error).cause instanceof LostCall)) throw error;
        }
      }
    };
    await openAccounts(documents, members, POINTS, NOON);
    const addressIds: string[] = [];
    for (const memberId of members) {
      const saved = await saveAddress.run(call(memberId, 'save-address'), ADDRESS);
      addressIds.push((saved as { data: { addressId: string } }).data.addressId);
    }
    const idOf = (name: Name) => `w${world}-${name}`;
    for (const [name, terms] of Object.entries(ITEMS)) {
      const lanes = 'lanes' in terms ? terms.lanes : 1;
      await putOnShelf(documents, idOf(name as Name), terms, () => (lanes > 1 ? 1 : STOCK));
    }
    const stocks = async () => {
      const ids = Object.entries(ITEMS).flatMap(([name, terms]) =>
        Array.from({ length: 'lanes' in terms ? terms.lanes : 1 }, (_, lane) =>
          stockIdOf(idOf(name as Name), '', lane),
        ),
      );
      const found = await Promise.all(ids.map((id) => documents.getNewest<Stock>(SHELF, id)));
      return found.map(
        (each) =>
          each && { id: each._id, left: each.left, sold: each.sold, live: each.live, moves: each.moves },
      );
    };
    const accounts = async () => {
      const found = await Promise.all(
        members.map((id) => documents.getNewest<Account>(ACCOUNTS, accountIdOf(id))),
      );
      return found.map((each) => {
        if (!each) throw new Error('an account is gone');
        const { availablePoints, frozenPoints, debtPoints, lots, limits: used, makeUpCards } = each;
        return { availablePoints, frozenPoints, debtPoints, lots, used, makeUpCards };
      });
    };
    const redeem = (who: number, item: Name, quantity: number, faults: readonly Fault[]) => {
      // Another instance may be asked each time.
      forgetRecent(idOf(item));
      return persist(
        members[who] ?? '',
        redeemItem,
        {
          itemId: idOf(item),
          variantId: '',
          quantity: item === 'cup' ? 1 : quantity,
          pricePoints: ITEMS[item].pricePoints,
          seenAtMs: nowMs,
          ...(item === 'card' ? {} : { addressId: addressIds[who] }),
        },
        faults,
      );
    };
    return {
      members,
      stocks,
      accounts,
      redeem,
      persist,
      walk: (ms: number) => void (nowMs += ms),
      cancel: (who: number, orderId: string, faults: readonly Fault[]) =>
        persist(members[who] ?? '', cancelOrder, { orderId }, faults),
      refund: (orderId: string, restock: boolean, faults: readonly Fault[]) =>
        persist('operator'.padEnd(24, '_'), refundOrder, { orderId, restock, reason: 'goodwill' }, faults),
    };
  }

  it('comes back whole: points, lots, limits, cards, and the stock but for what was not to be sold again', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { minLength: 6, maxLength: 18 }), async (deeds) => {
        const world = await openWorld();
        const [stocksBefore, accountsBefore] = [await world.stocks(), await world.accounts()];
        const orders: { readonly who: number; readonly orderId: string; isBack: boolean }[] = [];
        let kept = 0;
        for (const { what, member, item, quantity, of, restock, faults } of deeds) {
          const order = orders[of % Math.max(1, orders.length)];
          const answer =
            what === 'redeem'
              ? await world.redeem(member, item, quantity, faults)
              : what === 'cancel'
                ? await world.cancel(order?.who ?? 0, order?.orderId ?? 'x'.repeat(16), faults)
                : await world.refund(order?.orderId ?? 'x'.repeat(16), restock, faults);
          seen.add(`${what} ${answer.refused ?? 'ok'}`);
          const done = orderIn(answer);
          if (!done) continue;
          if (what === 'redeem') orders.push({ who: member, orderId: done.orderId, isBack: false });
          else if (order) {
            if (what === 'refund' && !restock) kept += done.quantity;
            order.isBack = true;
          }
        }
        for (const { orderId, isBack } of orders) {
          if (!isBack) expect(orderIn(await world.refund(orderId, true, []))).toMatchObject({ orderId });
        }
        expect(await world.accounts()).toEqual(accountsBefore);
        const after = await world.stocks();
        const sum = (all: typeof after, field: 'left' | 'sold') =>
          all.reduce((total, each) => total + (each?.[field] ?? 0), 0);
        expect(sum(after, 'left')).toBe(sum(stocksBefore, 'left') - kept);
        expect(sum(after, 'sold')).toBe(kept);
        if (kept === 0) expect(after).toEqual(stocksBefore);
        for (const each of after) expect(each).toMatchObject({ live: {}, moves: {} });
      }),
      { numRuns: RUNS },
    );
    for (const each of ['redeem ok', 'redeem LIMIT_REACHED', 'cancel ok', 'refund ok']) {
      expect(seen).toContain(each);
    }
    expect(seen).toContain('refund NOT_REFUNDABLE');
  });

  it('after the lot has run out: into one grace lot, all of it, and the limits of then stay forgotten', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 }),
        async (quantities) => {
          const world = await openWorld();
          const orderIds: string[] = [];
          for (const quantity of quantities) {
            const order = orderIn(await world.redeem(0, 'tote', quantity, []));
            if (order) orderIds.push(order.orderId);
          }
          const [spent] = await world.accounts();
          // The lot of March 2027 runs out with March 2028.
          world.walk(400 * DAY_MS);
          for (const orderId of orderIds)
            expect(orderIn(await world.refund(orderId, true, []))).toMatchObject({ orderId });
          const [after] = await world.accounts();
          const points = POINTS - (spent?.availablePoints ?? 0);
          expect(after).toMatchObject({ availablePoints: points, makeUpCards: 0, used: {} });
          expect(after?.lots).toMatchObject([{ id: expect.stringMatching(/^g/), points }]);
          expect((await world.stocks()).map((each) => each?.left)).toEqual([STOCK, 1, 1, STOCK]);
        },
      ),
      { numRuns: Math.ceil(RUNS / 8) },
    );
  });
});
