import type { CollectionRecord, IndexRecord } from './catalog';
import { boundsOf, type Bounds } from './bounds';
import type { IndexField } from './declarations';
import { uint32Key } from './keys';
import type { OrderField } from './order';
import type { Comparison, Filter } from './query';
import type { KeyRange } from './store';

/** How the documents of a query will be reached. */
export interface Plan {
  /** undefined: the documents themselves, which are ordered by `_id`. */
  readonly index: IndexRecord | undefined;
  /** Disjoint and ascending. */
  readonly ranges: readonly KeyRange[];
  readonly reverse: boolean;
  /** Documents come in the order that was asked for. */
  readonly servesOrder: boolean;
  /** Each range is the key of one document and can be looked up directly. */
  readonly direct: boolean;
  /** Every key in the ranges is a match, so that counting needs no document. */
  readonly covers: boolean;
}

interface Candidate extends Plan {
  readonly weight: number;
}

const ID_FIELD: IndexField = { path: '_id', direction: 1 };

/** Chooses between all indexes and the scan of the whole collection. Ties go to what was declared first. */
export function planQuery(collection: CollectionRecord, filter: Filter, order: readonly OrderField[]): Plan {
  let best = primaryPlan(collection, filter, order);
  // Nothing beats looking documents up by their ids.
  if (best.direct) return best;
  for (const index of collection.indexes) {
    const candidate = indexPlan(index, filter, order);
    if (candidate !== undefined && candidate.weight > best.weight) best = candidate;
  }
  return best;
}

function primaryPlan(collection: CollectionRecord, filter: Filter, order: readonly OrderField[]): Candidate {
  const start = uint32Key(collection.number);
  const bounds = boundsOf(start, [ID_FIELD], filter.comparisons, false);
  const service = orderService([ID_FIELD], bounds, order);
  const direct = bounds.fixedFields + bounds.listFields === 1;
  return {
    index: undefined,
    ranges: bounds.ranges,
    ...service,
    direct,
    covers: isCovered(filter, bounds),
    weight: weightOf(bounds, service.servesOrder && order.length > 0),
  };
}

function indexPlan(index: IndexRecord, filter: Filter, order: readonly OrderField[]): Candidate | undefined {
  const bounds = boundsOf(uint32Key(index.number), index.fields, filter.comparisons, index.multikey);
  if (index.sparse && !bounds.used.some(needsField)) return undefined;
  const service =
    index.multikey && order.length > 0
      ? { servesOrder: false, reverse: false }
      : orderService([...index.fields, ID_FIELD], bounds, order);
  return {
    index,
    ranges: bounds.ranges,
    ...service,
    direct: false,
    covers: !index.multikey && isCovered(filter, bounds),
    weight: weightOf(bounds, service.servesOrder && order.length > 0),
  };
}

/** A sparse index lacks the documents that have no such field, which `null` would have to find. */
function needsField({ operand, operator }: Comparison): boolean {
  if (operator === '$in') return Array.isArray(operand) && !operand.includes(null);
  return operand !== null;
}

function isCovered(filter: Filter, bounds: Bounds): boolean {
  return filter.onlyComparisons && filter.comparisons.every((comparison) => bounds.used.includes(comparison));
}

/** A fixed field narrows most; an order for free is worth less than any narrowing. */
function weightOf(bounds: Bounds, freeOrder: boolean): number {
  return bounds.fixedFields * 8 + bounds.listFields * 4 + (bounds.hasRange ? 2 : 0) + (freeOrder ? 1 : 0);
}

interface OrderService {
  readonly servesOrder: boolean;
  readonly reverse: boolean;
}

/**
 * Whether walking the keys gives the order, forward or backward. Fields fixed to one value don't count on either
 * side; behind `_id` nothing counts, since no two documents share one.
 */
function orderService(
  fields: readonly IndexField[],
  bounds: Bounds,
  order: readonly OrderField[],
): OrderService {
  const fixed = fields.slice(0, bounds.fixedFields).map(({ path }) => path);
  const wanted = order.filter(({ path }) => !fixed.includes(path));
  const afterId = wanted.findIndex(({ path }) => path === '_id') + 1;
  const significant = afterId > 0 ? wanted.slice(0, afterId) : wanted;
  const first = significant[0];
  if (first === undefined) return { servesOrder: true, reverse: false };
  if (bounds.ranges.length > 1) return { servesOrder: false, reverse: false };
  const keys = fields.slice(bounds.fixedFields);
  const turn = first.direction * (keys[0]?.direction ?? 1);
  const servesOrder = significant.every(({ path, direction }, at) => {
    const key = keys[at];
    return key !== undefined && key.path === path && key.direction * turn === direction;
  });
  return { servesOrder, reverse: servesOrder && turn === -1 };
}
