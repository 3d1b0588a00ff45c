import { Int32 } from 'bson';
import { failed, invalid, unsupported } from '../gateway-error';
import { integerOf, isDocument, type BsonDocument, type BsonValue } from '../values';
import type { Expression, Nested, OperatorParser } from './expression';
import { argumentsOf } from './logic';
import { compute, isNull } from './mingo-operators';
import { numberOf, toPlain } from './plain';

/** Of a date, or of `{date, timezone}`. */
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

/** What the parts of a date may be; one that is missing is the least. */
const DATE_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  year: [1, 9999],
  month: [1, 12],
  day: [1, 31],
  hour: [0, 23],
  minute: [0, 59],
  second: [0, 59],
  millisecond: [0, 999],
};

export const DATE_OPERATORS: ReadonlyMap<string, OperatorParser> = new Map<string, OperatorParser>([
  ...DATE_PARTS.map((operator): [string, OperatorParser] => [operator, datePart(operator)]),
  ['$week', parseWeek],
  ['$dateToString', named('$dateToString', ['date', 'format', 'timezone', 'onNull'], dateToStringBefore)],
  ['$dateFromParts', named('$dateFromParts', [...Object.keys(DATE_RANGES), 'timezone'], dateFromPartsBefore)],
  ['$dateFromString', parseDateFromString],
]);

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

/** Weeks begin on Sundays, and the days before the first Sunday of a year are week 0: mingo counts from another day. */
function parseWeek(operand: BsonValue, parse: (source: BsonValue) => Expression, nested: Nested): Expression {
  const dayOfYear = datePart('$dayOfYear')(operand, parse, nested);
  const dayOfWeek = datePart('$dayOfWeek')(operand, parse, nested);
  return (scope) => {
    const [day, weekday] = [dayOfYear(scope), dayOfWeek(scope)];
    if (isNull(day) || isNull(weekday)) return null;
    return numberOf(Math.floor((Number(day) + 7 - Number(weekday)) / 7));
  };
}

/** @param before answers instead of mingo, refuses what mingo would take, or says what mingo must be told */
function named(
  operator: string,
  allowed: readonly string[],
  before: (values: BsonDocument) => BsonValue | undefined,
): OperatorParser {
  return (operand, parse) => {
    if (!isDocument(operand)) throw invalid(`${operator} needs a document`);
    const unknown = Object.keys(operand).find((name) => !allowed.includes(name));
    if (unknown !== undefined) throw invalid(`${operator} knows no "${unknown}"`);
    const fields = Object.entries(operand).map(([name, source]) => ({ name, value: parse(source) }));
    return (scope) => {
      const values: BsonDocument = {};
      for (const { name, value } of fields) values[name] = value(scope) ?? null;
      const known = before(values);
      return known === undefined ? compute(operator, toPlain(values, operator)) : known;
    };
  };
}

/** mingo leaves unknown letters as they are and counts `%w` and `%U` from other days. */
function dateToStringBefore({ date, format, onNull }: BsonDocument): BsonValue | undefined {
  if (isNull(date)) return onNull ?? null;
  if (!(date instanceof Date)) throw failed('$dateToString: "date" must be a date');
  const unknown =
    typeof format === 'string' ? /%(?![dGHjLmMSuVYz%]).?/.exec(format.replaceAll('%%', '')) : null;
  if (unknown) throw unsupported(`"${unknown[0]}" in the format of $dateToString`);
  return undefined;
}

/** mingo makes invalid dates of what are no integers, and counts a month that is missing or too large in its own way. */
function dateFromPartsBefore(values: BsonDocument): BsonValue | undefined {
  if (values['year'] === undefined) throw failed('$dateFromParts needs a year');
  if (Object.values(values).some(isNull)) return null;
  for (const [name, [least, most]] of Object.entries(DATE_RANGES)) {
    const part = integerOf((values[name] ??= new Int32(least)));
    if (part === undefined || part < least || part > most) {
      throw failed(`$dateFromParts: "${name}" must be an integer from ${least} to ${most}`);
    }
  }
  return undefined;
}

/** Of ISO 8601: JavaScript reads other forms, and dates without a zone, in the time zone of the machine. */
const DATE_TEXT = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?$/;

function dateOf(text: string): Date | undefined {
  const [, day, time, zone = 'Z'] = DATE_TEXT.exec(text) ?? [];
  if (day === undefined) return undefined;
  const date = new Date(`${day}${time ?? 'T00:00:00'}${zone}`);
  // JavaScript takes February 30 for a day of March.
  const isDay = new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
  return isDay && !Number.isNaN(date.getTime()) ? date : undefined;
}

function parseDateFromString(operand: BsonValue, parse: (source: BsonValue) => Expression): Expression {
  if (!isDocument(operand) || Object.keys(operand).join() !== 'dateString') {
    throw invalid('$dateFromString needs { dateString } and nothing else');
  }
  const text = parse(operand['dateString'] ?? null);
  return (scope) => {
    const value = text(scope);
    if (isNull(value)) return null;
    const date = typeof value === 'string' ? dateOf(value) : undefined;
    if (date === undefined) throw failed('$dateFromString needs a date such as 2017-02-08T12:10:40.787Z');
    return date;
  };
}
