import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as zlib from 'node:zlib';
import { crc32, crc32ByTable } from './crc32';

describe('the checksum', () => {
  it('is the CRC-32 that everybody knows', () => {
    expect(crc32ByTable('123456789')).toBe(0xcbf43926);
    expect(crc32('123456789')).toBe(0xcbf43926);
  });

  it('is the same with and without the one in Node, in one piece and in two', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(crc32ByTable(b, crc32ByTable(a))).toBe(zlib.crc32(b, zlib.crc32(a)));
        expect(crc32ByTable(b, crc32ByTable(a))).toBe(crc32ByTable(Buffer.concat([a, b])));
      }),
    );
  });
});
