import type { StockCall } from './claim';
import { SHELF } from './store';

/** The orders are written, so the stock need not remember them. Done twice, it does no harm. */
export async function forgetDone(
  { documents }: Pick<StockCall, 'documents'>,
  stockId: string,
  orderIds: readonly string[],
): Promise<void> {
  if (orderIds.length === 0) return;
  const paths = orderIds.map((orderId) => `done.${orderId}`);
  await documents.changeIf(
    SHELF,
    stockId,
    Object.fromEntries(paths.map((path) => [path, { exists: true }])),
    { increase: { open: -orderIds.length }, remove: paths },
  );
}
