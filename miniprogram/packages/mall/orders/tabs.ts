import { ordersCopy } from '../../../copy/orders';
import type { OrderState } from '../../../services/orders';

export type Tab = OrderState | 'all';

/** What one looks for most: all of them, and what still comes. */
export const TABS: readonly { readonly name: Tab; readonly title: string }[] = [
  { name: 'all', title: ordersCopy.all },
  { name: 'placed', title: ordersCopy.states.placed },
  { name: 'shipped', title: ordersCopy.states.shipped },
];

/** What is over, on a sheet. */
const OTHERS = ['received', 'issued', 'cancelled', 'refunded'] as const;

/** One row of the sheet. */
export interface Choice {
  readonly tab: Tab;
  readonly name: string;
  /** The chosen one stands out; a native button's own colour is black in the dark. */
  readonly color: string;
}

/** The tab of all that have none of their own: it bears the name of the chosen one. */
export function othersOf(tab: Tab) {
  const chosen = OTHERS.find((other) => other === tab);
  return {
    title: chosen ? ordersCopy.states[chosen] : ordersCopy.others,
    isChosen: chosen !== undefined,
    choices: OTHERS.map((other): Choice => ({
      tab: other,
      name: ordersCopy.states[other],
      color: `var(--qj-${other === chosen ? 'brand-ink' : 'ink'})`,
    })),
  };
}

export type OthersView = ReturnType<typeof othersOf>;
