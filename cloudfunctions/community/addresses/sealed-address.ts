import type { LedgerCall } from '../call';
import { inOrder } from './rules';
import { ADDRESSES, type AddressBook } from './store';

/**
 * A member's address as it is stored, also one that was taken out a moment ago: an order keeps it as it is.
 * @returns undefined where the member has no such address, and for another one's.
 */
export async function sealedAddressOf(
  { documents }: Pick<LedgerCall, 'documents'>,
  memberId: string,
  addressId: string,
): Promise<string | undefined> {
  const book = await documents.getNewest<AddressBook>(ADDRESSES, memberId);
  return book?.entries.find(({ id }) => id === addressId)?.sealed;
}

/** Where a parcel would go that nobody says anything else of; null where the member has no address. */
export async function defaultAddressIdOf(
  { documents }: Pick<LedgerCall, 'documents'>,
  memberId: string,
): Promise<string | null> {
  const book = await documents.get<AddressBook>(ADDRESSES, memberId);
  return (book && inOrder(book)[0]?.id) ?? null;
}
