import { createHash } from 'node:crypto';
import type { MemberCall } from '../call';
import { membersOnly } from '../members-only';
import { bookViewOf, commitBook, refusals, sealAddress } from './book';
import { saveAddressContract } from './contract';
import { decideSave } from './rules';

const ID_LETTERS = 12;

/** The same wish, the same id; nobody else's wish has it. */
const idOf = ({ memberId, requestId }: MemberCall): string =>
  createHash('sha256').update(`${memberId}:${requestId}`).digest('hex').slice(0, ID_LETTERS);

/** A new address, or another one in the place of an old one. */
export const saveAddress = membersOnly(saveAddressContract, async (call, _account, wish) => {
  const { addressId, isDefault, ...address } = wish;
  const next = {
    id: idOf(call),
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
