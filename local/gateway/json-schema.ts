import { compareValues, valuesEqual } from './compare';
import { invalid, unsupported } from './gateway-error';
import { compileRegex } from './regex';
import {
  fieldOf,
  integerOf,
  isDocument,
  isNumber,
  typeNameOf,
  type BsonDocument,
  type BsonValue,
} from './values';

/** Whether a value fulfils a schema, or one keyword of it. A keyword asks nothing of values of another type. */
type SchemaTest = (value: BsonValue) => boolean;
type KeywordParser = (operand: BsonValue, schema: BsonDocument) => SchemaTest;

/**
 * Parses `$jsonSchema`: JSON Schema draft 4 with `bsonType`, as MongoDB has it.
 *
 * @throws GatewayError INVALID_PARAM for a malformed schema, NOT_SUPPORTED_LOCALLY naming an unknown keyword
 */
export function parseJsonSchema(schema: BsonValue): SchemaTest {
  if (!isDocument(schema)) throw invalid('$jsonSchema needs documents as schemas');
  const tests = Object.entries(schema).map(([keyword, operand]) => {
    const parse = KEYWORDS.get(keyword);
    if (parse === undefined) throw unsupported(`the keyword "${keyword}" of $jsonSchema`);
    return parse(operand, schema);
  });
  return (value) => tests.every((test) => test(value));
}

/** The names of types, and what `typeNameOf` calls them. */
type TypeNames = Readonly<Record<string, readonly string[]>>;

const SHARED_TYPES: TypeNames = {
  object: ['object'],
  array: ['array'],
  string: ['string'],
  number: ['int', 'long', 'double'],
  null: ['null'],
};
const JSON_TYPES: TypeNames = { ...SHARED_TYPES, boolean: ['bool'] };
const BSON_TYPES: TypeNames = {
  ...SHARED_TYPES,
  ...Object.fromEntries(
    ['double', 'int', 'long', 'bool', 'date', 'objectId', 'binData', 'regex'].map((type) => [type, [type]]),
  ),
};

const KEYWORDS: ReadonlyMap<string, KeywordParser> = new Map<string, KeywordParser>([
  ['title', (operand) => described('title', operand)],
  ['description', (operand) => described('description', operand)],
  ['type', (operand) => typeTest('type', operand, JSON_TYPES)],
  ['bsonType', (operand) => typeTest('bsonType', operand, BSON_TYPES)],
  ['enum', parseEnum],
  ['minimum', (operand, schema) => limit('minimum', operand, schema['exclusiveMinimum'], 1)],
  ['maximum', (operand, schema) => limit('maximum', operand, schema['exclusiveMaximum'], -1)],
  ['exclusiveMinimum', (_operand, schema) => needs('exclusiveMinimum', 'minimum', schema)],
  ['exclusiveMaximum', (_operand, schema) => needs('exclusiveMaximum', 'maximum', schema)],
  ['minLength', (operand) => sizeTest('minLength', operand, lengthOf, 1)],
  ['maxLength', (operand) => sizeTest('maxLength', operand, lengthOf, -1)],
  ['pattern', parsePattern],
  ['minItems', (operand) => sizeTest('minItems', operand, countItems, 1)],
  ['maxItems', (operand) => sizeTest('maxItems', operand, countItems, -1)],
  ['uniqueItems', parseUniqueItems],
  ['items', parseItems],
  ['minProperties', (operand) => sizeTest('minProperties', operand, countFields, 1)],
  ['maxProperties', (operand) => sizeTest('maxProperties', operand, countFields, -1)],
  ['required', parseRequired],
  ['properties', parseProperties],
  ['additionalProperties', parseAdditionalProperties],
  ['allOf', (operand) => combine('allOf', operand, (passed, all) => passed === all)],
  ['anyOf', (operand) => combine('anyOf', operand, (passed) => passed > 0)],
  ['oneOf', (operand) => combine('oneOf', operand, (passed) => passed === 1)],
  ['not', parseNot],
]);

function described(keyword: string, operand: BsonValue): SchemaTest {
  if (typeof operand !== 'string') throw malformed(keyword, 'be a string');
  return () => true;
}

function typeTest(keyword: string, operand: BsonValue, types: TypeNames): SchemaTest {
  const wanted = (Array.isArray(operand) ? operand : [operand]).flatMap((type) => {
    const names = typeof type === 'string' && Object.hasOwn(types, type) ? types[type] : undefined;
    if (names === undefined) throw malformed(keyword, `name known types, not ${JSON.stringify(type)}`);
    return names;
  });
  return (value) => wanted.includes(typeNameOf(value));
}

