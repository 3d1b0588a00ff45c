import type { LedgerCall } from '../call';
import { isStock, SHELF, stockIdOf, type Item, type Stock } from './store';

/** The most items that the mall shows, and the most documents of one item: 12 variants in 8 lanes, and itself. */
const MOST_ITEMS = 100;
const MOST_OF_ONE = 97;
/** `getMany` takes so many. */
const IDS_A_CALL = 100;

/** Stock without what it has to remember: that may be long. */
export type StockCount = Pick<
  Stock,
  '_id' | 'item' | 'variant' | 'lane' | 'left' | 'sold' | 'open' | 'numbered'
>;

/** The one claim that was asked for is in it, where there is one. */
type StockWithOne = StockCount & { readonly live?: Stock['live'] };

const COUNTED = ['item', 'variant', 'lane', 'left', 'sold', 'open', 'numbered'] as const;
const OF_ITEM = ['ver', 'status', 'terms', 'createdAtMs', 'listedAtMs', 'requestIds'] as const;

export interface Shelved {
  readonly item: Item;
  readonly stocks: readonly StockCount[];
  /** Whether the order that was asked for has a claim. */
  readonly isClaimed: boolean;
}

/**
 * An item with its stock, by one call; undefined where there is none. May lag.
 * @param orderId Whose claim is looked for, too.
 */
export async function shelved(
  { documents }: Pick<LedgerCall, 'documents'>,
  itemId: string,
  orderId?: string,
): Promise<Shelved | undefined> {
  const found = await documents.find<Item | StockWithOne>(
    SHELF,
    { item: itemId },
    {
      orderBy: [],
      limit: MOST_OF_ONE,
      fields: [...COUNTED, ...OF_ITEM, ...(orderId === undefined ? [] : [`live.${orderId}`])],
    },
  );
  const item = found.find((document): document is Item => !isStock(document));
  const stocks = found.filter(isStock);
  const isClaimed = stocks.some(({ live }) => orderId !== undefined && live?.[orderId] !== undefined);
  return item && { item, stocks: stocks.map(({ live: _live, ...count }) => count), isClaimed };
}

/** The items that members see, with their stock: the newest first. Two calls, more for more than a hundred stocks. */
export const shelf = (call: Pick<LedgerCall, 'documents'>): Promise<readonly Shelved[]> =>
  shelvedWhere(call, { shown: 1 });

/** All of them, drafts and the newest of those that were taken away as well. */
export async function wholeShelf(call: Pick<LedgerCall, 'documents'>): Promise<readonly Shelved[]> {
  const found = await Promise.all([
    shelf(call),
    shelvedWhere(call, { shown: 0, status: 'draft' }),
    shelvedWhere(call, { shown: 0, status: 'retired' }),
  ]);
  return found.flat();
}

async function shelvedWhere(
  call: Pick<LedgerCall, 'documents'>,
  where: Partial<Pick<Item, 'shown' | 'status'>>,
): Promise<readonly Shelved[]> {
  const items = await call.documents.find<Item>(SHELF, where, {
    orderBy: [['listedAtMs', 'desc']],
    limit: MOST_ITEMS,
  });
  const stocks = await countsOf(call, items.flatMap(stockIdsOf));
  return items.map((item) => ({
    item,
    stocks: stocks.filter((stock) => stock.item === item._id),
    isClaimed: false,
  }));
}

/** Of every variant, in every lane. */
export const stockIdsOf = ({ _id, terms }: Pick<Item, '_id' | 'terms'>): string[] =>
  variantIdsOf(terms).flatMap((variantId) =>
    Array.from({ length: terms.lanes }, (_, lane) => stockIdOf(_id, variantId, lane)),
  );

/** An item without variants has one without a name. */
export const variantIdsOf = ({ variants }: Item['terms']): readonly string[] =>
  variants.length === 0 ? [''] : variants.map(({ variantId }) => variantId);

async function countsOf(
  { documents }: Pick<LedgerCall, 'documents'>,
  ids: readonly string[],
): Promise<StockCount[]> {
  const chunks = Array.from({ length: Math.ceil(ids.length / IDS_A_CALL) }, (_, index) =>
    ids.slice(index * IDS_A_CALL, (index + 1) * IDS_A_CALL),
  );
  const found = await Promise.all(chunks.map((chunk) => documents.getMany<Stock>(SHELF, chunk, COUNTED)));
  return found.flat();
}

export const newStock = (itemId: string, variantId: string, lane: number): Stock => ({
  _id: stockIdOf(itemId, variantId, lane),
  item: itemId,
  variant: variantId,
  lane,
  ver: 0,
  left: 0,
  sold: 0,
  numbered: 0,
  codes: 0,
  open: 0,
  live: {},
  done: {},
  moves: {},
});
