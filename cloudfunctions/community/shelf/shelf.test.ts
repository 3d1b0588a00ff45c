import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryStore } from '../../../test/faults/memory-store';
import { VirtualTime } from '../../../test/faults/virtual-time';
import { LostCall, withFaults, type Fault } from '../../../test/support/faults';
import { memoryDocuments } from '../../../test/support/memory-documents';
import type { Documents } from '../../platform/documents';
import { claim, type StockCall, type Wanted } from './claim';
import { releaseClaim, settleClaim } from './decide-claim';
import { forgetDone } from './forget-done';
import { forgetMove, moveStock } from './move-stock';
import { newStock } from './read';
import { SHELF, stockIdOf, type Stock } from './store';

const STOCK_ID = stockIdOf('tote', '', 0);
const NOW = Date.UTC(2027, 2, 1);

/** A shelf with so much of one thing. */
function shelfOf(left: number) {
  const store = new MemoryStore(new VirtualTime(0));
  const stock: Stock = { ...newStock('tote', '', 0), left };
  store.insert(SHELF, stock);
  const callWith = (documents: Documents): StockCall => ({
    documents,
    random: Math.random,
    clockMs: () => NOW,
    sleep: () => Promise.resolve(),
  });
  const call = callWith(memoryDocuments(store));
  return {
    call,
    callWith,
    standing: () => store.get(SHELF, STOCK_ID, 0) as Stock,
    claimed: async (orderId: string, quantity = 1, isSpread = false) =>
      claim(call, wanted(orderId, quantity), isSpread),
  };
}

const wanted = (orderId: string, quantity = 1): Wanted => ({
  stockId: STOCK_ID,
  orderId,
  quantity,
  memberId: 'm',
  key: `rd:1:${orderId}`,
});

async function taken(claiming: Promise<Stock | undefined>): Promise<Stock> {
  const stock = await claiming;
  if (!stock) throw new Error('nothing was claimed');
  return stock;
}

describe('a claim', () => {
  it('takes what is there, never more, and leaves a stock that is too small as it was', async () => {
    const { claimed, standing } = shelfOf(3);
    await taken(claimed('one', 2));
    const before = standing();
    expect(await claimed('other', 2)).toBeUndefined();
    expect(standing()).toEqual(before);
    await taken(claimed('other', 1));
    expect(standing()).toMatchObject({ left: 0, open: 2 });
  });

  it('by the same wish takes it once more, also from nothing, and deciding gives the rest back', async () => {
    const { claimed, standing, call } = shelfOf(1);
    const first = await taken(claimed('one'));
    const second = await taken(claimed('one'));
    expect(second).toMatchObject({ left: -1, open: 2, live: { one: { times: 2 } } });
    expect(second.live['one']?.token).not.toBe(first.live['one']?.token);
    expect(await settleClaim(call, second, 'one', false)).toMatchObject({ done: { after: 0, member: 'm' } });
    expect(standing()).toMatchObject({ left: 0, sold: 1, open: 1, live: {} });
  });

  it('is made however often its wish comes again, and in a lane that is full not at all', async () => {
    const { claimed } = shelfOf(1_000);
    const answers = [];
    for (let index = 0; index < 10; index += 1) answers.push(await claimed('one'));
    expect(answers.map((stock) => stock?.live['one']?.times)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (let index = 0; index < 246; index += 1) await taken(claimed(`o${index}`, 1, true));
    expect(await claimed('late', 1, true)).toBeUndefined();
    expect(await claimed('late', 1, false)).toBeDefined();
  });

  it('is not made again for an order that had it, as long as the stock remembers', async () => {
    const { claimed, standing, call } = shelfOf(5);
    await settleClaim(call, await taken(claimed('one')), 'one', false);
    expect(await claimed('one')).toBeUndefined();
    await forgetDone(call, STOCK_ID, ['one']);
    await forgetDone(call, STOCK_ID, ['one']);
    expect(standing()).toMatchObject({ left: 4, sold: 1, open: 0, done: {} });
  });

  it('that was given back is gone, whoever decides it after that', async () => {
    const { claimed, standing, call } = shelfOf(5);
    const seen = await taken(claimed('one', 3));
    expect(await releaseClaim(call, seen, 'one')).toBe('gone');
    expect(await releaseClaim(call, seen, 'one')).toBe('gone');
    expect(await settleClaim(call, seen, 'one', false)).toBe('gone');
    expect(standing()).toMatchObject({ left: 5, sold: 0, open: 0, live: {}, done: {} });
  });

  it('is numbered without gaps and without doubles, however many are settled at once', async () => {
    const { claimed, standing, call } = shelfOf(60);
    const orderIds = Array.from({ length: 20 }, (_, index) => `o${index}`);
    const seen = await Promise.all(
      orderIds.map((orderId, index) => taken(claimed(orderId, 1 + (index % 3)))),
    );
    const settled = await Promise.all(
      orderIds.map((orderId, index) => settleClaim(call, seen[index] ?? standing(), orderId, true)),
    );
    const numbers = settled.flatMap((each, index) => {
      if (each === 'gone') throw new Error('nothing was settled');
      return Array.from({ length: 1 + (index % 3) }, (_, nth) => each.done.after + nth + 1);
    });
    const sold = standing().sold;
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: sold }, (_, index) => index + 1));
    expect(standing().numbered).toBe(sold);
  });
});

