import { decodeDocument } from './ejson';
import { invalid } from './gateway-error';
import { readMultipart } from './multipart';
import { parseSearch, type Search } from './query';
import { fieldOf, type BsonDocument } from './values';

/** The body of a request: `{action, envName, …}`, not yet trusted in any of its fields. */
export type RequestBody = Readonly<Record<string, unknown>>;
export type NamedBody = RequestBody & { readonly action: string };

export const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/** @throws GatewayError INVALID_PARAM when the body isn't a JSON object with an action */
export function parseBody(text: string): NamedBody {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw invalid('the request body is not valid JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('the request body must be a JSON object');
  }
  const action = (body as RequestBody)['action'];
  if (typeof action !== 'string' || action === '') throw invalid('the request body names no action');
  return { ...body, action };
}

/** The same of a multipart request; but for the action, each part stays the bytes that it is. */
export function parseMultipart(contentType: string, bytes: Buffer): NamedBody {
  const parts = readMultipart(contentType, bytes);
  if (parts === undefined) throw invalid('the request body is not whole multipart/form-data');
  const action = parts.get('action')?.toString('utf8') ?? '';
  if (action === '') throw invalid('the request body names no action');
  return { ...Object.fromEntries(parts), action };
}

export function collectionOf(body: RequestBody): string {
  const name = body['collectionName'];
  if (typeof name !== 'string' || name === '') throw invalid('collectionName must be a string');
  return name;
}

/** undefined for a request that stands alone. */
export function transactionIdOf(body: RequestBody): string | undefined {
  const id = body['transactionId'];
  if (id === undefined || id === null || id === '') return undefined;
  if (typeof id !== 'string') throw invalid('transactionId must be a string');
  return id;
}

/** The query of a read; none means all documents. */
export function searchOf(body: RequestBody, nowMs: number): Search {
  const { query } = body;
  const document = query === undefined || query === '' ? {} : decodeDocument(query, 'query', nowMs);
  checkQueryType(body, document);
  return parseSearch(document);
}

/** The query of a change. None at all is refused: changing every document takes an explicit `where({})`. */
export function queryOfChange(body: RequestBody, nowMs: number): BsonDocument {
  const { query } = body;
  if (query === undefined || query === '')
    throw invalid(`${String(body['action'])} needs a query, such as where({})`);
  const document = decodeDocument(query, 'query', nowMs);
  checkQueryType(body, document);
  return document;
}

function checkQueryType(body: RequestBody, query: BsonDocument): void {
  const type = body['queryType'];
  if (type === undefined || type === 'WHERE') return;
  if (type !== 'DOC') throw invalid(`unknown queryType ${JSON.stringify(type)}`);
  if (fieldOf(query, '_id') === undefined) throw invalid('a query of type DOC needs the _id of the document');
}

export function flagOf(body: RequestBody, name: string): boolean {
  const flag = body[name];
  if (flag === undefined) return false;
  if (typeof flag !== 'boolean') throw invalid(`${name} must be true or false`);
  return flag;
}

/** 100 when there is none, never more than 1000. */
export function limitOf(body: RequestBody): number {
  const limit = body['limit'] ?? DEFAULT_LIMIT;
  if (typeof limit !== 'number' || !Number.isSafeInteger(limit) || limit < 1) {
    throw invalid('limit must be an integer from 1');
  }
  return Math.min(limit, MAX_LIMIT);
}

export function offsetOf(body: RequestBody): number {
  const offset = body['offset'] ?? 0;
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0) {
    throw invalid('offset must be an integer from 0');
  }
  return offset;
}

/** An optional EJSON text such as `order` or `projection`. */
export function optionalDocumentOf(body: RequestBody, name: string, nowMs: number): BsonDocument {
  const text = body[name];
  return text === undefined || text === '' ? {} : decodeDocument(text, name, nowMs);
}
