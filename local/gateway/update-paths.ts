import { failed } from './gateway-error';
import { fieldOf, isDocument, typeNameOf, type BsonDocument, type BsonValue } from './values';

/** MongoDB fills an array with nulls up to a position, but not without limit. */
const MAX_PADDING = 1_500_000;
/** The same as for a document that comes in: an update may not nest deeper step by step. */
const MAX_DEPTH = 100;
const POSITION = /^(0|[1-9]\d{0,8})$/;

/** Reads the value at a path as an update sees it: arrays only by position. undefined when it is missing. */
export function readAt(document: BsonDocument, parts: readonly string[]): BsonValue | undefined {
  let value: BsonValue | undefined = document;
  for (const part of parts) {
    if (Array.isArray(value)) value = POSITION.test(part) ? value[Number(part)] : undefined;
    else value = isDocument(value) ? fieldOf(value, part) : undefined;
  }
  return value;
}

/**
 * Writes a value, making the documents that are missing on the way.
 *
 * @throws GatewayError when the path leads through something that has no fields, which MongoDB never replaces
 *   silently, or the value would lie too deep
 */
export function writeAt(document: BsonDocument, parts: readonly string[], value: BsonValue): void {
  if (parts.length + depthOf(value) > MAX_DEPTH)
    throw failed(`documents may be nested at most ${MAX_DEPTH} deep`);
  let container: BsonDocument | BsonValue[] = document;
  for (const [at, part] of parts.entries()) {
    if (at === parts.length - 1) {
      setChild(container, part, value, parts);
      return;
    }
    let next: BsonValue | undefined = childOf(container, part);
    if (next === undefined) {
      next = {};
      setChild(container, part, next, parts);
    }
    if (!Array.isArray(next) && !isDocument(next)) throw noFieldsIn(next, part, parts[at + 1] ?? '', parts);
    container = next;
  }
}

/** Removes a field. An array element becomes null, so that the others keep their positions. */
export function removeAt(document: BsonDocument, parts: readonly string[]): void {
  const name = parts[parts.length - 1] ?? '';
  const parent = readAt(document, parts.slice(0, -1));
  if (Array.isArray(parent)) {
    if (POSITION.test(name) && Number(name) < parent.length) parent[Number(name)] = null;
  } else if (isDocument(parent)) {
    Reflect.deleteProperty(parent, name);
  }
}

/** How many documents and arrays lie in one another; 0 for a scalar. */
function depthOf(value: BsonValue): number {
  if (!Array.isArray(value) && !isDocument(value)) return 0;
  return 1 + Object.values(value).reduce<number>((deepest, item) => Math.max(deepest, depthOf(item)), 0);
}

function childOf(container: BsonDocument | BsonValue[], part: string): BsonValue | undefined {
  if (!Array.isArray(container)) return fieldOf(container, part);
  return POSITION.test(part) ? container[Number(part)] : undefined;
}

function setChild(
  container: BsonDocument | BsonValue[],
  part: string,
  value: BsonValue,
  parts: readonly string[],
): void {
  if (!Array.isArray(container)) {
    container[part] = value;
    return;
  }
  if (!POSITION.test(part)) throw noFieldsIn(container, parts[parts.indexOf(part) - 1] ?? '', part, parts);
  const position = Number(part);
  if (position - container.length > MAX_PADDING)
    throw failed(`the position ${part} is too far behind the array`);
  while (container.length < position) container.push(null);
  container[position] = value;
}

function noFieldsIn(value: BsonValue, holder: string, part: string, parts: readonly string[]): Error {
  return failed(
    `Cannot create field '${part}' in element {${holder}: ${typeNameOf(value)}} (path '${parts.join('.')}')`,
  );
}
