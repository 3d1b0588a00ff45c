import * as v from 'valibot';
import { AddressIdSchema } from '../addresses/contract';
import { CountSchema, PointsSchema, type ActionContract } from '../contract';
import { OrderSchema } from '../orders/contract';
import {
  ItemIdSchema,
  ItemKindSchema,
  PictureSchema,
  PrizeSchema,
  VariantIdSchema,
  termsEntries,
} from '../shelf/contract';

/** An item as it stands on the shelf for this member. */
const cardEntries = {
  itemId: ItemIdSchema,
  kind: ItemKindSchema,
  category: v.string(),
  title: v.string(),
  line: v.string(),
  picture: PictureSchema,
  tint: v.picklist([1, 2, 3, 4]),
  /** What this member pays; the ordinary price beside it, which is the same where the tier has none of its own. */
  pricePoints: CountSchema,
  ordinaryPricePoints: CountSchema,
  /** `on_sale` is also what this member cannot afford or is not let in to. */
  state: v.picklist(['on_sale', 'upcoming', 'sold_out', 'ended', 'paused']),
  /** When it opens or closes; null where there is no such moment. */
  onSaleFromMs: v.nullable(CountSchema),
  onSaleUntilMs: v.nullable(CountSchema),
  left: CountSchema,
  sold: CountSchema,
  /** Only from this tier on; null: for all. */
  tierGate: v.nullable(v.strictObject({ level: CountSchema, name: v.string(), isReached: v.boolean() })),
  /** How many points this member lacks; 0: it can be afforded. */
  missingPoints: CountSchema,
  isFavourite: v.boolean(),
};

/** For countdowns: phones' clocks go as they like. */
const nowEntries = { nowMs: CountSchema, balancePoints: PointsSchema };

export const mallContract = {
  action: 'mall',
  changes: false,
  callers: ['member'],
  input: v.strictObject({}),
  answer: v.strictObject({
    ...nowEntries,
    tier: v.strictObject({ level: CountSchema, name: v.string() }),
    /** Those in which there is something, in the rulebook's order. */
    categories: v.array(v.strictObject({ id: v.string(), title: v.string() })),
    /** What opens next or is open for a short time only, soonest first; at most three ids. */
    bannerItemIds: v.array(ItemIdSchema),
    /** What can be had first, then what opens soon, then the rest; at most 100. */
    items: v.array(v.strictObject(cardEntries)),
    /** Orders that a parcel is on its way for, or that wait to be sent. */
    openOrders: CountSchema,
  }),
  refusals: {},
} as const satisfies ActionContract;

export const MallItemSchema = v.strictObject({
  ...cardEntries,
  description: v.array(v.string()),
  /** Empty: it comes in one variant only, whose id is empty. */
  variants: v.array(v.strictObject({ variantId: VariantIdSchema, name: v.string(), left: CountSchema })),
  maxPerOrder: CountSchema,
  /** How many this member can have of it in each period, and has had. */
  limits: v.array(
    v.strictObject({ period: v.picklist(['day', 'week', 'ever']), cap: CountSchema, used: CountSchema }),
  ),
  /** How many this member could take now, by stock, limits, and one order's most; points are not looked at. */
  mostNow: CountSchema,
  tierPrices: v.array(v.strictObject({ name: v.string(), pricePoints: CountSchema })),
  needsAddress: v.boolean(),
  /** When it can be given back: until it is sent, until it is used, or never. */
  refundable: v.picklist(['until_shipped', 'until_used', 'never']),
  shipWithinDays: CountSchema,
  membershipDays: CountSchema,
  /** Null for what is no draw. */
  draw: v.nullable(
    v.strictObject({
      prizes: v.array(PrizeSchema),
      /** SHA-256 of today's seed in hexadecimal: told before anybody draws, the seed itself after the day. */
      commitment: v.string(),
    }),
  ),
});

