import { BSONRegExp } from 'bson';
import { invalid, unsupported } from './gateway-error';
import { splitPath } from './field-names';
import { leavesAt } from './paths';
import { parseCondition, parseRegex, type LeafTest } from './query-operators';
import { equalsTest, regexTest } from './query-tests';
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

type DocumentTest = (document: BsonDocument) => boolean;

const COMPARISON_OPERATORS: ReadonlySet<string> = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte']);

/** @throws GatewayError INVALID_PARAM for a malformed query, NOT_SUPPORTED_LOCALLY naming an unknown operator */
export function parseFilter(query: BsonDocument): Filter {
  const tests: DocumentTest[] = [];
  const comparisons: Comparison[] = [];
  let onlyComparisons = true;
  for (const [name, condition] of Object.entries(query)) {
    if (name === '$and') {
      for (const part of logicalOperands(name, condition)) {
        tests.push((document) => part.matches(document));
        comparisons.push(...part.comparisons);
        onlyComparisons &&= part.onlyComparisons;
      }
    } else if (name.startsWith('$')) {
      tests.push(parseLogical(name, condition));
      onlyComparisons = false;
    } else {
      tests.push(fieldTest(name, condition));
      const found = comparisonsOf(name, condition);
      comparisons.push(...found);
      onlyComparisons &&= found.length === conditionCount(condition);
    }
  }
  return { matches: (document) => tests.every((test) => test(document)), comparisons, onlyComparisons };
}

function parseLogical(name: string, condition: BsonValue): DocumentTest {
  if (name === '$or') {
    const parts = logicalOperands(name, condition);
    return (document) => parts.some((part) => part.matches(document));
  }
  if (name === '$nor') {
    const parts = logicalOperands(name, condition);
    return (document) => !parts.some((part) => part.matches(document));
  }
  throw unsupported(`the query operator ${name} (at the top of a query)`);
}

function logicalOperands(name: string, condition: BsonValue): Filter[] {
  if (!Array.isArray(condition) || condition.length === 0) throw invalid(`${name} needs a non-empty array`);
  return condition.map((part) => {
    if (!isDocument(part)) throw invalid(`${name} needs an array of documents`);
    return parseFilter(part);
  });
}

function fieldTest(path: string, condition: BsonValue): DocumentTest {
  const parts = splitPath(path);
  const test = leafTestOf(condition);
  return (document) => test(leavesAt(document, parts));
}

function leafTestOf(condition: BsonValue): LeafTest {
  if (condition instanceof BSONRegExp)
    return regexTest(parseRegex(condition.pattern, condition.options), condition);
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
