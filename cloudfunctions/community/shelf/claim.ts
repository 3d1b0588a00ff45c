import type { LedgerCall } from '../call';
import { withTries } from './tries';
import { SHELF, type Claim, type Stock } from './store';

/** A document with more claims than this gets slow; where there are other lanes, they take the next ones. */
const MOST_OPEN = 256;

/** What somebody wants of one stock. */
export interface Wanted {
  readonly stockId: string;
  readonly orderId: string;
  readonly quantity: number;
  readonly memberId: string;
  /** Under which the ledger decides. */
  readonly key: string;
}

export type StockCall = Pick<LedgerCall, 'documents' | 'random' | 'clockMs' | 'sleep'>;

/**
 * Sets aside what a wish wants, by one conditional write. Called again for the same wish, it takes the quantity again
 * and says so in `times`; deciding gives back what is too much.
 * @param isSpread Whether there are other lanes.
 * @returns the stock with the claim in it; undefined where there is not enough.
 */
export function claim(
  call: StockCall,
  { stockId, orderId, quantity, memberId, key }: Wanted,
  isSpread: boolean,
): Promise<Stock | undefined> {
  const mine = `live.${orderId}`;
  const token = Math.floor(call.random() * 2 ** 40).toString(36);
  const isNew = {
    left: { gte: quantity },
    [mine]: { exists: false },
    [`done.${orderId}`]: { exists: false },
    ...(isSpread ? { open: { lt: MOST_OPEN } } : {}),
  };
  // However often: while accounts cannot be written, a phone may ask many times, and it must not hear that its own is gone.
  const isMine = { [`${mine}.times`]: { gte: 1 } };
  return withTries(call, () =>
    call.documents.changeIf<Stock>(SHELF, stockId, [isNew, isMine], {
      increase: { left: -quantity, open: 1, [`${mine}.times`]: 1 },
      set: {
        [`${mine}.token`]: token,
        [`${mine}.quantity`]: quantity,
        [`${mine}.member`]: memberId,
        [`${mine}.key`]: key,
        [`${mine}.atMs`]: call.clockMs(),
      },
    }),
  );
}

/** The very claim that was seen: whoever has claimed or decided since, this does not hit. */
export const asSeen = (orderId: string, { times, token }: Claim) => ({
  [`live.${orderId}.times`]: times,
  [`live.${orderId}.token`]: token,
});