export const mallItemContract = {
  action: 'mallItem',
  changes: false,
  callers: ['member'],
  input: v.strictObject({ itemId: ItemIdSchema }),
  answer: v.strictObject({
    ...nowEntries,
    item: MallItemSchema,
    /** Where a parcel would go: the default address; null where there is none, or none is needed. */
    addressId: v.nullable(AddressIdSchema),
  }),
  refusals: { ITEM_NOT_FOUND: null },
} as const satisfies ActionContract;

export const redeemItemContract = {
  action: 'redeemItem',
  changes: true,
  callers: ['member'],
  input: v.strictObject({
    itemId: ItemIdSchema,
    variantId: VariantIdSchema,
    quantity: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(20)),
    /** What the member saw that one costs. */
    pricePoints: CountSchema,
    /** When the member saw it: `nowMs` of `mall` or `mallItem`. The same request has the same, however late it comes. */
    seenAtMs: CountSchema,
    /** Where the item needs one, and only there. */
    addressId: v.optional(AddressIdSchema),
  }),
  answer: v.strictObject({ balancePoints: PointsSchema, order: OrderSchema }),
  refusals: {
    ITEM_NOT_FOUND: null,
    /** Not yet, not any more, or not for a while. */
    NOT_ON_SALE: v.strictObject({
      state: v.picklist(['upcoming', 'ended', 'paused']),
      nowMs: CountSchema,
      onSaleFromMs: v.nullable(CountSchema),
    }),
    SOLD_OUT: null,
    TIER_TOO_LOW: v.strictObject({ name: v.string() }),
    LIMIT_REACHED: v.strictObject({ period: v.picklist(['day', 'week', 'ever']), left: CountSchema }),
    QUANTITY_TOO_LARGE: v.strictObject({ most: CountSchema }),
    PRICE_CHANGED: v.strictObject({ pricePoints: CountSchema }),
    INSUFFICIENT_POINTS: v.strictObject({ missingPoints: CountSchema }),
    /** More make-up cards cannot be kept. */
    CARD_LIMIT: null,
    ADDRESS_NEEDED: null,
    ADDRESS_NOT_FOUND: null,
    /** What the member saw is too long ago, or this request waited so long that it was given up. Look again. */
    OUTDATED: null,
    KEY_REUSED: null,
  },
} as const satisfies ActionContract;

export const setFavouriteContract = {
  action: 'setFavourite',
  changes: true,
  callers: ['member'],
  input: v.strictObject({ itemId: ItemIdSchema, isFavourite: v.boolean() }),
  answer: v.strictObject({ itemId: ItemIdSchema, isFavourite: v.boolean() }),
  refusals: { ITEM_NOT_FOUND: null, TOO_MANY_FAVOURITES: null },
} as const satisfies ActionContract;

/** `draft`: nobody sees it; `retired`: not any more, and for good. */
const StatusSchema = v.picklist(['draft', 'listed', 'paused', 'retired']);

/** An item as operators see it. */
const OperatorItemSchema = v.strictObject({
  itemId: ItemIdSchema,
  /** Rises with every change: who changes it says which one they saw. */
  ver: CountSchema,
  status: StatusSchema,
  ...termsEntries,
  stock: v.array(
    v.strictObject({
      variantId: VariantIdSchema,
      /** Below zero for moments, while one wish holds what it wants more than once. */
      left: PointsSchema,
      sold: CountSchema,
      /** Reservations that are not decided yet. */
      open: CountSchema,
    }),
  ),
});

export const mallItemsContract = {
  action: 'mallItems',
  changes: false,
  callers: ['operator'],
  right: 'mall.read',
  input: v.strictObject({}),
  answer: v.strictObject({ nowMs: CountSchema, items: v.array(OperatorItemSchema) }),
  refusals: {},
} as const satisfies ActionContract;

