import { describe, expect, it } from '@jest/globals';
import { caught, changed } from './mutate';
import { ledgerMutants } from './mutants';

const SEEDS = 300;

describe('a defect in the ledger', () => {
  it.each(ledgerMutants)(
    '$name does not go unnoticed: $why',
    async (mutant) => {
      const by = await caught(mutant, SEEDS);
      console.log(`${mutant.name}: ${by?.at ?? '–'}, ${by?.by ?? 'NOBODY'}`);
      expect(by).toBeDefined();
    },
    90_000,
  );

  it('is never a change that hits nothing, or more than one place', () => {
    const edit = { file: 'a.ts', find: 'one', replace: 'two' };
    expect(changed('m', 'one', edit)).toBe('two');
    expect(() => changed('m', 'none', { ...edit, find: 'x' })).toThrow('found 0 times');
    expect(() => changed('m', 'one one', edit)).toThrow('found 2 times');
  });

  it('has a name of its own, and there are a hundred and forty at least', () => {
    const names = ledgerMutants.map((mutant) => mutant.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(140);
  });
});
