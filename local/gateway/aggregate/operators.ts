import type { BsonValue } from '../values';
import { average, extreme, sum, type Accumulator } from './accumulators';
import { expressionParser, type Expression, type OperatorParser } from './expression';
import { listOf, LOGIC_OPERATORS } from './logic';
import { MINGO_OPERATORS } from './mingo-operators';

/** `$sum` and its like outside a group: over their arguments, or over the elements of their only one. */
function over(accumulator: () => Accumulator): OperatorParser {
  return (operand, parse) => {
    const items = listOf(operand).map(parse);
    return (scope) => {
      const values = items.map((item) => item(scope));
      const only = values.length === 1 ? values[0] : undefined;
      const result = accumulator();
      for (const value of Array.isArray(only) ? only : values) result.add(value);
      return result.result();
    };
  };
}

const parse = expressionParser(
  new Map([
    ...LOGIC_OPERATORS,
    ...MINGO_OPERATORS,
    ['$sum', over(sum)],
    ['$avg', over(average)],
    ['$min', over(() => extreme((order) => order < 0))],
    ['$max', over(() => extreme((order) => order > 0))],
  ]),
);

export function parseExpression(source: BsonValue): Expression {
  return parse(source, new Set());
}
