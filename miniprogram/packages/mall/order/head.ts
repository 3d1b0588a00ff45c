import { orderCopy } from '../../../copy/order';
import type { Order } from '../../../services/orders';
import { dayNameOf, shanghaiDayOf, withCommas } from '../../../utils/format';

const DAY_MS = 86_400_000;

/** Where an order has got to, and what comes next; a line each. */
export function headOf(order: Order, nowMs: number) {
  const { state, kind } = order;
  return { title: titleOf(state, kind), lines: linesOf(order, nowMs), isOver: isOver(state) };
}

const isOver = (state: Order['state']): boolean => state === 'cancelled' || state === 'refunded';

function titleOf(state: Order['state'], kind: Order['kind']): string {
  const { heads } = orderCopy;
  if (state === 'issued') return heads.issued[kind];
  return state === 'placed' && kind !== 'physical' ? heads.issuing : heads[state];
}

function linesOf(order: Order, nowMs: number): string[] {
  const { state, isOverdue, shipUntilMs, receivesAtMs, canCancel, pointsSpent } = order;
  const today = shanghaiDayOf(nowMs);
  if (isOver(state)) return [orderCopy.pointsBack(withCommas(pointsSpent))];
  return [
    ...(isOverdue ? [orderCopy.overdue] : []),
    ...(shipUntilMs !== null && !isOverdue
      ? [orderCopy.shipUntil(dayNameOf(shanghaiDayOf(shipUntilMs), today))]
      : []),
    ...(receivesAtMs === null ? [] : [receivesOf(receivesAtMs - nowMs)]),
    ...(canCancel ? [orderCopy.canCancel] : []),
  ];
}

const receivesOf = (leftMs: number): string =>
  leftMs > DAY_MS ? orderCopy.receives(withCommas(Math.ceil(leftMs / DAY_MS))) : orderCopy.receivesSoon;
