import type { MallCard } from '../services/mall';

export type GoodsState = MallCard['state'];

type Window = Pick<MallCard, 'state' | 'onSaleFromMs' | 'onSaleUntilMs' | 'left'>;

/** Where a picture of the shelf stands: drawn ones by their name, others in the cloud. */
export const pictureSrcOf = (picture: string): string =>
  picture.startsWith('cloud://') ? picture : `/assets/goods/${picture}.svg`;

/**
 * How an item stands at a moment. It opens and closes while it is looked at, without a question: when thousands wait
 * for the same second, all their questions would come in it.
 */
export function stateAt({ state, onSaleFromMs, onSaleUntilMs, left }: Window, nowMs: number): GoodsState {
  if (state !== 'on_sale' && state !== 'upcoming') return state;
  if (onSaleUntilMs !== null && nowMs >= onSaleUntilMs) return 'ended';
  if (onSaleFromMs !== null && nowMs < onSaleFromMs) return 'upcoming';
  return left > 0 ? 'on_sale' : 'sold_out';
}

/** The next moment at which it opens or closes; null where there is none to wait for. */
export function turnsAtMs(item: Window, nowMs: number): number | null {
  const state = stateAt(item, nowMs);
  if (state === 'upcoming') return item.onSaleFromMs;
  return state === 'on_sale' ? item.onSaleUntilMs : null;
}
