import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPicture, nicknameFrom } from './rules';

const charactersOf = (text: string) => [...new Intl.Segmenter('zh').segment(text)].length;

describe('a nickname', () => {
  it.each([
    ['林知夏', '林知夏'],
    ['  小 满\n妈妈  ', '小 满 妈妈'],
    ['一叶🌿', '一叶🌿'],
    ['👨‍👩‍👧‍👦一家四口', '👨‍👩‍👧‍👦一家四口'],
    ['مرحبا', 'مرحبا'],
    // What would turn the line around it is taken out.
    ['\u202eabc\u202c', 'abc'],
    ['e\u0301', '\u00e9'],
    ['字'.repeat(20), '字'.repeat(20)],
  ])('%j is kept as %j', (given, kept) => {
    expect(nicknameFrom(given)).toBe(kept);
  });

  it.each(['', '   ', '\u200e\u200f', '\u0000', '字'.repeat(21), '👨‍👩‍👧‍👦'.repeat(21), 'a'.repeat(10_000)])(
    '%j is none',
    (given) => expect(nicknameFrom(given)).toBeUndefined(),
  );

  it('once kept stays what it is, and is short, visible and on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (given) => {
        const name = nicknameFrom(given);
        if (name === undefined) return;
        expect(nicknameFrom(name)).toBe(name);
        expect(charactersOf(name)).toBeLessThanOrEqual(20);
        expect(name).toMatch(/^\S(.*\S)?$/u);
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a picture', () => {
  it('is a file of the folder for pictures, and nothing else', () => {
    const name = 'abcdefghijklmnop';
    expect(isPicture(`cloud://local.local-bucket/avatars/${name}.png`)).toBe(true);
    for (const other of [
      `cloud://local.local-bucket/codes/${name}.png`,
      `cloud://local.local-bucket/avatars/../codes/${name}.png`,
      `cloud://local.local-bucket/avatars/${name}.svg`,
      `cloud://local.local-bucket/avatars/short.png`,
      `https://example.com/avatars/${name}.png`,
      `cloud://local.local-bucket/avatars/${name}.png?x=1`,
    ]) {
      expect(isPicture(other)).toBe(false);
    }
  });
});