function parseEnum(operand: BsonValue): SchemaTest {
  const allowed = listOf('enum', operand);
  return (value) => allowed.some((one) => valuesEqual(value, one));
}

/** @param sign 1: the operand is the least number, -1: the greatest one */
function limit(
  keyword: string,
  operand: BsonValue,
  exclusive: BsonValue | undefined,
  sign: 1 | -1,
): SchemaTest {
  if (!isNumber(operand)) throw malformed(keyword, 'be a number');
  if (exclusive !== undefined && typeof exclusive !== 'boolean') {
    throw malformed(keyword, 'stand beside an exclusive… of true or false');
  }
  return (value) => {
    if (!isNumber(value)) return true;
    const order = compareValues(value, operand) * sign;
    return order > 0 || (order === 0 && exclusive !== true);
  };
}

function needs(keyword: string, other: string, schema: BsonDocument): SchemaTest {
  if (fieldOf(schema, other) === undefined) throw malformed(keyword, `stand beside "${other}"`);
  return () => true;
}

const lengthOf = (value: BsonValue): number | undefined =>
  typeof value === 'string' ? [...value].length : undefined;
const countItems = (value: BsonValue): number | undefined =>
  Array.isArray(value) ? value.length : undefined;
const countFields = (value: BsonValue): number | undefined =>
  isDocument(value) ? Object.keys(value).length : undefined;

/** @param sign 1: the operand is the least size, -1: the greatest one */
function sizeTest(
  keyword: string,
  operand: BsonValue,
  sizeOf: (value: BsonValue) => number | undefined,
  sign: 1 | -1,
): SchemaTest {
  const bound = integerOf(operand);
  if (bound === undefined || bound < 0) throw malformed(keyword, 'be an integer from 0');
  return (value) => {
    const size = sizeOf(value);
    return size === undefined || (size - bound) * sign >= 0;
  };
}

function parsePattern(operand: BsonValue): SchemaTest {
  if (typeof operand !== 'string') throw malformed('pattern', 'be a string');
  const pattern = compileRegex(operand, '');
  return (value) => typeof value !== 'string' || pattern.test(value);
}

function parseUniqueItems(operand: BsonValue): SchemaTest {
  if (typeof operand !== 'boolean') throw malformed('uniqueItems', 'be true or false');
  const isRepeated = (list: BsonValue[], item: BsonValue, at: number): boolean =>
    list.slice(0, at).some((other) => valuesEqual(item, other));
  return (value) =>
    !operand || !Array.isArray(value) || !value.some((item, at) => isRepeated(value, item, at));
}

function parseItems(operand: BsonValue): SchemaTest {
  if (Array.isArray(operand)) throw unsupported('a list of schemas as "items" of $jsonSchema');
  const test = parseJsonSchema(operand);
  return (value) => !Array.isArray(value) || value.every(test);
}

function parseRequired(operand: BsonValue): SchemaTest {
  const names = listOf('required', operand).map((name) => {
    if (typeof name !== 'string') throw malformed('required', 'hold strings');
    return name;
  });
  return (value) => !isDocument(value) || names.every((name) => Object.hasOwn(value, name));
}

function parseProperties(operand: BsonValue): SchemaTest {
  if (!isDocument(operand)) throw malformed('properties', 'be a document');
  const tests = Object.entries(operand).map(([name, schema]) => ({ name, test: parseJsonSchema(schema) }));
  return (value) =>
    !isDocument(value) ||
    tests.every(({ name, test }) => {
      const item = fieldOf(value, name);
      return item === undefined || test(item);
    });
}

/** Of the fields that `properties` doesn't name. */
function parseAdditionalProperties(operand: BsonValue, { properties = {} }: BsonDocument): SchemaTest {
  const test = typeof operand === 'boolean' ? () => operand : parseJsonSchema(operand);
  const named = isDocument(properties) ? properties : {};
  return (value) =>
    !isDocument(value) ||
    Object.entries(value).every(([name, item]) => Object.hasOwn(named, name) || test(item));
}

function combine(
  keyword: string,
  operand: BsonValue,
  isEnough: (passed: number, all: number) => boolean,
): SchemaTest {
  const tests = listOf(keyword, operand).map(parseJsonSchema);
  return (value) => isEnough(tests.filter((test) => test(value)).length, tests.length);
}

function parseNot(operand: BsonValue): SchemaTest {
  const test = parseJsonSchema(operand);
  return (value) => !test(value);
}

function listOf(keyword: string, operand: BsonValue): BsonValue[] {
  if (!Array.isArray(operand) || operand.length === 0) throw malformed(keyword, 'be a non-empty array');
  return operand;
}

function malformed(keyword: string, must: string): Error {
  return invalid(`$jsonSchema: "${keyword}" must ${must}`);
}
