import type { CollectionRecord } from './catalog';
import type { CallCounters } from './counters';
import { fromBytes } from './ejson';
import { uint32Key } from './keys';
import { sortDocuments, type OrderField } from './order';
import { planQuery, type Plan } from './planner';
import type { Filter } from './query';
import type { Reader } from './store';
import type { BsonDocument } from './values';

export interface Selection {
  readonly filter: Filter;
  readonly order: readonly OrderField[];
  readonly offset: number;
  /** At most so many documents; Infinity for all. */
  readonly limit: number;
}

/** The documents of a query in its order. With an order served by an index it stops as soon as it has enough. */
export function selectDocuments(
  reader: Reader,
  collection: CollectionRecord,
  { filter, order, offset, limit }: Selection,
  counters: CallCounters,
): BsonDocument[] {
  const plan = planQuery(collection, filter, order);
  const found: BsonDocument[] = [];
  for (const document of matchingDocuments(reader, collection, filter, plan, counters)) {
    found.push(document);
    if (plan.servesOrder && found.length >= offset + limit) break;
  }
  const ordered = plan.servesOrder ? found : sortDocuments(found, order);
  return ordered.slice(offset, offset + limit);
}

/** How many documents match. Loads none where the keys of an index answer alone. */
export function countDocuments(
  reader: Reader,
  collection: CollectionRecord,
  filter: Filter,
  counters: CallCounters,
): number {
  const plan = planQuery(collection, filter, []);
  if (!plan.covers) return [...matchingDocuments(reader, collection, filter, plan, counters)].length;
  const total = plan.ranges.reduce((sum, range) => sum + reader.count(range), 0);
  counters.keysCounted += total;
  return total;
}

function* matchingDocuments(
  reader: Reader,
  collection: CollectionRecord,
  filter: Filter,
  plan: Plan,
  counters: CallCounters,
): Iterable<BsonDocument> {
  for (const bytes of documentBytes(reader, collection, plan)) {
    counters.documentsExamined += 1;
    const document = fromBytes(bytes);
    if (filter.matches(document)) yield document;
  }
}

function* documentBytes(reader: Reader, collection: CollectionRecord, plan: Plan): Iterable<Buffer> {
  const { index, ranges, reverse } = plan;
  if (plan.direct) {
    for (const { from } of reverse ? [...ranges].reverse() : ranges) {
      const bytes = reader.get(from);
      if (bytes !== undefined) yield bytes;
    }
  } else if (index === undefined) {
    for (const range of ranges) for (const { value } of reader.rows(range, reverse)) yield value;
  } else {
    yield* indexedBytes(reader, collection, plan, index.multikey);
  }
}

function* indexedBytes(
  reader: Reader,
  collection: CollectionRecord,
  { ranges, reverse }: Plan,
  multikey: boolean,
): Iterable<Buffer> {
  const seen = new Set<string>();
  const prefix = uint32Key(collection.number);
  for (const range of ranges) {
    for (const { value: idKey } of reader.rows(range, reverse)) {
      if (multikey) {
        const name = idKey.toString('latin1');
        if (seen.has(name)) continue;
        seen.add(name);
      }
      const bytes = reader.get(Buffer.concat([prefix, idKey]));
      if (bytes === undefined) throw new Error(`an index of ${collection.name} points at a missing document`);
      yield bytes;
    }
  }
}
