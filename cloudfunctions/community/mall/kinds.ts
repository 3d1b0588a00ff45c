import type { OrderState } from '../orders';
import type { ItemKind } from '../shelf';

interface Kind {
  readonly needsAddress: boolean;
  /** How its order begins. */
  readonly firstState: Extract<OrderState, 'placed' | 'issued'>;
  readonly refundable: 'until_shipped' | 'until_used' | 'never';
  /** Whether this deployment has a room that delivers it: nobody must pay for what does not come. */
  readonly isDelivered: boolean;
  /** Whether each one sold gets a number of its own. */
  readonly isNumbered: boolean;
}

const atOnce = {
  needsAddress: false,
  firstState: 'issued',
  refundable: 'never',
  isDelivered: true,
  isNumbered: false,
} as const;

export const kinds: Readonly<Record<ItemKind, Kind>> = {
  physical: { ...atOnce, needsAddress: true, firstState: 'placed', refundable: 'until_shipped' },
  coupon: { ...atOnce, isNumbered: true },
  make_up_card: { ...atOnce, refundable: 'until_used' },
  // Membership has no room yet.
  membership_days: { ...atOnce, isDelivered: false },
  draw: atOnce,
  donation: atOnce,
};
