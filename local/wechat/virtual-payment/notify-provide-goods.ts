import { succeed } from '../answers';
import { markProvided } from './orders';
import { orderOf, refuseNoData, type XpayApi } from './xpay-api';

/** That goods were handed over although no push of them was answered. */
export const notifyProvideGoods: XpayApi = (data, desk) => {
  const order = orderOf(data, desk);
  return order !== undefined && markProvided(desk, order) ? succeed() : refuseNoData(desk);
};
