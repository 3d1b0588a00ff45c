/**
 * Pushes that are still to come.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html: what isn't
 * answered within five seconds comes again, three times at most; for virtual payment's events, …/platform-capabilities/
 * business-capabilities/virtual-payment.html (消息推送).
 */
import { deliverDue, earliestAtMs, withoutOldest } from '../delivery';
import { newTraceId, secondsOf, type Desk } from '../desk';
import type { Push } from '../state';
import { takeAnswer } from '../virtual-payment/take-answer';
import { isPushAnswered } from './answered';
import { signPush, wronglySigned, type PushMessage, type SignedPush } from './signed-push';

const WAITS_MS = [5_000, 5_000, 5_000];
/** Virtual payment's own: 2, 4, 8, 16 … seconds, fifteen attempts in all. */
const XPAY_WAITS_MS = Array.from({ length: 14 }, (_, index) => 2_000 * 2 ** index);
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
export function schedulePush(desk: Desk, order: PushOrder): string {
  const push = newPush(desk, order);
  keep(desk, push);
  return push.id;
}

/** What came back from whoever was pushed to; status 0 where nobody answered. */
export interface PushReply {
  readonly status: number;
  readonly body: string;
}

/** Pushes once and at once, also with a signature that doesn't fit; it doesn't come again. */
export async function pushNow(
  desk: Desk,
  order: Omit<PushOrder, 'dueAtMs'>,
  signature: 'right' | 'wrong',
  deliver: (push: SignedPush) => Promise<PushReply>,
): Promise<PushReply> {
  // Not 'due' while it is on its way: whoever delivers what is due would send it too.
  const push: Push = { ...newPush(desk, order), attempts: 1, status: 'given up' };
  keep(desk, push);
  const signed = signPush(desk, push.message);
  const reply = await deliver(signature === 'right' ? signed : wronglySigned(signed)).catch(
    (error: unknown): PushReply => ({ status: 0, body: String(error) }),
  );
  if (isPushAnswered(reply.status, reply.body)) push.status = 'delivered';
  desk.save();
  return reply;
}

function newPush(desk: Desk, { event, fields, openid, dueAtMs = desk.now() }: PushOrder): Push {
  return {
    id: newTraceId(desk),
    dueAtMs,
    attempts: 0,
    status: 'due',
    message: {
      ToUserName: desk.miniProgram.username,
      FromUserName: openid ?? PLATFORM_USER,
      CreateTime: secondsOf(dueAtMs),
      MsgType: 'event',
      Event: event,
      ...fields,
    },
  };
}

function keep(desk: Desk, push: Push): void {
  desk.state.pushes.push(push);
  desk.state.pushes = withoutOldest(desk.state.pushes);
  desk.save();
}

export const nextPushAtMs = (desk: Desk): number | undefined => earliestAtMs(desk.state.pushes);

/** @param deliver Whether the receiver answered. @returns how many were taken. */
export const deliverPushes = (
  desk: Desk,
  deliver: (push: SignedPush, message: PushMessage) => Promise<boolean>,
): Promise<number> =>
  deliverDue(desk, desk.state.pushes, waitsMsOf, async (push) => {
    const message = withRetryTimes(push);
    const answered = await deliver(signPush(desk, message), message);
    if (answered) takeAnswer(desk, message);
    return answered;
  });

const waitsMsOf = ({ message }: Push): readonly number[] =>
  String(message['Event']).startsWith('xpay_') ? XPAY_WAITS_MS : WAITS_MS;

/** Some events count how often they came before. */
const withRetryTimes = ({ message, attempts }: Push): PushMessage =>
  'RetryTimes' in message ? { ...message, RetryTimes: attempts - 1 } : message;
