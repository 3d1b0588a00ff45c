import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFields, writeFields } from '../../../local/wechat/wire/protobuf';
import { decodeFields, encodeFields, type Field } from './protobuf';

const bytes = fc.uint8Array({ maxLength: 300 }).map((value) => Buffer.from(value));
const id = fc.integer({ min: 1, max: 2 ** 29 - 1 });
const fieldsOf = (number: fc.Arbitrary<number>): fc.Arbitrary<Field[]> =>
  fc.array(fc.tuple(id, fc.oneof(number, bytes)));

describe('protobuf', () => {
  it('is written as its document shows', () => {
    expect(encodeFields([[1, 150]]).toString('hex')).toBe('089601');
    expect(encodeFields([[2, Buffer.from('testing')]]).toString('hex')).toBe('120774657374696e67');
    expect(encodeFields([[1, -2]]).toString('hex')).toBe('08feffffffffffffffff01');
  });

  it('comes back as it went, negative numbers too', () => {
    fc.assert(
      fc.property(fieldsOf(fc.maxSafeInteger()), (fields) =>
        expect(decodeFields(encodeFields(fields))).toEqual(fields),
      ),
    );
  });

  it('is the same as the other implementation writes and reads', () => {
    fc.assert(
      fc.property(fieldsOf(fc.nat()), (fields) => {
        expect(encodeFields(fields)).toEqual(writeFields(fields));
        expect(decodeFields(writeFields(fields))).toEqual(fields);
        expect(readFields(encodeFields(fields))).toEqual(fields);
      }),
    );
  });

  it('passes over fields of a fixed length', () => {
    const fixed64 = Buffer.from([(3 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8]);
    const fixed32 = Buffer.from([(4 << 3) | 5, 1, 2, 3, 4]);
    const message = Buffer.concat([fixed64, encodeFields([[1, 7]]), fixed32]);
    expect(decodeFields(message)).toEqual([[1, 7]]);
    expect(decodeFields(message.subarray(0, -1))).toBeUndefined();
  });

  it.each(['08', '1202', '120261', '00', '0b', 'ffffffffffffffffffffff', '12ffffffffffffffffff01'])(
    '%s is no message',
    (hex) => expect(decodeFields(Buffer.from(hex, 'hex'))).toBeUndefined(),
  );

  it('any bytes are read or refused, never thrown', () => {
    fc.assert(fc.property(bytes, (message) => expect(() => decodeFields(message)).not.toThrow()));
  });
});
