import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chained, entryHashOf } from './chain';
import { ownSumOf } from './entry';
import type { Draft } from './rules';
import {
  carriedOf,
  documentOf,
  entryOf,
  entryOfDocument,
  type CarriedEntry,
  type EntryDocument,
} from './stored-entry';

const points = fc.integer({ min: -9_999, max: 9_999 });
const legs = fc.uniqueArray(
  fc.record({
    account: fc.constantFrom('issuer:check-in', 'me', 'me/frozen', 'me/debt', 'revenue:mall'),
    pointsDelta: points,
  }),
  { selector: ({ account }) => account, maxLength: 3 },
);
const part = fc.record({
  id: fc.constantFrom('m202706', 'g7'),
  expiresAtMs: fc.constantFrom(1, Date.UTC(2027, 5, 30, 16)),
  points: fc.nat(),
});
const draft: fc.Arbitrary<Draft> = fc
  .record({
    key: fc.stringMatching(/^[A-Za-z0-9_:.-]{1,80}$/),
    kind: fc.constantFrom('earn' as const, 'hold' as const, 'void' as const),
    legs,
    balanceAfter: fc.nat(),
    parts: fc.array(part, { maxLength: 2 }),
    growthValueDelta: points,
    weekScoreDelta: points,
    inputHash: fc.constantFrom('', 'lGzwQiKzElfCQjgF53Gm0B'),
    fact: fc.record({ type: fc.string(), id: fc.string() }),
    seq: fc.nat(),
    rulebookVersion: fc.nat(),
    atMs: fc.nat(),
  })
  .map(({ key, ...rest }) => ({
    _id: `j:m:${key}`,
    member: 'm',
    pointsDelta: ownSumOf(rest.legs),
    ...rest,
  }));

describe('an entry', () => {
  it('is the same again, wherever it was stored, and its hash still covers all of it', () => {
    fc.assert(
      fc.property(draft, (drafted) => {
        const [entry] = chained([drafted], 'before');
        if (!entry) throw new Error('no entry');
        const carried = JSON.parse(JSON.stringify(carriedOf(entry))) as CarriedEntry;
        expect(entryOf('m', carried)).toEqual(entry);
        const read = entryOfDocument(documentOf('m', carried));
        expect(read).toEqual(entry);
        expect(entryHashOf(read, 'before')).toBe(entry.hash);
      }),
    );
  });

  it('that was stored whole, as the first ones were, is read like any other', () => {
    const [entry] = chained(
      [
        {
          _id: 'j:m:k',
          member: 'm',
          seq: 2,
          kind: 'earn',
          legs: [
            { account: 'issuer:test', pointsDelta: -5 },
            { account: 'me', pointsDelta: 5 },
          ],
          pointsDelta: 5,
          balanceAfter: 5,
          parts: [],
          growthValueDelta: 0,
          weekScoreDelta: 0,
          fact: { type: 'test' },
          inputHash: '',
          rulebookVersion: 1,
          atMs: 1,
        },
      ],
      'before',
    );
    const whole = { ...entry, prevHash: 'before' } as unknown as EntryDocument;
    const read = entryOfDocument(whole);
    expect(read).toMatchObject({ ...entry });
    expect(entryHashOf(read, 'before')).toBe(entry?.hash);
    // In its account, too, from where it goes on to the collection.
    const carried = whole as unknown as CarriedEntry;
    expect(entryOfDocument(documentOf('m', carried))).toEqual(read);
  });
});
