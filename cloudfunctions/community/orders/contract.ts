import * as v from 'valibot';
import { AddressSchema } from '../addresses/contract';
import { BusinessDaySchema, CountSchema, PointsSchema, type ActionContract } from '../contract';
import { ItemIdSchema, ItemKindSchema, PictureSchema, PrizeSchema } from '../shelf/contract';

export const OrderIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9]{16}$/));

/** placed → shipped → received, or issued at once; cancelled by the member before it is sent, refunded by an operator. */
export const OrderStateSchema = v.picklist([
  'placed',
  'shipped',
  'received',
  'issued',
  'cancelled',
  'refunded',
]);
export type OrderState = v.InferOutput<typeof OrderStateSchema>;

export const ShippingSchema = v.strictObject({
  carrier: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20)),
  /** Does not begin like a formula of a spreadsheet. */
  number: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9-]{4,31}$/)),
});

const lineEntries = {
  orderId: OrderIdSchema,
  itemId: ItemIdSchema,
  kind: ItemKindSchema,
  /** As it was when it was redeemed. */
  title: v.string(),
  /** Empty where there are none. */
  variantName: v.string(),
  picture: PictureSchema,
  tint: v.picklist([1, 2, 3, 4]),
  quantity: CountSchema,
  pointsSpent: CountSchema,
  state: OrderStateSchema,
  placedAtMs: CountSchema,
  /** It should have been sent by now. */
  isOverdue: v.boolean(),
};

/** One order with all that can be told of it. */
export const OrderSchema = v.strictObject({
  ...lineEntries,
  /** What happened, oldest first. */
  facts: v.array(
    v.strictObject({
      state: OrderStateSchema,
      atMs: CountSchema,
      by: v.picklist(['member', 'operator', 'system']),
      /** Why, in words; empty where it goes without saying. */
      reason: v.string(),
    }),
  ),
  address: v.nullable(AddressSchema),
  shipping: v.nullable(ShippingSchema),
  /** When it counts as received by itself; null where it does not. */
  receivesAtMs: v.nullable(CountSchema),
  /** Until when it should be sent; null where nothing is to be sent, or it is done. */
  shipUntilMs: v.nullable(CountSchema),
  /** Coupon codes; for other kinds empty. Fewer than `quantity`: the rest is on its way. */
  codes: v.array(v.string()),
  makeUpCards: CountSchema,
  membershipDays: CountSchema,
  /** One for each of `quantity` draws; for other kinds empty. */
  draws: v.array(
    v.strictObject({
      prize: PrizeSchema,
      /** 0 to 9,999: the first prize whose chances, added up in the published order, go beyond it. */
      roll: CountSchema,
    }),
  ),
  /** How a draw can be checked; null for what is no draw. */
  proof: v.nullable(
    v.strictObject({
      /** Whose seed it is: the day on which it was drawn. */
      day: BusinessDaySchema,
      /** SHA-256 of the seed, in hexadecimal: known before the draw. */
      commitment: v.string(),
      /** In hexadecimal; null until the day is over. */
      seed: v.nullable(v.string()),
      revealsAtMs: CountSchema,
      /** The published prizes in their order, as they were. */
      prizes: v.array(PrizeSchema),
    }),
  ),
  canCancel: v.boolean(),
  canConfirm: v.boolean(),
});
export type OrderView = v.InferOutput<typeof OrderSchema>;

/** Another member's order is answered as if there were none. */
const orderRefusals = { ORDER_NOT_FOUND: null };

export const ordersContract = {
  action: 'orders',
  changes: false,
  callers: ['member'],
  input: v.strictObject({
    /** Only in this state; without it, all. */
    state: v.optional(OrderStateSchema),
    /** Where the page before it ended (`nextCursor`); without it, the newest. */
    cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}:[a-z0-9]{16}$/))),
  }),
  answer: v.strictObject({
    nowMs: CountSchema,
    /** Newest first, 20 a page. */
    orders: v.array(v.strictObject(lineEntries)),
    nextCursor: v.nullable(v.string()),
  }),
  refusals: {},
} as const satisfies ActionContract;

export const orderContract = {
  action: 'order',
  changes: false,
  callers: ['member'],
  input: v.strictObject({ orderId: OrderIdSchema }),
  answer: v.strictObject({ nowMs: CountSchema, order: OrderSchema }),
  refusals: orderRefusals,
} as const satisfies ActionContract;

