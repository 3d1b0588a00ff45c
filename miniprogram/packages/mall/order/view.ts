import { commonCopy } from '../../../copy/common';
import { orderCopy } from '../../../copy/order';
import { ordersCopy } from '../../../copy/orders';
import type { Order } from '../../../services/orders';
import { dayNameOf, shanghaiDayOf, shanghaiTimeOf, withCommas } from '../../../utils/format';
import { pictureSrcOf } from '../../../utils/goods';
import { addressLineOf } from '../order-address';
import { headOf } from './head';
import { drawsOf, proofOf } from './proof';

export function viewOf(order: Order, nowMs: number) {
  const today = shanghaiDayOf(nowMs);
  const momentOf = (atMs: number) => `${dayNameOf(shanghaiDayOf(atMs), today)} ${shanghaiTimeOf(atMs)}`;
  const { address, codes, kind, quantity, state, variantName } = order;
  const codesLeft = kind === 'coupon' && state === 'issued' ? quantity - codes.length : 0;
  return {
    head: headOf(order, nowMs),
    goods: {
      title: order.title,
      tint: order.tint,
      picture: pictureSrcOf(order.picture),
      more: [variantName, ordersCopy.quantity(withCommas(quantity))].filter(Boolean).join(' '),
    },
    facts: order.facts.map((fact, index) => ({
      id: index,
      title: orderCopy.fact(fact.state, kind),
      when: `${momentOf(fact.atMs)} · ${orderCopy.by[fact.by]}`,
      reason: fact.reason,
    })),
    address: address && {
      recipient: address.recipient,
      phone: address.phone,
      line: addressLineOf(address),
    },
    shipping: order.shipping,
    codes,
    codesLeft: codesLeft > 0 ? orderCopy.codesLeft(withCommas(codesLeft)) : '',
    gains: gainsOf(order),
    draws: drawsOf(order),
    proof: proofOf(order, today),
    orderId: order.orderId,
    pointsSpent: order.pointsSpent,
    placedAt: momentOf(order.placedAtMs),
    canCancel: order.canCancel,
    canConfirm: order.canConfirm,
  };
}

export type OrderPageView = ReturnType<typeof viewOf>;

/** What went into the account; empty where nothing did. */
const gainsOf = ({ makeUpCards, membershipDays }: Order): string =>
  [
    ...(makeUpCards > 0 ? [commonCopy.makeUpCards(withCommas(makeUpCards))] : []),
    ...(membershipDays > 0 ? [orderCopy.membershipDays(withCommas(membershipDays))] : []),
  ].join(' · ');
