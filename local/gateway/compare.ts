import { Binary, BSONRegExp, Double, Int32, ObjectId } from 'bson';
import { isNumber, typeRankOf, type BsonDocument, type BsonNumber, type BsonValue } from './values';

/** BSON's total order: by type, then by value. Equal means that MongoDB's `$eq` holds. Negative, 0 or positive. */
export function compareValues(left: BsonValue, right: BsonValue): number {
  const byType = typeRankOf(left) - typeRankOf(right);
  if (byType !== 0) return byType;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (Array.isArray(left) && Array.isArray(right)) return compareArrays(left, right);
  if (left instanceof ObjectId && right instanceof ObjectId) return Buffer.compare(left.id, right.id);
  if (left instanceof Binary && right instanceof Binary) return compareBinary(left, right);
  if (left instanceof BSONRegExp && right instanceof BSONRegExp) {
    return compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options);
  }
  if (left === null) return 0;
  return compareDocuments(left as BsonDocument, right as BsonDocument);
}

export function valuesEqual(left: BsonValue, right: BsonValue): boolean {
  return compareValues(left, right) === 0;
}

/**
 * A number as a double and what the double leaves out. Pairs order exactly as the numbers do, also 64-bit integers
 * beyond 2^53 against doubles, which neither type alone can say.
 */
export interface NumberParts {
  readonly approximate: number;
  /** Between -512 and 512; 0 for all doubles and all integers up to 2^53. */
  readonly rest: number;
}

export function numberPartsOf(value: BsonNumber): NumberParts {
  if (value instanceof Int32 || value instanceof Double) {
    return { approximate: value.value === 0 ? 0 : value.value, rest: 0 };
  }
  const approximate = value.toNumber();
  if (Number.isSafeInteger(approximate)) return { approximate, rest: 0 };
  return { approximate, rest: Number(value.toBigInt() - BigInt(approximate)) };
}

export function isNaNValue(value: BsonValue): boolean {
  return value instanceof Double && Number.isNaN(value.value);
}

/** NaN equals itself and is below all other numbers. */
function compareNumbers(left: BsonNumber, right: BsonNumber): number {
  if (isNaNValue(left) || isNaNValue(right)) return Number(isNaNValue(right)) - Number(isNaNValue(left));
  const a = numberPartsOf(left);
  const b = numberPartsOf(right);
  if (a.approximate !== b.approximate) return a.approximate < b.approximate ? -1 : 1;
  return a.rest - b.rest;
}

/** By UTF-8 bytes, that is by code point. JavaScript's `<` compares UTF-16 units, which differs above U+FFFF. */
export function compareStrings(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return left.length - right.length;
}

/** Moves surrogates, which stand for the highest code points, above the units U+E000 to U+FFFF. */
function codePointRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

function compareBinary(left: Binary, right: Binary): number {
  const byLength = left.length() - right.length();
  return byLength || left.sub_type - right.sub_type || Buffer.compare(left.value(), right.value());
}

function compareArrays(left: readonly BsonValue[], right: readonly BsonValue[]): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const order = compareValues(left[at] ?? null, right[at] ?? null);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Field by field in stored order: type, then name, then value; the shorter of two equal beginnings is less. */
function compareDocuments(left: BsonDocument, right: BsonDocument): number {
  const a = Object.entries(left);
  const b = Object.entries(right);
  for (const [at, [leftName, leftValue]] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    const [rightName, rightValue] = other;
    const order =
      typeRankOf(leftValue) - typeRankOf(rightValue) ||
      compareStrings(leftName, rightName) ||
      compareValues(leftValue, rightValue);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
