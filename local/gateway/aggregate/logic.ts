import { compareValues } from '../compare';
import { failed, invalid } from '../gateway-error';
import { isDocument, isNumber, type BsonDocument, type BsonValue } from '../values';
import type { Expression, OperatorParser, Scope } from './expression';
import { numberOf } from './plain';

/**
 * Comparison, logic and variables are our own: mingo takes a missing field for null, documents for equal whatever the
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
  ['$filter', parseFilterOperator],
  ['$map', parseMap],
  ['$reduce', parseReduce],
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

function namedOf(
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

type Parse = Parameters<OperatorParser>[1];
type NestedParse = Parameters<OperatorParser>[2];

function parseFilterOperator(operand: BsonValue, parse: Parse, nested: NestedParse): Expression {
  const named = namedOf('$filter', operand, ['input', 'cond'], ['as']);
  const name = nameOf('$filter', named['as']);
  const input = parse(named['input'] ?? null);
  const test = nested.with([name], named['cond'] ?? null);
  return (scope) =>
    arrayOf('$filter', input(scope))?.filter((item) =>
      isTrue(test(withVariables(scope, { [name]: item }))),
    ) ?? null;
}

function parseMap(operand: BsonValue, parse: Parse, nested: NestedParse): Expression {
  const named = namedOf('$map', operand, ['input', 'in'], ['as']);
  const name = nameOf('$map', named['as']);
  const input = parse(named['input'] ?? null);
  const result = nested.with([name], named['in'] ?? null);
  return (scope) =>
    arrayOf('$map', input(scope))?.map((item) => result(withVariables(scope, { [name]: item })) ?? null) ??
    null;
}

function parseReduce(operand: BsonValue, parse: Parse, nested: NestedParse): Expression {
  const named = namedOf('$reduce', operand, ['input', 'initialValue', 'in'], []);
  const input = parse(named['input'] ?? null);
  const initial = parse(named['initialValue'] ?? null);
  const step = nested.with(['value', 'this'], named['in'] ?? null);
  return (scope) => {
    const first = initial(scope) ?? null;
    const fold = (value: BsonValue, item: BsonValue): BsonValue =>
      step(withVariables(scope, { value, this: item })) ?? null;
    return arrayOf('$reduce', input(scope))?.reduce(fold, first) ?? null;
  };
}

/** null for what is missing, as MongoDB has it. */
function arrayOf(operator: string, value: BsonValue | undefined): BsonValue[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw failed(`${operator}: the input must be an array`);
  return value;
}

function nameOf(operator: string, name: BsonValue | undefined): string {
  if (name === undefined) return 'this';
  if (typeof name !== 'string' || !/^[a-z][a-zA-Z0-9_]*$/.test(name))
    throw invalid(`${operator}: "as" is no valid name`);
  return name;
}

function withVariables(scope: Scope, values: Readonly<Record<string, BsonValue>>): Scope {
  return { root: scope.root, variables: new Map([...scope.variables, ...Object.entries(values)]) };
}
