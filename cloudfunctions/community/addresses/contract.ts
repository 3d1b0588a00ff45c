import * as v from 'valibot';
import type { ActionContract } from '../contract';

export const AddressIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9]{12}$/));

/** Without control characters, line breaks and what steers text. (A flag for classes of characters JSON Schema does not know.) */
const PRINTABLE =
  /^(?:[ -~\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\ue000-\ufefe\uff00-\uffef]|[\ud800-\udbff][\udc00-\udfff])+$/;

const LineSchema = (most: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most), v.regex(PRINTABLE));

/** Where a parcel goes. */
export const addressEntries = {
  recipient: LineSchema(25),
  /** A mobile number of mainland China. */
  phone: v.pipe(v.string(), v.regex(/^1[3-9]\d{9}$/)),
  province: LineSchema(20),
  city: LineSchema(30),
  /** Empty where the city has none. */
  county: v.union([v.literal(''), LineSchema(30)]),
  /** Of the county, as the picker says it: six digits. */
  regionCode: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  /** Street, house, room. */
  detail: LineSchema(80),
};

export const AddressSchema = v.strictObject(addressEntries);

const bookEntries = {
  /** The default first, then the newest first. */
  addresses: v.array(
    v.strictObject({ addressId: AddressIdSchema, ...addressEntries, isDefault: v.boolean() }),
  ),
  /** How many one member can keep. */
  most: v.number(),
};

export const addressesContract = {
  action: 'addresses',
  changes: false,
  callers: ['member'],
  input: v.strictObject({}),
  answer: v.strictObject(bookEntries),
  refusals: {},
} as const satisfies ActionContract;

export const saveAddressContract = {
  action: 'saveAddress',
  changes: true,
  callers: ['member'],
  input: v.strictObject({
    /** The one that is changed; without it, a new one. Its id changes with it: orders keep the one that they were placed with. */
    addressId: v.optional(AddressIdSchema),
    ...addressEntries,
    isDefault: v.boolean(),
  }),
  answer: v.strictObject({ ...bookEntries, addressId: AddressIdSchema }),
  refusals: { ADDRESS_NOT_FOUND: null, TOO_MANY_ADDRESSES: null },
} as const satisfies ActionContract;

export const removeAddressContract = {
  action: 'removeAddress',
  changes: true,
  callers: ['member'],
  input: v.strictObject({ addressId: AddressIdSchema }),
  answer: v.strictObject(bookEntries),
  refusals: { ADDRESS_NOT_FOUND: null },
} as const satisfies ActionContract;
