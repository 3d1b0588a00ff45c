import { Binary, BSONRegExp, Double, Int32, Long, ObjectId } from 'bson';
import { failed, unsupported } from '../gateway-error';
import { isNumber, typeNameOf, type BsonValue } from '../values';

/** A value as mingo knows it. What it doesn't know (ObjectId and the like) never gets there. */
export type Plain = null | boolean | number | string | Date | Plain[] | { [name: string]: Plain };

/** @throws GatewayError for a type that mingo would take for something else, or a number that it would round */
export function toPlain(value: BsonValue, operator: string): Plain {
  if (isNumber(value)) return plainNumber(value, operator);
  if (value instanceof ObjectId || value instanceof Binary || value instanceof BSONRegExp) {
    throw unsupported(`a value of type ${typeNameOf(value)} in the expression ${operator}`);
  }
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((item) => toPlain(item, operator));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toPlain(item, operator)]));
}

function plainNumber(value: Int32 | Long | Double, operator: string): number {
  const number = value instanceof Long ? value.toNumber() : value.value;
  if (value instanceof Long && !Number.isSafeInteger(number)) {
    throw failed(`${operator}: ${value.toString()} would lose precision beyond 2^53`);
  }
  return number;
}

/** undefined stays what it is: a missing field. */
export function fromPlain(plain: unknown): BsonValue | undefined {
  if (typeof plain === 'number') return numberOf(plain);
  if (plain === undefined) return undefined;
  if (plain === null || typeof plain === 'string' || typeof plain === 'boolean' || plain instanceof Date)
    return plain;
  if (Array.isArray(plain)) return plain.map((item) => fromPlain(item) ?? null);
  const entries = Object.entries(plain as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, item]) => {
      const value = fromPlain(item);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The SDK reads all three as one JavaScript number. */
export function numberOf(number: number): Int32 | Long | Double {
  if (!Number.isSafeInteger(number) || Object.is(number, -0)) return new Double(number);
  return Math.abs(number) < 2 ** 31 ? new Int32(number) : Long.fromNumber(number);
}
