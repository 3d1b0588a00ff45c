import { decodeDocument, encodeDocument } from '../ejson';
import { selectDocuments } from '../find';
import { collectionOf, queryOfChange } from '../payload';
import { parseFilter } from '../query';
import { isChanged, parseUpdate } from '../update';
import type { Action } from './action';

/**
 * `{collectionName, query, data, transactionId?}` → `{data: {updated, doc}}`: changes one document and answers what it
 * is afterwards; 0 and null where none matches. `updated` counts the document found, also when nothing in it differs.
 */
export const modifyAndReturn: Action = async (body, { session, counters, nowMs }) => {
  const name = collectionOf(body);
  const filter = parseFilter(queryOfChange(body, nowMs));
  const change = parseUpdate(decodeDocument(body['data'], 'data', nowMs));
  const data = await session.write((writes) => {
    const selection = { filter, order: [], offset: 0, limit: 1 };
    const [before] = selectDocuments(writes.writer, writes.collection(name), selection, counters);
    if (before === undefined) return { updated: 0, doc: null };
    const after = change(before);
    if (isChanged(before, after)) writes.replace(name, before, after);
    return { updated: 1, doc: encodeDocument(after) };
  });
  return { data };
};
