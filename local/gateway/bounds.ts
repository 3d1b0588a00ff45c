import type { IndexField } from './declarations';
import { isNaNValue } from './compare';
import { encodeKey, invertKey, successorOf } from './keys';
import { fieldKey, withoutDoubles } from './index-keys';
import type { Comparison } from './query';
import type { KeyRange } from './store';
import { TypeRank, typeRankOf, type BsonValue } from './values';
import { BSONRegExp, Double } from 'bson';

/** What the beginning of an index can do for a query. */
export interface Bounds {
  readonly ranges: readonly KeyRange[];
  /** Leading fields that are fixed to one value. */
  readonly fixedFields: number;
  /** Fields after them that are limited to a list of values. */
  readonly listFields: number;
  readonly hasRange: boolean;
  /** The comparisons that the ranges express. */
  readonly used: readonly Comparison[];
}

/** More key ranges than this are not worth it. */
const MAX_RANGES = 1000;

/**
 * Equalities on the leading fields, then lists, then a range on the next field.
 *
 * @param multikey whether a document may have several keys: then two limits of one range may be fulfilled by
 *   different array elements, and only one of them can be used
 */
export function boundsOf(
  start: Buffer,
  fields: readonly IndexField[],
  comparisons: readonly Comparison[],
  multikey: boolean,
): Bounds {
  let prefixes = [start];
  let fixedFields = 0;
  let listFields = 0;
  const used: Comparison[] = [];
  for (const field of fields) {
    const own = comparisons.filter(({ path }) => path === field.path);
    const choice = own.find(isKeyEquality) ?? own.find(isKeyList);
    const operands = choice && operandsOf(choice);
    if (choice === undefined || operands === undefined || operands.length * prefixes.length > MAX_RANGES) {
      const range = rangeOf(own, field.direction, multikey);
      if (range === undefined) break;
      const ranges = prefixes.map((prefix) => within(prefix, range.interval));
      return { ranges, fixedFields, listFields, hasRange: true, used: [...used, ...range.used] };
    }
    // $in: [1, 1.0] is one key: walked twice it would count its documents twice.
    prefixes = withoutDoubles(
      prefixes.flatMap((prefix) =>
        operands.map((operand) => Buffer.concat([prefix, fieldKey(operand, field.direction)])),
      ),
    );
    used.push(choice);
    if (listFields === 0 && choice.operator === '$eq') fixedFields++;
    else listFields++;
  }
  const ranges = prefixes.map((prefix) => ({ from: prefix, to: successorOf(prefix) }));
  return { ranges, fixedFields, listFields, hasRange: false, used };
}

function operandsOf({ operator, operand }: Comparison): readonly BsonValue[] {
  return operator === '$in' && Array.isArray(operand) ? operand : [operand];
}

function isKeyEquality({ operator, operand }: Comparison): boolean {
  return operator === '$eq' && isKeyOperand(operand);
}

function isKeyList({ operator, operand }: Comparison): boolean {
  return operator === '$in' && Array.isArray(operand) && operand.every(isKeyOperand);
}

/** An array also equals an element of a stored array, and an expression is no value: neither has one key. */
function isKeyOperand(operand: BsonValue): boolean {
  return !Array.isArray(operand) && !(operand instanceof BSONRegExp);
}

const RANGE_TYPES: ReadonlySet<number> = new Set([
  TypeRank.number,
  TypeRank.string,
  TypeRank.objectId,
  TypeRank.boolean,
  TypeRank.date,
]);

interface RangeUse {
  readonly interval: KeyRange;
  readonly used: readonly Comparison[];
}

function rangeOf(own: readonly Comparison[], direction: 1 | -1, multikey: boolean): RangeUse | undefined {
  const usable = own.filter(
    ({ operator, operand }) =>
      operator !== '$eq' &&
      operator !== '$in' &&
      RANGE_TYPES.has(typeRankOf(operand)) &&
      !isNaNValue(operand),
  );
  const first = usable[0];
  if (first === undefined) return undefined;
  const rank = typeRankOf(first.operand);
  const used = multikey ? [first] : usable.filter(({ operand }) => typeRankOf(operand) === rank);
  const intervals = used.map((comparison) => intervalOf(comparison, rank, direction));
  return { interval: intervals.reduce(intersection), used };
}

/** A range holds within one type only; among numbers NaN, the lowest key, is never inside. */
function intervalOf({ operator, operand }: Comparison, rank: number, direction: 1 | -1): KeyRange {
  const type = Buffer.from([rank]);
  const key = encodeKey(operand);
  const nan = rank === TypeRank.number ? encodeKey(new Double(NaN)) : undefined;
  if (direction === 1) {
    const lowest = nan === undefined ? type : successorOf(nan);
    if (operator === '$gt') return { from: successorOf(key), to: successorOf(type) };
    if (operator === '$gte') return { from: key, to: successorOf(type) };
    return { from: lowest, to: operator === '$lt' ? key : successorOf(key) };
  }
  const inverted = invertKey(key);
  const end = nan === undefined ? successorOf(invertKey(type)) : invertKey(nan);
  if (operator === '$gt') return { from: invertKey(type), to: inverted };
  if (operator === '$gte') return { from: invertKey(type), to: successorOf(inverted) };
  return { from: operator === '$lt' ? successorOf(inverted) : inverted, to: end };
}

function intersection(left: KeyRange, right: KeyRange): KeyRange {
  return {
    from: Buffer.compare(left.from, right.from) >= 0 ? left.from : right.from,
    to: Buffer.compare(left.to, right.to) <= 0 ? left.to : right.to,
  };
}

function within(prefix: Buffer, interval: KeyRange): KeyRange {
  return { from: Buffer.concat([prefix, interval.from]), to: Buffer.concat([prefix, interval.to]) };
}
