/**
 * The cashier that `wx.requestPayment` opens, and WeChat Pay's server behind it.
 * Taken from published documents: developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestPayment.html and
 * pay.weixin.qq.com, 小程序调起支付 (the lines that `paySign` signs).
 */
import { isSigned } from '../crypto/pay-notice-crypt';
import { earliestAtMs } from '../delivery';
import type { Desk } from '../desk';
import type { Order } from '../state';
import { answerPayRequest, type SignedAnswer } from './answer-request';
import type { MerchantSettings } from './merchant';
import { deliverNotices, scheduleNotice } from './notices';
import { closeOrder, placeOrder, queryOrder, type PayAnswer } from './orders';
import { placeRefund } from './refunds';
import type { PayRequest } from './signed-request';
import { signNotice, type SignedNotice } from './signed-notice';

/** What a mini program hands to `wx.requestPayment`. */
export interface PaymentRequest {
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: string;
  readonly paySign: string;
}

export type OpenedPayment =
  | { readonly ok: true; readonly order: Readonly<Order> }
  | {
      readonly ok: false;
      readonly code: 'UNKNOWN_PREPAY_ID' | 'WRONG_PAY_SIGN' | 'NOT_PAYABLE';
    };

/** What becomes of the notice: one, none whatever is tried, or the same news twice. */
export type NoticeFate = 'once' | 'lost' | 'twice';

export interface Cashier {
  /** Any of these four as it travels: signed by the merchant, answered with a signature of WeChat Pay's. */
  readonly answerRequest: (request: PayRequest) => SignedAnswer;
  /** POST /v3/pay/transactions/jsapi */
  readonly order: (request: unknown) => PayAnswer;
  /** GET /v3/pay/transactions/out-trade-no/{out_trade_no} */
  readonly query: (outTradeNo: string) => PayAnswer;
  /** POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close */
  readonly close: (outTradeNo: string) => PayAnswer;
  /** POST /v3/refund/domestic/refunds */
  readonly refund: (request: unknown) => PayAnswer;
  /** The bill that the phone shows. */
  readonly open: (request: PaymentRequest) => OpenedPayment;
  /** @returns what `wx.requestPayment` answers. */
  readonly pay: (prepayId: string, fate: NoticeFate) => PaymentResult;
  readonly cancel: () => PaymentResult;
  readonly nextNoticeAtMs: () => number | undefined;
  /** @param deliver Whether the merchant answered 200 or 204. @returns how many notices were taken. */
  readonly deliverDue: (deliver: (notice: SignedNotice) => Promise<boolean>) => Promise<number>;
}

export interface PaymentResult {
  readonly ok: boolean;
  readonly errMsg: string;
}

const PREPAY_ID = 'prepay_id=';

export function openCashier(desk: Desk, merchant: MerchantSettings): Cashier {
  return {
    answerRequest: (request) => answerPayRequest(desk, merchant, request),
    order: (request) => placeOrder(desk, merchant, request),
    query: (outTradeNo) => queryOrder(desk, merchant, outTradeNo),
    close: (outTradeNo) => closeOrder(desk, outTradeNo),
    refund: (request) => placeRefund(desk, merchant, request),
    open: (request) => openPayment(desk, merchant, request),
    pay: (prepayId, fate) => pay(desk, prepayId, fate),
    cancel: () => ({ ok: false, errMsg: 'requestPayment:fail cancel' }),
    nextNoticeAtMs: () => earliestAtMs(desk.state.notices),
    deliverDue: (deliver) =>
      deliverNotices(desk, async (notice) => {
        const signed = signNotice(desk, merchant, notice);
        return signed !== undefined && (await deliver(signed));
      }),
  };
}

const findBill = (desk: Desk, prepayId: string): Order | undefined =>
  desk.state.orders.find((order) => order.prepayId === prepayId);

function openPayment(desk: Desk, merchant: MerchantSettings, request: PaymentRequest): OpenedPayment {
  const { timeStamp, nonceStr, package: bill, signType, paySign } = request;
  const order = bill.startsWith(PREPAY_ID) ? findBill(desk, bill.slice(PREPAY_ID.length)) : undefined;
  if (order === undefined) return { ok: false, code: 'UNKNOWN_PREPAY_ID' };
  const signed = [desk.miniProgram.appid, timeStamp, nonceStr, bill];
  if (signType !== 'RSA' || !isSigned(merchant.merchantPublicKey, paySign, ...signed)) {
    return { ok: false, code: 'WRONG_PAY_SIGN' };
  }
  return order.state === 'NOTPAY' ? { ok: true, order: { ...order } } : { ok: false, code: 'NOT_PAYABLE' };
}

function pay(desk: Desk, prepayId: string, fate: NoticeFate): PaymentResult {
  const order = findBill(desk, prepayId);
  if (order?.state !== 'NOTPAY') return { ok: false, errMsg: 'requestPayment:fail' };
  order.state = 'SUCCESS';
  order.transactionId = `42${desk.random(13).toString('hex')}`;
  order.paidAtMs = desk.now();
  const times = { once: 1, lost: 0, twice: 2 }[fate];
  for (let index = 0; index < times; index++) scheduleNotice(desk, 'transaction', order.outTradeNo);
  desk.save();
  return { ok: true, errMsg: 'requestPayment:ok' };
}
