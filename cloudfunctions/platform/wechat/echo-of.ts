import type { PushQuery } from './open-push';
import { isSignedBy } from './push-crypt';

export type Echo = { readonly echo: string } | { readonly refused: 'WRONG_SIGNATURE' };

/**
 * What the address of message push answers when WeChat asks, by GET, whose it is
 * (developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html, 消息推送: 发起验证). Here the
 * plain `signature` is the one that counts, and `echostr` goes back as it came.
 */
export function echoOf({ query, token }: { readonly query: PushQuery; readonly token: string }): Echo {
  const { timestamp = '', nonce = '', signature, echostr = '' } = query;
  return isSignedBy(signature, [token, timestamp, nonce])
    ? { echo: echostr }
    : { refused: 'WRONG_SIGNATURE' };
}
