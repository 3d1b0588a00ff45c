import type { LedgerCall } from '../call';
import type { Where } from '../../platform/documents';
import { ORDERS, type Order } from './store';

export interface PageWish {
  readonly where: Where;
  /** In this order, and by the id among equals. */
  readonly by: 'placedAtMs' | 'shipUntilMs';
  readonly direction: 'asc' | 'desc';
  /** `<instant>:<order id>`: after this one. */
  readonly cursor: string | undefined;
  readonly size: number;
}

/** A page of orders, none left out and none twice between two pages; two calls at most. */
export async function pageOf(
  { documents }: Pick<LedgerCall, 'documents'>,
  { where, by, direction, cursor, size }: PageWish,
): Promise<{ readonly orders: Order[]; readonly nextCursor: string | null }> {
  const find = (more: Where) =>
    documents.find<Order>(
      ORDERS,
      { ...where, ...more },
      {
        orderBy: [
          [by, direction],
          ['_id', direction],
        ],
        limit: size + 1,
      },
    );
  const beyond = (bound: string | number) => (direction === 'asc' ? { gt: bound } : { lt: bound });
  const [, at = '0', id = ''] = /^(\d+):(.+)$/.exec(cursor ?? '') ?? [];
  const atMs = Math.min(Number(at), Number.MAX_SAFE_INTEGER);
  const found =
    cursor === undefined
      ? await find({})
      : (await Promise.all([find({ [by]: atMs, _id: beyond(id) }), find({ [by]: beyond(atMs) })])).flat();
  const orders = found.slice(0, size);
  const last = found.length > size ? orders.at(-1) : undefined;
  return { orders, nextCursor: last ? `${last[by]}:${last._id}` : null };
}
