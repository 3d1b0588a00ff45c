import { randomInt } from 'node:crypto';
import { Int32 } from 'bson';
import { splitPath } from '../field-names';
import { failed, invalid } from '../gateway-error';
import { encodeKey } from '../keys';
import { parseOrder, sortDocuments } from '../order';
import { parseProjection } from '../projection';
import { parseFilter } from '../query';
import { readAt, removeAt, writeAt } from '../update-paths';
import { cloneValue, integerOf, isDocument, type BsonDocument, type BsonValue } from '../values';
import { ACCUMULATORS, checkCountOperand } from './accumulators';
import { evaluate, type Expression } from './expression';
import { parseExpression } from './operators';

export type Stage = (documents: readonly BsonDocument[]) => readonly BsonDocument[];
export type StageParser = (operand: BsonValue) => Stage;

/** The allow-list; every other stage is refused by its name. Those that read collections are added by the pipeline. */
export const STAGES: ReadonlyMap<string, StageParser> = new Map<string, StageParser>([
  [
    '$match',
    (operand) => {
      const filter = parseFilter(documentOf('$match', operand));
      return (documents) => documents.filter((document) => filter.matches(document));
    },
  ],
  [
    '$sort',
    (operand) => {
      const order = parseOrder(documentOf('$sort', operand));
      if (order.length === 0) throw invalid('$sort needs at least one field');
      return (documents) => sortDocuments(documents, order);
    },
  ],
  [
    '$limit',
    (operand) => {
      const limit = wholeNumber('$limit', operand, 1);
      return (documents) => documents.slice(0, limit);
    },
  ],
  [
    '$skip',
    (operand) => {
      const skip = wholeNumber('$skip', operand, 0);
      return (documents) => documents.slice(skip);
    },
  ],
  ['$count', parseCount],
  ['$group', parseGroup],
  ['$project', parseProject],
  ['$addFields', parseAddFields],
  ['$replaceRoot', parseReplaceRoot],
  ['$unwind', parseUnwind],
  ['$sortByCount', parseSortByCount],
  [
    '$sample',
    (operand) => {
      const size = wholeNumber('$sample', documentOf('$sample', operand)['size'] ?? null, 1);
      return (documents) => sampleOf(documents, size);
    },
  ],
]);

export function documentOf(stage: string, operand: BsonValue): BsonDocument {
  if (!isDocument(operand)) throw invalid(`${stage} needs a document`);
  return operand;
}

function wholeNumber(stage: string, operand: BsonValue, least: number): number {
  const number = integerOf(operand);
  if (number === undefined || number < least) throw invalid(`${stage} needs an integer from ${least}`);
  return number;
}

/** No documents make no document, and not one with 0. */
function parseCount(operand: BsonValue): Stage {
  if (typeof operand !== 'string' || splitPath(operand).length !== 1)
    throw invalid('$count needs a field name');
  return ({ length }) => (length === 0 ? [] : [{ [operand]: new Int32(length) }]);
}

function parseGroup(operand: BsonValue): Stage {
  const { _id, ...fields } = documentOf('$group', operand);
  if (_id === undefined) throw invalid('$group needs an _id');
  const groupBy = parseExpression(_id);
  const gathered = Object.entries(fields).map(([name, spec]) => parseGathered(name, spec));
  return (documents) => {
    const groups = new Map<string, { id: BsonValue; accumulators: ReturnType<typeof newAccumulators> }>();
    const newAccumulators = () => gathered.map(({ make }) => make());
    for (const document of documents) {
      const id = evaluate(groupBy, document) ?? null;
      // Equal as in a query: 1 and 1.0 are one group, 1 and '1' are two.
      const name = encodeKey(id).toString('latin1');
      const group = groups.get(name) ?? { id, accumulators: newAccumulators() };
      groups.set(name, group);
      for (const [at, { value }] of gathered.entries())
        group.accumulators[at]?.add(evaluate(value, document));
    }
    return [...groups.values()].map(({ id, accumulators }) => {
      const result: BsonDocument = { _id: id };
      for (const [at, { name }] of gathered.entries()) result[name] = accumulators[at]?.result() ?? null;
      return result;
    });
  };
}

function parseGathered(name: string, spec: BsonValue) {
  if (splitPath(name).length !== 1) throw invalid(`the field name "${name}" of $group has a dot`);
  const [operator = '', ...others] = Object.keys(documentOf(`"${name}" of $group`, spec));
  const make = ACCUMULATORS.get(operator);
  if (make === undefined || others.length > 0)
    throw invalid(`"${name}" of $group needs one accumulator, not ${operator}`);
  const source = documentOf(name, spec)[operator] ?? null;
  if (operator === '$count') checkCountOperand(source);
  return { name, make, value: parseExpression(operator === '$count' ? null : source) };
}

