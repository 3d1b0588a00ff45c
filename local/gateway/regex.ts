import { invalid, messageOf, unsupported } from './gateway-error';

/** Whitespace as PCRE has it: JavaScript's `\s` would also find the ideographic space. */
const SPACES = '\\t\\n\\v\\f\\r ';
/** The flag `m` is never given to JavaScript: these are the ends of the whole text. */
const START = '^';
const END = '$';

/**
 * Compiles a regular expression of MongoDB, that is of PCRE, for JavaScript. What the two read differently is put in
 * JavaScript's words: `$` also stands before a last line break, a dot is anything but `\n` and a whole character,
 * `\s` is ASCII. What JavaScript has no equal for is refused by its name.
 *
 * @throws GatewayError INVALID_PARAM for a malformed pattern, NOT_SUPPORTED_LOCALLY for what is not translated
 */
export function compileRegex(pattern: string, options: string): RegExp {
  // `u` asks for what is done anyway; `x` and `l` have no equal.
  const unknown = /[^imsu]/.exec(options);
  if (unknown) throw unsupported(`the regular expression option "${unknown[0]}"`);
  const source = translate(pattern, options.includes('m'), options.includes('s'));
  try {
    return new RegExp(source, options.includes('i') ? 'iu' : 'u');
  } catch (error) {
    throw invalid(messageOf(error).replace(source, pattern));
  }
}

/** One kind of token: what it looks like at the front of the rest, and how JavaScript says it. */
type Rule = readonly [RegExp, (token: string) => string];

const same = (token: string): string => token;
const escaped = (token: string): string => `\\${token}`;
const refused = (token: string): string => {
  throw unsupported(`"${token}" in a regular expression`);
};

const SHARED_ESCAPES: readonly Rule[] = [
  [/^\\[dDwWnrtf]/, same],
  [/^\\x[0-9a-fA-F]{2}/, same],
  [/^\\x\{[0-9a-fA-F]{1,6}\}/, (token) => token.replace('x', 'u')],
  [/^\\[pP]\{\w+\}/, same],
];
/** An escaped letter or digit has a meaning of its own; anything else stands for itself. */
const LAST_ESCAPES: readonly Rule[] = [
  [/^\\[a-zA-Z0-9]/, refused],
  [/^\\[\^$\\.*+?()[\]{}|/-]/, same],
  [/^\\[^]/u, (token) => token.slice(1)],
];

function outsideRules(multiline: boolean, dotAll: boolean): readonly Rule[] {
  return [
    ...SHARED_ESCAPES,
    [/^\\s/, () => `[${SPACES}]`],
    [/^\\S/, () => `[^${SPACES}]`],
    [/^\\[bB1-9]/, same],
    [/^\\k<\w+>/, same],
    [/^\\-/, () => '-'],
    [/^\\A/, () => START],
    [/^\\z/, () => END],
    [/^\\Z/, () => `(?=\\n?${END})`],
    ...LAST_ESCAPES,
    [/^\((?:\?(?::|=|!|<=|<!|<[a-zA-Z_]\w*>)|(?![?*]))/, same],
    [/^\([?*][^)]{0,5}/, refused],
    [/^\./, () => (dotAll ? '[^]' : '[^\\n]')],
    [/^\^/, () => (multiline ? `(?:${START}|(?<=\\n)(?=[^]))` : START)],
    [/^\$/, () => (multiline ? `(?=\\n|${END})` : `(?=\\n?${END})`)],
    [/^\{\d+(?:,\d*)?\}/, same],
    [/^[{}\]]/, escaped],
    [/^[^]/u, same],
  ];
}

const INSIDE_RULES: readonly Rule[] = [
  ...SHARED_ESCAPES,
  [/^\\s/, () => SPACES],
  [/^\\b/, same],
  ...LAST_ESCAPES,
  [/^\[[:.=]/, refused],
  [/^\[/, escaped],
  [/^[^]/u, same],
];

function translate(pattern: string, multiline: boolean, dotAll: boolean): string {
  const outside = outsideRules(multiline, dotAll);
  let rest = pattern;
  let source = '';
  const take = (rules: readonly Rule[]): void => {
    for (const [shape, say] of rules) {
      const token = shape.exec(rest)?.[0];
      if (token === undefined || token === '') continue;
      rest = rest.slice(token.length);
      source += say(token);
      return;
    }
    throw invalid(`the regular expression ends in the middle of an escape: ${pattern}`);
  };
  while (rest !== '') {
    const opening = /^\[\^?\]?/.exec(rest)?.[0];
    if (opening === undefined) {
      take(outside);
      continue;
    }
    // A bracket that comes first is one of the characters.
    rest = rest.slice(opening.length);
    source += opening.replace(']', '\\]');
    while (rest !== '' && !rest.startsWith(']')) take(INSIDE_RULES);
    source += rest.slice(0, 1);
    rest = rest.slice(1);
  }
  return source;
}
