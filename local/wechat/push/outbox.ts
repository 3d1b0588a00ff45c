/**
 * Pushes that are still to come.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html: what isn't
 * answered within five seconds comes again, three times at most.
 */
import { deliverDue, earliestAtMs, withoutOldest } from '../delivery';
import { newTraceId, secondsOf, type Desk } from '../desk';
import { signPush, type PushMessage, type SignedPush } from './signed-push';

const WAITS_MS = [5_000, 5_000, 5_000];
/** The document names a platform's own user, and shows no value. */
const PLATFORM_USER = 'wechat-platform';

export interface PushOrder {
  /** `wxa_media_check`, `user_authorization_revoke`, `xpay_goods_deliver_notify` … */
  readonly event: string;
  readonly fields?: PushMessage;
  /** The member whom it is about; without one, WeChat itself speaks. */
  readonly openid?: string;
  /** Now, if not said. */
  readonly dueAtMs?: number;
}

/** @returns the push's id in the state. */
export function schedulePush(desk: Desk, { event, fields, openid, dueAtMs }: PushOrder): string {
  const id = newTraceId(desk);
  desk.state.pushes.push({
    id,
    dueAtMs: dueAtMs ?? desk.now(),
    attempts: 0,
    status: 'due',
    message: {
      ToUserName: desk.miniProgram.username,
      FromUserName: openid ?? PLATFORM_USER,
      CreateTime: secondsOf(dueAtMs ?? desk.now()),
      MsgType: 'event',
      Event: event,
      ...fields,
    },
  });
  desk.state.pushes = withoutOldest(desk.state.pushes);
  desk.save();
  return id;
}

export const nextPushAtMs = (desk: Desk): number | undefined => earliestAtMs(desk.state.pushes);

/** @param deliver Whether the receiver answered. @returns how many were taken. */
export const deliverPushes = (
  desk: Desk,
  deliver: (push: SignedPush, message: PushMessage) => Promise<boolean>,
): Promise<number> =>
  deliverDue(desk, desk.state.pushes, WAITS_MS, ({ message }) => deliver(signPush(desk, message), message));