export const saveItemContract = {
  action: 'saveItem',
  changes: true,
  callers: ['operator'],
  right: 'mall.manage',
  input: v.strictObject({
    itemId: ItemIdSchema,
    /** Which one is changed; null: it is new, and a draft. */
    ver: v.nullable(CountSchema),
    ...termsEntries,
  }),
  answer: OperatorItemSchema,
  refusals: {
    ITEM_NOT_FOUND: null,
    ITEM_EXISTS: null,
    /** Somebody else changed it meanwhile. */
    ITEM_CHANGED: v.strictObject({ ver: CountSchema }),
    /** What does not fit together, by the field's name. */
    BAD_TERMS: v.strictObject({ field: v.string(), problem: v.string() }),
    /**
     * Kind and lanes stay as they were saved first, since stock comes in for them. Once an item was listed, variants, published odds and
     * days stay as well; a variant may be added.
     */
    FIELD_IS_FIXED: v.strictObject({ field: v.string() }),
    TOO_MANY_ITEMS: null,
  },
} as const satisfies ActionContract;

export const setItemStatusContract = {
  action: 'setItemStatus',
  changes: true,
  callers: ['operator'],
  right: 'mall.manage',
  input: v.strictObject({ itemId: ItemIdSchema, status: v.picklist(['listed', 'paused', 'retired']) }),
  answer: OperatorItemSchema,
  refusals: {
    ITEM_NOT_FOUND: null,
    /** It was retired. */
    ITEM_RETIRED: null,
    /** No room of this deployment delivers this kind. */
    NOT_DELIVERED: null,
  },
} as const satisfies ActionContract;

export const moveStockContract = {
  action: 'moveStock',
  changes: true,
  callers: ['operator'],
  right: 'mall.manage',
  input: v.strictObject({
    itemId: ItemIdSchema,
    variantId: VariantIdSchema,
    /** Below zero takes away, at most what is left. Coupons come by `importCodes`. */
    quantity: v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(-1_000_000),
      v.maxValue(1_000_000),
      v.notValue(0),
    ),
    reason: v.picklist(['delivery', 'count', 'damaged', 'returned', 'event']),
  }),
  answer: OperatorItemSchema,
  refusals: {
    ITEM_NOT_FOUND: null,
    VARIANT_NOT_FOUND: null,
    STOCK_TOO_LOW: v.strictObject({ left: PointsSchema }),
    /** Of coupons there are as many as there are codes. */
    CODES_ARE_IMPORTED: null,
    KEY_REUSED: null,
  },
} as const satisfies ActionContract;

export const stockMovesContract = {
  action: 'stockMoves',
  changes: false,
  callers: ['operator'],
  right: 'mall.read',
  input: v.strictObject({ itemId: ItemIdSchema }),
  answer: v.strictObject({
    /** Newest first, at most 50. */
    moves: v.array(
      v.strictObject({
        variantId: VariantIdSchema,
        quantity: PointsSchema,
        reason: v.string(),
        /** A member id. */
        by: v.string(),
        atMs: CountSchema,
      }),
    ),
  }),
  refusals: {},
} as const satisfies ActionContract;

export const importCodesContract = {
  action: 'importCodes',
  changes: true,
  callers: ['operator'],
  right: 'mall.manage',
  input: v.strictObject({
    itemId: ItemIdSchema,
    variantId: VariantIdSchema,
    /** A header line `code` and one code a line; the same file again changes nothing. */
    csv: v.pipe(v.string(), v.minLength(1), v.maxLength(400_000)),
  }),
  answer: v.strictObject({
    /** New in the vault. */
    imported: CountSchema,
    /** By line of the file, from 1; the first 200 of each. A code that stands in any item's vault is a duplicate. */
    duplicates: v.array(v.strictObject({ line: CountSchema, of: v.picklist(['file', 'vault']) })),
    unreadable: v.array(CountSchema),
    duplicateCount: CountSchema,
    unreadableCount: CountSchema,
    left: PointsSchema,
  }),
  refusals: {
    ITEM_NOT_FOUND: null,
    VARIANT_NOT_FOUND: null,
    NOT_A_COUPON: null,
    WRONG_COLUMNS: v.strictObject({ expected: v.array(v.string()) }),
    TOO_MANY_LINES: v.strictObject({ most: CountSchema }),
    NOT_CSV: v.strictObject({ line: CountSchema }),
  },
} as const satisfies ActionContract;
