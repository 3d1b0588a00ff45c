import type { Desk } from '../desk';
import type { VirtualOrder } from '../state';

export const findVirtualOrder = (desk: Desk, outTradeNo: string): VirtualOrder | undefined =>
  desk.state.virtualOrders.find((order) => order.outTradeNo === outTradeNo);

/** What of an order hasn't gone back. */
export const leftFen = (desk: Desk, order: VirtualOrder): number =>
  desk.state.virtualRefunds
    .filter(({ outTradeNo }) => outTradeNo === order.outTradeNo)
    .reduce((left, { refundFen }) => left - refundFen, order.totalFen);

/** @returns false where it isn't paid, or the money has gone back. */
export function markProvided(desk: Desk, order: VirtualOrder): boolean {
  if (order.status === 'provided') return true;
  if (order.status !== 'paid') return false;
  order.status = 'provided';
  order.providedAtMs = desk.now();
  return true;
}
