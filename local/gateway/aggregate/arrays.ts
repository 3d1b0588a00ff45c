import { Int32 } from 'bson';
import { valuesEqual } from '../compare';
import { failed } from '../gateway-error';
import { integerOf, typeNameOf, type BsonValue } from '../values';
import type { OperatorParser } from './expression';
import { argumentsOf } from './logic';

type Values = readonly (BsonValue | undefined)[];

/** Arrays as they are: mingo would see numbers of one type only, and no ObjectIds. */
export const ARRAY_OPERATORS: ReadonlyMap<string, OperatorParser> = new Map<string, OperatorParser>([
  ['$size', positional('$size', 1, 1, ([list]) => new Int32(arrayOf('$size', list).length))],
  ['$in', positional('$in', 2, 2, ([value, list]) => isIn(value ?? null, arrayOf('$in', list)))],
  ['$arrayElemAt', forNullNull('$arrayElemAt', 2, 2, elementAt)],
  ['$slice', forNullNull('$slice', 2, 3, slice)],
  [
    '$concatArrays',
    forNullNull('$concatArrays', 1, Infinity, (lists) =>
      lists.flatMap((list) => arrayOf('$concatArrays', list)),
    ),
  ],
  [
    '$reverseArray',
    forNullNull('$reverseArray', 1, 1, ([list]) => [...arrayOf('$reverseArray', list)].reverse()),
  ],
]);

function positional(
  operator: string,
  least: number,
  most: number,
  compute: (values: Values) => BsonValue | undefined,
): OperatorParser {
  return (operand, parse) => {
    const items = argumentsOf(operator, operand, least, most).map(parse);
    return (scope) => compute(items.map((item) => item(scope)));
  };
}

/** Any argument that is null or missing makes the result null. */
function forNullNull(
  operator: string,
  least: number,
  most: number,
  compute: (values: Values) => BsonValue | undefined,
): OperatorParser {
  return positional(operator, least, most, (values) =>
    values.some((value) => value === undefined || value === null) ? null : compute(values),
  );
}

function arrayOf(operator: string, value: BsonValue | undefined): readonly BsonValue[] {
  if (Array.isArray(value)) return value;
  throw failed(`${operator} needs an array, not a value of type ${typeNameOf(value ?? null)}`);
}

function integer(operator: string, value: BsonValue | undefined): number {
  const number = integerOf(value);
  if (number === undefined) throw failed(`${operator} needs an integer`);
  return number;
}

function isIn(value: BsonValue, list: readonly BsonValue[]): boolean {
  return list.some((item) => valuesEqual(item, value));
}

/** Negative positions count from the end; behind either end there is nothing, which isn't null. */
function elementAt([list, position]: Values): BsonValue | undefined {
  return arrayOf('$arrayElemAt', list).at(integer('$arrayElemAt', position));
}

/** So many from the front, with a negative number from the end; or so many from a position. */
function slice([list, first, second]: Values): BsonValue {
  const array = arrayOf('$slice', list);
  const position = integer('$slice', first);
  if (second === undefined) return position < 0 ? array.slice(position) : array.slice(0, position);
  const count = integer('$slice', second);
  if (count < 1) throw failed('$slice: the number of elements must be positive');
  const start = position < 0 ? Math.max(0, array.length + position) : position;
  return array.slice(start, start + count);
}
