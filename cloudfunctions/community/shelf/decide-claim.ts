import { asSeen, type StockCall } from './claim';
import { SHELF, type Done, type Stock } from './store';
import { withTries } from './tries';

/** Bounds a call that always loses the race; by then something else is wrong. */
const MAX_ATTEMPTS = 60;
const MAX_PAUSE_MS = 40;

/** What has become of an order's claim, as the stock tells it. */
export type Decided =
  /** The order has what it claimed; its numbers begin after this one. `stock`: as it became by this very call, if by this one. */
  | { readonly done: Done; readonly stock?: Stock }
  /** The stock knows nothing of it: it was given back, or the order is written by now. */
  | 'gone';

/**
 * The ledger has taken the points: what was claimed is sold, once, however often and by whomever this is called.
 * @param seen The stock as it was read or written last.
 * @param isNumbered Whether each one sold gets a number of its own; then this waits for its turn.
 * @param isWritten Whether the order stands. Then somebody else has settled it, and what is claimed by now is a ghost.
 */
export function settleClaim(
  call: StockCall,
  seen: Stock,
  orderId: string,
  isNumbered: boolean,
  isWritten?: () => Promise<boolean>,
): Promise<Decided> {
  const deciding: Deciding = (stock, { times, quantity, member, key }) => ({
    where: isNumbered ? { numbered: stock.numbered } : {},
    change: {
      increase: { left: (times - 1) * quantity, open: 1 - times, sold: quantity, numbered: quantity },
      set: { [`done.${orderId}`]: { after: stock.numbered, member, key } },
    },
  });
  return decideClaim(call, seen, orderId, deciding, isWritten);
}

/** The ledger will never take the points: what was claimed goes back, all of it. */
export const releaseClaim = (call: StockCall, seen: Stock, orderId: string): Promise<Decided> =>
  decideClaim(call, seen, orderId, (_stock, { times, quantity }) => ({
    where: {},
    change: { increase: { left: times * quantity, open: -times } },
  }));

type Deciding = (
  stock: Stock,
  claim: Stock['live'][string],
) => {
  readonly where: Readonly<Record<string, number>>;
  readonly change: {
    readonly increase: Readonly<Record<string, number>>;
    readonly set?: Readonly<Record<string, Done>>;
  };
};

async function decideClaim(
  call: StockCall,
  seen: Stock,
  orderId: string,
  deciding: Deciding,
  isGhost = () => Promise.resolve(false),
): Promise<Decided> {
  const { documents } = call;
  let stock: Stock | undefined = seen;
  for (let attempt = 0; attempt < MAX_ATTEMPTS && stock; attempt += 1) {
    const claim: Stock['live'][string] | undefined = stock.live[orderId];
    if (!claim) {
      const done: Done | undefined = stock.done[orderId];
      return done === undefined ? 'gone' : { done };
    }
    const { where, change } = deciding(stock, claim);
    const after = await documents
      .changeIf<Stock>(
        SHELF,
        stock._id,
        { ...asSeen(orderId, claim), ...where },
        {
          ...change,
          remove: [`live.${orderId}`],
        },
      )
      .catch(unlessBug);
    if (after) {
      const done = after.done[orderId];
      return done === undefined ? 'gone' : { done, stock: after };
    }
    // Somebody was faster, or the answer was lost: what happened is found by reading.
    if (attempt > 0) await call.sleep(call.random() * MAX_PAUSE_MS);
    stock = await withTries(call, () => documents.getNewest<Stock>(SHELF, seen._id));
    // Another claim than the one that was seen. Asked only after the stock: whoever settles writes the order afterwards.
    const isOther = stock?.live[orderId] !== undefined && stock.live[orderId].token !== claim.token;
    if (stock && isOther && (await isGhost())) return releaseClaim(call, stock, orderId);
  }
  if (!stock) return 'gone';
  throw new Error(`the claim of ${orderId} on ${stock._id} could not be decided`);
}

function unlessBug(error: unknown): undefined {
  if (error instanceof TypeError) throw error;
}
