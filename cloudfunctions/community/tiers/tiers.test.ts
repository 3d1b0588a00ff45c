import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultRulebook } from '../rulebook';
import { tierOf } from './index';

describe('the tier of a growth value', () => {
  it('changes exactly at the threshold', () => {
    expect(tierOf(99, defaultRulebook)).toMatchObject({ level: 1, name: '新芽', next: { growthValue: 100 } });
    expect(tierOf(100, defaultRulebook)).toMatchObject({ level: 2, name: '展叶', floorGrowthValue: 100 });
    expect(tierOf(12_000, defaultRulebook)).toMatchObject({ level: 6, levels: 6, next: null });
  });

  it('never falls while growth rises, and lies between its floor and the next', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(20_000), (a, b) => {
        const tier = tierOf(a, defaultRulebook);
        expect(tierOf(a + b, defaultRulebook).level).toBeGreaterThanOrEqual(tier.level);
        expect(tier.floorGrowthValue).toBeLessThanOrEqual(a);
        expect(tier.next?.growthValue ?? Infinity).toBeGreaterThan(a);
      }),
    );
  });
});
