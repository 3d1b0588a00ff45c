import { compareValues } from '../compare';
import { failed, invalid } from '../gateway-error';
import { isDocument, isNumber, type BsonDocument, type BsonValue } from '../values';
import type { Expression, OperatorParser } from './expression';
import { numberOf } from './plain';

/**
 * Comparison and logic are our own: mingo takes a missing field for null, documents for equal whatever the
 * order of their fields, and null for no less than a number.
 */
export const LOGIC_OPERATORS: ReadonlyMap<string, OperatorParser> = new Map<string, OperatorParser>([
  ['$eq', comparison((order) => order === 0)],
  ['$ne', comparison((order) => order !== 0)],
  ['$gt', comparison((order) => order > 0)],
  ['$gte', comparison((order) => order >= 0)],
  ['$lt', comparison((order) => order < 0)],
  ['$lte', comparison((order) => order <= 0)],
  ['$cmp', comparison((order) => numberOf(Math.sign(order)))],
  [
    '$and',
    (operand, parse) => {
      const items = listOf(operand).map(parse);
      return (scope) => items.every((item) => isTrue(item(scope)));
    },
  ],
  [
    '$or',
    (operand, parse) => {
      const items = listOf(operand).map(parse);
      return (scope) => items.some((item) => isTrue(item(scope)));
    },
  ],
  [
    '$not',
    (operand, parse) => {
      const [item] = argumentsOf('$not', operand, 1).map(parse);
      return (scope) => !isTrue(item?.(scope));
    },
  ],
  ['$cond', parseCondition],
  [
    '$ifNull',
    (operand, parse) => {
      const items = listOf(operand).map(parse);
      if (items.length < 2) throw invalid('$ifNull needs at least two arguments');
      return (scope) => {
        let value: BsonValue | undefined;
        for (const item of items) {
          value = item(scope);
          if (value !== undefined && value !== null) break;
        }
        return value;
      };
    },
  ],
  ['$switch', parseSwitch],
  ['$literal', (operand) => () => operand],
]);

/** false, 0, null and a missing value are false; an empty string or array is true. */
export function isTrue(value: BsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumber(value) || (value.valueOf() !== 0 && String(value) !== '0');
}

export function listOf(operand: BsonValue): BsonValue[] {
  return Array.isArray(operand) ? operand : [operand];
}

export function argumentsOf(operator: string, operand: BsonValue, least: number, most = least): BsonValue[] {
  const list = listOf(operand);
  if (list.length >= least && list.length <= most) return list;
  throw invalid(
    `${operator} needs ${least === most ? least : `${least} to ${most}`} arguments, not ${list.length}`,
  );
}

/** A missing value is below everything, null too. */
function compareOptional(left: BsonValue | undefined, right: BsonValue | undefined): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  return compareValues(left, right);
}

function comparison(result: (order: number) => BsonValue): OperatorParser {
  return (operand, parse) => {
    const [left, right] = argumentsOf('a comparison', operand, 2).map(parse);
    return (scope) => result(compareOptional(left?.(scope), right?.(scope)));
  };
}

/** The fields of an operator whose operand is a document. */
export function namedOf(
  operator: string,
  operand: BsonValue,
  required: readonly string[],
  optional: readonly string[],
): BsonDocument {
  if (!isDocument(operand)) throw invalid(`${operator} needs a document`);
  for (const name of required)
    if (!Object.hasOwn(operand, name)) throw invalid(`${operator} needs "${name}"`);
  const unknown = Object.keys(operand).find((name) => !required.includes(name) && !optional.includes(name));
  if (unknown !== undefined) throw invalid(`${operator} knows no "${unknown}"`);
  return operand;
}

function parseCondition(operand: BsonValue, parse: (source: BsonValue) => Expression): Expression {
  const parts = Array.isArray(operand)
    ? argumentsOf('$cond', operand, 3)
    : ['if', 'then', 'else'].map(
        (name) => namedOf('$cond', operand, ['if', 'then', 'else'], [])[name] ?? null,
      );
  const [condition, yes, no] = parts.map(parse);
  return (scope) => (isTrue(condition?.(scope)) ? yes?.(scope) : no?.(scope));
}

function parseSwitch(operand: BsonValue, parse: (source: BsonValue) => Expression): Expression {
  const { branches, default: other } = namedOf('$switch', operand, ['branches'], ['default']);
  const cases = listOf(branches ?? []).map((branch) => {
    const named = namedOf('a branch of $switch', branch, ['case', 'then'], []);
    return { test: parse(named['case'] ?? null), then: parse(named['then'] ?? null) };
  });
  const otherwise = other === undefined ? undefined : parse(other);
  return (scope) => {
    const found = cases.find(({ test }) => isTrue(test(scope)));
    if (found !== undefined) return found.then(scope);
    if (otherwise === undefined) throw failed('$switch has no branch that fits, and no default');
    return otherwise(scope);
  };
}
