import {
  claim,
  noteStock,
  shelved,
  stockIdOf,
  type Recent,
  type Stock,
  type StockCall,
  type StockCount,
} from '../shelf';
import type { LedgerCall } from '../call';
import { homeLaneOf } from './wish';

interface Wanted {
  readonly orderId: string;
  readonly key: string;
  readonly memberId: string;
  readonly variantId: string;
  readonly quantity: number;
}

/**
 * Claims what is wanted: in the member's own lane, and where that has not enough, in the one that has most. One call for an item with one
 * lane, and none where what was read for this very call leaves nothing to hope for.
 * @returns the stock with the claim in it; undefined: it is sold out.
 */
export async function claimSomewhere(
  call: StockCall & Pick<LedgerCall, 'documents'>,
  { item, stocks, isRead, isClaimed }: Recent,
  wanted: Wanted,
): Promise<Stock | undefined> {
  const { lanes } = item.terms;
  const own = stocks.filter(({ variant }) => variant === wanted.variantId);
  const hasEnough = ({ left }: StockCount) => left >= wanted.quantity;
  if (isRead && !isClaimed && !own.some(hasEnough)) return undefined;
  const claimIn = async (lane: number) => {
    const stockId = stockIdOf(item._id, wanted.variantId, lane);
    const claimed = await claim(call, { ...wanted, stockId }, lanes > 1);
    if (claimed) noteStock(claimed);
    return claimed;
  };
  const home = homeLaneOf(wanted.memberId, lanes);
  const athome = await claimIn(home);
  if (athome || lanes === 1) return athome;
  const now = await shelved(call, item._id, wanted.orderId);
  const others = (now?.stocks ?? [])
    .filter(({ variant, lane }) => variant === wanted.variantId && lane !== home)
    .filter((stock) => hasEnough(stock) || now?.isClaimed)
    .sort((a, b) => b.left - a.left);
  for (const { lane } of others) {
    const claimed = await claimIn(lane);
    if (claimed) return claimed;
  }
  return undefined;
}
