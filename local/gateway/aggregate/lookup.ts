import { splitPath } from '../field-names';
import { invalid, unsupported } from '../gateway-error';
import { parseFilter } from '../query';
import { fieldOf, isDocument, type BsonDocument, type BsonValue } from '../values';
import { readAt } from '../update-paths';
import type { Pipeline, ReadCollection, StageSource } from './index';
import { documentOf, type Stage } from './stages';

/** A stage that reads other collections. */
export type ReadingStage = (read: ReadCollection) => Stage;

/**
 * Joins each document with those of another collection: by the equality of two fields, or with all that a pipeline
 * of its own finds there.
 */
export function parseLookup(
  operand: BsonValue,
  parse: (sources: readonly StageSource[]) => Pipeline,
): ReadingStage {
  const { from, as, ...form } = documentOf('$lookup', operand);
  const source = nameOf('from', from);
  const target = nameOf('as', as);
  if (splitPath(target).length > 1) throw unsupported('a path as "as" of $lookup');
  if (form['pipeline'] !== undefined) return joinByPipeline(source, target, form, parse);
  return joinByEquality(source, target, form);
}

function joinByEquality(from: string, as: string, form: BsonDocument): ReadingStage {
  const { localField, foreignField, ...others } = form;
  refuseOthers(others);
  const path = splitPath(nameOf('localField', localField));
  const foreign = nameOf('foreignField', foreignField);
  splitPath(foreign);
  return (read) => (documents) =>
    documents.map((document) => {
      // A missing field equals null; an array stands for each of its elements.
      const value = readAt(document, path) ?? fieldOf(document, path.join('.')) ?? null;
      const condition: BsonDocument = Array.isArray(value) ? { $in: value } : { $eq: value };
      return { ...document, [as]: read(from, parseFilter({ [foreign]: condition })) };
    });
}

/** Without variables of the outer document the pipeline finds the same for each: it runs once. */
function joinByPipeline(
  from: string,
  as: string,
  { pipeline, ...others }: BsonDocument,
  parse: (sources: readonly StageSource[]) => Pipeline,
): ReadingStage {
  refuseOthers(others);
  if (!Array.isArray(pipeline)) throw invalid('"pipeline" of $lookup must be an array');
  const inner = parse(pipeline.map(stageOf));
  return (read) => (documents) => {
    const found = inner.run(read(from, inner.filter), read);
    return documents.map((document) => ({ ...document, [as]: [...found] }));
  };
}

function stageOf(stage: BsonValue): StageSource {
  const [name, ...others] = isDocument(stage) ? Object.keys(stage) : [];
  if (!isDocument(stage) || name === undefined || others.length > 0) {
    throw invalid('a stage of the pipeline of $lookup must be a document of one operator');
  }
  return { name, operand: fieldOf(stage, name) ?? null };
}

function nameOf(field: string, name: BsonValue | undefined): string {
  if (typeof name !== 'string' || name === '') throw invalid(`$lookup needs a name as "${field}"`);
  return name;
}

function refuseOthers(others: BsonDocument): void {
  const other = Object.keys(others)[0];
  if (other !== undefined) throw unsupported(`"${other}" in $lookup`);
}
