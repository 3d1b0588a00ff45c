import { describe, expect, it } from '@jest/globals';
import { simulate } from './ledger/simulate';

const SEEDS = 500;

describe('the ledger under every fault that the database and the network know', () => {
  it(`keeps its invariants in ${SEEDS} seeds`, async () => {
    const sums = { answers: 0, lost: 0 };
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { violation, posts, lostCalls } = await simulate(seed);
      expect({ seed, violation }).toEqual({ seed, violation: undefined });
      sums.answers += posts;
      sums.lost += lostCalls;
    }
    // Seeds in which nobody asks for anything and nothing gets lost would prove nothing.
    expect(sums.answers).toBeGreaterThan(50 * SEEDS);
    expect(sums.lost).toBeGreaterThan(5 * SEEDS);
  }, 180_000);

  it('tells the same story for the same seed, and another one for another', async () => {
    const [one, again, other] = [await simulate(7, true), await simulate(7, true), await simulate(8, true)];
    expect(again).toEqual(one);
    expect(one.trace.length).toBeGreaterThan(100);
    expect(other.trace).not.toEqual(one.trace);
  });
});
