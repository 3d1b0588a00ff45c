import { membersOnly } from '../members-only';
import { bookViewOf } from './book';
import { addressesContract } from './contract';
import { ADDRESSES, type AddressBook } from './store';

/** The member's address book. */
export const addresses = membersOnly(addressesContract, async (call) => ({
  data: bookViewOf(call, await call.documents.get<AddressBook>(ADDRESSES, call.memberId)),
}));
