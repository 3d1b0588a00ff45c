import { describe, expect, it } from '@jest/globals';
import { Binary, BSONRegExp, Double, Int32, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { compareValues } from './compare';
import { fromBytes, toBytes } from './ejson';
import { encodeKey, invertKey, successorOf } from './keys';
import type { BsonValue } from './values';

const name = fc.constantFrom('a', 'b', 'ab', 'é', 'toString');
const text = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('', '\0', 'a\0', 'a\0b', '\uffff', '😀', 'é'),
);
const number = fc.oneof(
  fc.integer().map((value) => new Int32(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map((value) => Long.fromBigInt(value)),
  fc.double().map((value) => new Double(value)),
  fc.constantFrom(2 ** 53, -0, NaN, Infinity, 2 ** 63, -(2 ** 63), 1.5).map((value) => new Double(value)),
);
const scalar: fc.Arbitrary<BsonValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  text,
  number,
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes, 0)),
  fc.constantFrom('a', 'ab').map((pattern) => new BSONRegExp(pattern, '')),
);
const { value: bsonValue } = fc.letrec<{ value: BsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe('keys of an index', () => {
  it('order as the values do, forward and inverted', () => {
    fc.assert(
      fc.property(bsonValue, bsonValue, (left, right) => {
        const order = Math.sign(compareValues(left, right));
        const [a, b] = [encodeKey(left), encodeKey(right)];
        expect(Math.sign(Buffer.compare(a, b))).toBe(order);
        expect(Math.sign(Buffer.compare(invertKey(b), invertKey(a)))).toBe(order);
      }),
      { numRuns: 3000 },
    );
  });

  it('never begin with one another, so that they can be written one after the other', () => {
    fc.assert(
      fc.property(bsonValue, bsonValue, (left, right) => {
        const [a, b] = [encodeKey(left), encodeKey(right)];
        if (!a.equals(b)) expect(b.subarray(0, a.length).equals(a)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('end before the successor of their beginning', () => {
    fc.assert(
      fc.property(bsonValue, fc.uint8Array({ maxLength: 5 }), (value, rest) => {
        const key = encodeKey(value);
        expect(Buffer.compare(Buffer.concat([key, rest]), successorOf(key))).toBeLessThan(0);
      }),
    );
  });

  it('follow the order of BSON types', () => {
    const ordered: BsonValue[] = [
      null,
      new Double(NaN),
      new Double(-Infinity),
      new Int32(-1),
      new Double(-0.5),
      new Int32(0),
      Long.fromBigInt(2n ** 53n),
      Long.fromBigInt(2n ** 53n + 1n),
      new Double(2 ** 53 + 2),
      '',
      'a',
      'a\0',
      'aa',
      '\uffff',
      '😀',
      {},
      { a: new Int32(1) },
      [],
      [null],
      new Binary(new Uint8Array(1)),
      new ObjectId(),
      false,
      true,
      new Date(-1),
      new Date(1),
      new BSONRegExp('a'),
    ];
    const keys = ordered.map((value) => encodeKey(value));
    expect([...keys].sort((left, right) => Buffer.compare(left, right))).toEqual(keys);
    expect(Buffer.compare(encodeKey(undefined), encodeKey(null))).toBeLessThan(0);
  });
});

describe('stored bytes', () => {
  it('give back every value with its type', () => {
    fc.assert(
      fc.property(bsonValue, (value) => {
        expect(toBytes(fromBytes(toBytes({ value })))).toEqual(toBytes({ value }));
        expect(compareValues(fromBytes(toBytes({ value }))['value'] ?? null, value)).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });
});
