import { Aggregator } from 'mingo';
import { failed, invalid, messageOf } from '../gateway-error';
import { isDocument, isNumber, type BsonDocument, type BsonValue } from '../values';
import type { Expression, OperatorParser } from './expression';
import { argumentsOf } from './logic';
import { fromPlain, toPlain, type Plain } from './plain';

/** How an operator that mingo computes takes its arguments, and what mingo must not be asked. */
interface Form {
  readonly least: number;
  readonly most: number;
  /** Answers what MongoDB answers, where mingo differs; undefined leaves it to mingo. */
  readonly before?: (values: readonly (BsonValue | undefined)[]) => BsonValue | undefined;
}

const isNull = (value: BsonValue | undefined): boolean => value === undefined || value === null;

/** Any argument that is missing or null makes the result null. */
const nullForNull: Form['before'] = (values) => (values.some(isNull) ? null : undefined);

const refuse = (message: string): never => {
  throw failed(message);
};

const one: Form = { least: 1, most: 1, before: nullForNull };
const two: Form = { least: 2, most: 2, before: nullForNull };
const many: Form = { least: 1, most: Infinity, before: nullForNull };

const FORMS: Readonly<Record<string, Form>> = {
  $add: many,
  $multiply: many,
  $subtract: two,
  $divide: two,
  $mod: {
    ...two,
    before: (values) =>
      values.some(isNull)
        ? null
        : isNumber(values[1]) && Number(values[1]) === 0
          ? refuse('$mod by zero')
          : undefined,
  },
  $abs: one,
  $ceil: one,
  $floor: one,
  $sqrt: one,
  $pow: two,
  $concat: many,
  // A missing text is the empty one, in MongoDB and not in mingo.
  $toLower: { ...one, before: emptyForNull },
  $toUpper: { ...one, before: emptyForNull },
  $substr: { least: 3, most: 3, before: emptyForNull },
  $substrCP: { least: 3, most: 3, before: emptyForNull },
  $strLenCP: {
    ...one,
    before: (values) => (typeof values[0] === 'string' ? undefined : refuse('$strLenCP needs a string')),
  },
  $split: two,
  $size: {
    ...one,
    before: ([value]) =>
      Array.isArray(value) ? undefined : refuse('The argument to $size must be an array'),
  },
  $in: {
    least: 2,
    most: 2,
    before: (values) =>
      Array.isArray(values[1]) ? undefined : refuse('$in needs an array as second argument'),
  },
  $arrayElemAt: two,
  $slice: { least: 2, most: 3, before: nullForNull },
  $concatArrays: many,
  $reverseArray: one,
};

function emptyForNull(values: readonly (BsonValue | undefined)[]): BsonValue | undefined {
  if (isNull(values[0])) return '';
  return typeof values[0] === 'string' ? undefined : refuse('the operator needs a string');
}

/** Of a date, or of `{date, timezone}`. `$week` is missing here: mingo counts it from another day. */
const DATE_PARTS = [
  '$year',
  '$month',
  '$dayOfMonth',
  '$dayOfWeek',
  '$dayOfYear',
  '$hour',
  '$minute',
  '$second',
  '$millisecond',
  '$isoDayOfWeek',
  '$isoWeek',
  '$isoWeekYear',
];

export const MINGO_OPERATORS: ReadonlyMap<string, OperatorParser> = new Map<string, OperatorParser>([
  ...Object.entries(FORMS).map(([operator, form]): [string, OperatorParser] => [
    operator,
    positional(operator, form),
  ]),
  ...DATE_PARTS.map((operator): [string, OperatorParser] => [operator, datePart(operator)]),
  ['$dateToString', named('$dateToString', ['date', 'format', 'timezone', 'onNull'], ['date'])],
  [
    '$dateFromParts',
    named(
      '$dateFromParts',
      ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond', 'timezone'],
      [],
    ),
  ],
  ['$dateFromString', parseDateFromString],
]);

function positional(operator: string, { least, most, before }: Form): OperatorParser {
  return (operand, parse) => {
    const items = argumentsOf(operator, operand, least, most).map(parse);
    return (scope) => {
      const values = items.map((item) => item(scope));
      const known = before?.(values);
      if (known !== undefined) return known;
      const plain = values.map((value) => ({ $literal: toPlain(value ?? null, operator) }));
      return compute(operator, plain.length === 1 ? (plain[0] ?? null) : plain);
    };
  };
}

function datePart(operator: string): OperatorParser {
  return (operand, parse) => {
    const isNamed = isDocument(operand) && Object.hasOwn(operand, 'date');
    const [source = null] = isNamed ? [operand['date'] ?? null] : argumentsOf(operator, operand, 1);
    const date = parse(source);
    const timezone = isNamed && operand['timezone'] !== undefined ? parse(operand['timezone']) : undefined;
    return (scope) => {
      const value = date(scope);
      if (isNull(value)) return null;
      if (!(value instanceof Date)) throw failed(`${operator} needs a date`);
      const zone = timezone?.(scope);
      return compute(operator, {
        date: { $literal: value },
        ...(zone === undefined ? {} : { timezone: toPlain(zone, operator) }),
      });
    };
  };
}

/** @param dates the fields that must be dates; null or missing makes the result null */
function named(operator: string, allowed: readonly string[], dates: readonly string[]): OperatorParser {
  return (operand, parse) => {
    if (!isDocument(operand)) throw invalid(`${operator} needs a document`);
    const unknown = Object.keys(operand).find((name) => !allowed.includes(name));
    if (unknown !== undefined) throw invalid(`${operator} knows no "${unknown}"`);
    const fields = Object.entries(operand).map(([name, source]) => ({ name, value: parse(source) }));
    return (scope) => {
      const values: BsonDocument = {};
      for (const { name, value } of fields) values[name] = value(scope) ?? null;
      for (const name of dates) {
        if (isNull(values[name])) return values['onNull'] ?? null;
        if (!(values[name] instanceof Date)) throw failed(`${operator}: "${name}" must be a date`);
      }
      return compute(operator, toPlain(values, operator));
    };
  };
}

function parseDateFromString(operand: BsonValue, parse: (source: BsonValue) => Expression): Expression {
  if (!isDocument(operand) || Object.keys(operand).join() !== 'dateString') {
    throw invalid('$dateFromString needs { dateString } and nothing else');
  }
  const text = parse(operand['dateString'] ?? null);
  return (scope) => {
    const value = text(scope);
    if (isNull(value)) return null;
    const date = new Date(typeof value === 'string' ? value : NaN);
    if (Number.isNaN(date.getTime())) throw failed('$dateFromString: the string is no date');
    return date;
  };
}

type Argument = Plain | { readonly [name: string]: Argument } | readonly Argument[];

function compute(operator: string, argument: Argument): BsonValue | undefined {
  try {
    const pipeline = [{ $project: { _id: 0, value: { [operator]: argument } } }];
    return fromPlain(new Aggregator(pipeline).run<{ value?: unknown }>([{}])[0]?.value);
  } catch (error) {
    throw failed(messageOf(error));
  }
}
