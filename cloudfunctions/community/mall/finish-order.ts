import { keptAddressOf } from '../addresses';
import type { LedgerCall } from '../call';
import { codesByNumber } from '../codes';
import type { Entry } from '../ledger';
import { orderOf, placeOrder, writtenAmong, type Order } from '../orders';
import {
  forgetDone,
  releaseClaim,
  settleClaim,
  SHELF,
  stockIdOf,
  withTries,
  type Item,
  type Stock,
  type StockCall,
} from '../shelf';
import { kinds } from './kinds';
import { newOrder } from './new-order';

/** With each so many sold, it is looked which of the orders that a stock remembers are written. */
const TIDY_EVERY = 16;

export type FinishCall = LedgerCall & StockCall;

/** What is known of it already: that saves calls. */
export interface Known {
  /** Where it has just been claimed for the very entry that was written a moment ago. */
  readonly stock?: Stock;
  readonly sealedAddress?: string;
}

/**
 * Points were spent: what they were spent for is sold, and the order is written. Whoever finds a spend without its order may
 * do it again, from anywhere.
 */
export async function finishOrder(
  call: FinishCall,
  entry: Entry,
  item: Item,
  known: Known = {},
): Promise<Order> {
  const orderId = String(entry.fact['order']);
  const stock = known.stock ?? (await stockOf(call, entry));
  const { isNumbered } = kinds[item.terms.kind];
  const isWritten = async () => (await orderOf(call, orderId)) !== undefined;
  const settled = await settleClaim(call, stock, orderId, isNumbered, isWritten);
  if (settled === 'gone') {
    const written = await orderOf(call, orderId);
    if (!written) throw new Error(`order ${orderId} is paid and was never claimed`);
    return written;
  }
  const order = newOrder(
    entry,
    item,
    {
      sealedAddress: await addressFor(call, entry, known),
      sealedCodes: await codesFor(call, entry, item, settled.done.after),
    },
    call.rulebook,
  );
  const placed = await placeOrder(call, order);
  if (settled.stock) await tidyUp(call, settled.stock, order).catch(() => undefined);
  return placed;
}

/** The same, where the order may be there already: then what was claimed for it once more is given back. */
export async function recoverOrder(
  call: FinishCall,
  entry: Entry,
  item: Item,
  claimed?: Stock,
): Promise<Order> {
  const orderId = String(entry.fact['order']);
  const stock = claimed ?? (await stockOf(call, entry));
  // Only after the stock: whoever settles first writes the order afterwards.
  const written = await orderOf(call, orderId);
  if (!written) return finishOrder(call, entry, item, { stock });
  if (stock.live[orderId]) await releaseClaim(call, stock, orderId);
  return written;
}

async function stockOf(call: FinishCall, { fact }: Entry): Promise<Stock> {
  const id = stockIdOf(String(fact['item']), String(fact['variant'] ?? ''), Number(fact['lane'] ?? 0));
  const stock = await withTries(call, () => call.documents.getNewest<Stock>(SHELF, id));
  if (!stock) throw new Error(`there is no stock ${id}`);
  return stock;
}

async function addressFor(call: FinishCall, { fact, member }: Entry, known: Known): Promise<string> {
  const addressId = String(fact['address'] ?? '');
  if (!addressId) return '';
  if (known.sealedAddress !== undefined) return known.sealedAddress;
  return (await withTries(call, () => keptAddressOf(call, member, addressId))) ?? '';
}

/** All of them, or the order waits: a read that lags must not leave a member without. */
async function codesFor(call: FinishCall, { fact }: Entry, item: Item, after: number): Promise<string[]> {
  if (!kinds[item.terms.kind].isNumbered) return [];
  const quantity = Number(fact['quantity']);
  const stockId = stockIdOf(item._id, String(fact['variant'] ?? ''), 0);
  return withTries(call, async () => {
    const codes = await codesByNumber(call, stockId, after, quantity);
    if (codes.length < quantity) throw new Error(`${stockId} has no code ${after + codes.length + 1}`);
    return codes;
  });
}

/**
 * So that the stock stays as small as it was with the first order. By the count of what was ever sold, so that of many who
 * settle at once it is one in sixteen.
 */
async function tidyUp(call: FinishCall, stock: Stock, { _id, quantity }: Order): Promise<void> {
  const { numbered } = stock;
  if (Math.floor(numbered / TIDY_EVERY) === Math.floor((numbered - quantity) / TIDY_EVERY)) return;
  const others = Object.keys(stock.done).filter((orderId) => orderId !== _id);
  const written = await writtenAmong(call, others);
  await forgetDone(call, stock._id, [...written]);
}
