import * as v from 'valibot';
import { CountSchema } from '../contract';

export const ItemIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9-]{2,24}$/));
/** Empty: of an item that comes in one variant only. */
export const VariantIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9-]{0,16}$/));

/** What becomes of an item once it is redeemed. */
export const ItemKindSchema = v.picklist([
  /** Sent to an address. */
  'physical',
  /** A code out of the vault, at once. */
  'coupon',
  /** Into the account, at once. */
  'make_up_card',
  /** Days of membership, which another room delivers. */
  'membership_days',
  /** Decided at once by published odds. */
  'draw',
  /** Points given to a cause. */
  'donation',
]);
export type ItemKind = v.InferOutput<typeof ItemKindSchema>;

/** A drawn picture by its name, or a file of cloud storage. */
export const PictureSchema = v.union([
  v.picklist(['book', 'card', 'ticket', 'tote', 'cup', 'gift', 'heart', 'star', 'crown']),
  v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(300)),
]);

/** What one draw can bring; none of it is worth money. Nothing at all is a prize without points and cards. */
export const PrizeSchema = v.strictObject({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20)),
  points: CountSchema,
  makeUpCards: CountSchema,
  /** Of ten thousand draws; all prizes together are ten thousand. */
  chancePerMyriad: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10_000)),
});

const PriceSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10_000_000));
const CapSchema = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000)));
const TierLevelSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(99));
const InstantSchema = v.nullable(CountSchema);

/** What an operator says of an item. */
export const termsEntries = {
  kind: ItemKindSchema,
  /** One of the rulebook's. */
  category: v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,24}$/)),
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(24)),
  /** In one line. */
  line: v.pipe(v.string(), v.trim(), v.maxLength(40)),
  /** Paragraphs. */
  description: v.pipe(
    v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300))),
    v.maxLength(12),
  ),
  picture: PictureSchema,
  /** One of four soft grounds. */
  tint: v.picklist([1, 2, 3, 4]),
  pricePoints: PriceSchema,
  /** What it costs from a tier on; the highest level that a member has reached counts. */
  tierPrices: v.pipe(
    v.array(v.strictObject({ fromLevel: TierLevelSchema, pricePoints: PriceSchema })),
    v.maxLength(6),
  ),
  /** Only for members of this tier and above; 1: for all. */
  minTierLevel: TierLevelSchema,
  /** How many one member can have a day, a week and ever; null: as many as they like. */
  limits: v.strictObject({ perDay: CapSchema, perWeek: CapSchema, ever: CapSchema }),
  maxPerOrder: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(20)),
  /** Null: since ever. */
  onSaleFromMs: InstantSchema,
  /** Null: without end. */
  onSaleUntilMs: InstantSchema,
  /** Empty: one variant without a name. */
  variants: v.pipe(
    v.array(
      v.strictObject({
        variantId: v.pipe(VariantIdSchema, v.minLength(1)),
        name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(12)),
      }),
    ),
    v.maxLength(12),
  ),
  /** For draws. */
  prizes: v.pipe(v.array(PrizeSchema), v.maxLength(12)),
  /** For days of membership: how many. */
  membershipDays: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(3_660)),
  /** Over how many documents the stock is spread, for an item that thousands want in the same second. */
  lanes: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(8)),
};
