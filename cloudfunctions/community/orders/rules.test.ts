import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canCancel,
  decideCancel,
  decideReceive,
  decideRefund,
  decideShip,
  notBefore,
  wasMovedBy,
  withoutGiving,
  withPointsBack,
  type Move,
} from './rules';
import type { Order } from './store';

const PLACED_MS = Date.UTC(2027, 2, 1);
const DAY_MS = 86_400_000;
const TERMS = { shipWithinDays: 7, receiveAfterDays: 10 };
const shipping = { carrier: '顺丰', number: 'SF12345' };
const order = (more: Partial<Order> = {}): Order => ({
  _id: 'a'.repeat(16),
  ver: 0,
  member: 'm',
  seq: 2,
  stock: 'tote::0',
  item: 'tote',
  kind: 'physical',
  title: '帆布包',
  variantName: '',
  picture: 'tote',
  tint: 1,
  quantity: 1,
  pointsSpent: 100,
  placedAtMs: PLACED_MS,
  state: 'placed',
  open: 1,
  facts: [{ state: 'placed', atMs: PLACED_MS, by: 'm', reason: '', requestId: '' }],
  limits: [],
  sealedAddress: '',
  shipping: null,
  sealedCodes: [],
  makeUpCards: 0,
  membershipDays: 0,
  draw: null,
  dueAtMs: 0,
  shipUntilMs: PLACED_MS + 7 * DAY_MS,
  giving: null,
  givingSinceMs: 0,
  ...more,
});
const move = (requestId = 'request', by = 'm'): Move => ({ by, reason: '', requestId, atMs: PLACED_MS + 5 });
const moved = (outcome: { order: Order } | { refusal: string }): Order => {
  if ('refusal' in outcome) throw new Error(outcome.refusal);
  return outcome.order;
};
const ship = (from: Order, atMs = PLACED_MS + 5) =>
  decideShip(from, { ...move('ship', 'op'), shipping, atMs }, TERMS);

describe('the life of a parcel', () => {
  it('is placed, shipped, received, each with a fact; time has nothing to say of what is over', () => {
    const shipped = moved(ship(order()));
    expect(shipped).toMatchObject({
      state: 'shipped',
      open: 1,
      shipping,
      shipUntilMs: 0,
      dueAtMs: PLACED_MS + 5 + 10 * DAY_MS,
    });
    const received = moved(decideReceive(shipped, move()));
    expect(received).toMatchObject({ state: 'received', open: 0, dueAtMs: 0, shipUntilMs: 0 });
    expect(received.facts.map(({ state, by }) => [state, by])).toEqual([
      ['placed', 'm'],
      ['shipped', 'op'],
      ['received', 'm'],
    ]);
  });

  it('is shipped once, and again only the same way', () => {
    const shipped = moved(ship(order()));
    expect(ship(shipped)).toEqual({ order: shipped });
    const otherwise = { ...move('again', 'op'), shipping: { ...shipping, number: 'SF99999' } };
    expect(decideShip(shipped, otherwise, TERMS)).toEqual({ refusal: 'SHIPPED_OTHERWISE' });
  });

  it('is cancelled before it is sent and not afterwards, with all that was taken', () => {
    const cancelled = moved(decideCancel(order(), move()));
    expect(cancelled).toMatchObject({
      state: 'cancelled',
      open: 0,
      giving: { restock: true, then: null },
      givingSinceMs: PLACED_MS + 5,
      shipUntilMs: 0,
    });
    expect(canCancel(order())).toBe(true);
    for (const state of ['shipped', 'received', 'cancelled', 'refunded'] as const) {
      expect(canCancel(order({ state }))).toBe(false);
      expect(decideCancel(order({ state }), move())).toEqual({ refusal: 'NOT_CANCELLABLE' });
    }
  });

  it('is refunded at any time while it is one', () => {
    for (const restock of [true, false]) {
      for (const state of ['placed', 'shipped', 'received'] as const) {
        const refunded = moved(decideRefund(order({ state }), { ...move(), restock }));
        expect(refunded).toMatchObject({ state: 'refunded', giving: { restock, then: null }, dueAtMs: 0 });
      }
      for (const state of ['cancelled', 'refunded'] as const) {
        const refused = decideRefund(order({ state }), { ...move(), restock });
        expect(refused).toEqual({ refusal: 'NOT_REFUNDABLE' });
      }
    }
  });
});

