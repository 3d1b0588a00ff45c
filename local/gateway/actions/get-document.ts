import { encodeDocument } from '../ejson';
import { selectDocuments } from '../find';
import { parseOrder } from '../order';
import { collectionOf, limitOf, offsetOf, optionalDocumentOf, searchOf } from '../payload';
import { parseProjection } from '../projection';
import type { Action } from './action';

/** `{collectionName, query?, queryType, order?, offset?, limit?, projection?, transactionId?}` → `{data: {list: [EJSON]}, limit, offset}`. */
export const getDocument: Action = async (body, { session, counters, nowMs }) => {
  const filter = searchOf(body, nowMs);
  const asked = parseOrder(optionalDocumentOf(body, 'order', nowMs));
  const order = asked.length > 0 ? asked : filter.order;
  const project = parseProjection(optionalDocumentOf(body, 'projection', nowMs));
  const limit = limitOf(body);
  const offset = offsetOf(body);
  const found = await session.read(collectionOf(body), (reader, collection) =>
    selectDocuments(reader, collection, { filter, order, offset, limit }, counters),
  );
  counters.documentsReturned += found.length;
  return { data: { list: found.map((document) => encodeDocument(project(document))) }, limit, offset };
};
