import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Query } from 'mingo';
import { decodeDocument } from './ejson';
import { parseFilter } from './query';

/**
 * A second opinion: mingo, an independent engine for the same query language, agrees on what it can express.
 * Left out are the places where it is known to differ from MongoDB: `$elemMatch` on scalars, ranges with null, `$all`, and
 * paths through arrays (it gathers what they reach into one list, so that `{'a.k': {$size: 0}}` finds `{a: []}`).
 */
const scalar = fc.constantFrom<unknown>(0, 1, 2, -1, 1.5, 'a', 'b', '', true, false);
const operand = fc.oneof(scalar, fc.constant(null));
const value = fc.oneof(
  { weight: 4, arbitrary: operand },
  { weight: 1, arbitrary: fc.array(operand, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ k: operand }, { noNullPrototype: true }) },
);
const nested = fc.oneof(operand, fc.record({ k: operand }, { requiredKeys: [], noNullPrototype: true }));
const document = fc.record({ a: value, b: value, m: nested }, { requiredKeys: [], noNullPrototype: true });
const condition: fc.Arbitrary<object> = fc.oneof(
  fc.tuple(fc.constantFrom('$eq', '$ne'), operand).map(([name, item]) => ({ [name]: item })),
  fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), scalar).map(([name, item]) => ({ [name]: item })),
  fc
    .tuple(fc.constantFrom('$in', '$nin'), fc.array(operand, { maxLength: 3 }))
    .map(([name, list]) => ({ [name]: list })),
  fc.boolean().map((exists) => ({ $exists: exists })),
  fc.nat({ max: 3 }).map((size) => ({ $size: size })),
  fc.constantFrom({ $regex: '^a' }, { $regex: '.' }),
  scalar.map((item) => ({ $not: { $gt: item } })),
);
const clause = fc
  .tuple(fc.constantFrom('a', 'b', 'm.k'), condition)
  .map(([path, test]): object => ({ [path]: test }));
const query = fc.oneof(
  clause,
  fc
    .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(clause, { minLength: 1, maxLength: 3 }))
    .map(([name, clauses]): object => ({ [name]: clauses })),
);

describe('matching', () => {
  it('agrees with mingo', () => {
    fc.assert(
      fc.property(document, query, (stored, asked) => {
        const ours = parseFilter(decodeDocument(JSON.stringify(asked), 'query', 0)).matches(
          decodeDocument(JSON.stringify(stored), 'document', 0),
        );
        expect(ours).toBe(new Query(asked).test(stored));
      }),
      { numRuns: 3000 },
    );
  });
});
