import { BSONRegExp } from 'bson';
import { invalid, unsupported } from './gateway-error';
import { checkStorable, splitPath } from './field-names';
import { valuesEqual } from './compare';
import { compareIndexValues, sortValueOf } from './paths';
import { parseFilter } from './query';
import {
  cloneValue,
  integerOf,
  isDocument,
  isOperatorDocument,
  type BsonDocument,
  type BsonValue,
} from './values';

/** One array operator, parsed. */
export interface ArrayChange {
  readonly change: (array: readonly BsonValue[]) => BsonValue[];
  /** Whether a missing field becomes an array, or is left missing. */
  readonly createsMissing: boolean;
}

type Compare = (left: BsonValue, right: BsonValue) => number;

const PUSH_MODIFIERS: ReadonlySet<string> = new Set(['$each', '$position', '$slice', '$sort']);

/** `$push` of one value, or of `{$each, $position, $slice, $sort}`; MongoDB inserts, then sorts, then slices. */
export function parsePush(path: string, operand: BsonValue): ArrayChange {
  const modifiers = isOperatorDocument(operand) ? operand : { $each: [operand] };
  for (const name of Object.keys(modifiers)) {
    if (!PUSH_MODIFIERS.has(name)) throw unsupported(`the modifier ${name} of $push`);
  }
  const items = eachOf('$push', path, modifiers);
  const position = optionalInteger(modifiers, '$position');
  const slice = optionalInteger(modifiers, '$slice');
  const compare = modifiers['$sort'] === undefined ? undefined : parseSort(modifiers['$sort']);
  return {
    createsMissing: true,
    change: (array) => {
      const next = [...array];
      next.splice(position ?? next.length, 0, ...items.map((item) => cloneValue(item)));
      if (compare !== undefined) next.sort(compare);
      if (slice === undefined) return next;
      return slice < 0 ? next.slice(slice) : next.slice(0, slice);
    },
  };
}

/** Adds what isn't there yet: one value, or the values of `{$each}`. */
export function parseAddToSet(path: string, operand: BsonValue): ArrayChange {
  if (isOperatorDocument(operand)) {
    const other = Object.keys(operand).find((name) => name !== '$each');
    if (other !== undefined) throw unsupported(`the modifier ${other} of $addToSet`);
  }
  const items = isOperatorDocument(operand) ? eachOf('$addToSet', path, operand) : [operand];
  items.forEach(checkStorable);
  return {
    createsMissing: true,
    change: (array) => {
      const next = [...array];
      for (const item of items) {
        if (!next.some((present) => valuesEqual(present, item))) next.push(cloneValue(item));
      }
      return next;
    },
  };
}

/** 1 takes the last element away, -1 the first one. */
export function parsePop(path: string, operand: BsonValue): ArrayChange {
  const end = integerOf(operand);
  if (end !== 1 && end !== -1) throw invalid(`$pop of '${path}' needs 1 or -1`);
  return { createsMissing: false, change: (array) => (end === 1 ? array.slice(0, -1) : array.slice(1)) };
}

/** Removes what equals a value, what fulfils `{$in: …}` and the like, or documents that match a query. */
export function parsePull(_path: string, operand: BsonValue): ArrayChange {
  const matches = pullTest(operand);
  return { createsMissing: false, change: (array) => array.filter((item) => !matches(item)) };
}

export function parsePullAll(path: string, operand: BsonValue): ArrayChange {
  if (!Array.isArray(operand)) throw invalid(`$pullAll of '${path}' needs an array`);
  return {
    createsMissing: false,
    change: (array) => array.filter((item) => !operand.some((removed) => valuesEqual(item, removed))),
  };
}

function pullTest(operand: BsonValue): (item: BsonValue) => boolean {
  if (isOperatorDocument(operand) || operand instanceof BSONRegExp) {
    const filter = parseFilter({ item: operand });
    return (item) => filter.matches({ item });
  }
  if (!isDocument(operand)) return (item) => valuesEqual(item, operand);
  const filter = parseFilter(operand);
  return (item) => isDocument(item) && filter.matches(item);
}

function eachOf(operator: string, path: string, modifiers: BsonDocument): BsonValue[] {
  const items = modifiers['$each'];
  if (!Array.isArray(items)) throw invalid(`${operator} of '${path}': $each needs an array`);
  items.forEach(checkStorable);
  return items;
}

function optionalInteger(modifiers: BsonDocument, name: string): number | undefined {
  const operand = modifiers[name];
  if (operand === undefined) return undefined;
  const integer = integerOf(operand);
  if (integer === undefined) throw invalid(`${name} needs an integer`);
  return integer;
}

/** 1 or -1 sorts the elements themselves, `{path: 1 or -1, …}` sorts documents by their fields. */
function parseSort(operand: BsonValue): Compare {
  if (!isDocument(operand)) {
    const direction = directionOf(operand);
    return (left, right) => direction * compareIndexValues(left, right);
  }
  const keys = Object.entries(operand).map(([path, direction]) => ({
    parts: splitPath(path),
    direction: directionOf(direction),
  }));
  if (keys.length === 0) throw invalid('$sort needs at least one field');
  return (left, right) => {
    for (const { parts, direction } of keys) {
      const [a, b] = [left, right].map((item) => sortValueOf(isDocument(item) ? item : {}, parts, direction));
      const order = direction * compareIndexValues(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function directionOf(operand: BsonValue): 1 | -1 {
  const direction = integerOf(operand);
  if (direction !== 1 && direction !== -1) throw invalid('a sort direction must be 1 or -1');
  return direction;
}
