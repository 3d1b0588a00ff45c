import { ordersCopy } from '../../../copy/orders';
import type { Order, OrderLine, OrderState } from '../../../services/orders';
import { dayNameOf, shanghaiDayOf, shanghaiTimeOf, withCommas } from '../../../utils/format';
import { pictureSrcOf } from '../../../utils/goods';
import type { Loaded } from '../../../utils/list';
import type { Tab } from './tabs';

/** What still comes stands out; what is over does not. */
const tones: Readonly<Record<OrderState, 'open' | 'done' | 'over'>> = {
  placed: 'open',
  shipped: 'open',
  received: 'done',
  issued: 'done',
  cancelled: 'over',
  refunded: 'over',
};

export function cardsOf(lines: readonly OrderLine[], nowMs: number) {
  const today = shanghaiDayOf(nowMs);
  return lines.map((line) => {
    const { orderId, title, tint, state, placedAtMs } = line;
    const day = shanghaiDayOf(placedAtMs);
    return {
      orderId,
      title,
      tint,
      picture: pictureSrcOf(line.picture),
      more: [line.variantName, ordersCopy.quantity(withCommas(line.quantity))].filter(Boolean).join(' '),
      points: line.pointsSpent,
      when: `${day === today ? ordersCopy.today : dayNameOf(day, today)} ${shanghaiTimeOf(placedAtMs)}`,
      state: stateOf(line),
      tone: tones[state],
      isOverdue: line.isOverdue,
    };
  });
}

function stateOf({ state, kind }: OrderLine): string {
  if (state === 'issued') return ordersCopy.issued[kind];
  return state === 'placed' && kind !== 'physical' ? ordersCopy.issuing : ordersCopy.states[state];
}

export type Card = ReturnType<typeof cardsOf>[number];

/** With what was seen of one order since: it is told anew, or goes where it does not belong into the list any more. */
export const withSeen = (loaded: Loaded<OrderLine>, seen: Order, tab: Tab): Loaded<OrderLine> => ({
  ...loaded,
  rows: loaded.rows
    .map((line) => (line.orderId === seen.orderId ? seen : line))
    .filter((line) => line !== seen || tab === 'all' || seen.state === tab),
});
