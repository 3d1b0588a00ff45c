import * as v from 'valibot';
import { askJson } from './ask-json';
import type { WeChatLine } from './line';
import type { WeChatRefused } from './refusal';
import { fitValues, type TemplateValues } from './template-values';

export interface SubscribeMessage {
  readonly openid: string;
  readonly templateId: string;
  /** What a tap opens, with its query. */
  readonly page: string;
  /** By the template's keys, `thing1`: words are cut to what their kind holds. */
  readonly values: TemplateValues;
}

const NOT_ACCEPTED = 'NOT_ACCEPTED';

const REFUSALS = {
  40003: 'INVALID_OPENID',
  40037: 'INVALID_TEMPLATE',
  41030: 'INVALID_PAGE',
  43101: NOT_ACCEPTED,
  47003: 'INVALID_VALUE',
} as const;

export type MessageRefusal = Exclude<(typeof REFUSALS)[keyof typeof REFUSALS], typeof NOT_ACCEPTED>;

/** `not accepted`: the member has no accept left, or has taken it back (43101). */
export type SentMessage = 'sent' | 'not accepted' | WeChatRefused<MessageRefusal>;

const API = 'subscribeMessage.send';

/** Nothing but an errcode of 0 says that a message was sent. */
const AnswerSchema = v.object({ errcode: v.literal(0) });

/**
 * Sends one message, for which one accept is spent: `subscribeMessage.send`
 * (developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_sendmessage,
 * 发送订阅消息).
 *
 * Never repeated: nobody wants the same message twice. Where no answer came (WECHAT_UNAVAILABLE), it may have been sent,
 * and the accept may be spent.
 */
export async function sendSubscribeMessage(
  line: WeChatLine,
  { openid, templateId, page, values }: SubscribeMessage,
): Promise<SentMessage> {
  const fitted = fitValues(values);
  if ('refused' in fitted) return { ...fitted, message: `${API}: ${fitted.message}` };
  const outcome = await askJson(line, {
    api: API,
    data: { touser: openid, template_id: templateId, page, data: fitted.data },
    mayRepeat: false,
    refusals: REFUSALS,
    answer: AnswerSchema,
  });
  if (!('refused' in outcome)) return 'sent';
  const { refused, message } = outcome;
  return refused === NOT_ACCEPTED ? 'not accepted' : { refused, message };
}
