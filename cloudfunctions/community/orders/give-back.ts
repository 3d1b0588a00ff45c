import type { LedgerCall } from '../call';
import { entryBySeq, newestAccountOf, post, type Account, type Verdict } from '../ledger';
import { forgetMove, moveStock, withTries, type StockCall } from '../shelf';
import { commitOrder } from './commit-order';
import { orderOf } from './place-order';
import { withoutGiving, withPointsBack } from './rules';
import type { Order } from './store';

type GivingCall = LedgerCall & StockCall;

export type GivenBack =
  | { readonly order: Order; readonly account: Account }
  | { readonly refusal: 'USED' | 'AMOUNT_OVERFLOW'; readonly order: Order };

/**
 * Carries out a return that was begun: points to their lots, limits, cards, then the stock. Each step happens once, whoever
 * begins it again and wherever it was left.
 */
export async function giveBack(call: GivingCall, order: Order): Promise<GivenBack> {
  const returned = await returnPoints(call, order);
  if ('refusal' in returned) {
    // Nothing was given back, so nothing was returned.
    const undone = await commitOrder(call, order._id, (stored) => ({
      order: stored.giving?.then ? withoutGiving(stored) : stored,
    }));
    return { refusal: returned.refusal, order: undone?.order ?? order };
  }
  const paid = await commitOrder(call, order._id, (stored) => ({ order: withPointsBack(stored) }), order);
  if (order.giving?.restock) await restock(call, order);
  const done = await commitOrder(
    call,
    order._id,
    (stored) => ({ order: stored.giving ? withoutGiving(stored) : stored }),
    paid?.order,
  );
  if (order.giving?.restock) await forgetMove(call, order.stock, moveIdOf(order)).catch(() => undefined);
  return { order: done?.order ?? order, account: returned.account };
}

const moveIdOf = ({ _id }: Order): string => `b${_id}`;

async function restock(call: GivingCall, order: Order): Promise<void> {
  const { _id, stock, quantity } = order;
  const move = { stockId: stock, moveId: moveIdOf(order), leftDelta: quantity, soldDelta: -quantity };
  // An item that is gone takes nothing back.
  await moveStock(call, move, async () => (await orderOf(call, _id))?.giving === null);
}

async function returnPoints(
  call: GivingCall,
  order: Order,
): Promise<{ readonly account: Account } | { readonly refusal: 'USED' | 'AMOUNT_OVERFLOW' }> {
  const account = await withTries(call, () => newestAccountOf(call, order.member));
  const paid = account && (await entryBySeq(call, account, order.seq));
  if (!paid) throw new Error(`the entry of order ${order._id} cannot be found`);
  const key = `rf:${order._id}`;
  const posted = await post(call, {
    memberId: order.member,
    account,
    once: { key, input: { order: order._id } },
    decide: (): Verdict<never> => ({
      effects: {
        key,
        fact: { type: 'refunded', order: order._id, item: order.item, seq: order.seq },
        rulebookVersion: call.rulebook.version,
        move: { kind: 'reverse', entry: paid },
        limits: order.limits.map(({ name, endsAtMs }) => ({
          name,
          amount: -order.quantity,
          cap: 0,
          endsAtMs,
        })),
        makeUpCardsDelta: -order.makeUpCards,
      },
    }),
  });
  if (!('refusal' in posted)) return { account: posted.account };
  if (posted.refusal === 'NO_MAKE_UP_CARD') return { refusal: 'USED' };
  if (posted.refusal === 'AMOUNT_OVERFLOW') return { refusal: 'AMOUNT_OVERFLOW' };
  throw new Error(`refused: ${posted.refusal}`);
}
