import { openAddress } from '../addresses';
import type { MemberCall } from '../call';
import { isoDateOf } from '../time';
import type { OrderView } from './contract';
import { commitmentOf, prizeOf, revealsAtMs, seedOf } from './draws';
import { canCancel } from './rules';
import type { Order, OrderFact } from './store';

type ViewCall = Pick<MemberCall, 'vault' | 'nowMs'>;

/** What a list shows of an order. */
export const lineOf = (order: Order, nowMs: number) => ({
  orderId: order._id,
  itemId: order.item,
  kind: order.kind,
  title: order.title,
  variantName: order.variantName,
  picture: order.picture,
  tint: order.tint,
  quantity: order.quantity,
  pointsSpent: order.pointsSpent,
  state: order.state,
  placedAtMs: order.placedAtMs,
  isOverdue: isOverdue(order, nowMs),
});

const isOverdue = ({ shipUntilMs }: Order, nowMs: number): boolean => shipUntilMs > 0 && shipUntilMs <= nowMs;

export function orderViewOf(call: ViewCall, order: Order): OrderView {
  return {
    ...lineOf(order, call.nowMs),
    facts: order.facts.map((fact) => factViewOf(fact, order)),
    address: openAddress(call, order.sealedAddress),
    shipping: order.shipping,
    receivesAtMs: order.dueAtMs || null,
    shipUntilMs: order.shipUntilMs || null,
    codes: openCodes(call, order),
    makeUpCards: order.makeUpCards,
    membershipDays: order.membershipDays,
    draws: (order.draw?.rolls ?? []).map((roll) => ({
      roll,
      prize: prizeOf(order.draw?.prizes ?? [], roll),
    })),
    proof: proofOf(call, order),
    canCancel: canCancel(order),
    canConfirm: order.state === 'shipped',
  };
}

export const openCodes = ({ vault }: Pick<MemberCall, 'vault'>, { sealedCodes }: Order): string[] =>
  sealedCodes.flatMap((sealed) => vault.open(sealed, 'sealed code') ?? []);

function proofOf({ vault, nowMs }: ViewCall, { draw, item }: Order): OrderView['proof'] {
  if (!draw) return null;
  const seed = seedOf(vault, item, draw.day);
  const atMs = revealsAtMs(draw.day);
  return {
    day: isoDateOf(draw.day),
    commitment: commitmentOf(seed),
    seed: nowMs >= atMs ? seed.toString('hex') : null,
    revealsAtMs: atMs,
    prizes: [...draw.prizes],
  };
}

function factViewOf({ state, atMs, by, reason }: OrderFact, { member }: Order): OrderView['facts'][number] {
  return {
    state,
    atMs,
    by: by === 'system' ? 'system' : by === member ? 'member' : 'operator',
    reason: reasons[reason] ?? '',
  };
}

/** Codes in the order, words for the member. */
const reasons: Readonly<Record<string, string>> = {
  out_of_stock: '缺货，发不出来了',
  damaged: '东西有损坏',
  lost_parcel: '包裹丢了',
  mistake: '登记有误',
  goodwill: '运营同意退回',
  by_time: '到时间自动确认',
};
