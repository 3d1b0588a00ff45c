import type { OrderState } from './contract';
import type { Order, OrderFact, Shipping } from './store';

const MS_PER_DAY = 86_400_000;

/** Who moves an order, why, and with which request. */
export type Move = Pick<OrderFact, 'by' | 'reason' | 'requestId' | 'atMs'>;

export type Moved<Refusal> = { readonly order: Order } | { readonly refusal: Refusal };

/** How long parcels may take; numbers of the rulebook. */
export interface ParcelTerms {
  readonly shipWithinDays: number;
  readonly receiveAfterDays: number;
}

/** Whether this very request has moved it. */
export const wasMovedBy = ({ facts }: Order, { by, requestId }: Pick<Move, 'by' | 'requestId'>): boolean =>
  facts.some((fact) => fact.by === by && fact.requestId === requestId);

/** Only what is to be sent, and has not been. */
export const canCancel = ({ kind, state }: Pick<Order, 'kind' | 'state'>): boolean =>
  kind === 'physical' && state === 'placed';

export function decideCancel(order: Order, move: Move): Moved<'NOT_CANCELLABLE'> {
  if (!canCancel(order)) return { refusal: 'NOT_CANCELLABLE' };
  return { order: returning(moved(order, 'cancelled', move), true, null, move.atMs) };
}

/** Parcels at any time; cards until they are used, which the account knows; never what was opened, drawn or given. */
export function decideRefund(
  order: Order,
  { restock, ...move }: Move & { readonly restock: boolean },
): Moved<'NOT_REFUNDABLE'> {
  if (order.giving) return { refusal: 'NOT_REFUNDABLE' };
  if (order.kind === 'make_up_card' && order.state === 'issued') {
    return { order: returning(order, restock, factOf('refunded', move), move.atMs) };
  }
  const isParcel = order.kind === 'physical' && ['placed', 'shipped', 'received'].includes(order.state);
  if (!isParcel) return { refusal: 'NOT_REFUNDABLE' };
  return { order: returning(moved(order, 'refunded', move), restock, null, move.atMs) };
}

export function decideShip(
  order: Order,
  { shipping, ...move }: Move & { readonly shipping: Shipping },
  { receiveAfterDays }: ParcelTerms,
): Moved<'NOT_PLACED' | 'SHIPPED_OTHERWISE'> {
  if (order.state === 'shipped') {
    const { carrier, number } = order.shipping ?? {};
    const same = carrier === shipping.carrier && number === shipping.number;
    return same ? { order } : { refusal: 'SHIPPED_OTHERWISE' };
  }
  if (order.kind !== 'physical' || order.state !== 'placed') return { refusal: 'NOT_PLACED' };
  const dueAtMs = move.atMs + receiveAfterDays * MS_PER_DAY;
  return { order: { ...moved(order, 'shipped', move), shipping, dueAtMs } };
}

export const decideReceive = (order: Order, move: Move): Moved<'NOT_SHIPPED'> =>
  order.state === 'shipped' ? { order: moved(order, 'received', move) } : { refusal: 'NOT_SHIPPED' };

/** The points are back. */
export const withPointsBack = (order: Order): Order => {
  const then = order.giving?.then;
  if (!order.giving || !then) return order;
  return {
    ...order,
    state: then.state,
    open: openIn(then.state),
    facts: [...order.facts, then],
    giving: { ...order.giving, then: null },
  };
};

/** The return is done, or could not be. */
export const withoutGiving = (order: Order): Order => ({ ...order, giving: null, givingSinceMs: 0 });

const returning = (order: Order, restock: boolean, then: OrderFact | null, atMs: number): Order => ({
  ...order,
  giving: { restock, then },
  givingSinceMs: atMs,
});

/** What time was to bring about is over with every move. */
const moved = (order: Order, state: OrderState, move: Move): Order => ({
  ...order,
  state,
  open: openIn(state),
  facts: [...order.facts, factOf(state, move)],
  dueAtMs: 0,
  shipUntilMs: 0,
});

const factOf = (state: OrderState, { by, reason, requestId, atMs }: Move): OrderFact => ({
  state,
  atMs,
  by,
  reason,
  requestId,
});

/** Whether a parcel is still to come in this state. */
export const openIn = (state: OrderState): Order['open'] =>
  state === 'placed' || state === 'shipped' ? 1 : 0;

/** Clocks differ: nothing happens before what happened. */
export const notBefore = ({ facts }: Order, nowMs: number): number =>
  Math.max(nowMs, facts.at(-1)?.atMs ?? 0);