describe('a move of stock', () => {
  const moves = (moveId: string, leftDelta: number) => ({
    stockId: STOCK_ID,
    moveId,
    leftDelta,
    soldDelta: 0,
  });
  const notNoted = () => Promise.resolve(false);

  it('is made once, also when it is noted elsewhere by now', async () => {
    const { call, standing } = shelfOf(1);
    await moveStock(call, moves('m1', 5), notNoted);
    await moveStock(call, moves('m1', 5), notNoted);
    expect(standing()).toMatchObject({ left: 6, ver: 1 });
    await forgetMove(call, STOCK_ID, 'm1');
    await forgetMove(call, STOCK_ID, 'm1');
    await moveStock(call, moves('m1', 5), () => Promise.resolve(true));
    expect(standing()).toMatchObject({ left: 6, ver: 1, moves: {} });
  });

  it('takes no more than there is, and nothing from nowhere', async () => {
    const { call, standing } = shelfOf(2);
    expect(await moveStock(call, moves('m1', -3), notNoted)).toEqual({ refusal: 'STOCK_TOO_LOW' });
    const nowhere = { ...moves('m1', 1), stockId: 'nothing::0' };
    expect(await moveStock(call, nowhere, notNoted)).toEqual({ refusal: 'NO_STOCK' });
    expect(standing()).toMatchObject({ left: 2, sold: 0 });
    expect(await moveStock(call, moves('m2', -2), notNoted)).toMatchObject({ stock: { left: 0 } });
  });

  it('many at once: each of them is made', async () => {
    const { call, standing } = shelfOf(0);
    await Promise.all(Array.from({ length: 12 }, (_, i) => moveStock(call, moves(`m${i}`, i + 1), notNoted)));
    expect(standing()).toMatchObject({ left: 78, ver: 12 });
  });
});

/** More on demand: `SHELF_RUNS=20000 npx jest shelf`. */
const RUNS = Number(process.env['SHELF_RUNS'] ?? 400);

describe('the shelf, when calls get lost and wishes come again', () => {
  it('never loses or doubles a piece, and ends with what was sold and what is left', async () => {
    const faults = fc.array(fc.constantFrom<Fault>('none', 'none', 'none', 'before', 'after'), {
      maxLength: 30,
    });
    const wishes = fc.array(
      fc.record({
        order: fc.nat({ max: 4 }),
        what: fc.constantFrom('claim', 'settle', 'release', 'forget', 'move'),
      }),
      { maxLength: 24 },
    );
    await fc.assert(
      fc.asyncProperty(wishes, faults, fc.integer({ min: 0, max: 8 }), async (asked, faulty, start) => {
        const { callWith, standing, call } = shelfOf(start);
        const broken = callWith(withFaults(call.documents, faulty[Symbol.iterator]()));
        /** What the ledger would say: an order is paid or never, whoever asks. */
        const verdicts = new Map<number, 'paid' | 'never'>();
        const noted = new Set<string>();
        let moved = 0;
        const quantityOf = (order: number) => 1 + (order % 2);
        const decide = async (order: number, verdict: 'paid' | 'never') => {
          const live = standing().live[`o${order}`];
          if (!live) return;
          const decided = verdicts.get(order) ?? verdict;
          verdicts.set(order, decided);
          if (decided === 'paid') await settleClaim(broken, standing(), `o${order}`, true);
          else await releaseClaim(broken, standing(), `o${order}`);
        };
        const doIt = async (what: string, order: number, index: number) => {
          const orderId = `o${order}`;
          if (what === 'claim') {
            // Who was told no, or is done with it, does not come again under this id.
            if (!verdicts.has(order)) await claim(broken, wanted(orderId, quantityOf(order)), false);
          } else if (what === 'settle') await decide(order, 'paid');
          else if (what === 'release') await decide(order, 'never');
          else if (what === 'forget') await forgetDone(broken, STOCK_ID, Object.keys(standing().done));
          else {
            const move = { stockId: STOCK_ID, moveId: `m${index}`, leftDelta: 2, soldDelta: 0 };
            moved += 2;
            await untilDone(() => moveStock(broken, move, () => Promise.resolve(noted.has(move.moveId))));
            noted.add(move.moveId);
            await untilDone(() => forgetMove(broken, STOCK_ID, move.moveId));
          }
        };
        for (const [index, { order, what }] of asked.entries()) {
          await doIt(what, order, index).catch(unlessLost);
          balances(standing(), start + moved);
        }
        for (const order of [0, 1, 2, 3, 4]) await untilDone(() => decide(order, 'never'));
        const paid = [...verdicts].filter(([, verdict]) => verdict === 'paid').map(([order]) => order);
        const sold = paid.reduce((sum, order) => sum + quantityOf(order), 0);
        expect(standing()).toMatchObject({
          left: start + moved - sold,
          sold,
          numbered: sold,
          live: {},
          moves: {},
        });
      }),
      { numRuns: RUNS },
    );
  });
});

function balances({ left, sold, live, open, done }: Stock, total: number): void {
  const claims = Object.values(live);
  const held = claims.reduce((sum, { times, quantity }) => sum + times * quantity, 0);
  expect(left + sold + held).toBe(total);
  expect(open).toBe(claims.reduce((sum, { times }) => sum + times, 0) + Object.keys(done).length);
  // What somebody can have is never more than there is.
  const once = claims.reduce((sum, { quantity }) => sum + quantity, 0);
  expect(sold + once).toBeLessThanOrEqual(total);
}

async function untilDone(run: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await run();
      return;
    } catch (error) {
      unlessLost(error);
    }
  }
}

function unlessLost(error: unknown): void {
  if (!(error instanceof LostCall)) throw error;
}
