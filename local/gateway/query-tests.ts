import { BSONRegExp, Double, Long } from 'bson';
import { invalid } from './gateway-error';
import { compareValues, isNaNValue, valuesEqual } from './compare';
import type { Leaf } from './paths';
import { isNumber, typeRankOf, type BsonValue } from './values';

/** Decides over all the values that one path reaches in one document. */
export type LeafTest = (leaves: readonly Leaf[]) => boolean;

/** Whether any value, or any element of an array value, passes. Missing fields are not values. */
export function someValue(leaves: readonly Leaf[], passes: (value: BsonValue) => boolean): boolean {
  return leaves.some(({ value, expands }) => {
    if (value === undefined) return false;
    return passes(value) || (expands && Array.isArray(value) && value.some(passes));
  });
}

/** Equal, where null also stands for a missing field. */
export function equalsTest(operand: BsonValue): LeafTest {
  return (leaves) =>
    (operand === null && leaves.some(({ value }) => value === undefined)) ||
    someValue(leaves, (value) => valuesEqual(value, operand));
}

/** A range holds only between values of one type, and NaN is only ever equal to itself. */
export function rangeTest(operand: BsonValue, holds: (order: number) => boolean): LeafTest {
  if (operand instanceof BSONRegExp)
    throw invalid('a range comparison with a regular expression is not valid');
  if (operand === null || isNaNValue(operand)) return holds(0) ? equalsTest(operand) : () => false;
  const rank = typeRankOf(operand);
  return (leaves) =>
    someValue(
      leaves,
      (value) => typeRankOf(value) === rank && !isNaNValue(value) && holds(compareValues(value, operand)),
    );
}

/** Strings that match, and a stored regular expression that is the same one. */
export function regexTest(regex: RegExp, source: BSONRegExp): LeafTest {
  return (leaves) =>
    someValue(leaves, (value) =>
      typeof value === 'string' ? regex.test(value) : valuesEqual(value, source),
    );
}

export function existsTest(expected: boolean): LeafTest {
  return (leaves) => leaves.some(({ value }) => value !== undefined) === expected;
}

export function sizeTest(size: number): LeafTest {
  return (leaves) => leaves.some(({ value }) => Array.isArray(value) && value.length === size);
}

export function moduloTest(divisor: bigint, remainder: bigint): LeafTest {
  return (leaves) =>
    someValue(leaves, (value) => {
      const integer = truncatedOf(value);
      return integer !== undefined && integer % divisor === remainder;
    });
}

/** A number without its fraction; undefined for what isn't a finite number. */
export function truncatedOf(value: BsonValue | undefined): bigint | undefined {
  if (!isNumber(value)) return undefined;
  if (value instanceof Long) return value.toBigInt();
  if (value instanceof Double && !Number.isFinite(value.value)) return undefined;
  return BigInt(Math.trunc(value.value));
}

/** Array elements are tested one by one and as they are: an array inside the array isn't looked into. */
export function elementTest(passes: (element: BsonValue) => boolean): LeafTest {
  return (leaves) => leaves.some(({ value }) => Array.isArray(value) && value.some(passes));
}

export function allOf(tests: readonly LeafTest[]): LeafTest {
  return (leaves) => tests.every((test) => test(leaves));
}

export function anyOf(tests: readonly LeafTest[]): LeafTest {
  return (leaves) => tests.some((test) => test(leaves));
}

export function notOf(test: LeafTest): LeafTest {
  return (leaves) => !test(leaves);
}
