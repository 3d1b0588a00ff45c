import { failed, invalid } from './gateway-error';
import { isDocument, type BsonDocument, type BsonValue } from './values';

/**
 * Names that reach JavaScript's object machinery instead of a field. `_bsontype` is here because the BSON
 * library takes any object that carries it for one of its own types.
 */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', '_bsontype']);

/** Refuses a key, or any part of a dotted key, that no document and no path may hold. */
export function checkFieldName(name: string): void {
  if (name.includes('\0')) throw invalid('a field name holds a null character');
  for (const part of name.split('.')) {
    if (FORBIDDEN_NAMES.has(part)) throw invalid(`the field name "${part}" is refused`);
  }
}

/** The parts of a dotted path; an empty part or an operator in it is refused. */
export function splitPath(path: string): readonly string[] {
  checkFieldName(path);
  const parts = path.split('.');
  for (const part of parts) {
    if (part === '') throw invalid(`the path "${path}" has an empty field name`);
    if (part.startsWith('$'))
      throw invalid(`the path "${path}" has the positional or operator part "${part}"`);
  }
  return parts;
}

/**
 * A new document may not hold names with `$`, which would be operators, nor empty ones. A dotted name is taken, as in
 * MongoDB, although no path reaches it afterwards.
 */
export function checkInsertable(document: BsonDocument): void {
  checkNames(document, true);
}

/** What an update or a `set` stores may, as in MongoDB, hold no dotted names either. */
export function checkStorable(value: BsonValue): void {
  checkNames(value, false);
}

function checkNames(value: BsonValue, dotsAllowed: boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) checkNames(item, dotsAllowed);
  } else if (isDocument(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (name === '') throw failed('a stored document may not have an empty field name');
      if (name.startsWith('$')) throw notStorable(name, 'starts with $');
      if (!dotsAllowed && name.includes('.')) throw notStorable(name, 'has a dot');
      checkNames(item, dotsAllowed);
    }
  }
}

function notStorable(name: string, why: string): Error {
  return failed(`the field name "${name}" is not valid for storage (${why})`);
}
