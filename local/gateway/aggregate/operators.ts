import type { BsonValue } from '../values';
import { average, deviation, extreme, mergeObjects, sum, type Accumulator } from './accumulators';
import { ARRAY_OPERATORS } from './arrays';
import { DATE_OPERATORS } from './dates';
import { expressionParser, type Expression, type OperatorParser } from './expression';
import { listOf, LOGIC_OPERATORS } from './logic';
import { MINGO_OPERATORS } from './mingo-operators';
import { SET_OPERATORS } from './sets';
import { TEXT_OPERATORS } from './text';
import { VARIABLE_OPERATORS } from './variables';

/** `$sum` and its like outside a group: over their arguments, or over the elements of their only one. */
function over(accumulator: () => Accumulator): OperatorParser {
  return gathering(accumulator, (values) => {
    const only = values.length === 1 ? values[0] : undefined;
    return Array.isArray(only) ? only : values;
  });
}

function gathering(
  accumulator: () => Accumulator,
  pick: (values: readonly (BsonValue | undefined)[]) => readonly (BsonValue | undefined)[],
): OperatorParser {
  return (operand, parse) => {
    const items = listOf(operand).map(parse);
    return (scope) => {
      const result = accumulator();
      for (const value of pick(items.map((item) => item(scope)))) result.add(value);
      return result.result();
    };
  };
}

const parse = expressionParser(
  new Map([
    ...LOGIC_OPERATORS,
    ...VARIABLE_OPERATORS,
    ...ARRAY_OPERATORS,
    ...SET_OPERATORS,
    ...TEXT_OPERATORS,
    ...MINGO_OPERATORS,
    ...DATE_OPERATORS,
    ['$sum', over(sum)],
    ['$avg', over(average)],
    ['$min', over(() => extreme((order) => order < 0))],
    ['$max', over(() => extreme((order) => order > 0))],
    ['$stdDevPop', over(() => deviation(0))],
    ['$stdDevSamp', over(() => deviation(1))],
    ['$mergeObjects', gathering(mergeObjects, (values) => values)],
  ]),
);

export function parseExpression(source: BsonValue): Expression {
  return parse(source, new Set());
}
