import { BSON, Binary, BSONRegExp, Double, EJSON, Int32, Long, ObjectId } from 'bson';
import { failed, invalid, messageOf, unsupported } from './gateway-error';
import { checkFieldName } from './field-names';
import { isDocument, type BsonDocument, type BsonValue } from './values';

/** MongoDB's own limits. */
const MAX_DEPTH = 100;
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

const INT32_MAX = 2 ** 31 - 1;
const INT64_MAX = 2n ** 63n - 1n;
const INTEGER = /^-?\d{1,19}$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Reads the canonical EJSON text that the SDK sends. Written by hand instead of `EJSON.parse` because that one
 * turns an invalid date into 1970, accepts prototype keys and types that this store doesn't order, and knows
 * nothing of CloudBase's server date.
 *
 * @param what how messages name the text, for example `query`
 * @param nowMs the time that a server date stands for
 * @throws GatewayError INVALID_PARAM when the text isn't a JSON object or holds a malformed value
 */
export function decodeDocument(text: unknown, what: string, nowMs: number): BsonDocument {
  const value = decodeValueText(text, what, nowMs);
  if (!isDocument(value)) throw invalid(`${what} must be an object`);
  return value;
}

/** The same for a text that may hold any value. */
export function decodeValueText(text: unknown, what: string, nowMs: number): BsonValue {
  if (typeof text !== 'string') throw invalid(`${what} must be an EJSON string`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw invalid(`${what} is not valid JSON: ${messageOf(error)}`);
  }
  return decodeValue(json, nowMs, 0);
}

function decodeValue(json: unknown, nowMs: number, depth: number): BsonValue {
  if (depth > MAX_DEPTH) throw invalid(`documents may be nested at most ${MAX_DEPTH} deep`);
  if (json === null || typeof json === 'boolean') return json;
  if (typeof json === 'string') return decodeString(json);
  if (typeof json === 'number') return decodePlainNumber(json);
  if (Array.isArray(json)) return json.map((item) => decodeValue(item, nowMs, depth + 1));
  return decodeObject(json as Record<string, unknown>, nowMs, depth);
}

function decodeObject(json: Record<string, unknown>, nowMs: number, depth: number): BsonValue {
  const names = Object.keys(json);
  const first = names[0];
  if (first !== undefined && first.startsWith('$')) {
    const read = WRAPPERS.get(first);
    if (read !== undefined) {
      if (names.length !== 1) throw invalid(`${first} must be the only key of its object`);
      return read(json[first], nowMs);
    }
    if (UNSUPPORTED_WRAPPERS.has(first)) throw unsupported(`the EJSON type ${first}`);
  }
  const document: BsonDocument = {};
  for (const name of names) {
    checkFieldName(name);
    document[name] = decodeValue(json[name], nowMs, depth + 1);
  }
  return document;
}

/** BSON is UTF-8: half of a surrogate pair would come back as another string than was written. */
function decodeString(text: string): string {
  if (LONE_SURROGATE.test(text)) throw invalid('a string holds half of a surrogate pair');
  return text;
}

/** Plain JSON numbers: not what the SDK sends, but valid relaxed EJSON of other clients. */
function decodePlainNumber(number: number): BsonValue {
  if (!Number.isInteger(number) || Object.is(number, -0)) return new Double(number);
  if (Math.abs(number) <= INT32_MAX) return new Int32(number);
  return Number.isSafeInteger(number) ? Long.fromNumber(number) : new Double(number);
}

type WrapperReader = (body: unknown, nowMs: number) => BsonValue;

const WRAPPERS: ReadonlyMap<string, WrapperReader> = new Map<string, WrapperReader>([
  ['$numberInt', readInt],
  ['$numberLong', readLong],
  ['$numberDouble', readDouble],
  ['$date', readDate],
  ['$oid', readObjectId],
  ['$binary', readBinary],
  ['$regularExpression', readRegex],
  ['$tcb_server_date', readServerDate],
]);

const UNSUPPORTED_WRAPPERS: ReadonlySet<string> = new Set([
  '$numberDecimal',
  '$timestamp',
  '$symbol',
  '$code',
  '$scope',
  '$minKey',
  '$maxKey',
  '$undefined',
  '$dbPointer',
  '$ref',
  '$uuid',
]);

