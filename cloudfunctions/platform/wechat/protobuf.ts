/**
 * As much of protobuf's wire format (protobuf.dev/programming-guides/encoding) as two messages need: whole numbers and
 * fields of bytes. Fields of other kinds are passed over when read.
 */

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;

/** Seven bits a byte: 64 bits need ten of them. */
const MAX_VARINT_BYTES = 10;

/** A number for a varint, which has a sign as in int32, bytes for all that has a length. */
export type Field = readonly [id: number, value: number | Buffer];

export function encodeFields(fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([id, value]) =>
      typeof value === 'number'
        ? [varintOf(id * 8 + VARINT), varintOf(value)]
        : [varintOf(id * 8 + BYTES), varintOf(value.length), value],
    ),
  );
}

/** @returns undefined where it is no message. */
export function decodeFields(message: Buffer): Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  while (at < message.length) {
    const tag = readVarint(message, at);
    if (tag === undefined || tag.number < 8) return undefined;
    const [id, kind] = [Math.floor(tag.number / 8), tag.number % 8];
    at = tag.end;
    if (kind === VARINT || kind === BYTES) {
      const varint = readVarint(message, at);
      if (varint === undefined) return undefined;
      at = varint.end;
      if (kind === VARINT) {
        fields.push([id, varint.number]);
      } else {
        if (varint.number < 0 || varint.number > message.length - at) return undefined;
        fields.push([id, message.subarray(at, at + varint.number)]);
        at += varint.number;
      }
    } else if (kind === FIXED_64 || kind === FIXED_32) {
      at += kind === FIXED_64 ? 8 : 4;
    } else {
      return undefined;
    }
  }
  return at === message.length ? fields : undefined;
}

function varintOf(number: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(number));
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

function readVarint(message: Buffer, from: number): { number: number; end: number } | undefined {
  let number = 0n;
  for (let index = 0; index < MAX_VARINT_BYTES; index++) {
    const byte = message[from + index];
    if (byte === undefined) return undefined;
    number |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return { number: Number(BigInt.asIntN(64, number)), end: from + index + 1 };
  }
  return undefined;
}
