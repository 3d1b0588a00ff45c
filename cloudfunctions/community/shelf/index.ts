export type { ItemKind } from './contract';
export { claim, type StockCall, type Wanted } from './claim';
export { releaseClaim, settleClaim, type Decided } from './decide-claim';
export { forgetDone } from './forget-done';
export { forgetMove, moveStock, type Moved, type StockMove } from './move-stock';
export {
  newStock,
  shelf,
  shelved,
  stockIdsOf,
  variantIdsOf,
  wholeShelf,
  type Shelved,
  type StockCount,
} from './read';
export { forgetRecent, noteStock, recentlyShelved, type Recent } from './recent';
export {
  collections,
  SHELF,
  shownIn,
  stockIdOf,
  type Claim,
  type Done,
  type Item,
  type ItemStatus,
  type Stock,
  type Terms,
} from './store';
export { withTries } from './tries';
