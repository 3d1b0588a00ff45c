import type { StockCall } from './claim';
import { SHELF, type Stock } from './store';
import { withTries } from './tries';

/** Bounds a call that always loses the race; by then something else is wrong. */
const MAX_ATTEMPTS = 60;
const MAX_PAUSE_MS = 40;

const MADE = 1;
/** Noted as well: another call of the same move, for which there is enough by now, must not make it after all. */
const REFUSED = 0;

/** What comes in or goes out other than by redeeming. */
export interface StockMove {
  readonly stockId: string;
  /** Letters, digits, `_` and `-`: the same move is made once. */
  readonly moveId: string;
  readonly leftDelta: number;
  readonly soldDelta: number;
}

export type Moved = { readonly stock: Stock } | { readonly refusal: 'NO_STOCK' | 'STOCK_TOO_LOW' };

/**
 * Makes a move, once. It is noted in the stock itself until the caller has noted it in a document of its own
 * (`forgetMove`): since every move raises the version, one that was paused finds it changed and looks again.
 * @param isNoted Whether the caller's document says that it was made; asked after the stock was read.
 */
export async function moveStock(
  call: StockCall,
  { stockId, moveId, leftDelta, soldDelta }: StockMove,
  isNoted: () => Promise<boolean>,
): Promise<Moved> {
  const { documents } = call;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await call.sleep(call.random() * MAX_PAUSE_MS);
    const stock = await withTries(call, () => documents.getNewest<Stock>(SHELF, stockId));
    if (!stock) return { refusal: 'NO_STOCK' };
    const noted = stock.moves[moveId];
    if (noted === REFUSED) return { refusal: 'STOCK_TOO_LOW' };
    if (noted === MADE || (await withTries(call, isNoted))) return { stock };
    const isTooMuch = leftDelta < 0 && stock.left + leftDelta < 0;
    const where = { ver: stock.ver, ...(leftDelta < 0 && !isTooMuch ? { left: { gte: -leftDelta } } : {}) };
    const moved = await documents
      .changeIf<Stock>(SHELF, stockId, where, {
        increase: { ver: 1, ...(isTooMuch ? {} : { left: leftDelta, sold: soldDelta }) },
        set: { [`moves.${moveId}`]: isTooMuch ? REFUSED : MADE },
      })
      .catch(unlessBug);
    if (moved) return isTooMuch ? { refusal: 'STOCK_TOO_LOW' } : { stock: moved };
  }
  throw new Error(`${stockId} could not be moved`);
}

/** The move is noted elsewhere. Done twice, it does no harm. */
export async function forgetMove(
  { documents }: Pick<StockCall, 'documents'>,
  stockId: string,
  moveId: string,
): Promise<void> {
  const path = `moves.${moveId}`;
  await documents.changeIf(SHELF, stockId, { [path]: { exists: true } }, { remove: [path] });
}

function unlessBug(error: unknown): undefined {
  if (error instanceof TypeError) throw error;
}
