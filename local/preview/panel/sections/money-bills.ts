import type { Order, PayNotice, Push, VirtualOrder } from '../../../wechat/state';
import type { StateAnswer } from '../../../wechat/http/line';

type Kind = 'usual' | 'good' | 'told' | 'bad';

/** An order of either kind of payment, as a list shows it. */
export interface ShownOrder {
  readonly outTradeNo: string;
  readonly openid: string;
  readonly title: string;
  readonly totalFen: number;
  readonly refundedFen: number;
  readonly paidAtMs: number | null;
  readonly state: readonly [text: string, kind: Kind];
}

const orderStates: Readonly<Record<Order['state'], ShownOrder['state']>> = {
  NOTPAY: ['未付款', 'usual'],
  SUCCESS: ['已付款', 'good'],
  REFUND: ['有退款', 'told'],
  CLOSED: ['已关闭', 'usual'],
};

const virtualStates: Readonly<Record<VirtualOrder['status'], ShownOrder['state']>> = {
  created: ['未付款', 'usual'],
  paid: ['已付款，未发货', 'told'],
  provided: ['已发货', 'good'],
  refunded: ['有退款', 'told'],
};

/** Newest first, those of WeChat Pay before those of virtual payment. */
export function ordersOf(state: StateAnswer): ShownOrder[] {
  const orders = state.orders.map((order) => ({
    ...order,
    title: order.description,
    refundedFen: refundedFen(state.refunds, order.outTradeNo),
    state: orderStates[order.state],
  }));
  const virtualOrders = state.virtualOrders.map((order) => ({
    ...order,
    title: `${order.title} × ${order.quantity}`,
    refundedFen: refundedFen(state.virtualRefunds, order.outTradeNo),
    state: virtualStates[order.status],
  }));
  return [...orders.reverse(), ...virtualOrders.reverse()];
}

const refundedFen = (
  refunds: readonly { readonly outTradeNo: string; readonly refundFen: number }[],
  outTradeNo: string,
): number =>
  refunds
    .filter((refund) => refund.outTradeNo === outTradeNo)
    .reduce((sum, refund) => sum + refund.refundFen, 0);

/** News of a payment or a refund on its way to the merchant. */
export interface ShownNotice {
  readonly id: string;
  readonly title: string;
  readonly of: string;
  readonly attempts: number;
  readonly dueAtMs: number;
  readonly state: readonly [text: string, kind: Kind];
}

const noticeStates: Readonly<Record<PayNotice['status'], ShownNotice['state']>> = {
  due: ['待送达', 'told'],
  delivered: ['已送达', 'good'],
  'given up': ['已放弃', 'bad'],
};

/** Virtual payment tells by pushes; whatever else is pushed has nothing to do with money. */
const virtualEvents: Readonly<Record<string, string>> = {
  xpay_goods_deliver_notify: '道具发货推送',
  xpay_coin_pay_notify: '代币支付推送',
  xpay_refund_notify: '退款推送',
};

export function noticesOf({ notices, pushes }: StateAnswer): ShownNotice[] {
  const ofPay = notices.map((notice) => ({
    ...notice,
    title: notice.kind === 'transaction' ? '付款通知' : '退款通知',
    state: noticeStates[notice.status],
  }));
  const ofVirtual = pushes.flatMap((push) => {
    const title = virtualEvents[String(push.message['Event'])];
    return title === undefined
      ? []
      : [{ ...push, title, of: orderIn(push), state: noticeStates[push.status] }];
  });
  return [...ofPay.reverse(), ...ofVirtual.reverse()];
}

function orderIn({ message }: Push): string {
  const outTradeNo = message['OutTradeNo'] ?? message['MchOrderId'];
  return typeof outTradeNo === 'string' ? outTradeNo : '';
}
