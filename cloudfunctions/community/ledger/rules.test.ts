import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newAccount, type Account } from './account';
import type { Effects } from './effects';
import { accountAfter, uncopied } from './rules';

const WEEK_MS = 7 * 86_400_000;
const NOW = Date.UTC(2026, 5, 18, 2);

const effects = (key: string, change: Partial<Effects> = {}): Effects => ({
  key,
  fact: { type: 'test' },
  rulebookVersion: 1,
  from: 'issuer:test',
  pointsDelta: 10,
  growthValueDelta: 3,
  weekScoreDelta: 7,
  ...change,
});
const posted = (account: Account, key: string, atMs: number, change: Partial<Effects> = {}) =>
  accountAfter(account, 'm', effects(key, change), atMs);

describe('an account after effects', () => {
  it('keeps: balance = sum of its entries, sequence without gaps, legs that sum to zero', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 40 }), (amounts) => {
        const account = amounts.reduce(
          (before, pointsDelta, index) => posted(before, `k${index}`, NOW + index, { pointsDelta }),
          newAccount('m', NOW),
        );
        expect(account.availablePoints).toBe(amounts.reduce((a, b) => a + b, 0));
        expect(account.pending.map((entry) => entry.seq)).toEqual(amounts.map((_, index) => index + 1));
        expect(account.ver).toBe(amounts.length);
        for (const { legs } of account.pending) {
          expect(legs.reduce((sum, leg) => sum + leg.pointsDelta, 0)).toBe(0);
        }
        expect(account.pending.at(-1)?.balanceAfter ?? 0).toBe(account.availablePoints);
      }),
    );
  });

  it('refuses amounts that are not whole, not positive, or add up beyond exact integers', () => {
    const account = newAccount('m', NOW);
    for (const pointsDelta of [0, -1, 0.5, NaN, Infinity, 2 ** 53]) {
      expect(() => posted(account, 'k', NOW, { pointsDelta })).toThrow(RangeError);
    }
    const rich = { ...account, availablePoints: Number.MAX_SAFE_INTEGER };
    expect(() => posted(rich, 'k', NOW, { pointsDelta: 1 })).toThrow(RangeError);
  });

  it('never dates an entry before the one that stands already', () => {
    const account = posted(posted(newAccount('m', NOW), 'a', NOW), 'b', NOW - 5_000);
    expect(account.pending.map((entry) => entry.atMs)).toEqual([NOW, NOW]);
  });

  it('sets the old week aside when a new one begins, and loses no score', () => {
    const first = posted(newAccount('m', NOW), 'a', NOW);
    const third = posted(posted(first, 'b', NOW + WEEK_MS), 'c', NOW + 3 * WEEK_MS);
    const { week } = first.openWeek;
    expect(third.openWeek).toEqual({ week: week + 3, points: 7, reachedAtMs: NOW + 3 * WEEK_MS });
    expect(third.closedWeeks).toEqual({
      [week]: { points: 7, reachedAtMs: NOW },
      [week + 1]: { points: 7, reachedAtMs: NOW + WEEK_MS },
    });
  });

  it('trims copied entries, and only those, no sooner than a minute after the copy', () => {
    const three = ['a', 'b', 'c'].reduce((account, key) => posted(account, key, NOW), newAccount('m', NOW));
    const noted = { ...three, copied: { seq: 2, atMs: NOW } };
    expect(uncopied(noted).map((entry) => entry.seq)).toEqual([3]);
    expect(posted(noted, 'd', NOW + 59_999).pending.map((entry) => entry.seq)).toEqual([1, 2, 3, 4]);
    expect(posted(noted, 'd', NOW + 60_000).pending.map((entry) => entry.seq)).toEqual([3, 4]);
  });
});
