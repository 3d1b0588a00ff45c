import * as v from 'valibot';
import { compatibleAnswer, compatibleRequest } from './compatible-message';
import type { WeChatLine } from './line';
import { refusalOf, unreadable, type WeChatRefused } from './refusal';
import { BUSY, NoAnswer, tried } from './tries';

export interface CodeOrder {
  /** What the page finds in its `scene`: at most 32 of the document's characters. A token, never an openid. */
  readonly scene: string;
  /** As in app.json, published, without a leading slash or a query. */
  readonly page: string;
  /** From 280 to 1280. */
  readonly widthPx: number;
  /** Nothing behind the code. */
  readonly isHyaline?: boolean;
}

export interface CodePicture {
  readonly bytes: Buffer;
  /** `image/jpeg` or `image/png`. */
  readonly contentType: string;
}

const REFUSALS = {
  40129: 'INVALID_SCENE',
  40169: 'INVALID_SCENE',
  41030: 'INVALID_PAGE',
} as const;

/** INVALID_PAGE: the published version has no such page. */
export type CodeRefusal = (typeof REFUSALS)[keyof typeof REFUSALS] | 'INVALID_WIDTH';

export type MadeCode = CodePicture | WeChatRefused<CodeRefusal>;

const API = 'wxacode.getUnlimited';
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const WIDTH_PX = { least: 280, most: 1280 };

const RefusalSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ errcode: v.number(), errmsg: v.optional(v.string()) }),
);

/** Whether WeChat would take a scene. */
export const isScene = (text: string): boolean => SCENE.test(text);

/**
 * A code that opens a page: `wxacode.getUnlimited`
 * (developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html,
 * 获取不限制的小程序码). It works for ever; 5000 may be made a minute. The same order makes the same code, so it is
 * repeated.
 */
export async function makeCode(line: WeChatLine, order: CodeOrder): Promise<MadeCode> {
  const { scene, page, widthPx, isHyaline = false } = order;
  if (!isScene(scene)) return invalid('INVALID_SCENE', 'a scene has 1 to 32 characters of its document');
  if (!Number.isInteger(widthPx) || widthPx < WIDTH_PX.least || widthPx > WIDTH_PX.most) {
    return invalid('INVALID_WIDTH', `a code is ${WIDTH_PX.least} to ${WIDTH_PX.most} pixels wide`);
  }
  const data = compatibleRequest({ scene, page, width: widthPx, is_hyaline: isHyaline });
  const outcome = await tried(line, {
    api: API,
    mayRepeat: true,
    ask: async (timeoutMs) => read(await line.callCompatible(API, data, timeoutMs)),
  });
  return 'refused' in outcome ? outcome : outcome.reply;
}

/** @throws NoAnswer where something on the way answered in the place of WeChat, or WeChat is busy. */
function read(message: unknown): MadeCode {
  const answer = compatibleAnswer(message);
  if (answer === undefined) return unreadable(API);
  const { contentType, body, errorCode, httpCode } = answer;
  if (errorCode !== 0) throw new NoAnswer(`errorCode ${errorCode}`);
  if (httpCode >= 500) throw new NoAnswer(`HTTP ${httpCode}`);
  if (/^image\/\w/.test(contentType) && body.length > 0) return { bytes: body, contentType };
  const refusal = v.safeParse(RefusalSchema, body.toString('utf8'));
  if (!refusal.success) return unreadable(API);
  const { errcode, errmsg } = refusal.output;
  if (errcode === BUSY) throw new NoAnswer(`${BUSY}`);
  return refusalOf(API, REFUSALS, errcode, errmsg);
}

const invalid = (refused: CodeRefusal, message: string): MadeCode => ({
  refused,
  message: `${API}: ${message}`,
});
