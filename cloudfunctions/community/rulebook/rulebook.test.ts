import { describe, expect, it } from '@jest/globals';
import { defaultRulebook } from './index';

describe('the default rulebook', () => {
  it('has tiers that begin at zero and rise', () => {
    const thresholds = defaultRulebook.tiers.map((tier) => tier.growthValue);
    expect(thresholds[0]).toBe(0);
    expect([...thresholds].sort((a, b) => a - b)).toEqual(thresholds);
    expect(new Set(thresholds).size).toBe(thresholds.length);
  });

  it('holds whole numbers only, and a check-in that is worth something', () => {
    const numbers: number[] = [];
    JSON.stringify(defaultRulebook, (_key, value: unknown) => {
      if (typeof value === 'number') numbers.push(value);
      return value;
    });
    expect(numbers.every((n) => Number.isSafeInteger(n) && n >= 0)).toBe(true);
    expect(defaultRulebook.checkIn.points).toBeGreaterThan(0);
  });
});
