import * as zlib from 'node:zlib';

const POLYNOMIAL = 0xedb88320;

/** CRC-32 as in zlib. Node's own is used where there is one: the first releases of Node 20 have none. */
export const crc32: (data: Uint8Array | string, before?: number) => number = zlib.crc32 ?? crc32ByTable;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});

export function crc32ByTable(data: Uint8Array | string, before = 0): number {
  let crc = ~before;
  for (const byte of typeof data === 'string' ? Buffer.from(data) : data) {
    crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  }
  return ~crc >>> 0;
}
