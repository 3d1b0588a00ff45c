import { selectDocuments } from '../find';
import { collectionOf, flagOf, queryOfChange } from '../payload';
import { parseFilter } from '../query';
import type { Action } from './action';

/** `{collectionName, query, multi, transactionId?}` → `{data: {deleted}}`. Matching and removing are one step. */
export const removeDocument: Action = async (body, context) => {
  const name = collectionOf(body);
  const filter = parseFilter(queryOfChange(body, context.nowMs));
  const limit = flagOf(body, 'multi') ? Infinity : 1;
  const deleted = await context.session.write((session) => {
    const selection = { filter, order: [], offset: 0, limit };
    const found = selectDocuments(session.writer, session.collection(name), selection, context.counters);
    for (const document of found) session.delete(name, document);
    return found.length;
  });
  return { data: { deleted } };
};
