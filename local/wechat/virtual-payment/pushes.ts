/**
 * What is pushed of a virtual order.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/virtual-payment.html
 * (消息推送: xpay_goods_deliver_notify, xpay_coin_pay_notify, xpay_refund_notify).
 */
import { secondsOf, type Desk } from '../desk';
import { schedulePush } from '../push/outbox';
import type { VirtualOrder, VirtualRefund } from '../state';
import { GOODS_EVENT } from './take-answer';

const COINS_EVENT = 'xpay_coin_pay_notify';

/** That an order is paid: the goods are to be handed over, or the coins are there. */
export function pushPaid(desk: Desk, order: VirtualOrder): void {
  const { openid, outTradeNo, env, wxOrderId, transactionId, paidAtMs, productId } = order;
  const info = {
    Quantity: order.quantity,
    OrigPrice: order.listPriceFen,
    ActualPrice: order.unitPriceFen,
    Attach: order.attach,
  };
  schedulePush(desk, {
    event: productId === null ? COINS_EVENT : GOODS_EVENT,
    fields: {
      OpenId: openid,
      OutTradeNo: outTradeNo,
      Env: env,
      WeChatPayInfo: {
        MchOrderNo: wxOrderId,
        TransactionId: transactionId,
        PaidTime: secondsOf(paidAtMs ?? 0),
      },
      ...(productId === null ? { CoinInfo: info } : { GoodsInfo: { ProductId: productId, ...info } }),
    },
  });
}

export function pushRefunded(desk: Desk, order: VirtualOrder, refund: VirtualRefund): void {
  schedulePush(desk, {
    event: 'xpay_refund_notify',
    fields: {
      OpenId: order.openid,
      WxRefundId: refund.wxRefundId,
      MchRefundId: refund.refundOrderId,
      WxOrderId: order.wxOrderId,
      MchOrderId: order.outTradeNo,
      RefundFee: refund.refundFen,
      RetCode: 0,
      RetMsg: '',
      RefundStartTimestamp: secondsOf(refund.refundedAtMs),
      RefundSuccTimestamp: secondsOf(refund.refundedAtMs),
      WxpayRefundTransactionId: refund.transactionId,
      RetryTimes: 0,
    },
  });
}
