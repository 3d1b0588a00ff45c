import { callMember, type MemberData } from './cloud';
import { sendWish } from './wish';

/** What was redeemed, a page at a time. */
export type Orders = MemberData<'orders'>;
export type OrderLine = Orders['orders'][number];
export type Order = MemberData<'order'>['order'];
export type OrderState = OrderLine['state'];

/**
 * @param state Only orders in it; without it, all.
 * @param cursor Where the page before it ended; without it, the newest.
 */
export const orders = (state?: OrderState, cursor?: string) =>
  callMember('orders', { ...(state ? { state } : {}), ...(cursor === undefined ? {} : { cursor }) });

export const order = (orderId: string) => callMember('order', { orderId });

export const cancelOrder = (orderId: string) => sendWish('cancelOrder', { orderId }, orderId);

export const confirmReceipt = (orderId: string) => sendWish('confirmReceipt', { orderId }, orderId);

let seen: Order | null = null;

/** For the list below this page: what it knows of this order may be older. */
export function handOverOrder(newest: Order): void {
  seen = newest;
}

/** The order that was looked at last, once. */
export function takeHandedOrder(): Order | null {
  const newest = seen;
  seen = null;
  return newest;
}
