import type { LedgerCall } from '../call';
import { shelved, type Shelved, type StockCount } from './read';
import type { Stock } from './store';

/** So long an instance trusts what it has read: a pause or another price takes effect within it. */
const FRESH_MS = 2_000;
/** More are forgotten, the oldest first: items of one community fit in by far. */
const MOST_KEPT = 200;

interface Kept {
  readonly readAtMs: number;
  readonly shelved: Shelved;
}

/** What an instance has read lately, by item. */
export type Memory = Map<string, Kept>;

/** Nothing is decided by it but what to try: the write has conditions of its own. */
let kept: Memory = new Map();

/** For tests that play several instances in one process: from here on it is this one that remembers. */
export const rememberIn = (memory: Memory): void => void (kept = memory);

export interface Recent extends Shelved {
  /** Whether it was read for this very call. */
  readonly isRead: boolean;
}

/** An item with its stock as this instance knows it; read, with the claim of the order, where it knows it no more. */
export async function recentlyShelved(
  call: Pick<LedgerCall, 'documents' | 'clockMs'>,
  itemId: string,
  orderId: string,
): Promise<Recent | undefined> {
  const known = kept.get(itemId);
  const ageMs = known ? call.clockMs() - known.readAtMs : Infinity;
  if (known && ageMs >= 0 && ageMs < FRESH_MS) return { ...known.shelved, isClaimed: false, isRead: false };
  // As old as when it was asked for: the answer may have waited.
  const readAtMs = call.clockMs();
  const read = await shelved(call, itemId, orderId);
  if (!read) return undefined;
  keep(itemId, { readAtMs, shelved: read });
  return { ...read, isRead: true };
}

/** What a write has answered is news of the stock. */
export function noteStock(stock: Stock): void {
  const known = kept.get(stock.item);
  if (!known) return;
  const { stocks } = known.shelved;
  const { _id, item: itemId, variant, lane, left, sold, open, numbered } = stock;
  const count: StockCount = { _id, item: itemId, variant, lane, left, sold, open, numbered };
  const others = stocks.filter((each) => each._id !== _id);
  kept.set(stock.item, { ...known, shelved: { ...known.shelved, stocks: [...others, count] } });
}

/** Somebody has changed it: read it anew. */
export const forgetRecent = (itemId: string): void => void kept.delete(itemId);

function keep(itemId: string, value: Kept): void {
  kept.delete(itemId);
  kept.set(itemId, value);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
