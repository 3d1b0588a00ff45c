import type { LedgerCall } from '../call';
import { inOrder, standing } from './rules';
import { ADDRESSES, type AddressBook } from './store';

type AddressCall = Pick<LedgerCall, 'documents'>;

/** A member's address as it is stored; undefined where it does not stand in their book. */
export const sealedAddressOf = (call: AddressCall, memberId: string, addressId: string) =>
  sealedIn(call, memberId, addressId, standing);

/** The same, also of one that was taken out a moment ago: an order keeps the address that it was placed with. */
export const keptAddressOf = (call: AddressCall, memberId: string, addressId: string) =>
  sealedIn(call, memberId, addressId, ({ entries }) => entries);

async function sealedIn(
  { documents }: AddressCall,
  memberId: string,
  addressId: string,
  entriesOf: (book: AddressBook) => AddressBook['entries'],
): Promise<string | undefined> {
  const book = await documents.getNewest<AddressBook>(ADDRESSES, memberId);
  return book && entriesOf(book).find(({ id }) => id === addressId)?.sealed;
}

/** Where a parcel would go that nobody says anything else of; null where the member has no address. */
export async function defaultAddressIdOf(
  { documents }: AddressCall,
  memberId: string,
): Promise<string | null> {
  const book = await documents.get<AddressBook>(ADDRESSES, memberId);
  return (book && inOrder(book)[0]?.id) ?? null;
}
