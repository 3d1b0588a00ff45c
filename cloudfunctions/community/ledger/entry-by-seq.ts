import type { LedgerCall } from '../call';
import { memberIdOfAccount, type Account } from './account';
import type { Entry } from './entry';
import { ENTRIES } from './store';

/** One entry of the account by its number, wherever it stands. */
export async function entryBySeq(
  call: LedgerCall,
  account: Account,
  seq: number,
): Promise<Entry | undefined> {
  const carried = account.pending.find((entry) => entry.seq === seq);
  if (carried) return carried;
  const where = { member: memberIdOfAccount(account._id), seq };
  const [copied] = await call.documents.find<Entry>(ENTRIES, where, { orderBy: [], limit: 1 });
  return copied;
}
