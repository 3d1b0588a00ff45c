import type { AddressBook, AddressEntry } from './store';

/** Besides those that were taken out. */
export const MOST_ADDRESSES = 20;
/** What was taken out is kept so long: an order that was left in the middle is finished well before. */
const KEPT_MS = 86_400_000;
/** How many carried-out requests are remembered: more than one phone can have on their way. */
const REQUESTS = 8;

export type BookRefusal = 'ADDRESS_NOT_FOUND' | 'TOO_MANY_ADDRESSES';
export type BookVerdict = { readonly entries: readonly AddressEntry[] } | { readonly refusal: BookRefusal };

export const standing = ({ entries }: Pick<AddressBook, 'entries'>): readonly AddressEntry[] =>
  entries.filter(({ removedAtMs }) => removedAtMs === 0);

/** The default first, then the newest. */
export const inOrder = (book: Pick<AddressBook, 'entries'>): readonly AddressEntry[] =>
  [...standing(book)].sort((a, b) => Number(b.isDefault) - Number(a.isDefault));

/**
 * A new address, or another one in the place of an old one. An address never changes: orders keep the one that they were
 * placed with. The first one is the default, and there is always one.
 */
export function decideSave(
  book: Pick<AddressBook, 'entries'>,
  wish: { readonly addressId: string | undefined; readonly next: AddressEntry },
  nowMs: number,
): BookVerdict {
  const old = standing(book).find(({ id }) => id === wish.addressId);
  if (wish.addressId !== undefined && !old) return { refusal: 'ADDRESS_NOT_FOUND' };
  if (!old && standing(book).length >= MOST_ADDRESSES) return { refusal: 'TOO_MANY_ADDRESSES' };
  const isDefault = wish.next.isDefault || old?.isDefault === true || standing(book).length === 0;
  const others = without(book, old?.id, nowMs).map((entry) =>
    isDefault && entry.isDefault ? { ...entry, isDefault: false } : entry,
  );
  return { entries: [{ ...wish.next, isDefault }, ...others] };
}

/** Where the default goes, the newest of the others takes its place. */
export function decideRemove(
  book: Pick<AddressBook, 'entries'>,
  addressId: string,
  nowMs: number,
): BookVerdict {
  const old = standing(book).find(({ id }) => id === addressId);
  if (!old) return { refusal: 'ADDRESS_NOT_FOUND' };
  const entries = without(book, addressId, nowMs);
  const heir = old.isDefault ? standing({ entries })[0]?.id : undefined;
  return { entries: entries.map((entry) => (entry.id === heir ? { ...entry, isDefault: true } : entry)) };
}

const without = (
  { entries }: Pick<AddressBook, 'entries'>,
  addressId: string | undefined,
  nowMs: number,
): readonly AddressEntry[] =>
  entries
    .map((entry) => (entry.id === addressId ? { ...entry, isDefault: false, removedAtMs: nowMs } : entry))
    .filter(({ removedAtMs }) => removedAtMs === 0 || removedAtMs > nowMs - KEPT_MS);

export const withRequest = (
  requests: AddressBook['requests'],
  request: AddressBook['requests'][number],
): AddressBook['requests'] => [...requests, request].slice(-REQUESTS);
