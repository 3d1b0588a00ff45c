/**
 * Templates of subscribe messages and what their values may be.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 * (发送订阅消息: 订阅消息参数值内容限制说明).
 */

export interface Template {
  readonly id: string;
  readonly title: string;
  /** `thing1`, `time2`, …: the kind and a number, as the console shows them. */
  readonly keys: readonly string[];
}

const CLOCK = '\\d{1,2}:\\d{2}(:\\d{2})?';
const DAY =
  '(\\d{4}年)?\\d{1,2}月\\d{1,2}日|\\d{4}年\\d{1,2}月|(\\d{4}[-/.])?\\d{1,2}[-/.]\\d{1,2}|\\d{4}[-/.]\\d{1,2}';
const range = (one: string): RegExp => new RegExp(`^(${one})(~(${one}))?$`);

const RULES: ReadonlyMap<string, RegExp> = new Map([
  ['thing', /^.{1,20}$/u],
  ['number', /^(?=.{1,32}$)-?\d+(\.\d+)?$/],
  ['letter', /^[A-Za-z]{1,32}$/],
  ['symbol', /^[^\p{Script=Han}A-Za-z0-9]{1,5}$/u],
  ['character_string', /^[^\p{Script=Han}]{1,32}$/u],
  ['time', range(`((${DAY}) ?)?${CLOCK}`)],
  ['date', range(`(${DAY})( ?${CLOCK})?`)],
  ['amount', /^[^\p{Script=Han}A-Za-z0-9\s]?\d{1,10}(\.\d+)?元?$/u],
  ['phone_number', /^[^\p{Script=Han}A-Za-z]{1,17}$/u],
  ['car_number', /^(?=.{1,8}$)[\p{Script=Han}A-Za-z0-9][A-Za-z0-9]*[\p{Script=Han}A-Za-z0-9]?$/u],
  ['name', /^(?=.*\p{Script=Han})[^0-9]{1,10}$|^[^\p{Script=Han}0-9]{1,20}$/u],
  ['phrase', /^\p{Script=Han}{1,5}$/u],
  // Only the console knows which values an enum has.
  ['enum', /^.+$/u],
]);

const CONTROL = /\p{Cc}/u;

/** Whether a value fits the kind that a key of a template names. */
export function fitsKey(key: string, value: string): boolean {
  const rule = RULES.get(key.replace(/\d+$/, ''));
  return rule !== undefined && !CONTROL.test(value) && rule.test(value);
}

export const isTemplateKey = (key: string): boolean => RULES.has(key.replace(/\d+$/, ''));
