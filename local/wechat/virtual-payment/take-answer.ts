import type { Desk } from '../desk';
import type { PushMessage } from '../push/signed-push';
import { findVirtualOrder, markProvided } from './orders';

export const GOODS_EVENT = 'xpay_goods_deliver_notify';

/** Whoever takes the push of goods has handed them over. */
export function takeAnswer(desk: Desk, message: PushMessage): void {
  if (message['Event'] !== GOODS_EVENT) return;
  const order = findVirtualOrder(desk, String(message['OutTradeNo']));
  if (order !== undefined) markProvided(desk, order);
}
