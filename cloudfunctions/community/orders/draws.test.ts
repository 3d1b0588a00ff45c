import { describe, expect, it } from '@jest/globals';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { vaultOf } from '../vault';
import { dayOfIso, instantOf } from '../time';
import { commitmentOf, prizeOf, revealsAtMs, rollOf, seedOf } from './draws';
import type { Prize } from './store';

const DAY = dayOfIso('2027-03-01');
const prize = (title: string, chancePerMyriad: number): Prize => ({
  title,
  points: 0,
  makeUpCards: 0,
  chancePerMyriad,
});
const PRIZES = [prize('a', 1), prize('b', 499), prize('c', 3_000), prize('d', 6_500)];

describe('draws', () => {
  const vault = vaultOf('a secret of a deployment', randomBytes);
  const seed = seedOf(vault, 'dice', DAY);

  it('have a seed an item and a day, and show its hash before', () => {
    expect(seedOf(vault, 'dice', DAY)).toEqual(seed);
    expect(seedOf(vault, 'dice', DAY + 1)).not.toEqual(seed);
    expect(seedOf(vault, 'cube', DAY)).not.toEqual(seed);
    expect(commitmentOf(seed)).toBe(createHash('sha256').update(seed).digest('hex'));
  });

  it('show the seed ten minutes after their day', () => {
    expect(revealsAtMs(DAY)).toBe(instantOf(dayOfIso('2027-03-02'), 0) + 600_000);
  });

  it('roll as is published: HMAC-SHA256 of order and place, the first four bytes, of ten thousand', () => {
    const plain = (orderId: string, index: number) => {
      const [a = 0, b = 0, c = 0, d = 0] = createHmac('sha256', seed).update(`${orderId}:${index}`).digest();
      return (((a * 256 + b) * 256 + c) * 256 + d) % 10_000;
    };
    for (let index = 0; index < 50; index += 1) {
      expect(rollOf(seed, `order-${index}`, index % 3)).toBe(plain(`order-${index}`, index % 3));
    }
  });

  it('give each prize its own part of the ten thousand, in the published order', () => {
    const titles = Array.from({ length: 10_000 }, (_, roll) => prizeOf(PRIZES, roll).title);
    const count = (title: string) => titles.filter((each) => each === title).length;
    expect(['a', 'b', 'c', 'd'].map(count)).toEqual([1, 499, 3_000, 6_500]);
    expect([0, 1, 499, 500, 3_499, 3_500].map((roll) => prizeOf(PRIZES, roll).title).join('')).toBe('abbccd');
    expect(() => prizeOf(PRIZES, 10_000)).toThrow(RangeError);
  });

  it('fall as the odds say, over twenty thousand of them', () => {
    const ROLLS = 20_000;
    const fixed = seedOf(vaultOf('a secret that stays', randomBytes), 'dice', DAY);
    const cells = Array.from({ length: 100 }, () => 0);
    for (let index = 0; index < ROLLS; index += 1) {
      const cell = Math.floor(rollOf(fixed, `order-${index}`, 0) / 100);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    const expected = ROLLS / cells.length;
    const chiSquare = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99 degrees of freedom: 0.1 % are above 148, 0.1 % below 61.
    expect(chiSquare).toBeGreaterThan(61);
    expect(chiSquare).toBeLessThan(148);
  });
});
