import type { CollectionDeclaration, StoredDocument, VersionedDocument } from '../../platform/documents';
import { memberAction } from '../call';
import { stockMovesContract } from './contract';

export const STOCK_MOVES = 'stock_moves';

/** What an operator did to the stock, and why. */
export interface StockMoveFact extends StoredDocument, VersionedDocument {
  /** Of who asked and with which request. */
  readonly _id: string;
  readonly item: string;
  readonly variant: string;
  /** What was asked for. */
  readonly quantity: number;
  readonly reason: string;
  /** A member id. */
  readonly by: string;
  readonly atMs: number;
  /** Lane by lane. */
  readonly parts: readonly StockMovePart[];
}

export interface StockMovePart {
  readonly lane: number;
  readonly quantity: number;
  readonly state: 'begun' | 'made' | 'refused';
}

export const stockMoveCollection: CollectionDeclaration = {
  name: STOCK_MOVES,
  indexes: [
    {
      name: 'item_at',
      fields: [
        { path: 'item', direction: 1 },
        { path: 'atMs', direction: -1 },
      ],
    },
  ],
};

const MOVES_A_PAGE = 50;

export const madeOf = ({ parts }: Pick<StockMoveFact, 'parts'>): number =>
  parts.filter(({ state }) => state === 'made').reduce((sum, { quantity }) => sum + quantity, 0);

/** Who moved an item's stock, and why; newest first. */
export const stockMoves = memberAction(stockMovesContract, async (call, { itemId }) => {
  const found = await call.documents.find<StockMoveFact>(
    STOCK_MOVES,
    { item: itemId },
    { orderBy: [['atMs', 'desc']], limit: MOVES_A_PAGE },
  );
  return {
    data: {
      moves: found
        .filter((move) => madeOf(move) !== 0)
        .map((move) => ({
          variantId: move.variant,
          quantity: madeOf(move),
          reason: move.reason,
          by: move.by,
          atMs: move.atMs,
        })),
    },
  };
});
