import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideRemove, decideSave, inOrder, MOST_ADDRESSES, standing, withRequest } from './rules';
import type { AddressBook, AddressEntry } from './store';

const NOW = Date.UTC(2027, 2, 1);
const DAY_MS = 86_400_000;
type Book = Pick<AddressBook, 'entries'>;
const entry = (id: string, isDefault = false): AddressEntry => ({
  id,
  sealed: `sealed ${id}`,
  isDefault,
  removedAtMs: 0,
});
const after = (outcome: ReturnType<typeof decideSave>): Book => {
  if ('refusal' in outcome) throw new Error(outcome.refusal);
  return outcome;
};
const add = (book: Book, id: string, isDefault = false, addressId?: string, nowMs = NOW) =>
  after(decideSave(book, { addressId, next: entry(id, isDefault) }, nowMs));
const shown = (book: Book) => inOrder(book).map(({ id, isDefault }) => `${id}${isDefault ? '*' : ''}`);
const EMPTY: Book = { entries: [] };

describe('an address book', () => {
  it('shows the default first, then the newest; the first one is the default', () => {
    const two = add(add(EMPTY, 'a'), 'b');
    expect(shown(two)).toEqual(['a*', 'b']);
    expect(shown(add(two, 'c'))).toEqual(['a*', 'c', 'b']);
    expect(shown(add(two, 'c', true))).toEqual(['c*', 'b', 'a']);
  });

  it('puts another address in the place of the old one, which is kept for a day', () => {
    const one = add(EMPTY, 'a');
    const changed = add(one, 'b', false, 'a');
    expect(shown(changed)).toEqual(['b*']);
    expect(changed.entries.map(({ id, removedAtMs }) => [id, removedAtMs])).toEqual([
      ['b', 0],
      ['a', NOW],
    ]);
    expect(add(changed, 'c', false, undefined, NOW + DAY_MS - 1).entries).toHaveLength(3);
    expect(add(changed, 'c', false, undefined, NOW + DAY_MS).entries).toHaveLength(2);
  });

  it('knows no address that was taken out, or was never there', () => {
    const changed = add(add(EMPTY, 'a'), 'b', false, 'a');
    for (const addressId of ['a', 'x']) {
      expect(decideSave(changed, { addressId, next: entry('c') }, NOW)).toEqual({
        refusal: 'ADDRESS_NOT_FOUND',
      });
      expect(decideRemove(changed, addressId, NOW)).toEqual({ refusal: 'ADDRESS_NOT_FOUND' });
    }
  });

  it('is full with so many, not counting those taken out, and lets a full one be changed', () => {
    let book = EMPTY;
    for (let index = 0; index < MOST_ADDRESSES; index += 1) book = add(book, `a${index}`);
    expect(decideSave(book, { addressId: undefined, next: entry('b') }, NOW)).toEqual({
      refusal: 'TOO_MANY_ADDRESSES',
    });
    expect(standing(add(book, 'b', false, 'a3'))).toHaveLength(MOST_ADDRESSES);
    const less = after(decideRemove(book, 'a0', NOW));
    expect(standing(add(less, 'b'))).toHaveLength(MOST_ADDRESSES);
  });

  it('has exactly one default as long as it has an address, whatever is done to it', () => {
    const step = fc.record({
      what: fc.constantFrom('add', 'change', 'remove'),
      isDefault: fc.boolean(),
      of: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let book = EMPTY;
        for (const [index, { what, isDefault, of }] of steps.entries()) {
          const ids = standing(book).map(({ id }) => id);
          const addressId = ids[of % Math.max(1, ids.length)] ?? 'nobody';
          const next = entry(`e${index}`, isDefault);
          const outcome =
            what === 'remove'
              ? decideRemove(book, addressId, NOW + index)
              : decideSave(book, { addressId: what === 'add' ? undefined : addressId, next }, NOW + index);
          if (!('refusal' in outcome)) book = outcome;
          const now = standing(book);
          expect(now.filter((each) => each.isDefault)).toHaveLength(Math.min(1, now.length));
          expect(now.length).toBeLessThanOrEqual(MOST_ADDRESSES);
          expect(new Set(book.entries.map(({ id }) => id)).size).toBe(book.entries.length);
        }
      }),
    );
  });

  it('remembers the newest requests', () => {
    let requests: AddressBook['requests'] = [];
    for (let index = 0; index < 20; index += 1) {
      requests = withRequest(requests, { id: `request-${index}`, addressId: `a${index}` });
    }
    expect(requests.map(({ id }) => id).at(-1)).toBe('request-19');
    expect(requests.length).toBeLessThan(20);
  });
});
