import type { LedgerCall } from '../call';
import type { StockCall } from '../shelf';
import { commitOrder } from './commit-order';
import { giveBack } from './give-back';
import { decideReceive } from './rules';
import { ORDERS, type Order } from './store';

/** Within one call of a timer; what is left comes with the next. */
const ORDERS_A_RUN = 100;
/** A return that was begun so long ago is not in anybody's hands any more. */
const LEFT_AFTER_MS = 120_000;

/** What was sent long enough ago counts as received. @returns how many. */
export async function receiveDue(call: LedgerCall): Promise<number> {
  const due = await found(call, 'dueAtMs', call.nowMs);
  return inTurn(due, ({ _id }) =>
    commitOrder(call, _id, (order, atMs) =>
      order.dueAtMs > 0 && order.dueAtMs <= call.nowMs
        ? decideReceive(order, { by: 'system', reason: 'by_time', requestId: '', atMs })
        : { order },
    ),
  );
}

/** Returns that were left in the middle are finished. @returns how many. */
export async function finishReturns(call: LedgerCall & StockCall): Promise<number> {
  const left = await found(call, 'givingSinceMs', call.nowMs - LEFT_AFTER_MS);
  return inTurn(left, (order) => giveBack(call, order));
}

const found = ({ documents }: LedgerCall, field: string, untilMs: number): Promise<Order[]> =>
  documents.find<Order>(
    ORDERS,
    { [field]: { gt: 0, lte: untilMs } },
    { orderBy: [[field, 'asc']], limit: ORDERS_A_RUN },
  );

/** One that fails must not keep the others waiting. */
async function inTurn(orders: readonly Order[], run: (order: Order) => Promise<unknown>): Promise<number> {
  const failures: unknown[] = [];
  for (const order of orders) await run(order).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} orders failed`);
  return orders.length;
}
