import { parsePipeline, type StageSource } from '../aggregate';
import { collectionNamed } from '../catalog';
import { decodeValueText, encodeDocument } from '../ejson';
import { selectDocuments } from '../find';
import { invalid } from '../gateway-error';
import { collectionOf, type RequestBody } from '../payload';
import type { Filter } from '../query';
import type { Action } from './action';

/** `{collectionName, stages: [{stageKey, stageValue}]}` → `{data: {list: [EJSON]}}`. All of it reads one moment. */
export const aggregate: Action = async (body, { database, counters, nowMs }) => {
  const name = collectionOf(body);
  const pipeline = parsePipeline(stagesOf(body, nowMs));
  const found = database.readAll((reader, catalog) => {
    const select = (collection: string, filter: Filter) => {
      const selection = { filter, order: [], offset: 0, limit: Infinity };
      return selectDocuments(reader, collectionNamed(catalog, collection), selection, counters);
    };
    return pipeline.run(select(name, pipeline.filter), select);
  });
  return Promise.resolve({ data: { list: found.map(encodeDocument) } });
};

function stagesOf(body: RequestBody, nowMs: number): StageSource[] {
  const { stages } = body;
  if (!Array.isArray(stages)) throw invalid('stages must be an array');
  return stages.map((stage: unknown) => {
    const { stageKey, stageValue } = (stage ?? {}) as { stageKey?: unknown; stageValue?: unknown };
    if (typeof stageKey !== 'string' || typeof stageValue !== 'string') {
      throw invalid('a stage must be { stageKey, stageValue } of two strings');
    }
    return { name: stageKey, operand: decodeValueText(stageValue, stageKey, nowMs) };
  });
}
