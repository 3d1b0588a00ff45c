import { describe, expect, it } from '@jest/globals';
import { compileRegex } from './regex';

/** What MongoDB's regular expressions, which are PCRE's, say. */
describe('a regular expression', () => {
  it.each<[string, string, string, boolean]>([
    // Where JavaScript says something else.
    ['c$', '', 'abc\n', true],
    ['c$', '', 'abc\n\n', false],
    ['a.b', '', 'a\rb', true],
    ['a.b', '', 'a\u2028b', true],
    ['^.$', '', '😀', true],
    ['\\s', '', '\u3000', false],
    ['[\\s]', '', '\u00a0', false],
    ['\\S', '', '\u3000', true],
    ['^b', 'm', 'a\rb', false],
    ['^$', 'm', 'a\n', false],
    ['[]a]', '', ']', true],
    ['[^]a]', '', ']', false],
    ['a{,2}', '', 'a{,2}', true],
    ['\\Aa\\z', '', 'a', true],
    ['\\Aa\\z', '', 'a\n', false],
    ['\\Aa\\Z', '', 'a\n', true],
    ['\\x{4e00}', '', '一', true],
    // Where both say the same.
    ['^b', 'm', 'a\nb', true],
    ['^b', '', 'a\nb', false],
    ['a$', 'm', 'a\nb', true],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
    ['ÀB', 'i', 'àb', true],
    ['^签到\\d+天$', '', '签到12天', true],
    ['\\d', '', '１', false],
    ['a\\-b\\_\\/\\.', '', 'a-b_/.', true],
    ['[a\\-b\\]\\[[]', '', '[', true],
    ['[.*+?^${}()|]', '', '|', true],
    ['(?<y>a)\\k<y>(?:b)(?=c)(?!d)', '', 'aabc', true],
    ['(?<=a)b(?<!c)', '', 'ab', true],
    ['(a)\\1', '', 'aa', true],
    ['a{2,3}?', '', 'aa', true],
    ['{}]', '', '{}]', true],
    ['\\bb\\B', '', 'a bb', true],
  ])('%j with "%s" on %j: %s', (pattern, options, text, expected) => {
    expect(compileRegex(pattern, options).test(text)).toBe(expected);
  });

  it.each([
    ...['(?i)a', '(?>a)', '(?P<x>a)', '(?#c)', '(*UTF)a', '(?|a)'],
    ...[
      '\\u4e00',
      '\\Qa\\E',
      '\\h',
      '\\R',
      '\\v',
      '\\cA',
      '\\G',
      '\\0',
      '\\e',
      '[[:alpha:]]',
      '[\\S]',
      '[\\w\\A]',
    ],
  ])('%j, which JavaScript cannot say, is refused by its name', (pattern) => {
    const name = /\(.{2}|\\[a-zA-Z0]|\[:/.exec(pattern.replace('\\w', ''))?.[0] ?? '';
    expect(() => compileRegex(pattern, '')).toThrow(
      expect.objectContaining({
        code: 'NOT_SUPPORTED_LOCALLY',
        message: expect.stringContaining(name),
      }),
    );
  });

  it.each(['(', ')', '[a', 'a\\', '*', 'a**', 'a++', '[b-a]', '\\p{Nothing}', '\\k<none>', '(?<a>x)(?<a>y)'])(
    '%j is malformed',
    (pattern) => {
      expect(() => compileRegex(pattern, '')).toThrow(expect.objectContaining({ code: 'INVALID_PARAM' }));
    },
  );

  it.each(['x', 'g', 'l', 'ix'])('the option "%s" is refused by its name', (options) => {
    expect(() => compileRegex('a', options)).toThrow(
      expect.objectContaining({ code: 'NOT_SUPPORTED_LOCALLY' }),
    );
  });
});
