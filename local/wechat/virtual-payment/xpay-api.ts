import { refuse, type JsonAnswer, type RequestData } from '../answers';
import type { Desk } from '../desk';
import { textOf } from '../fields';
import type { VirtualOrder } from '../state';

export type XpayAnswer = { readonly body: JsonAnswer };

export type XpayApi = (data: RequestData & { readonly env: number }, desk: Desk) => XpayAnswer;

export const refuseNoData = (desk: Desk): XpayAnswer => refuse(desk, 268490002, '数据不存在');

export const refuseField = (desk: Desk, name: string): XpayAnswer => refuse(desk, 268490002, name);

/** `order_id` or `wx_order_id`: one of the two, not both. */
export function orderOf(data: RequestData & { readonly env: number }, desk: Desk): VirtualOrder | undefined {
  const outTradeNo = textOf(data, 'order_id');
  const wxOrderId = textOf(data, 'wx_order_id');
  if ((outTradeNo === undefined) === (wxOrderId === undefined)) return undefined;
  return desk.state.virtualOrders.find(
    (order) => order.env === data.env && (order.outTradeNo === outTradeNo || order.wxOrderId === wxOrderId),
  );
}
