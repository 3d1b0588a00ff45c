import type { Outcome } from '../call';
import type { Rulebook } from '../rulebook';
import type { Terms } from '../shelf';
import type { redeemItemContract } from './contract';
import type { RedeemRefusal, SaleState } from './rules';

type Refused = Outcome<typeof redeemItemContract>;

const plain = (refused: 'ITEM_NOT_FOUND' | 'ADDRESS_NEEDED' | 'CARD_LIMIT', message: string): Refused => ({
  refused,
  message,
  data: undefined,
});

export const notOnSale = (
  state: Exclude<SaleState, 'on_sale'>,
  { onSaleFromMs }: Terms,
  nowMs: number,
): Refused => ({
  refused: 'NOT_ON_SALE',
  message: `It is ${state}.`,
  data: { state, nowMs, onSaleFromMs },
});

/** Why nothing was redeemed, as the contract tells it. */
export const refusedBy = {
  noItem: plain('ITEM_NOT_FOUND', 'There is no such item, or not in this variant.'),
  noAddress: plain('ADDRESS_NEEDED', 'It is sent, so it needs an address.'),

  quantity: (most: number): Refused => ({
    refused: 'QUANTITY_TOO_LARGE',
    message: `At most ${most} in one order.`,
    data: { most },
  }),

  obstacle(obstacle: RedeemRefusal, { tiers }: Rulebook): Refused {
    switch (obstacle.code) {
      case 'TIER_TOO_LOW': {
        const name = tiers[obstacle.level - 1]?.name ?? '';
        return { refused: 'TIER_TOO_LOW', message: `Only from ${name} on.`, data: { name } };
      }
      case 'LIMIT_REACHED': {
        const { period, left } = obstacle;
        return { refused: 'LIMIT_REACHED', message: `${left} more per ${period}.`, data: { period, left } };
      }
      case 'PRICE_CHANGED': {
        const { pricePoints } = obstacle;
        return {
          refused: 'PRICE_CHANGED',
          message: `One costs ${pricePoints} points.`,
          data: { pricePoints },
        };
      }
      case 'INSUFFICIENT_POINTS': {
        const { missingPoints } = obstacle;
        return {
          refused: 'INSUFFICIENT_POINTS',
          message: `${missingPoints} points are missing.`,
          data: { missingPoints },
        };
      }
      case 'CARD_LIMIT':
        return plain('CARD_LIMIT', 'No more cards can be kept.');
    }
  },

  /** The ledger's own refusals are foreseen by the room's rules; any other would be a bug. */
  ledger(refusal: string): never {
    throw new Error(`refused: ${refusal}`);
  },
};
