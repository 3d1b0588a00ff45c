import { Binary, BSONRegExp, ObjectId } from 'bson';
import { numberPartsOf } from './compare';
import { isNumber, TypeRank, typeRankOf, type BsonDocument, type BsonNumber, type BsonValue } from './values';

/** A value in an index; undefined stands for an empty array, which sorts below null. */
export type IndexValue = BsonValue | undefined;

/**
 * Encodes a value so that comparing the bytes is comparing the values (`compareValues`), and so that no encoding
 * is the beginning of another one: encodings of several fields can simply be written one after the other.
 */
export function encodeKey(value: IndexValue): Buffer {
  if (value === undefined) return Buffer.from([TypeRank.emptyArray]);
  return Buffer.concat([Buffer.from([typeRankOf(value)]), encodeBody(value)]);
}

/** For a descending field: the same bytes, ordered the other way round. */
export function invertKey(key: Buffer): Buffer {
  return Buffer.from(key.map((byte) => 255 - byte));
}

/** The first key after all keys that begin with these bytes. */
export function successorOf(prefix: Buffer): Buffer {
  for (let last = prefix.length - 1; last >= 0; last--) {
    const byte = prefix[last] ?? 255;
    if (byte < 255) return Buffer.concat([prefix.subarray(0, last), Buffer.from([byte + 1])]);
  }
  throw new Error('a prefix of only 255 bytes has no successor');
}

export function uint32Key(number: number): Buffer {
  const key = Buffer.alloc(4);
  key.writeUInt32BE(number);
  return key;
}

function encodeBody(value: BsonValue): Buffer {
  if (value === null) return Buffer.alloc(0);
  if (isNumber(value)) return encodeNumber(value);
  if (typeof value === 'string') return encodeText(value);
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0]);
  if (value instanceof Date) return encodeDate(value);
  if (value instanceof ObjectId) return Buffer.from(value.id);
  if (value instanceof Binary) return encodeBinary(value);
  if (value instanceof BSONRegExp)
    return Buffer.concat([encodeText(value.pattern), encodeText(value.options)]);
  if (Array.isArray(value)) return Buffer.concat([...value.map((item) => encodeKey(item)), CONTAINER_END]);
  return encodeDocumentBody(value);
}

/** Below every type byte, so that a container which ends earlier comes first. */
const CONTAINER_END = Buffer.from([0]);

function encodeDocumentBody(document: BsonDocument): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries(document)) {
    parts.push(Buffer.from([typeRankOf(value)]), encodeText(name), encodeBody(value));
  }
  return Buffer.concat([...parts, CONTAINER_END]);
}

/** UTF-8, ended by 00 00; a null character inside is 00 FF, so that the end is below every continuation. */
function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  if (!bytes.includes(0)) return Buffer.concat([bytes, TEXT_END]);
  const escaped: number[] = [];
  for (const byte of bytes) escaped.push(...(byte === 0 ? [0, 255] : [byte]));
  return Buffer.concat([Buffer.from(escaped), TEXT_END]);
}

const TEXT_END = Buffer.from([0, 0]);
const SIGN_BIT = 0x80;

/** An IEEE double whose bytes order as numbers: the sign bit flipped, all bits flipped when negative. NaN is 0. */
function encodeNumber(value: BsonNumber): Buffer {
  const { approximate, rest } = numberPartsOf(value);
  const key = Buffer.alloc(10);
  if (Number.isNaN(approximate)) return key;
  key.writeDoubleBE(approximate);
  if (approximate < 0) for (let at = 0; at < 8; at++) key[at] = 255 - (key[at] ?? 0);
  else key[0] = (key[0] ?? 0) | SIGN_BIT;
  key.writeUInt16BE(rest + 0x8000, 8);
  return key;
}

function encodeDate(date: Date): Buffer {
  const key = Buffer.alloc(8);
  key.writeBigInt64BE(BigInt(date.getTime()));
  key[0] = (key[0] ?? 0) ^ SIGN_BIT;
  return key;
}

function encodeBinary(value: Binary): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(value.length());
  head[4] = value.sub_type;
  return Buffer.concat([head, value.value()]);
}