/** 1 and 0 keep and leave out as in a query's projection; anything else computes a field. */
function parseProject(operand: BsonValue): Stage {
  const entries = Object.entries(documentOf('$project', operand));
  if (entries.length === 0) throw invalid('$project needs at least one field');
  const isFlag = (value: BsonValue): boolean => typeof value === 'boolean' || integerOf(value) !== undefined;
  const flags = Object.fromEntries(entries.filter(([, value]) => isFlag(value)));
  const computed = entries.filter(([, value]) => !isFlag(value));
  if (computed.length === 0) {
    const project = parseProjection(flags);
    return (documents) => documents.map((document) => project(document));
  }
  const fields = computed.map(([path, source]) => ({
    parts: splitPath(path),
    value: parseExpression(source),
  }));
  const others = Object.keys(flags).filter((path) => path !== '_id');
  if (others.some((path) => integerOf(flags[path]) === 0 || flags[path] === false)) {
    throw invalid('a $project cannot both compute and exclude');
  }
  // Names nothing that exists, so that only `_id` is kept when no field is.
  const keep = parseProjection(others.length === 0 ? { ...flags, ' ': new Int32(1) } : flags);
  return (documents) => documents.map((document) => withFields(document, cloneValue(keep(document)), fields));
}

function parseAddFields(operand: BsonValue): Stage {
  const fields = Object.entries(documentOf('$addFields', operand)).map(([path, source]) => ({
    parts: splitPath(path),
    value: parseExpression(source),
  }));
  return (documents) => documents.map((document) => withFields(document, cloneValue(document), fields));
}

function withFields(
  source: BsonDocument,
  target: BsonDocument,
  fields: readonly { readonly parts: readonly string[]; readonly value: Expression }[],
): BsonDocument {
  for (const { parts, value } of fields) {
    const result = evaluate(value, source);
    if (result === undefined) removeAt(target, parts);
    else writeAt(target, parts, result);
  }
  return target;
}

function parseReplaceRoot(operand: BsonValue): Stage {
  const newRoot = parseExpression(documentOf('$replaceRoot', operand)['newRoot'] ?? null);
  return (documents) =>
    documents.map((document) => {
      const root = evaluate(newRoot, document);
      if (!isDocument(root)) throw failed("'newRoot' must be a document");
      return root;
    });
}

function parseUnwind(operand: BsonValue): Stage {
  const named = isDocument(operand) ? operand : { path: operand };
  const { path, includeArrayIndex: indexName = null, preserveNullAndEmptyArrays: keepsEmpty = false } = named;
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw invalid('$unwind needs a path that begins with $');
  if (typeof keepsEmpty !== 'boolean') throw invalid('preserveNullAndEmptyArrays must be true or false');
  if (indexName !== null && typeof indexName !== 'string') throw invalid('includeArrayIndex must be a name');
  const parts = splitPath(path.slice(1));
  const unwound = (
    document: BsonDocument,
    item: BsonValue | undefined,
    index: number | null,
  ): BsonDocument => {
    const copy = cloneValue(document);
    if (item === undefined) removeAt(copy, parts);
    else writeAt(copy, parts, item);
    if (indexName !== null) copy[indexName] = index === null ? null : new Int32(index);
    return copy;
  };
  return (documents) =>
    documents.flatMap((document) => {
      const value = readAt(document, parts);
      if (Array.isArray(value) && value.length > 0)
        return value.map((item, at) => unwound(document, item, at));
      const isEmpty = value === undefined || value === null || Array.isArray(value);
      if (!isEmpty) return [unwound(document, value, null)];
      return keepsEmpty ? [unwound(document, Array.isArray(value) ? undefined : value, null)] : [];
    });
}

function parseSortByCount(operand: BsonValue): Stage {
  const group = parseGroup({ _id: operand, count: { $sum: new Int32(1) } });
  return (documents) => sortDocuments(group(documents), parseOrder({ count: new Int32(-1) }));
}

function sampleOf(documents: readonly BsonDocument[], size: number): BsonDocument[] {
  const left = [...documents];
  const taken: BsonDocument[] = [];
  while (taken.length < size && left.length > 0) taken.push(...left.splice(randomInt(left.length), 1));
  return taken;
}
