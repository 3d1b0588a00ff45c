import type { ClientAnswer } from '../answers';
import type { NoticeFate } from '../cashier/cashier';
import type { Desk } from '../desk';
import { pushPaid } from './pushes';
import { virtualFailure } from './request';

const PUSHES: Readonly<Record<NoticeFate, number>> = { once: 1, lost: 0, twice: 2 };

/** The member confirms a bill. undefined where no virtual order has this id. */
export function payVirtualBill(
  desk: Desk,
  openid: string,
  billId: string,
  fate: NoticeFate,
): ClientAnswer<object> | undefined {
  const order = desk.state.virtualOrders.find(({ wxOrderId }) => wxOrderId === billId);
  if (order === undefined) return undefined;
  if (order.openid !== openid) return virtualFailure(-1, 'FOREIGN_PAYER');
  if (order.status !== 'created') return virtualFailure(-1, 'NOT_PAYABLE');
  order.status = 'paid';
  order.transactionId = `45${desk.random(13).toString('hex')}`;
  order.paidAtMs = desk.now();
  for (let index = 0; index < PUSHES[fate]; index++) pushPaid(desk, order);
  desk.save();
  return { ok: true, result: { errMsg: 'requestVirtualPayment:ok' } };
}
