import type { MemberCall } from '../call';
import { shelved, variantIdsOf, type Shelved } from '../shelf';

/** An item as operators see it. */
export function operatorItemOf({ item, stocks }: Pick<Shelved, 'item' | 'stocks'>) {
  const { _id: itemId, ver, status, terms } = item;
  return {
    itemId,
    ver,
    status,
    ...mutable(terms),
    stock: variantIdsOf(terms).map((variantId) => {
      const own = stocks.filter(({ variant }) => variant === variantId);
      const sum = (field: 'left' | 'sold' | 'open') => own.reduce((total, stock) => total + stock[field], 0);
      return { variantId, left: sum('left'), sold: sum('sold'), open: sum('open') };
    }),
  };
}

export const NO_ITEM = {
  refused: 'ITEM_NOT_FOUND',
  message: 'There is no such item.',
  data: undefined,
} as const;

/** As it stands now, after a write of this call. */
export async function operatorItem(call: Pick<MemberCall, 'documents'>, itemId: string) {
  const found = await shelved(call, itemId);
  if (!found) throw new Error(`${itemId} is gone`);
  return { data: operatorItemOf(found) };
}

/** The contract's types are not read-only. */
const mutable = <T>(value: T): Mutable<T> => value as Mutable<T>;
type Mutable<T> = T extends readonly (infer E)[]
  ? Mutable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;
