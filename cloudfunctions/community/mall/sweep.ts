import { keySearch, newestAccountOf } from '../ledger';
import { writtenAmong } from '../orders';
import {
  forgetDone,
  releaseClaim,
  SHELF,
  shelved,
  type Claim,
  type Done,
  type Item,
  type Shelved,
  type Stock,
} from '../shelf';
import { fence, pays } from './fence';
import { recoverOrder, type FinishCall } from './finish-order';

/** Longer than any call lives: a claim that is older has nobody any more, or somebody who finds the fence. */
const STALE_MS = 120_000;
/** Within one call of a timer; what is left comes with the next. */
const STOCKS_A_RUN = 50;

/** Decides claims that were left in the middle, and lets stock forget what is written. @returns how many stocks were looked at. */
export async function sweep(call: FinishCall): Promise<number> {
  const open = await call.documents.find<Stock>(
    SHELF,
    { open: { gt: 0 } },
    { orderBy: [['open', 'desc']], limit: STOCKS_A_RUN },
  );
  const failures: unknown[] = [];
  for (const stock of open) await sweepStock(call, stock).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} stocks could not be swept`);
  return open.length;
}

/**
 * Whoever looks at an item that is sold out while claims are open does not have to wait for the timer.
 * @returns whether there was something to look at.
 */
export async function sweepLapsed(call: FinishCall, { stocks }: Shelved): Promise<boolean> {
  const held = stocks.filter(({ left, open }) => left <= 0 && open > 0);
  const found = await Promise.all(held.map(({ _id }) => call.documents.get<Stock>(SHELF, _id)));
  const lapsed = found.filter((stock) => stock && hasStale(stock, call.clockMs()));
  for (const stock of lapsed) if (stock) await sweepStock(call, stock);
  return lapsed.length > 0;
}

const hasStale = ({ live }: Stock, clockMs: number): boolean =>
  Object.values(live).some((claim) => isStale(claim, clockMs));

const isStale = ({ atMs }: Claim, clockMs: number): boolean => atMs <= clockMs - STALE_MS;

/** One stock: each claim that is stale, and what is done. */
export async function sweepStock(call: FinishCall, stock: Stock): Promise<void> {
  const found = await shelved(call, stock.item);
  if (!found) throw new Error(`${stock._id} has no item`);
  const now = call.clockMs();
  for (const [orderId, claim] of Object.entries(stock.live)) {
    if (isStale(claim, now)) await decide(call, stock, found.item, orderId, claim);
  }
  await forgetWritten(call, stock, found.item);
}

async function decide(
  call: FinishCall,
  stock: Stock,
  item: Item,
  orderId: string,
  claim: Claim,
): Promise<void> {
  const entry = await fence(call, claim, orderId);
  if (pays(entry, orderId, stock.lane)) await recoverOrder(call, entry, item, stock);
  else await releaseClaim(call, stock, orderId);
}

/** What is settled is written before it is forgotten. */
async function forgetWritten(call: FinishCall, stock: Stock, item: Item): Promise<void> {
  const done = Object.entries(stock.done);
  if (done.length === 0) return;
  const written = await writtenAmong(
    call,
    done.map(([orderId]) => orderId),
  );
  const missing = done.filter(([orderId]) => !written.has(orderId));
  for (const [, left] of missing) await write(call, stock, item, left);
  await forgetDone(
    call,
    stock._id,
    done.map(([orderId]) => orderId),
  );
}

async function write(call: FinishCall, stock: Stock, item: Item, { member, key }: Done): Promise<void> {
  const account = await newestAccountOf(call, member);
  const entry = account && (await keySearch(call, member, key)(account));
  if (!entry) throw new Error(`what settled a claim on ${stock._id} cannot be found: ${key}`);
  await recoverOrder(call, entry, item, stock);
}
