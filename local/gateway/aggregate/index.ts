import { splitPath } from '../field-names';
import { invalid, unsupported } from '../gateway-error';
import { parseFilter, type Filter } from '../query';
import type { BsonDocument, BsonValue } from '../values';
import { documentOf, lookupValue, STAGES, type Stage } from './stages';

/** One stage as the SDK sends it, its value decoded. */
export interface StageSource {
  readonly name: string;
  readonly operand: BsonValue;
}

/** Reads the documents of a collection that match. */
export type ReadCollection = (name: string, filter: Filter) => BsonDocument[];

export interface Pipeline {
  /** The leading `$match`, which an index can serve. */
  readonly filter: Filter;
  /** The collections that `$lookup` reads. */
  run(documents: readonly BsonDocument[], read: ReadCollection): readonly BsonDocument[];
}

/** @throws GatewayError for everything that isn't known, before any document is read */
export function parsePipeline(sources: readonly StageSource[]): Pipeline {
  const [first] = sources;
  const startsWithMatch = first?.name === '$match';
  const filter = parseFilter(startsWithMatch ? documentOf('$match', first.operand) : {});
  const stages = sources.slice(startsWithMatch ? 1 : 0).map(parseStage);
  return {
    filter,
    run: (documents, read) => stages.reduce((found, stage) => stage(read)(found), documents),
  };
}

function parseStage({ name, operand }: StageSource): (read: ReadCollection) => Stage {
  if (name === '$lookup') return parseLookup(operand);
  const parse = STAGES.get(name);
  if (parse === undefined) throw unsupported(`the aggregation stage ${name}`);
  const stage = parse(operand);
  return () => stage;
}

function parseLookup(operand: BsonValue): (read: ReadCollection) => Stage {
  const { from, localField, foreignField, as, ...others } = documentOf('$lookup', operand);
  const other = Object.keys(others)[0];
  if (other !== undefined) throw unsupported(`"${other}" in $lookup`);
  if ([from, localField, foreignField, as].some((name) => typeof name !== 'string' || name === '')) {
    throw invalid('$lookup needs the names from, localField, foreignField and as');
  }
  const [source, local, foreign, target] = [from, localField, foreignField, as] as string[];
  const path = splitPath(local ?? '');
  const name = splitPath(target ?? '').join('.');
  if (name.includes('.')) throw unsupported('a path as "as" of $lookup');
  splitPath(foreign ?? '');
  return (read) => (documents) =>
    documents.map((document) => {
      const value = lookupValue(document, path);
      // An array stands for each of its elements.
      const condition: BsonDocument = Array.isArray(value) ? { $in: value } : { $eq: value };
      return { ...document, [name]: read(source ?? '', parseFilter({ [foreign ?? '']: condition })) };
    });
}
