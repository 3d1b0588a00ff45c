import * as v from 'valibot';
import { isSignedBy, openEncrypted } from './push-crypt';

/** As entered in WeChat's console under message push, 安全模式 and JSON. */
export interface PushSettings {
  readonly token: string;
  /** 43 letters and digits. */
  readonly encodingAesKey: string;
  readonly appid: string;
}

/** The parameters of the address that WeChat calls; anybody can write them. */
export type PushQuery = Readonly<Record<string, string | undefined>>;

export type OpenedPush =
  { readonly message: Readonly<Record<string, unknown>> } | { readonly refused: PushRefusal };

export type PushRefusal =
  | 'WRONG_SIGNATURE'
  /** A body that can be read, or none. The plain signature does not cover the body: to take it is to believe anybody. */
  | 'NOT_ENCRYPTED'
  /** Signed rightly, and yet this key does not open it, or it is no JSON. */
  | 'DAMAGED'
  | 'FOREIGN_APP';

const BodySchema = v.pipe(v.string(), v.parseJson(), v.object({ Encrypt: v.string() }));
const MessageSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.custom<Readonly<Record<string, unknown>>>(isObject, 'expected an object'),
);

/**
 * What WeChat pushes, if it is WeChat's
 * (developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html, 消息推送: 安全模式). Nothing is
 * decrypted before its signature is found right. A push comes again until it is answered, and a signature has no end:
 * whoever acts on a message must bear it twice.
 */
export function openPush({
  query,
  body,
  settings,
}: {
  readonly query: PushQuery;
  readonly body: string;
  readonly settings: PushSettings;
}): OpenedPush {
  const envelope = v.safeParse(BodySchema, body);
  if (!envelope.success) return { refused: 'NOT_ENCRYPTED' };
  const { Encrypt: encrypted } = envelope.output;
  const { timestamp = '', nonce = '', msg_signature: signature } = query;
  if (!isSignedBy(signature, [settings.token, timestamp, nonce, encrypted])) {
    return { refused: 'WRONG_SIGNATURE' };
  }
  const opened = openEncrypted(encrypted, settings.encodingAesKey);
  if (opened === undefined) return { refused: 'DAMAGED' };
  if (opened.appid !== settings.appid) return { refused: 'FOREIGN_APP' };
  const message = v.safeParse(MessageSchema, opened.message);
  return message.success ? { message: message.output } : { refused: 'DAMAGED' };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
