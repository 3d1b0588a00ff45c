import type * as v from 'valibot';
import type { CollectionDeclaration, StoredDocument, VersionedDocument } from '../../platform/documents';
import type { termsEntries } from './contract';

/** Items and their stock stand side by side, so that one read brings both. */
export const SHELF = 'shelf';

export type Terms = {
  readonly [Field in keyof typeof termsEntries]: v.InferOutput<(typeof termsEntries)[Field]>;
};

/** `draft`: nobody sees it; `retired`: not any more, and for good. */
export type ItemStatus = 'draft' | 'listed' | 'paused' | 'retired';

export interface Item extends VersionedDocument {
  /** The item id. */
  readonly _id: string;
  /** The item id again: what the item and its stock have in common. */
  readonly item: string;
  readonly status: ItemStatus;
  /** 1: members see it, listed or paused. */
  readonly shown: 0 | 1;
  readonly terms: Terms;
  readonly createdAtMs: number;
  /** 0: never. */
  readonly listedAtMs: number;
  /** Requests that were carried out, the newest last. */
  readonly requestIds: readonly string[];
}

/** How much there is of one variant, in one lane. Many write to it at once, so nobody replaces it: `changeIf`. */
export interface Stock extends StoredDocument {
  /** `<item>:<variant>:<lane>` */
  readonly _id: string;
  readonly item: string;
  readonly variant: string;
  readonly lane: number;
  /** Rises with every move of stock, and only with these. */
  readonly ver: number;
  /** What nobody has claimed. Below zero while one wish claims what it wants more than once. */
  readonly left: number;
  /** What was redeemed, less what came back to be sold again. */
  readonly sold: number;
  /** How many were ever given a number: of coupons, the n-th gets the n-th code. */
  readonly numbered: number;
  /** How many codes are counted in `left`; 0 for what has none. */
  readonly codes: number;
  /** Claims that stand below, each as often as it was made, and orders in `done`. 0: there is nothing to tidy up. */
  readonly open: number;
  /** Claims that are not decided, by order. */
  readonly live: Readonly<Record<string, Claim>>;
  /** Orders that have had what they claimed; they leave once the order is written. */
  readonly done: Readonly<Record<string, Done>>;
  /** Moves that were made (1) or refused (0) and are not yet noted elsewhere. */
  readonly moves: Readonly<Record<string, 0 | 1>>;
}

/** What a wish claims until its entry in the ledger decides: paid, or never to be paid. */
export interface Claim {
  /** How often it was claimed: each call of the same wish takes the quantity once more, and what is too much goes back. */
  readonly times: number;
  /** Of the newest of these calls. */
  readonly token: string;
  readonly quantity: number;
  readonly member: string;
  /** Under which the ledger decides. */
  readonly key: string;
  readonly atMs: number;
}

/** What is needed to write the order, by whoever finds that it is not. */
export interface Done extends Pick<Claim, 'member' | 'key'> {
  /** The number before the first that the order got. */
  readonly after: number;
}

/** Whether members see an item of this status. */
export const shownIn = (status: ItemStatus): Item['shown'] =>
  status === 'listed' || status === 'paused' ? 1 : 0;

export const stockIdOf = (itemId: string, variantId: string, lane: number): string =>
  `${itemId}:${variantId}:${lane}`;

/** Whatever fields were read. */
export const isStock = <T extends StoredDocument>(document: T): document is Exclude<T, Item> =>
  'lane' in document;

export const collections: readonly CollectionDeclaration[] = [
  {
    name: SHELF,
    indexes: [
      // An item with all its stock.
      { name: 'item', fields: [{ path: 'item', direction: 1 }] },
      // What the mall shows.
      {
        name: 'shown_listed',
        fields: [
          { path: 'shown', direction: 1 },
          { path: 'listedAtMs', direction: -1 },
        ],
      },
      // Where there is something to tidy up.
      { name: 'open', fields: [{ path: 'open', direction: 1 }] },
    ],
  },
];
