import { BSONRegExp } from 'bson';
import { evaluate } from './aggregate/expression';
import { isTrue } from './aggregate/logic';
import { parseExpression } from './aggregate/operators';
import { invalid, unsupported } from './gateway-error';
import { splitPath } from './field-names';
import { parseNearness } from './geo/operators';
import { parseJsonSchema } from './json-schema';
import type { OrderField } from './order';
import { leavesAt } from './paths';
import { parseCondition, type LeafTest } from './query-operators';
import { equalsTest, regexTest } from './query-tests';
import { compileRegex } from './regex';
import { isDocument, isOperatorDocument, type BsonDocument, type BsonValue } from './values';

/** One comparison that every matching document fulfils, in the form that a planner can turn into a key range. */
export interface Comparison {
  readonly path: string;
  readonly operator: '$eq' | '$in' | '$gt' | '$gte' | '$lt' | '$lte';
  readonly operand: BsonValue;
}

/** A parsed query. Parsing refuses every unknown operator, so that none is ever ignored while matching. */
export interface Filter {
  matches(document: BsonDocument): boolean;
  /** Comparisons joined by "and"; a document that fails one of them doesn't match. */
  readonly comparisons: readonly Comparison[];
  /** Whether `comparisons` is the whole query. */
  readonly onlyComparisons: boolean;
}

/** A query that is read, and the order that it brings along: by distance, or none. */
export interface Search extends Filter {
  readonly order: readonly OrderField[];
}

type DocumentTest = (document: BsonDocument) => boolean;

const COMPARISON_OPERATORS: ReadonlySet<string> = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte']);

/**
 * Parses what is no search: the query of a change, of a stage, or one inside another.
 *
 * @throws GatewayError INVALID_PARAM for a malformed query, NOT_SUPPORTED_LOCALLY naming an unknown operator
 */
export function parseFilter(query: BsonDocument): Filter {
  const search = parseSearch(query);
  if (search.order.length > 0) throw unsupported('$nearSphere or $near anywhere but at the top of a search');
  return search;
}

/** The same for documents that are only read, which may be asked for by their distance. */
export function parseSearch(query: BsonDocument): Search {
  const tests: DocumentTest[] = [];
  const comparisons: Comparison[] = [];
  const order: OrderField[] = [];
  let onlyComparisons = true;
  for (const [name, condition] of Object.entries(query)) {
    const near = parseNearness(name, condition);
    if (near !== undefined) {
      tests.push((document) => near.nearestIn(document) !== undefined);
      order.push(near.order);
      onlyComparisons = false;
    } else if (name === '$and') {
      for (const part of logicalOperands(name, condition, parseSearch)) {
        tests.push((document) => part.matches(document));
        comparisons.push(...part.comparisons);
        order.push(...part.order);
        onlyComparisons &&= part.onlyComparisons;
      }
    } else if (name.startsWith('$')) {
      tests.push(parseTopOperator(name, condition));
      onlyComparisons = false;
    } else {
      tests.push(fieldTest(name, condition));
      const found = comparisonsOf(name, condition);
      comparisons.push(...found);
      onlyComparisons &&= found.length === conditionCount(condition);
    }
  }
  if (order.length > 1) throw invalid('a search can ask for nearness once only');
  return {
    matches: (document) => tests.every((test) => test(document)),
    comparisons,
    onlyComparisons,
    order,
  };
}

function parseTopOperator(name: string, condition: BsonValue): DocumentTest {
  if (name === '$or') {
    const parts = logicalOperands(name, condition, parseFilter);
    return (document) => parts.some((part) => part.matches(document));
  }
  if (name === '$nor') {
    const parts = logicalOperands(name, condition, parseFilter);
    return (document) => !parts.some((part) => part.matches(document));
  }
  if (name === '$expr') {
    const expression = parseExpression(condition);
    return (document) => isTrue(evaluate(expression, document));
  }
  if (name === '$jsonSchema') return parseJsonSchema(condition);
  throw unsupported(`the query operator ${name} (at the top of a query)`);
}

function logicalOperands<T>(name: string, condition: BsonValue, parse: (part: BsonDocument) => T): T[] {
  if (!Array.isArray(condition) || condition.length === 0) throw invalid(`${name} needs a non-empty array`);
  return condition.map((part) => {
    if (!isDocument(part)) throw invalid(`${name} needs an array of documents`);
    return parse(part);
  });
}

function fieldTest(path: string, condition: BsonValue): DocumentTest {
  const parts = splitPath(path);
  const test = leafTestOf(condition);
  return (document) => test(leavesAt(document, parts));
}

function leafTestOf(condition: BsonValue): LeafTest {
  if (condition instanceof BSONRegExp)
    return regexTest(compileRegex(condition.pattern, condition.options), condition);
  if (isOperatorDocument(condition)) return parseCondition(condition, parseFilter);
  return equalsTest(condition);
}

function comparisonsOf(path: string, condition: BsonValue): Comparison[] {
  if (condition instanceof BSONRegExp) return [];
  if (!isOperatorDocument(condition)) return [{ path, operator: '$eq', operand: condition }];
  const found: Comparison[] = [];
  for (const [operator, operand] of Object.entries(condition)) {
    if (isComparisonOperator(operator)) found.push({ path, operator, operand });
  }
  return found;
}

function isComparisonOperator(operator: string): operator is Comparison['operator'] {
  return COMPARISON_OPERATORS.has(operator);
}

function conditionCount(condition: BsonValue): number {
  return isOperatorDocument(condition) ? Object.keys(condition).length : 1;
}
