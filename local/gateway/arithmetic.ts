import { Double, Int32, Long } from 'bson';
import { failed } from './gateway-error';
import { isDocument, isNumber, typeNameOf, type BsonNumber, type BsonValue } from './values';

export type Operation = '$inc' | '$mul';

const INT32_MAX = 2n ** 31n - 1n;
const INT64_MAX = 2n ** 63n - 1n;

/** The operand of `$inc` or `$mul`. */
export function numberOperand(operation: Operation, path: string, operand: BsonValue): BsonNumber {
  if (isNumber(operand)) return operand;
  throw failed(`Cannot ${verbOf(operation)} with non-numeric argument: {${path}: ${typeNameOf(operand)}}`);
}

/**
 * Adds or multiplies as MongoDB does: Int32 grows into Long, Long never wraps round, and a Double makes a Double.
 * Unlike MongoDB it refuses a whole number that a Double can't hold exactly: points would be lost in silence.
 *
 * @param current the stored value; undefined when the field is missing
 */
export function calculate(
  operation: Operation,
  path: string,
  current: BsonValue | undefined,
  operand: BsonNumber,
): BsonNumber {
  if (current === undefined) return operation === '$inc' ? operand : zeroLike(operand);
  if (!isNumber(current)) {
    throw failed(
      `Cannot apply ${operation} to a value of non-numeric type. ` +
        `The field '${path}' is of non-numeric type ${typeNameOf(current)}`,
    );
  }
  if (current instanceof Double || operand instanceof Double)
    return onDoubles(operation, path, current, operand);
  return onIntegers(operation, path, current, operand);
}

function onIntegers(operation: Operation, path: string, left: Int32 | Long, right: Int32 | Long): BsonNumber {
  const a = bigIntOf(left);
  const b = bigIntOf(right);
  const result = operation === '$inc' ? a + b : a * b;
  if (result > INT64_MAX || result < -INT64_MAX - 1n) {
    throw failed(`Failed to apply ${operation} to '${path}': ${result} does not fit in 64 bits`);
  }
  const fitsInt32 = result <= INT32_MAX && result >= -INT32_MAX - 1n;
  const bothInt32 = left instanceof Int32 && right instanceof Int32;
  return bothInt32 && fitsInt32 ? new Int32(Number(result)) : Long.fromBigInt(result);
}

function onDoubles(operation: Operation, path: string, left: BsonNumber, right: BsonNumber): BsonNumber {
  const a = exactDoubleOf(left, operation, path);
  const b = exactDoubleOf(right, operation, path);
  const result = operation === '$inc' ? a + b : a * b;
  const whole = Number.isInteger(a) && Number.isInteger(b);
  if (whole && !Number.isSafeInteger(result) && Number.isFinite(result))
    throw losesPrecision(operation, path);
  return new Double(result);
}

function exactDoubleOf(value: BsonNumber, operation: Operation, path: string): number {
  if (!(value instanceof Long)) return value.value;
  const number = value.toNumber();
  if (!Number.isSafeInteger(number)) throw losesPrecision(operation, path);
  return number;
}

const BIT_OPERATIONS: ReadonlyMap<string, (left: bigint, right: bigint) => bigint> = new Map([
  ['and', (left, right) => left & right],
  ['or', (left, right) => left | right],
  ['xor', (left, right) => left ^ right],
]);

/** The operand of `$bit`: one or several of `and`, `or` and `xor`, each with an integer, done one after the other. */
export function bitOperand(path: string, operand: BsonValue): (current: BsonValue | undefined) => BsonNumber {
  const steps = isDocument(operand) ? Object.entries(operand) : [];
  if (steps.length === 0) throw failed(`$bit of '${path}' needs { and | or | xor: an integer }`);
  const parsed = steps.map(([name, mask]) => {
    const operate = BIT_OPERATIONS.get(name);
    if (operate === undefined) throw failed(`$bit of '${path}' knows "and", "or" and "xor", not "${name}"`);
    if (!isInteger(mask)) throw failed(`$bit of '${path}' needs an integer, not ${typeNameOf(mask)}`);
    return { operate, mask };
  });
  return (current = new Int32(0)) => {
    if (!isInteger(current)) {
      throw failed(
        `Cannot apply $bit to a value of non-integral type: '${path}' is of type ${typeNameOf(current)}`,
      );
    }
    return parsed.reduce<Int32 | Long>((value, { operate, mask }) => {
      const result = operate(bigIntOf(value), bigIntOf(mask));
      const bothInt32 = value instanceof Int32 && mask instanceof Int32;
      return bothInt32 ? new Int32(Number(result)) : Long.fromBigInt(result);
    }, current);
  };
}

function isInteger(value: BsonValue): value is Int32 | Long {
  return value instanceof Int32 || value instanceof Long;
}

function losesPrecision(operation: Operation, path: string): Error {
  return failed(`${operation} on '${path}' is refused: the result would lose precision beyond 2^53`);
}

function bigIntOf(value: Int32 | Long): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(value.value);
}

function zeroLike(value: BsonNumber): BsonNumber {
  if (value instanceof Long) return Long.ZERO;
  return value instanceof Int32 ? new Int32(0) : new Double(0);
}

function verbOf(operation: Operation): string {
  return operation === '$inc' ? 'increment' : 'multiply';
}
