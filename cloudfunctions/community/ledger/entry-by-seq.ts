import type { LedgerCall } from '../call';
import { leftOf, memberIdOfAccount, type Account } from './account';
import { copiedEntries } from './copied-entries';
import type { Entry } from './entry';
import { entryOf } from './stored-entry';

/** One entry of the account by its number, wherever it stands. */
export async function entryBySeq(
  call: LedgerCall,
  account: Account,
  seq: number,
): Promise<Entry | undefined> {
  const memberId = memberIdOfAccount(account._id);
  const carried = account.pending.find((entry) => entry.seq === seq);
  if (carried) return entryOf(memberId, carried);
  if (seq > leftOf(account)) return undefined;
  const [copied] = await copiedEntries(call, memberId, seq, 1);
  return copied;
}
