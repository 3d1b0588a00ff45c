/**
 * What a phone does with a bill: `wx.requestPayment` shows it, the member confirms it.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestPayment.html. It names no
 * codes: what fails is told by `errMsg` alone.
 */
import type { ClientAnswer } from '../answers';
import type { Desk } from '../desk';
import { serve } from '../serve';
import type { Cashier, NoticeFate, PaymentRequest } from './cashier';

/** What a bill shows. */
export interface Bill {
  readonly billId: string;
  readonly title: string;
  readonly totalFen: number;
}

const failed = (detail = '') => ({
  ok: false as const,
  error: { errMsg: `requestPayment:fail ${detail}`.trimEnd(), errCode: -1 },
});

export function requestPayment(
  desk: Desk,
  cashier: Cashier | undefined,
  openid: string,
  request: PaymentRequest,
): Promise<ClientAnswer<Bill>> {
  return serve<ClientAnswer<Bill>>(desk, {
    name: 'requestPayment',
    request: { openid, ...request },
    answer: () => billOf(cashier, openid, request),
    failure: (errCode) => ({ ok: false, error: { ...failed().error, errCode } }),
    record: (answer) => ({ answer, errcode: answer.ok ? 0 : answer.error.errCode }),
  });
}

function billOf(cashier: Cashier | undefined, openid: string, request: PaymentRequest): ClientAnswer<Bill> {
  if (cashier === undefined) return failed('NO_MERCHANT');
  const opened = cashier.open(request);
  if (!opened.ok) return failed(opened.code);
  const { prepayId, description, totalFen, openid: payer } = opened.order;
  if (payer !== openid) return failed('FOREIGN_PAYER');
  return {
    ok: true,
    result: { errMsg: 'requestPayment:ok', billId: prepayId, title: description, totalFen },
  };
}

/** undefined where no bill of WeChat Pay's has this id. */
export function payBill(
  desk: Desk,
  cashier: Cashier | undefined,
  openid: string,
  billId: string,
  fate: NoticeFate,
): ClientAnswer<object> | undefined {
  const order = desk.state.orders.find(({ prepayId }) => prepayId === billId);
  if (cashier === undefined || order === undefined) return undefined;
  if (order.openid !== openid) return failed('FOREIGN_PAYER');
  const { ok, errMsg } = cashier.pay(billId, fate);
  return ok ? { ok, result: { errMsg } } : failed('NOT_PAYABLE');
}
