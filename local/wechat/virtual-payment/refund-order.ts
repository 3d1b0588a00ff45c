import { refuse, succeed } from '../answers';
import { choiceOf, textOf, textOr, wholeNumberOf } from '../fields';
import type { VirtualOrder, VirtualRefund } from '../state';
import { leftFen } from './orders';
import { giveBack } from './refund';
import { orderOf, refuseField, refuseNoData, type XpayApi } from './xpay-api';

const REFUND_ORDER_ID = /^[0-9A-Za-z_-]{8,32}$/;
const MAX_META_CHARACTERS = 1024;

export const refundOrder: XpayApi = (data, desk) => {
  const refundOrderId = textOf(data, 'refund_order_id') ?? '';
  const bizMeta = data['biz_meta'] === '' ? '' : textOr(data, 'biz_meta', '');
  const refundFen = wholeNumberOf(data['refund_fee']);
  if (!REFUND_ORDER_ID.test(refundOrderId)) return refuseField(desk, 'refund_order_id');
  if (bizMeta === undefined || bizMeta.length > MAX_META_CHARACTERS) return refuseField(desk, 'biz_meta');
  if (choiceOf(data, 'refund_reason', [0, 1, 2, 3, 4, 5]) === undefined) {
    return refuseField(desk, 'refund_reason');
  }
  if (choiceOf(data, 'req_from', [1, 2, 3]) === undefined) return refuseField(desk, 'req_from');
  const order = orderOf(data, desk);
  if (order === undefined || order.paidAtMs === null) return refuseNoData(desk);
  if (textOf(data, 'openid') !== order.openid) return refuse(desk, 268490001);
  const known = desk.state.virtualRefunds.find((refund) => refund.refundOrderId === refundOrderId);
  if (known !== undefined) {
    const isSame = known.outTradeNo === order.outTradeNo && known.refundFen === refundFen;
    return isSame ? answerOf(order, known) : refuseField(desk, 'refund_order_id');
  }
  const left = leftFen(desk, order);
  if (wholeNumberOf(data['left_fee']) !== left) return refuse(desk, 268490016);
  if (refundFen === undefined || refundFen < 1 || refundFen > left) return refuseField(desk, 'refund_fee');
  return answerOf(order, giveBack(desk, order, { refundOrderId, refundFen, bizMeta }, left));
};

const answerOf = (order: VirtualOrder, refund: VirtualRefund) =>
  succeed({
    refund_order_id: refund.refundOrderId,
    refund_wx_order_id: refund.wxRefundId,
    pay_order_id: order.outTradeNo,
    pay_wx_order_id: order.wxOrderId,
  });
