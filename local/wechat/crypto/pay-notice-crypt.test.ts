import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newMerchant } from '../testing';
import { isSigned, seal, sign, unseal } from './pay-notice-crypt';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** McGrew and Viega, The Galois/Counter Mode of Operation, test case 16: submitted to NIST, in all of its test suites. */
const CASE_16 = {
  key: hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'),
  nonce: hex('cafebabefacedbaddecaf888'),
  associatedData: hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
  plain: hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  ),
  sealed: hex(
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b',
  ),
};

it('seals and opens the published vector', () => {
  expect(seal(CASE_16.plain, CASE_16)).toEqual(CASE_16.sealed);
  expect(unseal(CASE_16.sealed, CASE_16)).toEqual(CASE_16.plain);
});

it('opens nothing that was changed in one bit', () => {
  fc.assert(
    fc.property(fc.nat({ max: CASE_16.sealed.length * 8 - 1 }), (bit) => {
      const changed = Buffer.from(CASE_16.sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(unseal(changed, CASE_16)).toBeUndefined();
    }),
  );
  expect(unseal(Buffer.alloc(3), CASE_16)).toBeUndefined();
  expect(unseal(CASE_16.sealed, { ...CASE_16, associatedData: Buffer.from('refund') })).toBeUndefined();
});

it('signs its parts in their order', () => {
  const { settings, platformPublicKey } = newMerchant();
  const signature = sign(settings.platform.privateKey, '1', 'nonce', '{}');
  expect(isSigned(platformPublicKey, signature, '1', 'nonce', '{}')).toBe(true);
  expect(isSigned(platformPublicKey, signature, 'nonce', '1', '{}')).toBe(false);
  expect(isSigned(settings.merchantPublicKey, signature, '1', 'nonce', '{}')).toBe(false);
});
