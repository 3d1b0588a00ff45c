import { Binary, BSONRegExp, Double, Int32, Long, ObjectId } from 'bson';

/**
 * Values keep their BSON type: a number is always one of three classes, never a JavaScript number, so that
 * 1 (Int32), 1 (Long) and 1.0 (Double) compare as equal and are still stored and answered as what they were.
 */
export type BsonNumber = Int32 | Long | Double;
export type BsonScalar = null | boolean | string | BsonNumber | Date | ObjectId | Binary | BSONRegExp;
export type BsonValue = BsonScalar | BsonValue[] | BsonDocument;
export interface BsonDocument {
  [field: string]: BsonValue;
}

/** MongoDB's order of types; the numbers are bytes of index keys, so changing one makes stored indexes wrong. */
export const TypeRank = {
  /** What an empty array is, for sorting and in an index: below null. */
  emptyArray: 1,
  null: 5,
  number: 10,
  string: 15,
  document: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  regex: 50,
} as const;

export function isNumber(value: BsonValue | undefined): value is BsonNumber {
  return value instanceof Int32 || value instanceof Long || value instanceof Double;
}

export function isDocument(value: BsonValue | undefined): value is BsonDocument {
  return typeRankOf(value ?? null) === TypeRank.document;
}

export function typeRankOf(value: BsonValue): number {
  if (value === null) return TypeRank.null;
  if (typeof value === 'string') return TypeRank.string;
  if (typeof value === 'boolean') return TypeRank.boolean;
  if (isNumber(value)) return TypeRank.number;
  if (Array.isArray(value)) return TypeRank.array;
  if (value instanceof Date) return TypeRank.date;
  if (value instanceof ObjectId) return TypeRank.objectId;
  if (value instanceof Binary) return TypeRank.binary;
  if (value instanceof BSONRegExp) return TypeRank.regex;
  return TypeRank.document;
}

const TYPE_NAMES: ReadonlyMap<number, string> = new Map([
  [TypeRank.null, 'null'],
  [TypeRank.string, 'string'],
  [TypeRank.document, 'object'],
  [TypeRank.array, 'array'],
  [TypeRank.binary, 'binData'],
  [TypeRank.objectId, 'objectId'],
  [TypeRank.boolean, 'bool'],
  [TypeRank.date, 'date'],
  [TypeRank.regex, 'regex'],
]);

/** The name that MongoDB's messages use. */
export function typeNameOf(value: BsonValue): string {
  if (value instanceof Int32) return 'int';
  if (value instanceof Long) return 'long';
  if (value instanceof Double) return 'double';
  return TYPE_NAMES.get(typeRankOf(value)) ?? 'object';
}

/** A document's own field. Never an inherited one: `doc.toString` is a function in every JavaScript object. */
export function fieldOf(document: BsonDocument, name: string): BsonValue | undefined {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}

/** Copies the containers; scalars are never changed in place and are shared. */
export function cloneValue<T extends BsonValue>(value: T): T;
export function cloneValue(value: BsonValue): BsonValue {
  if (Array.isArray(value)) return value.map((item) => cloneValue(item));
  if (!isDocument(value)) return value;
  const copy: BsonDocument = {};
  for (const [name, item] of Object.entries(value)) copy[name] = cloneValue(item);
  return copy;
}

/** The one operator-like key test: is this document a set of `$operators` rather than a value? */
export function isOperatorDocument(value: BsonValue): value is BsonDocument {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true;
}

/** An integer operand such as a limit or a position, or undefined when the value isn't one. */
export function integerOf(value: BsonValue | undefined): number | undefined {
  if (!isNumber(value)) return undefined;
  const number = value instanceof Long ? value.toNumber() : value.value;
  return Number.isSafeInteger(number) ? number : undefined;
}
