import { failed, invalid } from './gateway-error';
import { bitOperand, calculate, numberOperand, type Operation } from './arithmetic';
import {
  parseAddToSet,
  parsePop,
  parsePull,
  parsePullAll,
  parsePush,
  type ArrayChange,
} from './array-operators';
import { compareValues } from './compare';
import { checkStorable, splitPath } from './field-names';
import { readAt, removeAt, writeAt } from './update-paths';
import { cloneValue, typeNameOf, type BsonDocument, type BsonValue } from './values';

/** One operator on one field, ready to be applied to any document. */
export interface FieldChange {
  /** The paths that it writes, for finding conflicts. */
  readonly paths: readonly string[];
  /** Changes the document in place. */
  apply(document: BsonDocument): void;
}

type OperatorParser = (path: string, parts: readonly string[], operand: BsonValue) => FieldChange;

/** The allow-list; everything else is refused by name. */
export const UPDATE_OPERATORS: ReadonlyMap<string, OperatorParser> = new Map<string, OperatorParser>([
  ['$set', parseSet],
  ['$unset', (path, parts) => ({ paths: [path], apply: (document) => removeAt(document, parts) })],
  ['$inc', arithmetic('$inc')],
  ['$mul', arithmetic('$mul')],
  ['$bit', parseBit],
  ['$min', bound((order) => order < 0)],
  ['$max', bound((order) => order > 0)],
  ['$rename', parseRename],
  ['$push', onArray('$push', parsePush)],
  ['$addToSet', onArray('$addToSet', parseAddToSet)],
  ['$pop', onArray('$pop', parsePop)],
  ['$pull', onArray('$pull', parsePull)],
  ['$pullAll', onArray('$pullAll', parsePullAll)],
]);

function parseSet(path: string, parts: readonly string[], operand: BsonValue): FieldChange {
  checkStorable(operand);
  return { paths: [path], apply: (document) => writeAt(document, parts, cloneValue(operand)) };
}

function arithmetic(operation: Operation): OperatorParser {
  return (path, parts, operand) => {
    const number = numberOperand(operation, path, operand);
    return {
      paths: [path],
      apply: (document) =>
        writeAt(document, parts, calculate(operation, path, readAt(document, parts), number)),
    };
  };
}

function parseBit(path: string, parts: readonly string[], operand: BsonValue): FieldChange {
  const changed = bitOperand(path, operand);
  return {
    paths: [path],
    apply: (document) => writeAt(document, parts, changed(readAt(document, parts))),
  };
}

/** `$min` and `$max`: the operand replaces what is stored when BSON's order says so. */
function bound(replaces: (order: number) => boolean): OperatorParser {
  return (path, parts, operand) => {
    checkStorable(operand);
    return {
      paths: [path],
      apply: (document) => {
        const current = readAt(document, parts);
        if (current === undefined || replaces(compareValues(operand, current))) {
          writeAt(document, parts, cloneValue(operand));
        }
      },
    };
  };
}

function parseRename(path: string, parts: readonly string[], operand: BsonValue): FieldChange {
  if (typeof operand !== 'string') throw invalid(`$rename of '${path}' needs the new name as a string`);
  const target = splitPath(operand);
  return {
    paths: [path, operand],
    apply: (document) => {
      refuseArrayOnPath(document, parts);
      refuseArrayOnPath(document, target);
      const value = readAt(document, parts);
      if (value === undefined) return;
      removeAt(document, parts);
      writeAt(document, target, value);
    },
  };
}

function refuseArrayOnPath(document: BsonDocument, parts: readonly string[]): void {
  for (let length = 1; length < parts.length; length++) {
    if (Array.isArray(readAt(document, parts.slice(0, length)))) {
      throw failed(`The path '${parts.join('.')}' of $rename leads through an array`);
    }
  }
}

function onArray(operator: string, parse: (path: string, operand: BsonValue) => ArrayChange): OperatorParser {
  return (path, parts, operand) => {
    const { change, createsMissing } = parse(path, operand);
    return {
      paths: [path],
      apply: (document) => {
        const current = readAt(document, parts);
        if (current === undefined) {
          if (createsMissing) writeAt(document, parts, change([]));
        } else if (Array.isArray(current)) {
          writeAt(document, parts, change(current));
        } else {
          throw failed(
            `Cannot apply ${operator} to the field '${path}': it must be an array but is of type ${typeNameOf(current)}`,
          );
        }
      },
    };
  };
}
