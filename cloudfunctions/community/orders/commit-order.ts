import type { MemberCall } from '../call';
import { commitDocument } from '../commit-document';
import { notBefore, type Moved } from './rules';
import { ORDERS, type Order } from './store';

export type OrderCall = Pick<MemberCall, 'documents' | 'random' | 'sleep' | 'nowMs'>;

/**
 * Moves an order by one conditional write.
 * @param decide Pure; the same order again means that nothing has to be written.
 * @param known The order, where it has just been read or written: that saves a call.
 */
export async function commitOrder<Refusal extends string>(
  call: OrderCall,
  orderId: string,
  decide: (order: Order, nowMs: number) => Moved<Refusal>,
  known?: Order,
): Promise<{ readonly order: Order; readonly refusal?: Refusal } | undefined> {
  const { outcome, document } = await commitDocument<Order, Refusal | undefined>(
    call,
    { collection: ORDERS, id: orderId, known },
    (stored) => {
      if (!stored) return { outcome: undefined, isRefusal: true };
      const verdict = decide(stored, notBefore(stored, call.nowMs));
      if ('refusal' in verdict) return { outcome: verdict.refusal, isRefusal: true };
      // A read that lags must not make believe that there is nothing left to do.
      if (verdict.order === stored) return { outcome: undefined, isRefusal: true };
      return { outcome: undefined, next: verdict.order };
    },
  );
  return document && { order: document, ...(outcome === undefined ? {} : { refusal: outcome }) };
}
