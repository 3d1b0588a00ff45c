import type { IndexValue } from './keys';
import { compareValues } from './compare';
import { fieldOf, isDocument, type BsonDocument, type BsonValue } from './values';

/** One value that a dotted path reaches. */
export interface Leaf {
  /** undefined: the path ends before it, the field is missing. */
  readonly value: BsonValue | undefined;
  /** Whether a comparison also looks at the elements, when the value is an array. */
  readonly expands: boolean;
}

const POSITION = /^\d{1,9}$/;

/** All values that a path reaches. An array on the way stands for its documents, as in MongoDB. */
export function leavesAt(document: BsonDocument, parts: readonly string[]): Leaf[] {
  const leaves: Leaf[] = [];
  collectLeaves(document, parts, 0, leaves);
  return leaves;
}

function collectLeaves(value: BsonValue, parts: readonly string[], at: number, leaves: Leaf[]): void {
  const part = parts[at];
  if (part === undefined) {
    leaves.push({ value, expands: true });
  } else if (Array.isArray(value)) {
    collectFromArray(value, parts, at, part, leaves);
  } else {
    const next = isDocument(value) ? fieldOf(value, part) : undefined;
    if (next === undefined) leaves.push({ value: undefined, expands: false });
    else collectLeaves(next, parts, at + 1, leaves);
  }
}

function collectFromArray(
  array: readonly BsonValue[],
  parts: readonly string[],
  at: number,
  part: string,
  leaves: Leaf[],
): void {
  const isPosition = POSITION.test(part);
  for (const element of array) {
    // A position names a field of the elements only where they have it: else each would count as "missing".
    if (isDocument(element) && (!isPosition || Object.hasOwn(element, part))) {
      collectLeaves(element, parts, at, leaves);
    }
  }
  const element = isPosition ? array[Number(part)] : undefined;
  if (element === undefined) return;
  if (at + 1 === parts.length) leaves.push({ value: element, expands: false });
  else if (typeof element === 'object' && element !== null) collectLeaves(element, parts, at + 1, leaves);
}

/** What an index holds of a document for one path. */
export interface IndexedPath {
  readonly values: readonly IndexValue[];
  /** An array lies on the path or at its end: one document may have several keys. */
  readonly throughArray: boolean;
  /** Nothing at all is stored there (then `values` is one null). */
  readonly missing: boolean;
}

export function indexedPathOf(document: BsonDocument, parts: readonly string[]): IndexedPath {
  const leaves = leavesAt(document, parts);
  const values: IndexValue[] = [];
  let throughArray = leaves.length !== 1 || hasArrayBefore(document, parts);
  for (const { value } of leaves) {
    if (!Array.isArray(value)) {
      values.push(value ?? null);
      continue;
    }
    throughArray = true;
    if (value.length === 0) values.push(undefined);
    else values.push(...value);
  }
  if (values.length === 0) values.push(null);
  return { values, throughArray, missing: leaves.every(({ value }) => value === undefined) };
}

function hasArrayBefore(document: BsonDocument, parts: readonly string[]): boolean {
  let value: BsonValue | undefined = document;
  for (const part of parts) {
    if (Array.isArray(value)) return true;
    value = isDocument(value) ? fieldOf(value, part) : undefined;
  }
  return false;
}

/** The value by which a document sorts: of an array its least element ascending, its greatest descending. */
export function sortValueOf(document: BsonDocument, parts: readonly string[], direction: 1 | -1): IndexValue {
  const [first, ...others] = indexedPathOf(document, parts).values;
  return others.reduce<IndexValue>(
    (best, value) => (direction * compareIndexValues(value, best) < 0 ? value : best),
    first,
  );
}

export function compareIndexValues(left: IndexValue, right: IndexValue): number {
  if (left === undefined || right === undefined) {
    return Number(right === undefined) - Number(left === undefined);
  }
  return compareValues(left, right);
}
