import { crc32 } from './crc32';
import { DamagedRowError } from './damage';

/**
 * A stored row: checksum (4 bytes), version (6), then the value. The checksum covers the key too, so that a row that
 * is reached by another key than its own, or has a changed byte in either, is never taken for good.
 */
const CHECKSUM_BYTES = 4;
const VERSION_BYTES = 6;
const HEADER_BYTES = CHECKSUM_BYTES + VERSION_BYTES;

/** Below it a version may begin, and have 2^47 more before six bytes are full. */
export const FIRST_VERSION_LIMIT = 2 ** 47;

export function sealRow(key: Buffer, value: Uint8Array, version: number): Buffer {
  const row = Buffer.allocUnsafe(HEADER_BYTES + value.length);
  row.writeUIntBE(version, CHECKSUM_BYTES, VERSION_BYTES);
  row.set(value, HEADER_BYTES);
  row.writeUInt32BE(checksumOf(key, row));
  return row;
}

/** @throws DamagedRowError unless the row is what was once written under this key */
export function valueOfRow(key: Buffer, row: Buffer): Buffer {
  checkRow(key, row);
  return row.subarray(HEADER_BYTES);
}

/** Tells two writes of one row apart, also when they wrote the same. */
export function versionOfRow(key: Buffer, row: Buffer): number {
  checkRow(key, row);
  return row.readUIntBE(CHECKSUM_BYTES, VERSION_BYTES);
}

function checkRow(key: Buffer, row: Buffer): void {
  if (row.length < HEADER_BYTES || row.readUInt32BE() !== checksumOf(key, row))
    throw new DamagedRowError(key);
}

function checksumOf(key: Buffer, row: Buffer): number {
  return crc32(row.subarray(CHECKSUM_BYTES), crc32(key));
}