function readInt(body: unknown): BsonValue {
  const number = typeof body === 'string' && INTEGER.test(body) ? Number(body) : NaN;
  if (!(Math.abs(number) <= INT32_MAX || number === -INT32_MAX - 1)) throw malformed('$numberInt', body);
  return new Int32(number);
}

function readLong(body: unknown): BsonValue {
  if (typeof body !== 'string' || !INTEGER.test(body)) throw malformed('$numberLong', body);
  const integer = BigInt(body);
  if (integer > INT64_MAX || integer < -INT64_MAX - 1n) throw malformed('$numberLong', body);
  return Long.fromBigInt(integer);
}

function readDouble(body: unknown): BsonValue {
  if (typeof body !== 'string' || body.trim() === '') throw malformed('$numberDouble', body);
  const number = Number(body);
  if (Number.isNaN(number) && body !== 'NaN') throw malformed('$numberDouble', body);
  return new Double(number);
}

function readDate(body: unknown): BsonValue {
  const date = new Date(dateMsOf(body));
  if (Number.isNaN(date.getTime())) throw malformed('$date', body);
  return date;
}

function dateMsOf(body: unknown): number {
  if (typeof body === 'number') return body;
  if (typeof body === 'string') return Date.parse(body);
  const ms = (body as { $numberLong?: unknown } | null)?.$numberLong;
  return typeof ms === 'string' && INTEGER.test(ms) ? Number(ms) : NaN;
}

function readObjectId(body: unknown): BsonValue {
  if (typeof body !== 'string' || !/^[0-9a-fA-F]{24}$/.test(body)) throw malformed('$oid', body);
  return ObjectId.createFromHexString(body);
}

function readBinary(body: unknown): BsonValue {
  const { base64, subType } = (body ?? {}) as { base64?: unknown; subType?: unknown };
  if (typeof base64 !== 'string' || typeof subType !== 'string' || !/^[0-9a-f]{1,2}$/i.test(subType)) {
    throw malformed('$binary', body);
  }
  return new Binary(Buffer.from(base64, 'base64'), parseInt(subType, 16));
}

function readRegex(body: unknown): BsonValue {
  const { pattern, options } = (body ?? {}) as { pattern?: unknown; options?: unknown };
  if (typeof pattern !== 'string' || typeof options !== 'string') throw malformed('$regularExpression', body);
  if (pattern.includes('\0') || /[^imsxlug]/.test(options)) throw malformed('$regularExpression', body);
  return new BSONRegExp(decodeString(pattern), options);
}

function readServerDate(body: unknown, nowMs: number): BsonValue {
  const offset = (body as { offset?: unknown } | null)?.offset ?? 0;
  const offsetMs = typeof offset === 'number' ? offset : plainNumberOf(decodeValue(offset, nowMs, 0));
  const date = new Date(nowMs + offsetMs);
  if (Number.isNaN(date.getTime())) throw malformed('$tcb_server_date', body);
  return date;
}

function plainNumberOf(value: BsonValue): number {
  if (value instanceof Long) return value.toNumber();
  return value instanceof Int32 || value instanceof Double ? value.value : NaN;
}

function malformed(wrapper: string, body: unknown): Error {
  return invalid(`malformed ${wrapper}: ${JSON.stringify(body)}`);
}

/** The canonical EJSON text of an answer: types survive, and the SDK reads numbers as plain numbers. */
export function encodeDocument(document: BsonDocument): string {
  return EJSON.stringify(document, { relaxed: false });
}

/** @throws GatewayError DATABASE_REQUEST_FAILED above 16 MiB */
export function toBytes(document: BsonDocument): Uint8Array {
  const bytes = serialize(document);
  if (bytes === undefined || bytes.length > MAX_DOCUMENT_BYTES)
    throw failed(`the document is larger than ${MAX_DOCUMENT_BYTES} bytes`);
  return bytes;
}

/** undefined above the buffer of the BSON library, which has 17 MiB. */
function serialize(document: BsonDocument): Uint8Array | undefined {
  try {
    return BSON.serialize(document);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Copies first: the store's buffers are reused by its next read, and binary values would point into them. */
export function fromBytes(bytes: Uint8Array): BsonDocument {
  return BSON.deserialize(Uint8Array.prototype.slice.call(bytes), {
    promoteValues: false,
    bsonRegExp: true,
  });
}
