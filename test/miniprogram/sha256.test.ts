import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bytesOfAscii,
  bytesOfHex,
  hexOf,
  hmacSha256,
  sha256,
} from '../../miniprogram/packages/mall/order/sha256';

const repeated = (byte: number, times: number) => new Uint8Array(times).fill(byte);
const bytes = (text: string) => bytesOfHex(text) ?? new Uint8Array();

describe('SHA-256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('of the published message %#', (message, digest) => {
    expect(hexOf(sha256(bytesOfAscii(message)))).toBe(digest);
  });

  it('is the same as everywhere, whatever the length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
        expect(hexOf(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
      }),
    );
  });
});

describe('HMAC-SHA-256', () => {
  it.each([
    [
      repeated(0x0b, 20),
      bytesOfAscii('Hi There'),
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      bytesOfAscii('Jefe'),
      bytesOfAscii('what do ya want for nothing?'),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      repeated(0xaa, 20),
      repeated(0xdd, 50),
      '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
    ],
    [
      repeated(0xaa, 131),
      bytesOfAscii('Test Using Larger Than Block-Size Key - Hash Key First'),
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ])('of the published case %#', (key, message, digest) => {
    expect(hexOf(hmacSha256(key, message))).toBe(digest);
  });

  it('is the same as everywhere, with keys below and above a block', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 140 }), fc.uint8Array({ maxLength: 140 }), (key, message) => {
        expect(hexOf(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
      }),
    );
  });
});

describe('hexadecimal', () => {
  it('goes there and back, and what is none is none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (given) => {
        expect(bytes(hexOf(given))).toEqual(given);
      }),
    );
    expect(['abc', 'zz', '0x12', ' 12'].map(bytesOfHex)).toEqual([null, null, null, null]);
  });
});
