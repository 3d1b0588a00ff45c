import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { limitsAfter, usedOf } from './limits';

const NOW = Date.UTC(2027, 2, 1);
const END = NOW + 1_000;
const use = (amount: number, more: object = {}) => ({ name: 'a', amount, cap: 3, endsAtMs: END, ...more });

describe('limits', () => {
  it('count up to their cap and not beyond it', () => {
    const once = limitsAfter({}, [use(2)], NOW);
    expect(once).toEqual({ a: { used: 2, endsAtMs: END } });
    expect(limitsAfter(once ?? {}, [use(2)], NOW)).toBeNull();
    expect(limitsAfter(once ?? {}, [use(1)], NOW)).toEqual({ a: { used: 3, endsAtMs: END } });
  });

  it('refuse all of it where one is full', () => {
    const full = { a: { used: 3, endsAtMs: END } };
    expect(limitsAfter(full, [use(1, { name: 'b' }), use(1)], NOW)).toBeNull();
  });

  it('begin anew when their period has ended, and leave nothing behind', () => {
    const full = { a: { used: 3, endsAtMs: END } };
    expect(usedOf(full, 'a', END - 1)).toBe(3);
    expect(usedOf(full, 'a', END)).toBe(0);
    expect(limitsAfter(full, [], END)).toEqual({});
    const next = use(1, { endsAtMs: END + 1_000 });
    expect(limitsAfter(full, [next], END)).toEqual({ a: { used: 1, endsAtMs: END + 1_000 } });
  });

  it('take back what was used in the very period that is open, and nothing of another one', () => {
    const two = { a: { used: 2, endsAtMs: END } };
    expect(limitsAfter(two, [use(-1, { cap: 0 })], NOW)).toEqual({ a: { used: 1, endsAtMs: END } });
    expect(limitsAfter(two, [use(-2, { cap: 0 })], NOW)).toEqual({});
    expect(limitsAfter(two, [use(-5, { cap: 0 })], NOW)).toEqual({});
    expect(limitsAfter(two, [use(-1, { endsAtMs: END - 1 })], NOW)).toEqual(two);
    expect(limitsAfter({}, [use(-1)], NOW)).toEqual({});
  });

  it('give back even where the cap is lower by now', () => {
    const ten = { a: { used: 10, endsAtMs: END } };
    expect(limitsAfter(ten, [use(-1)], NOW)).toEqual({ a: { used: 9, endsAtMs: END } });
  });

  it('are not fooled by names that objects have anyway', () => {
    expect(usedOf({}, 'constructor', NOW)).toBe(0);
    expect(limitsAfter({}, [use(1, { name: 'toString' })], NOW)).toEqual({
      toString: { used: 1, endsAtMs: END },
    });
  });

  it('end as they began once everything came back, in whatever order', () => {
    const wishes = fc.array(
      fc.record({ name: fc.constantFrom('a', 'b'), amount: fc.integer({ min: 1, max: 3 }) }),
    );
    fc.assert(
      fc.property(wishes, fc.infiniteStream(fc.nat()), (wanted, order) => {
        let limits: NonNullable<ReturnType<typeof limitsAfter>> = {};
        const taken: (typeof wanted)[number][] = [];
        for (const wish of wanted) {
          const next = limitsAfter(limits, [use(wish.amount, { name: wish.name, cap: 6 })], NOW);
          if (!next) continue;
          limits = next;
          taken.push(wish);
        }
        while (taken.length > 0) {
          const at = (order.next().value as number) % taken.length;
          const [wish] = taken.splice(at, 1);
          limits =
            limitsAfter(limits, [use(-(wish?.amount ?? 0), { name: wish?.name ?? '', cap: 0 })], NOW) ?? {};
        }
        expect(limits).toEqual({});
      }),
    );
  });
});
