import { countDocuments } from '../find';
import { collectionOf, searchOf } from '../payload';
import type { Action } from './action';

/** `{collectionName, query?}` → `{data: {total}}`. */
export const calculateDocument: Action = (body, { database, counters, nowMs }) => {
  const filter = searchOf(body, nowMs);
  const total = database.read(collectionOf(body), (reader, collection) =>
    countDocuments(reader, collection, filter, counters),
  );
  return Promise.resolve({ data: { total } });
};
