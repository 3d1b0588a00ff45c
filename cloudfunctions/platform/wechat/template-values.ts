/**
 * What a subscribe message may say
 * (developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_sendmessage,
 * 发送订阅消息: 订阅消息参数值内容限制说明). A key is a kind and a number: `thing1`, `date2`.
 */

export type TemplateValues = Readonly<Record<string, string | number>>;

export type FittedValues =
  | { readonly data: Readonly<Record<string, { readonly value: string }>> }
  | { readonly refused: 'INVALID_VALUE'; readonly message: string };

interface Words {
  /** Taken out. */
  readonly foreign: RegExp;
  readonly maxCharacters: (text: string) => number;
}

const HAN = /\p{Script=Han}/u;
const NEVER = /(?!)/;

/** Words say much the same when they are cut. */
const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['thing', { foreign: NEVER, maxCharacters: () => 20 }],
  ['letter', { foreign: /[^A-Za-z]/g, maxCharacters: () => 32 }],
  ['symbol', { foreign: /[\p{Script=Han}A-Za-z0-9]/gu, maxCharacters: () => 5 }],
  ['character_string', { foreign: /\p{Script=Han}/gu, maxCharacters: () => 32 }],
  ['phrase', { foreign: /[^\p{Script=Han}]/gu, maxCharacters: () => 5 }],
  ['name', { foreign: /[0-9]/g, maxCharacters: (text) => (HAN.test(text) ? 10 : 20) }],
]);

/** Half a number is another number: what does not fit is refused. WeChat alone knows all dates and an enum's values. */
const WHOLE: ReadonlyMap<string, RegExp> = new Map([
  ['number', /^(?=.{1,32}$)-?\d+(\.\d+)?$/],
  ['amount', /^[^\p{Script=Han}A-Za-z0-9\s]?\d{1,10}(\.\d+)?元?$/u],
  ['phone_number', /^[^\p{Script=Han}A-Za-z]{1,17}$/u],
  ['car_number', /^(?=.{1,8}$)[\p{Script=Han}A-Za-z0-9][A-Za-z0-9]*[\p{Script=Han}A-Za-z0-9]?$/u],
  ['time', /\d/],
  ['date', /\d/],
  ['enum', /./u],
]);

/** Control characters, halves of characters, and ends of lines. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Each value as WeChat takes it: words cut to their kind's length, all else as it is, or refused by its key. */
export function fitValues(values: TemplateValues): FittedValues {
  const data: Record<string, { value: string }> = {};
  for (const [key, given] of Object.entries(values)) {
    const value = fitted(key.replace(/\d+$/, ''), String(given).replace(INVISIBLE, ' ').trim());
    if (value === undefined) {
      return { refused: 'INVALID_VALUE', message: `${key}: not what its kind may hold` };
    }
    data[key] = { value };
  }
  return { data };
}

function fitted(kind: string, text: string): string | undefined {
  const words = WORDS.get(kind);
  if (words === undefined) return WHOLE.get(kind)?.test(text) ? text : undefined;
  const own = text.replace(words.foreign, '').trim();
  const most = words.maxCharacters(own);
  const cut = own.length > most && kind === 'thing' ? `${cutTo(own, most - 1)}…` : cutTo(own, most);
  return cut.trim() || undefined;
}

/** In UTF-16 units, of which no way to count characters finds more; what one sees as one character stays whole. */
function cutTo(text: string, maxCharacters: number): string {
  let cut = '';
  for (const { segment } of graphemes.segment(text)) {
    if (cut.length + segment.length > maxCharacters) break;
    cut += segment;
  }
  return cut;
}
