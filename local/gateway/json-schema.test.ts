import { describe, expect, it } from '@jest/globals';
import { decodeDocument } from './ejson';
import { parseFilter } from './query';

function fulfils(document: object, schema: object): boolean {
  const filter = parseFilter(decodeDocument(JSON.stringify({ $jsonSchema: schema }), 'query', 0));
  return filter.matches(decodeDocument(JSON.stringify(document), 'document', 0));
}

const ofField = (schema: object): object => ({ properties: { a: schema } });

describe('$jsonSchema', () => {
  it.each<[object, unknown[], unknown[]]>([
    [{ type: 'number' }, [1, 1.5], ['1', null, true]],
    [{ type: ['string', 'null'] }, ['x', null], [1]],
    [{ type: 'boolean' }, [true], [1]],
    [{ bsonType: 'int' }, [1], [1.5, { $numberLong: '1' }]],
    [{ bsonType: ['long', 'double', 'date'] }, [{ $numberLong: '1' }, 1.5, { $date: 0 }], [1]],
    [{ bsonType: 'objectId' }, [{ $oid: '0123456789abcdef01234567' }], ['0123456789abcdef01234567']],
    [{ enum: [1, 'x', null] }, [1, { $numberDouble: '1' }, 'x', null], [2]],
    [{ minimum: 1, maximum: 3 }, [1, 3, 'text'], [0, 3.5]],
    [{ minimum: 1, exclusiveMinimum: true }, [1.1], [1]],
    [{ maximum: 1, exclusiveMaximum: true }, [0.9], [1]],
    [{ minLength: 2, maxLength: 2 }, ['😀é', 7], ['a', 'abc']],
    [{ pattern: '^签到$' }, ['签到', 1], ['签']],
    [{ minItems: 1, maxItems: 2 }, [[1], [1, 2], 'x'], [[], [1, 2, 3]]],
    [
      { uniqueItems: true },
      [[1, 2], []],
      [
        [1, { $numberDouble: '1' }],
        [{ b: 1 }, { b: 1 }],
      ],
    ],
    [{ items: { type: 'string' } }, [['x'], []], [['x', 1]]],
    [{ minProperties: 1, maxProperties: 1 }, [{ b: 1 }, 1], [{}, { b: 1, c: 1 }]],
    [{ required: ['b'] }, [{ b: null }, 1], [{}, { c: 1 }]],
    [
      { properties: { b: { type: 'number' } }, additionalProperties: false },
      [{ b: 1 }, {}],
      [{ b: 1, c: 1 }],
    ],
    [{ additionalProperties: { type: 'number' } }, [{ b: 1 }], [{ b: 'x' }]],
    [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1, 2], [0, 3]],
    [{ anyOf: [{ maximum: 1 }, { minimum: 3 }] }, [1, 3], [2]],
    [{ oneOf: [{ minimum: 1 }, { minimum: 3 }] }, [2], [0, 3]],
    [{ not: { type: 'number' } }, ['x'], [1]],
    [{ title: 't', description: 'd' }, [1, 'x'], []],
  ])('%j', (schema, good, bad) => {
    expect(good.filter((a) => !fulfils({ a }, ofField(schema)))).toEqual([]);
    expect(bad.filter((a) => fulfils({ a }, ofField(schema)))).toEqual([]);
    expect(fulfils({}, ofField(schema))).toBe(true);
  });

  it('stands beside other conditions and inside logic', () => {
    const query = { n: 1, $nor: [{ $jsonSchema: { required: ['x'] } }] };
    const filter = parseFilter(decodeDocument(JSON.stringify(query), 'query', 0));
    const matching = (document: object): boolean =>
      filter.matches(decodeDocument(JSON.stringify(document), 'document', 0));
    expect([matching({ n: 1 }), matching({ n: 1, x: 1 }), matching({ n: 2 })]).toEqual([true, false, false]);
  });

  it.each([
    { $ref: '#' },
    { format: 'date' },
    { default: 1 },
    { definitions: {} },
    { patternProperties: {} },
    { dependencies: {} },
    { multipleOf: 2 },
    { items: [{ type: 'number' }] },
  ])('%j is refused by its name', (schema) => {
    expect(() => fulfils({}, schema)).toThrow(
      expect.objectContaining({
        code: 'NOT_SUPPORTED_LOCALLY',
        message: expect.stringContaining(Object.keys(schema)[0] ?? ''),
      }),
    );
  });

  it.each([
    { type: 'integer' },
    { bsonType: 'boolean' },
    { type: 1 },
    { enum: [] },
    { minimum: '1' },
    { minimum: 1, exclusiveMinimum: 1 },
    { exclusiveMaximum: true },
    { minLength: -1 },
    { maxItems: 1.5 },
    { pattern: '(' },
    { uniqueItems: 1 },
    { required: [] },
    { required: [1] },
    { properties: [] },
    { properties: { a: 1 } },
    { additionalProperties: 1 },
    { allOf: {} },
    { not: [] },
    { title: 1 },
  ])('%j is malformed', (schema) => {
    expect(() => fulfils({}, schema)).toThrow(expect.objectContaining({ code: 'INVALID_PARAM' }));
  });
});
