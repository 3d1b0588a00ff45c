import { failed, invalid } from '../gateway-error';
import { isDocument, type BsonValue } from '../values';
import type { Expression, OperatorParser, Scope } from './expression';
import { isTrue, namedOf } from './logic';

/** Operators that give names to values, which an expression inside them may use as `$$name`. */
export const VARIABLE_OPERATORS: ReadonlyMap<string, OperatorParser> = new Map<string, OperatorParser>([
  ['$let', parseLet],
  ['$filter', parseFilterOperator],
  ['$map', parseMap],
  ['$reduce', parseReduce],
]);

type Parse = Parameters<OperatorParser>[1];
type NestedParse = Parameters<OperatorParser>[2];

/** Values see the names of outer operators, and not one another. */
function parseLet(operand: BsonValue, parse: Parse, nested: NestedParse): Expression {
  const { vars, in: body } = namedOf('$let', operand, ['vars', 'in'], []);
  if (!isDocument(vars)) throw invalid('$let needs a document as "vars"');
  const values = Object.entries(vars).map(([name, source]) => ({
    name: nameOf('$let', name),
    value: parse(source),
  }));
  const result = nested.with(
    values.map(({ name }) => name),
    body ?? null,
  );
  return (scope) =>
    result(withVariables(scope, Object.fromEntries(values.map(({ name, value }) => [name, value(scope)]))));
}

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
    throw invalid(`${operator}: ${JSON.stringify(name)} is no valid name of a variable`);
  return name;
}

function withVariables(scope: Scope, values: Readonly<Record<string, BsonValue | undefined>>): Scope {
  return { root: scope.root, variables: new Map([...scope.variables, ...Object.entries(values)]) };
}
