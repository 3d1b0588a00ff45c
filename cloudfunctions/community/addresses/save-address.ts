import { membersOnly } from '../members-only';
import { bookViewOf, commitBook, refusals, sealAddress } from './book';
import { saveAddressContract } from './contract';
import { decideSave } from './rules';

const ID_LETTERS = 12;

/** A new address, or another one in the place of an old one. */
export const saveAddress = membersOnly(saveAddressContract, async (call, _account, wish) => {
  const { addressId, isDefault, ...address } = wish;
  const next = {
    id: call.randomBytes(ID_LETTERS / 2).toString('hex'),
    sealed: sealAddress(call, address),
    isDefault,
    removedAtMs: 0,
  };
  const saved = await commitBook(call, next.id, (book) => decideSave(book, { addressId, next }, call.nowMs));
  if ('refusal' in saved) {
    return { refused: saved.refusal, message: refusals[saved.refusal], data: undefined };
  }
  return { data: { ...bookViewOf(call, saved.book), addressId: saved.addressId } };
});