export const cancelOrderContract = {
  action: 'cancelOrder',
  changes: true,
  callers: ['member'],
  input: v.strictObject({ orderId: OrderIdSchema }),
  answer: v.strictObject({ balancePoints: PointsSchema, order: OrderSchema }),
  refusals: {
    ...orderRefusals,
    /** It was sent, or has been given out, or is over. */
    NOT_CANCELLABLE: v.strictObject({ state: OrderStateSchema }),
  },
} as const satisfies ActionContract;

export const confirmReceiptContract = {
  action: 'confirmReceipt',
  changes: true,
  callers: ['member'],
  input: v.strictObject({ orderId: OrderIdSchema }),
  answer: v.strictObject({ order: OrderSchema }),
  refusals: { ...orderRefusals, NOT_SHIPPED: v.strictObject({ state: OrderStateSchema }) },
} as const satisfies ActionContract;

export const couponsContract = {
  action: 'coupons',
  changes: false,
  callers: ['member'],
  input: v.strictObject({ cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}:[a-z0-9]{16}$/))) }),
  answer: v.strictObject({
    /** One line an order, newest first, 20 a page. */
    coupons: v.array(
      v.strictObject({
        orderId: OrderIdSchema,
        title: v.string(),
        variantName: v.string(),
        picture: PictureSchema,
        tint: v.picklist([1, 2, 3, 4]),
        codes: v.array(v.string()),
        issuedAtMs: CountSchema,
      }),
    ),
    nextCursor: v.nullable(v.string()),
  }),
  refusals: {},
} as const satisfies ActionContract;

/** Rows of a list for operators. */
const OperatorOrderSchema = v.strictObject({
  ...lineEntries,
  memberId: v.string(),
  /** Null for who may not see it, and where there is none. */
  address: v.nullable(AddressSchema),
  shipping: v.nullable(ShippingSchema),
});

export const mallOrdersContract = {
  action: 'mallOrders',
  changes: false,
  callers: ['operator'],
  right: 'orders.read',
  input: v.strictObject({
    state: v.optional(OrderStateSchema),
    /** Only what should have been sent by now; oldest first. */
    overdue: v.optional(v.literal(true)),
    cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}:[a-z0-9]{16}$/))),
  }),
  answer: v.strictObject({
    nowMs: CountSchema,
    /** 50 a page; newest first, what is overdue oldest first. */
    orders: v.array(OperatorOrderSchema),
    nextCursor: v.nullable(v.string()),
    overdue: CountSchema,
  }),
  refusals: {},
} as const satisfies ActionContract;

export const shipOrdersContract = {
  action: 'shipOrders',
  changes: true,
  callers: ['operator'],
  right: 'orders.ship',
  input: v.strictObject({
    /** A header line `orderId,carrier,number` and one line an order. */
    csv: v.pipe(v.string(), v.minLength(1), v.maxLength(400_000)),
  }),
  answer: v.strictObject({
    shipped: CountSchema,
    /** One an order that was not shipped; the others are. `line` is the file's, from 1. */
    problems: v.array(
      v.strictObject({
        line: CountSchema,
        orderId: v.string(),
        problem: v.picklist([
          'order_not_found',
          'not_placed',
          'shipped_otherwise',
          'twice_in_file',
          'unreadable',
        ]),
      }),
    ),
  }),
  refusals: {
    WRONG_COLUMNS: v.strictObject({ expected: v.array(v.string()) }),
    TOO_MANY_LINES: v.strictObject({ most: CountSchema }),
    /** Not a table: a quote that is not closed, or bytes that are no text. */
    NOT_CSV: v.strictObject({ line: CountSchema }),
  },
} as const satisfies ActionContract;

export const refundOrderContract = {
  action: 'refundOrder',
  changes: true,
  callers: ['operator'],
  right: 'orders.refund',
  input: v.strictObject({
    orderId: OrderIdSchema,
    /** Whether what was taken can be sold again. */
    restock: v.boolean(),
    reason: v.picklist(['out_of_stock', 'damaged', 'lost_parcel', 'mistake', 'goodwill']),
  }),
  answer: v.strictObject({ memberId: v.string(), pointsBack: CountSchema, order: OrderSchema }),
  refusals: {
    ...orderRefusals,
    /** It was opened, drawn or given out; or is over. */
    NOT_REFUNDABLE: v.strictObject({ state: OrderStateSchema }),
    /** What came with it has been used. */
    USED: null,
    AMOUNT_OVERFLOW: null,
  },
} as const satisfies ActionContract;
