import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomCode } from './random-code';
import { codeIn, pageOf, worthOf } from './rules';
import type { JoinCode } from './store';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const codes = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 12, maxLength: 12 });
const percentEncoded = (text: string) =>
  [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');

describe('a scene', () => {
  it('is the code that it carries, whether it is still encoded or not', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(codeIn(code)).toBe(code);
        expect(codeIn(percentEncoded(code))).toBe(code);
        expect(codeIn(percentEncoded(percentEncoded(code)))).toBeUndefined();
      }),
    );
  });

  it('is none where anything else stands in it', () => {
    fc.assert(
      fc.property(codes, fc.string({ minLength: 1 }), (code, more) => {
        for (const scene of [code + more, more + code, code.slice(1), `${code}%`, `scene=${code}`, '']) {
          const found = codeIn(scene);
          if (found !== undefined) expect(decodeURIComponent(scene)).toBe(found);
        }
        expect(codeIn(`${code}\n`)).toBeUndefined();
      }),
    );
    for (const scene of ['', '%', '%E4%BD%A0'.repeat(4), 'AAAA AAAAAAA', 'AAAAAAAAAAA', 'AAAAAAAAAAAAA']) {
      expect(codeIn(scene)).toBeUndefined();
    }
  });
});

describe('a stored code', () => {
  const stored: JoinCode = {
    _id: 'AAAAAAAAAAAA',
    ver: 0,
    channel: 'poster',
    campaign: 'spring',
    inviterId: 'm',
    createdAtMs: 1,
    createdBy: 'm',
    expiresAtMs: 0,
    revokedAtMs: 0,
    picture: '',
  };

  it('counts until it ends, and not at that instant; a revoked one never', () => {
    const instants = fc.integer({ min: 1, max: 2 ** 40 });
    fc.assert(
      fc.property(instants, instants, (expiresAtMs, nowMs) => {
        const found = nowMs < expiresAtMs ? 'valid' : 'expired';
        expect(worthOf({ ...stored, expiresAtMs }, nowMs)).toMatchObject({ found });
        expect(worthOf(stored, nowMs)).toMatchObject({ found: 'valid' });
        expect(worthOf({ ...stored, expiresAtMs, revokedAtMs: 1 }, nowMs)).toEqual({ found: 'revoked' });
      }),
    );
  });

  it('says what it attributes, and one that is not there nothing', () => {
    const [code, channel, campaign, inviterId] = ['AAAAAAAAAAAA', 'poster', 'spring', 'm'];
    expect(worthOf(stored, 5)).toEqual({ found: 'valid', code, channel, campaign, inviterId });
    expect(worthOf(undefined, 5)).toEqual({ found: 'unknown' });
  });
});

describe('a random code', () => {
  it('has twelve letters and digits, whatever chance gives', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 247 })), (bytes) => {
        const drawn = (count: number) =>
          Buffer.from(Array.from({ length: count }, () => bytes.next().value as number));
        expect(codeIn(randomCode(drawn))).toBeDefined();
      }),
    );
  });

  it('has each letter as often as any other, over all bytes that it takes', () => {
    const seen = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      // A byte that is not taken is followed by zeros.
      const draws = [byte, 0];
      const [letter = ''] = randomCode((count) => Buffer.alloc(count, draws.shift()));
      if (byte < 248) seen.set(letter, (seen.get(letter) ?? 0) + 1);
      else expect(draws).toEqual([]);
    }
    expect([...seen.keys()].sort()).toEqual([...LETTERS].sort());
    expect(new Set(seen.values())).toEqual(new Set([4]));
  });
});

describe('a list by instants', () => {
  it('shows each exactly once, page by page, newest first', () => {
    const size = 5;
    const instants = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 });
    fc.assert(
      fc.property(instants, (given) => {
        // As many of one instant as a page has cannot be told apart by the instant.
        const counts = new Map<number, number>();
        const all = given
          .filter((atMs) => {
            const count = (counts.get(atMs) ?? 0) + 1;
            counts.set(atMs, count);
            return count <= size;
          })
          .sort((a, b) => b - a)
          .map((createdAtMs, id) => ({ createdAtMs, id }));
        const shown = [];
        let cursor: number | null = Infinity;
        while (cursor !== null) {
          const before = cursor;
          const read = all.filter(({ createdAtMs }) => createdAtMs < before).slice(0, size + 1);
          const page: ReturnType<typeof pageOf<(typeof all)[number]>> = pageOf(read, size);
          expect(page.items.length).toBeLessThanOrEqual(size);
          shown.push(...page.items);
          cursor = page.nextCursor;
        }
        expect(shown).toEqual(all);
      }),
    );
  });
});
