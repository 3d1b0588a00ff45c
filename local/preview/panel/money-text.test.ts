import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fenOf, yuan } from './money-text';

test('an amount that was written is read to the fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (fen) => {
      expect(fenOf(yuan(fen).slice(1))).toBe(fen);
    }),
  );
});

test.each(['', '0', '0.00', '-1', '1.234', '1e3', '.5', '1.', '１', 'ten'])('%s is no amount', (text) => {
  expect(fenOf(text)).toBeUndefined();
});
