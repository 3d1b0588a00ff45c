import { BSONRegExp } from 'bson';
import { invalid, unsupported } from './gateway-error';
import { geoIntersectsTest, geoWithinTest } from './geo/operators';
import type { Filter } from './query';
import { compileRegex } from './regex';
import {
  allOf,
  anyOf,
  elementTest,
  equalsTest,
  existsTest,
  moduloTest,
  notOf,
  rangeTest,
  regexTest,
  sizeTest,
  truncatedOf,
  type LeafTest,
} from './query-tests';
import { integerOf, isDocument, isOperatorDocument, type BsonDocument, type BsonValue } from './values';

export type { LeafTest } from './query-tests';

/** Parsing of a whole query, handed in for `$elemMatch`, whose operand is one. */
type ParseFilter = (query: BsonDocument) => Filter;
type OperatorParser = (operand: BsonValue, parse: ParseFilter, siblings: BsonDocument) => LeafTest;

/** The allow-list. An operator that isn't here is refused by name before anything is matched. */
const OPERATORS: ReadonlyMap<string, OperatorParser> = new Map<string, OperatorParser>([
  ['$eq', (operand) => equalsTest(operand)],
  ['$ne', (operand) => notOf(equalsTest(operand))],
  ['$gt', (operand) => rangeTest(operand, (order) => order > 0)],
  ['$gte', (operand) => rangeTest(operand, (order) => order >= 0)],
  ['$lt', (operand) => rangeTest(operand, (order) => order < 0)],
  ['$lte', (operand) => rangeTest(operand, (order) => order <= 0)],
  ['$in', (operand) => anyOf(listOf('$in', operand).map(itemTest))],
  ['$nin', (operand) => notOf(anyOf(listOf('$nin', operand).map(itemTest)))],
  ['$not', (operand, parse) => notOf(parseNot(operand, parse))],
  ['$exists', (operand) => existsTest(parseExists(operand))],
  ['$size', (operand) => sizeTest(parseSize(operand))],
  ['$all', parseAll],
  ['$elemMatch', parseElementMatch],
  ['$mod', parseModulo],
  ['$regex', parseRegexOperator],
  ['$options', requireRegexSibling],
  ['$geoWithin', geoWithinTest],
  ['$geoIntersects', geoIntersectsTest],
]);

/** Parses `{$gt: 1, $lt: 5}`: all of its operators must hold. */
export function parseCondition(condition: BsonDocument, parse: ParseFilter): LeafTest {
  const tests = Object.entries(condition).map(([operator, operand]) => {
    if (!operator.startsWith('$')) throw invalid(`"${operator}" stands among operators but isn't one`);
    const parser = OPERATORS.get(operator);
    if (parser === undefined) throw unsupported(`the query operator ${operator}`);
    return parser(operand, parse, condition);
  });
  return allOf(tests);
}

function itemTest(item: BsonValue): LeafTest {
  if (isOperatorDocument(item))
    throw invalid(`a list of values can't hold the operator ${Object.keys(item)[0]}`);
  if (item instanceof BSONRegExp) return regexTest(compileRegex(item.pattern, item.options), item);
  return equalsTest(item);
}

function listOf(operator: string, operand: BsonValue): BsonValue[] {
  if (!Array.isArray(operand)) throw invalid(`${operator} needs an array`);
  return operand;
}

function parseNot(operand: BsonValue, parse: ParseFilter): LeafTest {
  if (operand instanceof BSONRegExp) return itemTest(operand);
  if (!isOperatorDocument(operand)) throw invalid('$not needs a regular expression or operators');
  return parseCondition(operand, parse);
}

function parseExists(operand: BsonValue): boolean {
  if (typeof operand === 'boolean') return operand;
  const number = integerOf(operand);
  if (number === undefined) throw invalid('$exists needs true or false');
  return number !== 0;
}

function parseSize(operand: BsonValue): number {
  const size = integerOf(operand);
  if (size === undefined || size < 0) throw invalid('$size needs an integer from 0');
  return size;
}

function parseAll(operand: BsonValue): LeafTest {
  const items = listOf('$all', operand);
  if (items.length === 0) return () => false;
  for (const item of items) {
    if (isOperatorDocument(item)) throw unsupported(`${Object.keys(item)[0]} inside $all`);
  }
  return allOf(items.map(itemTest));
}

function parseElementMatch(operand: BsonValue, parse: ParseFilter): LeafTest {
  return elementTest(parseElement(operand, parse));
}

/**
 * The operand of `$elemMatch`. Two forms: `{$gt: 3}` tests the elements themselves. Anything else is a query on
 * elements that are documents: a scalar element has no fields and never matches, not even `{value: …}`.
 */
export function parseElement(operand: BsonValue, parse: ParseFilter): (element: BsonValue) => boolean {
  if (!isDocument(operand)) throw invalid('$elemMatch needs a document');
  const first = Object.keys(operand)[0];
  if (first?.startsWith('$') && !['$and', '$or', '$nor'].includes(first)) {
    const test = parseCondition(operand, parse);
    return (value) => test([{ value, expands: false }]);
  }
  const filter = parse(operand);
  return (value) => isDocument(value) && filter.matches(value);
}

function parseModulo(operand: BsonValue): LeafTest {
  const list = listOf('$mod', operand);
  const divisor = truncatedOf(list[0]);
  const remainder = truncatedOf(list[1]);
  if (list.length !== 2 || divisor === undefined || remainder === undefined) {
    throw invalid('$mod needs an array of two numbers: divisor and remainder');
  }
  if (divisor === 0n) throw invalid('$mod: the divisor cannot be 0');
  return moduloTest(divisor, remainder);
}

function parseRegexOperator(operand: BsonValue, _parse: ParseFilter, siblings: BsonDocument): LeafTest {
  const options = siblings['$options'] ?? (operand instanceof BSONRegExp ? operand.options : '');
  if (typeof options !== 'string') throw invalid('$options needs a string');
  const pattern = operand instanceof BSONRegExp ? operand.pattern : operand;
  if (typeof pattern !== 'string') throw invalid('$regex needs a string or a regular expression');
  return regexTest(compileRegex(pattern, options), new BSONRegExp(pattern, options));
}

function requireRegexSibling(_operand: BsonValue, _parse: ParseFilter, siblings: BsonDocument): LeafTest {
  if (!Object.hasOwn(siblings, '$regex')) throw invalid('$options needs a $regex beside it');
  return () => true;
}
