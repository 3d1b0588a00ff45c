import { checkId, type WriteSession } from '../database';
import { decodeDocument } from '../ejson';
import { selectDocuments } from '../find';
import { unsupported } from '../gateway-error';
import { collectionOf, flagOf, queryOfChange, type RequestBody } from '../payload';
import { parseFilter } from '../query';
import { isChanged, parseReplacement, parseUpdate, type Change } from '../update';
import { fieldOf, isOperatorDocument, type BsonDocument, type BsonValue } from '../values';
import type { Action, ActionContext } from './action';
import { newId, plainIdOf } from './insert-document';

/**
 * `{collectionName, query, data, multi, merge, upsert, transactionId?}` → `{data: {updated, upsert_id}}`.
 *
 * `update` sends merge:true and operators; `set` sends merge:false, upsert:true and the whole new document. Matching
 * and writing are one step: of many equal conditional updates exactly one finds its condition fulfilled. `updated`
 * counts documents that are different afterwards, so an update to what is already there counts 0; a `set` counts always,
 * as in MongoDB, where a new content without an `_id` is never the same as the old one.
 *
 * Updating many documents is, as in MongoDB, no transaction: it stops at the first one that can't be changed.
 */
export const modifyDocument: Action = async (body, context) => {
  const name = collectionOf(body);
  const query = queryOfChange(body, context.nowMs);
  const filter = parseFilter(query);
  const { change, replaces, multi, upsert } = changeOf(body, context);
  const limit = multi ? Infinity : 1;
  const result = await context.session.write((session) => {
    const collection = session.collection(name);
    const selection = { filter, order: [], offset: 0, limit };
    const found = selectDocuments(session.writer, collection, selection, context.counters);
    if (found.length === 0 && upsert) return insertNew(session, name, query, change, context.nowMs);
    const changed = replaceAll(session, name, found, change);
    return { updated: replaces ? found.length : changed, upsert_id: null };
  });
  return { data: result };
};

interface RequestedChange {
  readonly change: Change;
  /** Gives a whole new content, and doesn't change single fields. */
  readonly replaces: boolean;
  readonly multi: boolean;
  readonly upsert: boolean;
}

function changeOf(body: RequestBody, { nowMs }: ActionContext): RequestedChange {
  const data = decodeDocument(body['data'], 'data', nowMs);
  const multi = flagOf(body, 'multi');
  const upsert = flagOf(body, 'upsert');
  if (flagOf(body, 'merge')) {
    if (upsert) throw unsupported('upsert together with update operators');
    return { change: parseUpdate(data), replaces: false, multi, upsert };
  }
  if (multi) throw unsupported('replacing several documents by one');
  return { change: parseReplacement(data), replaces: true, multi, upsert };
}

function replaceAll(
  session: WriteSession,
  name: string,
  documents: readonly BsonDocument[],
  change: Change,
): number {
  let updated = 0;
  for (const before of documents) {
    const after = change(before);
    if (!isChanged(before, after)) continue;
    session.replace(name, before, after);
    updated += 1;
  }
  return updated;
}

function insertNew(
  session: WriteSession,
  name: string,
  query: BsonDocument,
  change: Change,
  nowMs: number,
): { updated: number; upsert_id: string | number | null } {
  const given = fieldOf(query, '_id');
  const id: BsonValue = given === undefined || isOperatorDocument(given) ? newId(nowMs) : given;
  checkId(id);
  session.insert(name, change({ _id: id }));
  return { updated: 0, upsert_id: plainIdOf(id) };
}
