import { invalid } from './gateway-error';
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
 * What is stored may hold only names that a path can reach. `$`-names would be operators, and a dotted name could
 * never be queried: both are how a mistake or an attack looks, so they are refused and not stored.
 */
export function checkStorable(value: BsonValue): void {
  if (Array.isArray(value)) value.forEach(checkStorable);
  else if (isDocument(value)) checkStorableDocument(value);
}

function checkStorableDocument(document: BsonDocument): void {
  for (const [name, value] of Object.entries(document)) {
    if (name === '') throw invalid('a stored document may not have an empty field name');
    if (name.startsWith('$'))
      throw invalid(`the field name "${name}" is not valid for storage (starts with $)`);
    if (name.includes('.')) throw invalid(`the field name "${name}" is not valid for storage (has a dot)`);
    checkStorable(value);
  }
}
