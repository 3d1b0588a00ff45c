import type * as v from 'valibot';
import type { CollectionDeclaration, VersionedDocument } from '../../platform/documents';
import type { ItemKind, Terms } from '../shelf';
import type { OrderState, ShippingSchema } from './contract';

export const ORDERS = 'orders';

export type Prize = Terms['prizes'][number];
export type Shipping = v.InferOutput<typeof ShippingSchema>;

/** What a member has redeemed. It follows from the entry in the ledger: who finds an entry without its order writes it. */
export interface Order extends VersionedDocument {
  /** Made of the wish: the same wish, the same order. */
  readonly _id: string;
  readonly member: string;
  /** The number of the entry that paid it. */
  readonly seq: number;
  readonly stock: string;
  readonly item: string;
  readonly kind: ItemKind;
  /** As they were. */
  readonly title: string;
  readonly variantName: string;
  readonly picture: string;
  readonly tint: 1 | 2 | 3 | 4;
  readonly quantity: number;
  readonly pointsSpent: number;
  readonly placedAtMs: number;
  readonly state: OrderState;
  /** 1: a parcel waits to be sent, or is on its way. */
  readonly open: 0 | 1;
  /** What happened, oldest first. */
  readonly facts: readonly OrderFact[];
  /** What the order counts towards, to be given back with it. */
  readonly limits: readonly { readonly name: string; readonly endsAtMs: number }[];
  /** Empty where nothing is sent. */
  readonly sealedAddress: string;
  readonly shipping: Shipping | null;
  readonly sealedCodes: readonly string[];
  readonly makeUpCards: number;
  readonly membershipDays: number;
  readonly draw: OrderDraw | null;
  /** When time alone changes it: it counts as received. 0: never. */
  readonly dueAtMs: number;
  /** Until when it should be sent; 0: nothing is to be sent, or it is done. */
  readonly shipUntilMs: number;
  /** What is left to do of a return; null where there is none, or it is done. */
  readonly giving: Giving | null;
  /** When a return was begun that is not done; 0: there is none. */
  readonly givingSinceMs: number;
}

export interface OrderFact {
  readonly state: OrderState;
  readonly atMs: number;
  /** A member id, or `system`. */
  readonly by: string;
  /** A code; empty where it goes without saying. */
  readonly reason: string;
  readonly requestId: string;
}

export interface OrderDraw {
  readonly day: number;
  /** One for each draw. */
  readonly rolls: readonly number[];
  /** As they were published, in their order. */
  readonly prizes: readonly Prize[];
}

/** A return, step by step: points first, then the stock. */
export interface Giving {
  /** What becomes of the order once the points are back, where it could still be refused: what came with it may be used. */
  readonly then: OrderFact | null;
  readonly restock: boolean;
}

const newestFirst = [{ path: 'placedAtMs', direction: -1 }] as const;

export const collections: readonly CollectionDeclaration[] = [
  {
    name: ORDERS,
    indexes: [
      { name: 'member_placed', fields: [{ path: 'member', direction: 1 }, ...newestFirst] },
      // A member's coupons.
      {
        name: 'member_kind_placed',
        fields: [{ path: 'member', direction: 1 }, { path: 'kind', direction: 1 }, ...newestFirst],
      },
      {
        name: 'member_state_placed',
        fields: [{ path: 'member', direction: 1 }, { path: 'state', direction: 1 }, ...newestFirst],
      },
      // Whether a member waits for something.
      {
        name: 'member_open',
        fields: [
          { path: 'member', direction: 1 },
          { path: 'open', direction: 1 },
        ],
      },
      { name: 'placed', fields: newestFirst },
      { name: 'state_placed', fields: [{ path: 'state', direction: 1 }, ...newestFirst] },
      // What time alone changes, what is late, and returns that were left in the middle: read by the timer and by operators.
      { name: 'due', fields: [{ path: 'dueAtMs', direction: 1 }] },
      { name: 'ship_until', fields: [{ path: 'shipUntilMs', direction: 1 }] },
      { name: 'giving_since', fields: [{ path: 'givingSinceMs', direction: 1 }] },
    ],
  },
];
