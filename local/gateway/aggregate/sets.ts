import { compareValues, valuesEqual } from '../compare';
import { failed } from '../gateway-error';
import { typeNameOf, type BsonValue } from '../values';
import type { OperatorParser } from './expression';
import { argumentsOf, isTrue } from './logic';

type Lists = readonly (readonly BsonValue[])[];

/** Arrays as sets: neither order nor repetition counts, and values are equal as in a query. */
export const SET_OPERATORS: ReadonlyMap<string, OperatorParser> = new Map<string, OperatorParser>([
  ['$setUnion', onLists('$setUnion', 1, Infinity, (lists) => distinct(lists.flat()), null)],
  ['$setIntersection', onLists('$setIntersection', 1, Infinity, intersection, null)],
  ['$setDifference', onLists('$setDifference', 2, 2, difference, null)],
  ['$setEquals', onLists('$setEquals', 2, Infinity, areEqual)],
  ['$setIsSubset', onLists('$setIsSubset', 2, 2, ([inner = [], outer = []]) => isSubset(inner, outer))],
  ['$allElementsTrue', onLists('$allElementsTrue', 1, 1, ([list = []]) => list.every(isTrue))],
  ['$anyElementTrue', onLists('$anyElementTrue', 1, 1, ([list = []]) => list.some(isTrue))],
]);

/** @param forNull what null or a missing argument makes of the whole; without it that is an error, as in MongoDB */
function onLists(
  operator: string,
  least: number,
  most: number,
  combine: (lists: Lists) => BsonValue,
  forNull?: null,
): OperatorParser {
  return (operand, parse) => {
    const items = argumentsOf(operator, operand, least, most).map(parse);
    return (scope) => {
      const values = items.map((item) => item(scope) ?? null);
      if (forNull === null && values.includes(null)) return null;
      return combine(
        values.map((value) => {
          if (!Array.isArray(value))
            throw failed(`${operator} needs arrays, not a value of type ${typeNameOf(value)}`);
          return value;
        }),
      );
    };
  };
}

/** Ordered, so that equal sets look alike. */
function distinct(values: readonly BsonValue[]): BsonValue[] {
  const sorted = [...values].sort(compareValues);
  return sorted.filter((value, at) => at === 0 || !valuesEqual(value, sorted[at - 1] ?? null));
}

function holds(list: readonly BsonValue[], value: BsonValue): boolean {
  return list.some((item) => valuesEqual(item, value));
}

function isSubset(inner: readonly BsonValue[], outer: readonly BsonValue[]): boolean {
  return inner.every((value) => holds(outer, value));
}

function areEqual([first = [], ...others]: Lists): boolean {
  return others.every((other) => isSubset(first, other) && isSubset(other, first));
}

function intersection([first = [], ...others]: Lists): BsonValue[] {
  return distinct(first).filter((value) => others.every((other) => holds(other, value)));
}

/** Keeps the order of the first list. */
function difference([first = [], second = []]: Lists): BsonValue[] {
  return first.filter((value, at) => !holds(second, value) && !holds(first.slice(0, at), value));
}
