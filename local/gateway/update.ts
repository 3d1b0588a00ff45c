import { failed, invalid, unsupported } from './gateway-error';
import { checkStorable, splitPath } from './field-names';
import { toBytes } from './ejson';
import { valuesEqual } from './compare';
import { UPDATE_OPERATORS, type FieldChange } from './update-operators';
import { cloneValue, fieldOf, isDocument, type BsonDocument, type BsonValue } from './values';

/** A parsed change of one document: gives a new document and leaves the one that it was given as it is. */
export type Change = (document: BsonDocument) => BsonDocument;

/**
 * Parses `{$set: {…}, $inc: {…}}`.
 *
 * An update without any operator is refused: in MongoDB's old protocol it meant "replace the whole document", and
 * the SDK sends one for `update({a: undefined})` and `update({a: {}})`.
 *
 * @throws GatewayError for no operators, unknown operators, conflicting paths, or what an operator can't take
 */
export function parseUpdate(update: BsonDocument): Change {
  const operators = Object.entries(update);
  if (operators.length === 0) throw invalid('the update is empty: it names no field to change');
  const changes: FieldChange[] = [];
  for (const [operator, fields] of operators) {
    if (!operator.startsWith('$'))
      throw invalid(`the update holds "${operator}" beside or instead of operators`);
    const parse = UPDATE_OPERATORS.get(operator);
    if (parse === undefined) throw unsupported(`the update operator ${operator}`);
    if (!isDocument(fields)) throw invalid(`${operator} needs a document of fields`);
    const entries = Object.entries(fields);
    if (entries.length === 0)
      throw invalid(
        `'${operator}' is empty. You must specify a field like so: {${operator}: {<field>: ...}}`,
      );
    for (const [path, operand] of entries) changes.push(parse(path, splitPath(path), operand));
  }
  checkConflicts(changes.flatMap((change) => change.paths));
  return (document) => {
    const next = cloneValue(document);
    for (const change of changes) change.apply(next);
    checkSameId(document, next);
    return next;
  };
}

/** Parses the whole new content of a document, as `set` sends it. The `_id` stays the document's own. */
export function parseReplacement(replacement: BsonDocument): Change {
  checkStorable(replacement);
  return (document) => {
    const id = fieldOf(document, '_id');
    const next: BsonDocument = id === undefined ? {} : { _id: id };
    Object.assign(next, cloneValue(replacement));
    checkSameId(document, next);
    return next;
  };
}

/** Whether anything differs, down to the type of a number and the order of fields. */
export function isChanged(before: BsonDocument, after: BsonDocument): boolean {
  return !isIdentical(before, after);
}

/** Values that a change left alone are the very same ones: most of the work is done by the first line. */
function isIdentical(left: BsonValue, right: BsonValue): boolean {
  if (left === right) return true;
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, at) => isIdentical(item, right[at] ?? null));
  }
  if (isDocument(left) && isDocument(right)) {
    const names = Object.keys(left);
    const others = Object.keys(right);
    return (
      names.length === others.length &&
      names.every((name, at) => name === others[at] && isIdentical(left[name] ?? null, right[name] ?? null))
    );
  }
  return Buffer.compare(toBytes({ value: left }), toBytes({ value: right })) === 0;
}

function checkSameId(before: BsonDocument, after: BsonDocument): void {
  const id = fieldOf(before, '_id');
  const nextId: BsonValue | undefined = fieldOf(after, '_id');
  if (id === undefined) return;
  if (nextId === undefined || !valuesEqual(id, nextId)) {
    throw failed("Performing an update on the path '_id' would modify the immutable field '_id'");
  }
}

/** Two changes of the same field, or of a field and of something inside it, have no defined order. */
function checkConflicts(paths: readonly string[]): void {
  const sorted = [...paths].sort();
  for (const [at, path] of sorted.entries()) {
    const inside = sorted.slice(at + 1).find((other) => other === path || other.startsWith(`${path}.`));
    if (inside !== undefined) {
      throw failed(`Updating the path '${inside}' would create a conflict at '${path}'`);
    }
  }
}
