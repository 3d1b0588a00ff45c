import { describe, expect, it } from '@jest/globals';
import { assertStorable } from './storable';

describe('what may be stored', () => {
  it.each([[{}], [{ a: { b: [1, 'x', null, true] } }], [[]], ['text'], [0], [-5]])('takes %j', (value) => {
    expect(() => assertStorable(value)).not.toThrow();
  });

  it.each([
    ['undefined', { a: undefined }, 'a'],
    ['undefined inside a list', { a: [undefined] }, 'a[0]'],
    ['a fraction', { a: { b: 0.1 } }, 'a.b'],
    ['NaN', { a: NaN }, 'a'],
    ['a number beyond 2^53', { a: 2 ** 53 }, 'a'],
    ['a Date', { at: new Date(0) }, 'at'],
    ['a function', { f: () => 1 }, 'f'],
    ['an operator', { a: { $set: 1 } }, '$set'],
    ['a dotted name', { 'a.b': 1 }, 'a.b'],
    ['__proto__', JSON.parse('{"__proto__": 1}'), '__proto__'],
  ])('refuses %s and names the place', (_what, value, place) => {
    expect(() => assertStorable(value)).toThrow(place);
  });
});
