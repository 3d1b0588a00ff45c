import { Long, ObjectId } from 'bson';
import { checkId } from '../database';
import { decodeDocument } from '../ejson';
import { checkInsertable } from '../field-names';
import { invalid } from '../gateway-error';
import { collectionOf } from '../payload';
import { fieldOf, isNumber, type BsonDocument, type BsonValue } from '../values';
import type { Action } from './action';

/**
 * `{collectionName, data: [EJSON], transactionId?}` → `{data: {insertedIds}}`.
 *
 * A batch is no transaction: like MongoDB it stops at the first document whose id or unique value is taken, keeps
 * those before it, and answers with the error. A batch with a malformed document inserts nothing. Inside a transaction
 * the error aborts the transaction, so that nothing of it stays.
 */
export const insertDocument: Action = async (body, context) => {
  const name = collectionOf(body);
  const { nowMs } = context;
  const { data } = body;
  if (!Array.isArray(data) || data.length === 0)
    throw invalid('data must be a non-empty array of EJSON strings');
  const documents = data.map((text: unknown) => withId(decodeDocument(text, 'data', nowMs), nowMs));
  for (const document of documents) {
    checkInsertable(document);
    checkId(fieldOf(document, '_id') ?? null);
  }
  await context.session.write((session) => {
    session.collection(name);
    for (const document of documents) session.insert(name, document);
  });
  return { data: { insertedIds: documents.map((document) => plainIdOf(fieldOf(document, '_id') ?? null)) } };
};

/** A given `_id` is kept; else one is made whose beginning is the time, so that new documents lie side by side. */
function withId(document: BsonDocument, nowMs: number): BsonDocument {
  if (fieldOf(document, '_id') !== undefined) return document;
  return { _id: newId(nowMs), ...document };
}

export function newId(nowMs: number): string {
  return new ObjectId(Math.floor(nowMs / 1000)).toHexString();
}

/** The SDK hands ids of answers on as they are, without reading them as EJSON. */
export function plainIdOf(id: BsonValue): string | number | null {
  if (typeof id === 'string') return id;
  if (id instanceof ObjectId) return id.toHexString();
  if (!isNumber(id)) return null;
  return id instanceof Long ? id.toNumber() : id.value;
}
