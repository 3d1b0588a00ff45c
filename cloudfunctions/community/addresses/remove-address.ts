import { membersOnly } from '../members-only';
import { bookViewOf, commitBook, refusals } from './book';
import { removeAddressContract } from './contract';
import { decideRemove } from './rules';

/** Takes an address out of the book. Orders keep theirs. */
export const removeAddress = membersOnly(removeAddressContract, async (call, _account, { addressId }) => {
  const removed = await commitBook(call, addressId, (book) => decideRemove(book, addressId, call.nowMs));
  if ('refusal' in removed) {
    return {
      refused: 'ADDRESS_NOT_FOUND',
      message: refusals.ADDRESS_NOT_FOUND,
      data: undefined,
    };
  }
  return { data: bookViewOf(call, removed.book) };
});
