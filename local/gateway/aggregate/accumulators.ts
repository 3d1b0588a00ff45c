import { Double, Int32 } from 'bson';
import { calculate } from '../arithmetic';
import { compareValues } from '../compare';
import { failed, invalid } from '../gateway-error';
import { encodeKey } from '../keys';
import {
  isDocument,
  isNumber,
  typeNameOf,
  type BsonDocument,
  type BsonNumber,
  type BsonValue,
} from '../values';

/** What a group gathers over its documents, in their order. */
export interface Accumulator {
  add(value: BsonValue | undefined): void;
  result(): BsonValue;
}

/** Exact where mingo isn't: 64-bit sums, the order of types in `$min` and `$max`, missing values as null or left out. */
export const ACCUMULATORS: ReadonlyMap<string, () => Accumulator> = new Map<string, () => Accumulator>([
  ['$sum', sum],
  ['$avg', average],
  ['$min', () => extreme((order) => order < 0)],
  ['$max', () => extreme((order) => order > 0)],
  ['$first', first],
  ['$last', last],
  ['$push', push],
  ['$addToSet', addToSet],
  ['$count', count],
  ['$mergeObjects', mergeObjects],
  ['$stdDevPop', () => deviation(0)],
  ['$stdDevSamp', () => deviation(1)],
]);

/** `{$count: {}}` takes nothing. */
export function checkCountOperand(operand: BsonValue): void {
  if (!isDocument(operand) || Object.keys(operand).length > 0) throw invalid('$count in $group needs {}');
}

/** Also the operators `$sum`, `$avg`, `$min` and `$max` over a list. What isn't a number counts for nothing. */
export function sum(): Accumulator {
  let total: BsonNumber = new Int32(0);
  return {
    add: (value) => {
      if (isNumber(value)) total = calculate('$inc', '$sum', total, value);
    },
    result: () => total,
  };
}

export function average(): Accumulator {
  let total: BsonNumber = new Double(0);
  let counted = 0;
  return {
    add: (value) => {
      if (!isNumber(value)) return;
      total = new Double(Number(total) + Number(value));
      counted += 1;
    },
    result: () => (counted === 0 ? null : new Double(Number(total) / counted)),
  };
}

export function extreme(replaces: (order: number) => boolean): Accumulator {
  let best: BsonValue = null;
  return {
    add: (value) => {
      if (value === undefined || value === null) return;
      if (best === null || replaces(compareValues(value, best))) best = value;
    },
    result: () => best,
  };
}

function first(): Accumulator {
  let found: BsonValue | undefined;
  return {
    add: (value) => {
      if (found === undefined) found = value ?? null;
    },
    result: () => found ?? null,
  };
}

function last(): Accumulator {
  let found: BsonValue = null;
  return {
    add: (value) => {
      found = value ?? null;
    },
    result: () => found,
  };
}

function push(): Accumulator {
  const items: BsonValue[] = [];
  return {
    add: (value) => {
      if (value !== undefined) items.push(value);
    },
    result: () => items,
  };
}

function addToSet(): Accumulator {
  const items = new Map<string, BsonValue>();
  return {
    add: (value) => {
      if (value === undefined) return;
      const name = encodeKey(value).toString('latin1');
      if (!items.has(name)) items.set(name, value);
    },
    result: () => [...items.values()],
  };
}

/** Later fields win; null and missing values add nothing. */
export function mergeObjects(): Accumulator {
  const merged: BsonDocument = {};
  return {
    add: (value) => {
      if (value === undefined || value === null) return;
      if (!isDocument(value))
        throw failed(`$mergeObjects needs objects, not a value of type ${typeNameOf(value)}`);
      Object.assign(merged, value);
    },
    result: () => merged,
  };
}

/**
 * The standard deviation, in Welford's way, which doesn't lose small differences between large numbers.
 *
 * @param lessBy 0 for a whole population, 1 for a sample; of no more numbers than that it is null
 */
export function deviation(lessBy: 0 | 1): Accumulator {
  let counted = 0;
  let mean = 0;
  let squares = 0;
  return {
    add: (value) => {
      if (!isNumber(value)) return;
      const difference = Number(value) - mean;
      counted += 1;
      mean += difference / counted;
      squares += difference * (Number(value) - mean);
    },
    result: () => (counted <= lessBy ? null : new Double(Math.sqrt(squares / (counted - lessBy)))),
  };
}

function count(): Accumulator {
  let counted = 0;
  return { add: () => void (counted += 1), result: () => new Int32(counted) };
}
