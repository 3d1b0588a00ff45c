import type { PlatformCall } from '../platform/door';
import type { MemberCall } from './call';
import { callerOf, type OpenWeChat } from './caller';
import type { Templates } from './notices';
import { defaultRulebook } from './rulebook';

/** What a deployment hands every call of its doors. */
export interface Deployed {
  /** Makes member ids, and seals openids. */
  readonly memberKey: string;
  readonly wechat: OpenWeChat;
  readonly templates: Templates;
}

/** Adds what the community knows to what the platform knows. */
export const preparedBy =
  ({ memberKey, wechat, templates }: Deployed) =>
  ({ openid, ...call }: PlatformCall): MemberCall => ({
    ...call,
    ...callerOf({ ...call, openid }, memberKey, wechat),
    templates,
    rulebook: defaultRulebook,
  });
