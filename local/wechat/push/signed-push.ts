/**
 * A push as it travels, in JSON.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html
 * (消息推送): 明文模式 and 安全模式.
 */
import { aesKeyOf, decryptMessage, encryptMessage, isSignature, signatureOf } from '../crypto/message-crypt';
import type { MessageRefusal } from '../crypto/message-crypt';
import { secondsOf, type Desk } from '../desk';
import { objectIn } from '../json-text';
import type { PushSettings } from './settings';

export type PushMessage = Readonly<Record<string, unknown>>;

export interface SignedPush {
  /** Parameters of the address that is posted to. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

export type PushRefusal = MessageRefusal | 'WRONG_SIGNATURE' | 'DAMAGED_BODY' | 'WRONG_MODE';

export type ReceivedPush =
  { readonly ok: true; readonly message: PushMessage } | { readonly ok: false; readonly code: PushRefusal };

export function signPush(desk: Desk, message: PushMessage): SignedPush {
  const { mode, token, encodingAesKey } = desk.push;
  const timestamp = String(secondsOf(desk.now()));
  const nonce = String(desk.random(4).readUInt32BE());
  const query = { signature: signatureOf(token, timestamp, nonce), timestamp, nonce };
  const text = JSON.stringify(message);
  if (mode === 'plain') return { query, body: text };
  const aesKey = aesKeyOf(encodingAesKey);
  if (aesKey === undefined) throw new TypeError('encodingAesKey: expected 43 letters and digits');
  const encrypted = encryptMessage(text, desk.miniProgram.appid, aesKey, desk.random(16));
  return {
    query: {
      ...query,
      encrypt_type: 'aes',
      msg_signature: signatureOf(token, timestamp, nonce, encrypted),
    },
    body: JSON.stringify({ ToUserName: desk.miniProgram.username, Encrypt: encrypted }),
  };
}

/** As of somebody who doesn't know the token. */
export function wronglySigned({ query, body }: SignedPush): SignedPush {
  const wrong = Object.entries(query).map(([name, value]) => [
    name,
    name.endsWith('signature') ? signatureOf('another', value) : value,
  ]);
  return { query: Object.fromEntries(wrong) as SignedPush['query'], body };
}

/** The receiving side: what a push says, or why it is not believed. It changes nothing. */
export function receivePush(push: SignedPush, settings: PushSettings, appid: string): ReceivedPush {
  const { timestamp = '', nonce = '', signature, msg_signature: msgSignature } = push.query;
  const body = objectIn(push.body);
  if (settings.mode === 'plain') {
    if (!isSignature(signature, settings.token, timestamp, nonce)) return refused('WRONG_SIGNATURE');
    return body ? { ok: true, message: body } : refused('DAMAGED_BODY');
  }
  if (body === undefined) return refused('DAMAGED_BODY');
  const encrypted = body['Encrypt'];
  // The plain signature doesn't cover the body: to take a readable one here would be to believe anybody.
  if (typeof encrypted !== 'string') return refused('WRONG_MODE');
  if (!isSignature(msgSignature, settings.token, timestamp, nonce, encrypted)) {
    return refused('WRONG_SIGNATURE');
  }
  const decrypted = decryptMessage(encrypted, appid, settings.encodingAesKey);
  if (!decrypted.ok) return decrypted;
  const message = objectIn(decrypted.message);
  return message ? { ok: true, message } : refused('DAMAGED_MESSAGE');
}

const refused = (code: PushRefusal): ReceivedPush => ({ ok: false, code });
