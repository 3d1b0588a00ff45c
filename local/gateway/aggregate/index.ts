import { invalid, unsupported } from '../gateway-error';
import { parseFilter, type Filter } from '../query';
import type { BsonDocument, BsonValue } from '../values';
import { parseGeoNear } from './geo-near';
import { parseLookup, type ReadingStage } from './lookup';
import { documentOf, STAGES } from './stages';

/** One stage as the SDK sends it, its value decoded. */
export interface StageSource {
  readonly name: string;
  readonly operand: BsonValue;
}

/** Reads the documents of a collection that match. */
export type ReadCollection = (name: string, filter: Filter) => BsonDocument[];

export interface Pipeline {
  /** The leading `$match` or the query of a leading `$geoNear`, which an index can serve. */
  readonly filter: Filter;
  /** The collections that `$lookup` reads. */
  run(documents: readonly BsonDocument[], read: ReadCollection): readonly BsonDocument[];
}

/** @throws GatewayError for everything that isn't known, before any document is read */
export function parsePipeline(sources: readonly StageSource[]): Pipeline {
  const [first, ...others] = sources;
  if (first?.name === '$match') {
    return { filter: parseFilter(documentOf('$match', first.operand)), run: runner(others.map(parseStage)) };
  }
  if (first?.name === '$geoNear') {
    const { filter, stage } = parseGeoNear(first.operand);
    return { filter, run: runner([() => stage, ...others.map(parseStage)]) };
  }
  return { filter: parseFilter({}), run: runner(sources.map(parseStage)) };
}

function runner(stages: readonly ReadingStage[]): Pipeline['run'] {
  return (documents, read) => stages.reduce((found, stage) => stage(read)(found), documents);
}

function parseStage({ name, operand }: StageSource): ReadingStage {
  if (name === '$lookup') return parseLookup(operand, parsePipeline);
  if (name === '$geoNear') throw invalid('$geoNear is only valid as the first stage');
  const parse = STAGES.get(name);
  if (parse === undefined) throw unsupported(`the aggregation stage ${name}`);
  const stage = parse(operand);
  return () => stage;
}
