import { Double, Int32, Long } from 'bson';
import { Aggregator } from 'mingo';
import { failed, messageOf } from '../gateway-error';
import { isNumber, type BsonNumber, type BsonValue } from '../values';
import type { OperatorParser } from './expression';
import { argumentsOf } from './logic';
import { fromPlain, toPlain, type Plain } from './plain';

/** How an operator that mingo computes takes its arguments, and what mingo must not be asked. */
interface Form {
  readonly least: number;
  readonly most: number;
  /** Answers what MongoDB answers, where mingo differs; undefined leaves it to mingo. */
  readonly before?: (values: readonly (BsonValue | undefined)[]) => BsonValue | undefined;
  /** The result is a Double whatever its arguments are. */
  readonly isDouble?: true;
}

export const isNull = (value: BsonValue | undefined): boolean => value === undefined || value === null;

/** Any argument that is missing or null makes the result null. */
const nullForNull: NonNullable<Form['before']> = (values) => (values.some(isNull) ? null : undefined);

const refuse = (message: string): never => {
  throw failed(message);
};

const one: Form = { least: 1, most: 1, before: nullForNull };
const two: Form = { least: 2, most: 2, before: nullForNull };
const many: Form = { least: 1, most: Infinity, before: nullForNull };

const FORMS: Readonly<Record<string, Form>> = {
  $add: {
    ...many,
    // MongoDB rounds to whole milliseconds where mingo cuts them off.
    before: (values) => {
      const fractions = values.filter((value) => isNumber(value) && !Number.isInteger(Number(value)));
      if (fractions.length > 0 && values.some((value) => value instanceof Date)) {
        return refuse('$add of a date needs whole milliseconds');
      }
      return nullForNull(values);
    },
  },
  $multiply: many,
  $subtract: two,
  $divide: { ...two, isDouble: true },
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
  $sqrt: { ...one, isDouble: true },
  $pow: two,
  $concat: many,
  $strLenCP: {
    ...one,
    before: (values) => (typeof values[0] === 'string' ? undefined : refuse('$strLenCP needs a string')),
  },
  $split: {
    ...two,
    before: (values) =>
      values.some(isNull)
        ? null
        : values[1] === ''
          ? refuse('$split needs a separator that is not empty')
          : undefined,
  },
};

export const MINGO_OPERATORS: ReadonlyMap<string, OperatorParser> = new Map(
  Object.entries(FORMS).map(([operator, form]) => [operator, positional(operator, form)]),
);

function positional(operator: string, { least, most, before, isDouble }: Form): OperatorParser {
  return (operand, parse) => {
    const items = argumentsOf(operator, operand, least, most).map(parse);
    return (scope) => {
      const values = items.map((item) => item(scope));
      const known = before?.(values);
      if (known !== undefined) return known;
      const plain = values.map((value) => ({ $literal: toPlain(value ?? null, operator) }));
      const result = compute(operator, most === 1 ? (plain[0] ?? null) : plain);
      return isNumber(result) ? ofType(result, isDouble === true, values) : result;
    };
  };
}

/** mingo knows one type of number. A Double makes a Double, a Long a Long, and so does the time between two dates. */
function ofType(
  result: BsonNumber,
  isDouble: boolean,
  values: readonly (BsonValue | undefined)[],
): BsonNumber {
  if (isDouble || values.some((value) => value instanceof Double)) return new Double(Number(result));
  const isLong = values.some((value) => value instanceof Long || value instanceof Date);
  return isLong && result instanceof Int32 ? Long.fromNumber(result.value) : result;
}

type Argument = Plain | { readonly [name: string]: Argument } | readonly Argument[];

/** What mingo makes of one operator. */
export function compute(operator: string, argument: Argument): BsonValue | undefined {
  try {
    const pipeline = [{ $project: { _id: 0, value: { [operator]: argument } } }];
    return fromPlain(new Aggregator(pipeline).run<{ value?: unknown }>([{}])[0]?.value);
  } catch (error) {
    throw failed(messageOf(error));
  }
}