describe('what was issued at once', () => {
  it.each(['coupon', 'draw', 'donation', 'membership_days'] as const)('%s: never comes back', (kind) => {
    const issued = order({ kind, state: 'issued' });
    expect(decideRefund(issued, { ...move(), restock: true })).toEqual({ refusal: 'NOT_REFUNDABLE' });
    expect(decideCancel(issued, move())).toEqual({ refusal: 'NOT_CANCELLABLE' });
    expect(ship(issued)).toEqual({ refusal: 'NOT_PLACED' });
    expect(decideReceive(issued, move())).toEqual({ refusal: 'NOT_SHIPPED' });
  });

  it('cards: refunded only once the account has given them back', () => {
    const cards = order({ kind: 'make_up_card', state: 'issued', makeUpCards: 1 });
    const begun = moved(decideRefund(cards, { ...move(), reason: 'mistake', restock: true }));
    expect(begun.state).toBe('issued');
    expect(decideRefund(begun, { ...move('other'), restock: true })).toEqual({ refusal: 'NOT_REFUNDABLE' });
    const back = withPointsBack(begun);
    expect(back).toMatchObject({ state: 'refunded', giving: { restock: true, then: null } });
    expect(withPointsBack(back)).toBe(back);
    expect(withoutGiving(back)).toMatchObject({ state: 'refunded', giving: null, givingSinceMs: 0 });
    expect(withoutGiving(begun)).toMatchObject({ state: 'issued', facts: cards.facts, giving: null });
  });
});

describe('facts', () => {
  it('know the request that brought them, of that very person', () => {
    const cancelled = moved(decideCancel(order(), move('mine-first')));
    expect(wasMovedBy(cancelled, { by: 'm', requestId: 'mine-first' })).toBe(true);
    expect(wasMovedBy(cancelled, { by: 'op', requestId: 'mine-first' })).toBe(false);
    expect(wasMovedBy(cancelled, { by: 'm', requestId: 'mine-other' })).toBe(false);
  });

  it('stand in the order of time, even where a clock goes back', () => {
    expect(notBefore(order(), PLACED_MS - 1)).toBe(PLACED_MS);
    expect(notBefore(order(), PLACED_MS + 1)).toBe(PLACED_MS + 1);
  });

  it('are never taken away: whatever is asked of an order, its history only grows, and it comes back at most once', () => {
    const steps = fc.array(fc.constantFrom('cancel', 'ship', 'receive', 'refund', 'back', 'done'), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(
        steps,
        fc.constantFrom<Order['kind']>('physical', 'make_up_card', 'coupon'),
        (asked, kind) => {
          let current = order({ kind, state: kind === 'physical' ? 'placed' : 'issued' });
          for (const [index, step] of asked.entries()) {
            const own = move(`request-${index}`);
            const outcome = {
              cancel: () => decideCancel(current, own),
              ship: () => ship(current),
              receive: () => decideReceive(current, own),
              refund: () => decideRefund(current, { ...own, restock: true }),
              back: () => ({ order: withPointsBack(current) }),
              done: () => ({ order: current.giving?.then ? current : withoutGiving(current) }),
            }[step]();
            if ('refusal' in outcome) continue;
            expect(outcome.order.facts.slice(0, current.facts.length)).toEqual(current.facts);
            current = outcome.order;
          }
          const returns = current.facts.filter(({ state }) => state === 'cancelled' || state === 'refunded');
          expect(returns.length).toBeLessThanOrEqual(1);
          if (kind === 'coupon') expect(current.facts).toHaveLength(1);
        },
      ),
    );
  });
});
