import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shortOf, withCommas, withSign } from '../../miniprogram/utils/format';
import { isRightToLeft, nameInText, nameOf } from '../../miniprogram/utils/name';

const numberOf = (text: string) => Number(text.replace(/,/g, ''));

describe('figures', () => {
  it('lose no digit to commas and signs', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (value) => {
        expect(numberOf(withCommas(value))).toBe(value);
        expect(withSign(-value || 0)).toMatch(value === 0 ? /^\+0$/ : /^−\d/);
      }),
    );
  });

  it('are told in ten thousands only where digits would not fit, and never as more than they are', () => {
    expect([999_999, 1_000_000, 1_286_400, 9_999_999].map(shortOf)).toEqual([
      '999,999',
      '100.0 万',
      '128.6 万',
      '999.9 万',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000, max: 2_000_000_000 }), (value) => {
        const told = numberOf(shortOf(value).replace(' 万', '')) * 10_000;
        expect(told).toBeLessThanOrEqual(value + 0.001);
        expect(value - told).toBeLessThan(1_000);
      }),
    );
  });
});

describe('names', () => {
  it.each([
    ['林知夏', false],
    ['Yuki', false],
    ['محمد', true],
    ['שלום', true],
    ['🏺 שלום', true],
    ['12 阿米 שלום', false],
    ['🦊', false],
    ['', false],
  ])('%s runs from right to left: %s', (name, expected) => {
    expect(isRightToLeft(name)).toBe(expected);
  });

  it('are somebody even when they are empty, and turn no sentence round', () => {
    expect(nameOf('  ')).toBe('还没起名');
    expect(nameInText('שלום')).toBe('\u2068שלום\u2069');
  });
});
