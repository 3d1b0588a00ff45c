import { describe, expect, it } from '@jest/globals';
import { homeLaneOf, isRecent, keyOfWish, orderIdOf, type RedeemInput } from './wish';

const input: RedeemInput = { itemId: 'tote', variantId: '', quantity: 1, pricePoints: 100, seenAtMs: 1_000 };
const idOf = (more: Partial<RedeemInput> = {}, memberId = 'm', requestId = 'request-1') => {
  const wish = { ...input, ...more };
  return orderIdOf(memberId, keyOfWish(requestId, wish), wish);
};

describe('a wish', () => {
  it('has one order id, and another one with whatever is another', () => {
    const ids = [
      idOf(),
      idOf({}, 'n'),
      idOf({}, 'm', 'request-2'),
      idOf({ itemId: 'cup' }),
      idOf({ variantId: 's' }),
      idOf({ quantity: 2 }),
      idOf({ pricePoints: 99 }),
      idOf({ seenAtMs: 1_001 }),
      idOf({ addressId: 'home00000000' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-km-z2-9]{16}$/);
    expect(idOf()).toBe(ids[0]);
  });

  it('has a key of what the ledger takes, however large its numbers are', () => {
    const key = keyOfWish('x'.repeat(64), { seenAtMs: Number.MAX_SAFE_INTEGER });
    expect(key).toMatch(/^[A-Za-z0-9_:.-]{1,80}$/);
  });

  it('may be as old as the rulebook says, and hardly ahead', () => {
    const minutes = (count: number) => count * 60_000;
    const seen = (seenAtMs: number) => isRecent({ seenAtMs }, minutes(100), 30);
    expect(seen(minutes(70) + 1)).toBe(true);
    expect(seen(minutes(70))).toBe(false);
    expect(seen(minutes(100))).toBe(true);
    expect(seen(minutes(101) + 1)).toBe(false);
  });

  it('begins in a lane of its member’s own, and members spread evenly', () => {
    const counts = [0, 0, 0, 0];
    for (let index = 0; index < 4_000; index += 1) {
      const lane = homeLaneOf(`member-${index}`, 4);
      expect(homeLaneOf(`member-${index}`, 4)).toBe(lane);
      counts[lane] = (counts[lane] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
    expect(homeLaneOf('anybody', 1)).toBe(0);
  });
});
