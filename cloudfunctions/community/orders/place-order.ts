import type { LedgerCall, MemberCall } from '../call';
import { withTries } from '../shelf';
import { ORDERS, type Order } from './store';

/** Writes an order, once. @returns the order as it stands now. */
export async function placeOrder(
  call: Pick<LedgerCall, 'documents' | 'random' | 'sleep'>,
  order: Order,
): Promise<Order> {
  const { documents } = call;
  const isNew = await withTries(call, () => documents.insert(ORDERS, order));
  if (isNew) return order;
  // It was written before, perhaps by this very call whose answer was lost.
  return (await orderOf(call, order._id)) ?? order;
}

/** By a read that does not lag. */
export const orderOf = (
  call: Pick<LedgerCall, 'documents' | 'random' | 'sleep'>,
  orderId: string,
): Promise<Order | undefined> => withTries(call, () => call.documents.getNewest<Order>(ORDERS, orderId));

/** How many of a member's orders wait to be sent or are on their way. */
export const openOrdersOf = ({
  documents,
  memberId: member,
}: Pick<MemberCall, 'documents' | 'memberId'>): Promise<number> =>
  documents.count(ORDERS, { member, open: 1 });

/** Those of these orders that are written. */
export async function writtenAmong(
  { documents }: Pick<LedgerCall, 'documents'>,
  orderIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await documents.getMany<Order>(ORDERS, orderIds.slice(0, 100), ['seq']);
  return new Set(found.map(({ _id }) => _id));
}
