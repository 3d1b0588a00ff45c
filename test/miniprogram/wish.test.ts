/** @jest-environment jsdom */
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Action, Call, Data } from '../../local/weapp/test/pages/cloud';
import { orderOf } from '../../local/weapp/test/pages/order-answers';
import { Stage } from '../../local/weapp/test/pages/stage';

type Told = { readonly ok: boolean; readonly code?: string };

interface Wishes {
  sendWish(action: Action, input: object, about: string, seen?: string): Promise<Told>;
  unsettledWishes(action: Action): readonly object[];
}

const stage = Stage.forThisFile();

/** More than the time for which a refused repeat waits before it asks once more. */
const LONG_MS = 2_500;

const redemption = (itemId: string, quantity = 1) => ({
  itemId,
  variantId: '',
  quantity,
  pricePoints: 260,
  seenAtMs: 1_000,
});
const redeemed: Data<'redeemItem'> = { balancePoints: 1_020, order: orderOf() };

const wishes = () => stage.service<Wishes>('wish');
const redeem = (itemId: string, quantity = 1) =>
  wishes().sendWish('redeemItem', redemption(itemId, quantity), itemId);

/** Waits until it is sent. */
async function next(action: 'redeemItem'): Promise<Call<'redeemItem'>> {
  const untilMs = Date.now() + LONG_MS;
  while (stage.cloud.open(action).length === 0 && Date.now() < untilMs) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return stage.cloud.next(action);
}

/** A redemption whose answer never came. */
async function loseOne(itemId: string): Promise<Call<'redeemItem'>> {
  const told = redeem(itemId);
  const call = stage.cloud.next('redeemItem');
  await call.lose();
  await told;
  return call;
}

describe('what was wished', () => {
  beforeEach(() => stage.open('pages/mall/index'));

  test('stays the same wish until it is settled, whatever else is wished meanwhile', async () => {
    const step = fc.record({
      itemId: fc.constantFrom('tote', 'cup', 'book'),
      quantity: fc.integer({ min: 1, max: 3 }),
      ends: fc.constantFrom('answer', 'lose', 'break'),
    });
    const steps = fc.array(step, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, async (tale) => {
        stage.phone.storage.clear();
        const open = new Map<string, Pick<Call, 'requestId' | 'input'>>();
        const ids = new Set<string | undefined>();
        for (const { itemId, quantity, ends } of tale) {
          const told = redeem(itemId, quantity);
          const call = stage.cloud.next('redeemItem');
          const first = open.get(itemId);
          if (first) expect([call.requestId, call.input]).toEqual([first.requestId, first.input]);
          else expect([ids.has(call.requestId), call.input]).toEqual([false, redemption(itemId, quantity)]);
          ids.add(call.requestId);
          if (ends === 'answer') await call.answer(redeemed);
          else await (ends === 'lose' ? call.lose() : call.refuse('INTERNAL_ERROR'));
          await told;
          if (ends === 'answer') open.delete(itemId);
          else open.set(itemId, first ?? call);
          const stored = [...open.values()].map(({ input }) => input);
          expect(new Set(wishes().unsettledWishes('redeemItem'))).toEqual(new Set(stored));
        }
        for (const { itemId } of tale.filter((each) => open.delete(each.itemId))) {
          const told = redeem(itemId);
          await stage.cloud.next('redeemItem').answer(redeemed);
          await told;
        }
        expect(stage.phone.storage.size).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test('is kept for every action alike: claims of two tasks, whose answers were lost, are both asked for again', async () => {
    const claim = (taskId: string) =>
      wishes().sendWish('claimTask', { taskId, period: 'd20622' }, taskId, 'd20622');
    const lost = [];
    for (const taskId of ['joining_gift', 'three_days']) {
      void claim(taskId);
      const call = stage.cloud.next('claimTask');
      await call.lose();
      lost.push(call);
    }
    void claim('joining_gift');
    void claim('three_days');
    const again = stage.cloud.open('claimTask').map(({ requestId }) => requestId);
    expect(again).toEqual(lost.map(({ requestId }) => requestId));
  });

  test('is given up for what was wished of the same, when something else was seen: it is not meant again later', async () => {
    const buy = async (balancePoints: number) => {
      const told = wishes().sendWish('buyMakeUpCard', { pricePoints: 40 }, 'card', `40 of ${balancePoints}`);
      const call = stage.cloud.next('buyMakeUpCard');
      await call.lose();
      await told;
      return call.requestId;
    };
    const first = await buy(100);
    expect(await buy(100)).toBe(first);
    await buy(60);
    expect(await buy(100)).not.toBe(first);
    expect(wishes().unsettledWishes('buyMakeUpCard')).toHaveLength(1);
  });

  test('and never asked for again does not fill the phone: the oldest go', async () => {
    const idOf = (index: number) => `order${String(index).padStart(11, '0')}`;
    for (let index = 1; index <= 130; index += 1) {
      void wishes().sendWish('cancelOrder', { orderId: idOf(index) }, idOf(index));
      await stage.cloud.next('cancelOrder').lose();
    }
    const kept = wishes().unsettledWishes('cancelOrder');
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([100, { orderId: idOf(31) }, { orderId: idOf(130) }]);
  });
});

describe('a redemption that got no answer and is refused when it is sent again', () => {
  beforeEach(() => stage.open('pages/mall/index'));

  test.each(['SOLD_OUT', 'ITEM_NOT_FOUND', 'OUTDATED'] as const)(
    'with %s is asked for once more, since its first call may still have been under way',
    async (code) => {
      const lost = await loseOne('tote');
      const told = redeem('tote');
      await (await next('redeemItem')).refuse(code);
      // Nothing is known yet.
      expect(wishes().unsettledWishes('redeemItem')).toEqual([redemption('tote')]);
      const last = await next('redeemItem');
      expect([last.requestId, last.input]).toEqual([lost.requestId, lost.input]);
      await last.answer(redeemed);
      expect(await told).toMatchObject({ ok: true, data: { balancePoints: 1_020 } });
      expect([stage.cloud.count('redeemItem'), stage.phone.storage.size]).toEqual([3, 0]);
    },
  );

  test('twice is refused: it is told, and the next tap is a new wish', async () => {
    const lost = await loseOne('tote');
    const told = redeem('tote');
    await (await next('redeemItem')).refuse('SOLD_OUT');
    await (await next('redeemItem')).refuse('SOLD_OUT');
    expect(await told).toMatchObject({ ok: false, code: 'SOLD_OUT' });
    expect(stage.phone.storage.size).toBe(0);
    void redeem('tote');
    expect(stage.cloud.next('redeemItem').requestId).not.toBe(lost.requestId);
  });

  test('and gets no answer the second time is still unknown', async () => {
    await loseOne('tote');
    const told = redeem('tote');
    await (await next('redeemItem')).refuse('SOLD_OUT');
    await (await next('redeemItem')).lose();
    expect(await told).toMatchObject({ ok: false, code: 'NETWORK_ERROR' });
    expect(wishes().unsettledWishes('redeemItem')).toEqual([redemption('tote')]);
  });

  test('at its first call is told at once', async () => {
    const told = redeem('tote');
    await stage.cloud.next('redeemItem').refuse('SOLD_OUT');
    expect(await told).toMatchObject({ ok: false, code: 'SOLD_OUT' });
    expect(stage.cloud.count('redeemItem')).toBe(1);
  });
});
