import { invalid } from './gateway-error';
import { splitPath } from './field-names';
import { compareIndexValues, sortValueOf } from './paths';
import type { IndexValue } from './keys';
import { integerOf, type BsonDocument } from './values';

export interface OrderField {
  readonly path: string;
  readonly direction: 1 | -1;
  /** Sorts by this instead of what is stored at the path: a query by distance brings its own order. */
  readonly keyOf?: (document: BsonDocument) => IndexValue;
}

/** Parses `{points: -1, at: 1}`; the first field weighs most. */
export function parseOrder(order: BsonDocument): OrderField[] {
  return Object.entries(order).map(([path, operand]) => {
    splitPath(path);
    const direction = integerOf(operand);
    if (direction !== 1 && direction !== -1) throw invalid(`the order of '${path}' must be 1 or -1`);
    return { path, direction };
  });
}

/** Sorts by the fields; documents that are equal in all of them keep the order in which they came. */
export function sortDocuments(
  documents: readonly BsonDocument[],
  order: readonly OrderField[],
): BsonDocument[] {
  const keysOf = order.map(({ path, direction, keyOf }) => {
    if (keyOf !== undefined) return keyOf;
    const parts = splitPath(path);
    return (document: BsonDocument) => sortValueOf(document, parts, direction);
  });
  const keyed = documents.map((document) => ({ document, keys: keysOf.map((valueOf) => valueOf(document)) }));
  keyed.sort((left, right) => compareKeys(left.keys, right.keys, order));
  return keyed.map(({ document }) => document);
}

function compareKeys(
  left: readonly IndexValue[],
  right: readonly IndexValue[],
  order: readonly OrderField[],
): number {
  for (const [at, { direction }] of order.entries()) {
    const byField = direction * compareIndexValues(left[at], right[at]);
    if (byField !== 0) return byField;
  }
  return 0;
}
