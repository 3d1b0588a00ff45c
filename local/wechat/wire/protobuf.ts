/** As much of protobuf's encoding as two messages need: whole numbers and fields of bytes. */

const VARINT = 0;
const BYTES = 2;

/** The fields of a message in their order: a number for a varint, bytes for all that has a length. */
export type Field = readonly [id: number, value: number | Buffer];

/** @returns undefined where it is not a message of such fields. */
export function readFields(message: Buffer): Field[] | undefined {
  const fields: Field[] = [];
  for (let at = 0; at < message.length;) {
    const tag = readVarint(message, at);
    if (tag === undefined) return undefined;
    const value = readVarint(message, tag.end);
    if (value === undefined) return undefined;
    const [id, kind] = [Math.floor(tag.number / 8), tag.number % 8];
    if (kind === VARINT) {
      fields.push([id, value.number]);
      at = value.end;
    } else {
      const end = value.end + value.number;
      if (kind !== BYTES || end > message.length) return undefined;
      fields.push([id, message.subarray(value.end, end)]);
      at = end;
    }
  }
  return fields;
}

export function writeFields(fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([id, value]) =>
      typeof value === 'number'
        ? [varint(id * 8 + VARINT), varint(value)]
        : [varint(id * 8 + BYTES), varint(value.length), value],
    ),
  );
}

function readVarint(message: Buffer, from: number): { number: number; end: number } | undefined {
  let number = 0;
  for (let index = 0; index < 8; index++) {
    const byte = message[from + index];
    if (byte === undefined) return undefined;
    number += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { number, end: from + index + 1 };
  }
  return undefined;
}

function varint(number: number): Buffer {
  const bytes: number[] = [];
  let rest = number;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}
