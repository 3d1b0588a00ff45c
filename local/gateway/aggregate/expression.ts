import { checkFieldName, splitPath } from '../field-names';
import { invalid, unsupported } from '../gateway-error';
import { fieldOf, isDocument, type BsonDocument, type BsonValue } from '../values';

/** What an expression sees: the document, and the variables of `$map` and the like; undefined is a missing value. */
export interface Scope {
  readonly root: BsonDocument;
  readonly variables: ReadonlyMap<string, BsonValue | undefined>;
}

/** undefined: the value is missing, which is not the same as null. */
export type Expression = (scope: Scope) => BsonValue | undefined;

export type ParseExpression = (source: BsonValue, variables: ReadonlySet<string>) => Expression;

export function evaluate(expression: Expression, root: BsonDocument): BsonValue | undefined {
  return expression({ root, variables: new Map() });
}

/** Parses the operand of one operator. */
export type OperatorParser = (
  operand: BsonValue,
  parse: (source: BsonValue) => Expression,
  nested: Nested,
) => Expression;

/** For operators that bring variables of their own. */
export interface Nested {
  with(names: readonly string[], source: BsonValue): Expression;
}

/**
 * Parses expressions such as `'$a.b'`, `{$add: ['$a', 1]}` or a document or array of them. Everything unknown is
 * refused here, by its name, before a document is looked at.
 */
export function expressionParser(operators: ReadonlyMap<string, OperatorParser>): ParseExpression {
  const parse: ParseExpression = (source, variables) => {
    if (typeof source === 'string') return parseText(source, variables);
    if (Array.isArray(source)) {
      const items = source.map((item) => parse(item, variables));
      return (scope) => items.map((item) => item(scope) ?? null);
    }
    if (!isDocument(source)) return () => source;
    const [name, ...others] = Object.keys(source);
    if (name?.startsWith('$') !== true) return parseDocument(source, (item) => parse(item, variables));
    if (others.length > 0)
      throw invalid(`an expression has one operator, and not "${name}" beside "${others[0]}"`);
    const parser = operators.get(name);
    if (parser === undefined) throw unsupported(`the expression operator ${name}`);
    return parser(source[name] ?? null, (item) => parse(item, variables), {
      with: (names, item) => parse(item, new Set([...variables, ...names])),
    });
  };
  return parse;
}

function parseDocument(source: BsonDocument, parse: (source: BsonValue) => Expression): Expression {
  const fields = Object.entries(source).map(([name, item]) => {
    checkFieldName(name);
    if (name.includes('.')) throw invalid(`the field name "${name}" of an expression has a dot`);
    return { name, value: parse(item) };
  });
  return (scope) => {
    const document: BsonDocument = {};
    for (const { name, value } of fields) {
      const result = value(scope);
      if (result !== undefined) document[name] = result;
    }
    return document;
  };
}

function parseText(source: string, variables: ReadonlySet<string>): Expression {
  if (source.startsWith('$$')) return parseVariable(source.slice(2), variables);
  if (!source.startsWith('$')) return () => source;
  const parts = splitPath(source.slice(1));
  return ({ root }) => valueAt(root, parts);
}

function parseVariable(path: string, variables: ReadonlySet<string>): Expression {
  const [name = '', ...parts] = splitPath(path);
  if (name === 'ROOT' || name === 'CURRENT') return ({ root }) => valueAt(root, parts);
  if (!variables.has(name)) throw unsupported(`the variable $$${name}`);
  return (scope) => {
    const value = scope.variables.get(name);
    return value === undefined ? undefined : valueAt(value, parts);
  };
}

/** An array on the way stands for what its documents have; a position is no name here, unlike in a query. */
export function valueAt(value: BsonValue, parts: readonly string[]): BsonValue | undefined {
  const [part, ...rest] = parts;
  if (part === undefined) return value;
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const found = Array.isArray(item) ? undefined : valueAt(item, parts);
      return found === undefined ? [] : [found];
    });
  }
  const next = isDocument(value) ? fieldOf(value, part) : undefined;
  return next === undefined ? undefined : valueAt(next, rest);
}
