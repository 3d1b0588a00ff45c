import type * as v from 'valibot';
import type { MemberCall } from '../call';
import { commitDocument } from '../commit-document';
import type { AddressSchema } from './contract';
import { inOrder, MOST_ADDRESSES, withRequest, type BookRefusal, type BookVerdict } from './rules';
import { ADDRESSES, type AddressBook } from './store';

export type Address = v.InferOutput<typeof AddressSchema>;

const NO_BOOK = { entries: [], requests: [] };

/** Where it is told in the contract. */
export const refusals: Readonly<Record<BookRefusal, string>> = {
  ADDRESS_NOT_FOUND: 'The member has no such address.',
  TOO_MANY_ADDRESSES: `${MOST_ADDRESSES} addresses are as many as can be kept.`,
};

export const sealAddress = ({ vault }: Pick<MemberCall, 'vault'>, address: Address): string =>
  vault.seal(JSON.stringify(address), 'sealed address');

/** Null where it was sealed under another key, and where there is none. */
export function openAddress({ vault }: Pick<MemberCall, 'vault'>, sealed: string): Address | null {
  const text = vault.open(sealed, 'sealed address');
  return text === undefined ? null : (JSON.parse(text) as Address);
}

/** As the contract tells it. */
export const bookViewOf = (
  call: Pick<MemberCall, 'vault'>,
  book: Pick<AddressBook, 'entries'> = NO_BOOK,
) => ({
  addresses: inOrder(book).flatMap(({ id, sealed, isDefault }) => {
    const address = openAddress(call, sealed);
    return address ? [{ addressId: id, ...address, isDefault }] : [];
  }),
  most: MOST_ADDRESSES,
});

/** Changes the caller's book, once for each request. */
export async function commitBook(
  call: MemberCall,
  addressId: string,
  decide: (book: Pick<AddressBook, 'entries'>) => BookVerdict,
): Promise<{ readonly book: AddressBook; readonly addressId: string } | { readonly refusal: BookRefusal }> {
  const { outcome, document } = await commitDocument<
    AddressBook,
    { refusal?: BookRefusal; addressId: string }
  >(call, { collection: ADDRESSES, id: call.memberId }, (stored) => {
    const book = stored ?? { _id: call.memberId, ver: 0, ...NO_BOOK };
    const before = book.requests.find(({ id }) => id === call.requestId);
    if (before) return { outcome: { addressId: before.addressId } };
    const verdict = decide(book);
    if ('refusal' in verdict) return { outcome: { refusal: verdict.refusal, addressId }, isRefusal: true };
    const requests = withRequest(book.requests, { id: call.requestId, addressId });
    return { outcome: { addressId }, next: { ...book, entries: verdict.entries, requests } };
  });
  if (outcome.refusal) return { refusal: outcome.refusal };
  if (!document) throw new Error('a book without a document');
  return { book: document, addressId: outcome.addressId };
}
