import type { WeChat } from '../index';
import type { SignedPush } from '../push/signed-push';
import type { PushReply } from '../push/outbox';

export interface WeChatServerOptions {
  readonly wechat: WeChat;
  /** The mini program's, as a card and a bill show it. */
  readonly name: string;
  readonly persons: readonly { readonly openid: string; readonly label: string }[];
  readonly groups: readonly { readonly opengid: string; readonly name: string }[];
  /** Posts a push of the panel's to whoever receives pushes. To reject is not to answer. */
  readonly deliverPush: (push: SignedPush) => Promise<PushReply>;
}
