import type { LedgerCall } from '../call';
import type { Account } from './account';
import { uncopied } from './rules';
import { ACCOUNTS, ENTRIES } from './store';

/**
 * Copies the account's entries to documents of their own and notes in the account that they are there. A later post
 * trims them. When another call is faster with the note, that call's post or a later one does it again: copying twice
 * is harmless, since an entry's id is taken only once.
 */
export async function copyEntries(call: LedgerCall, account: Account): Promise<Account> {
  const entries = uncopied(account);
  const last = entries.at(-1);
  if (!last) return account;
  // "Some id exists" says nothing of the others, so then each is seen acknowledged on its own.
  if (!(await call.documents.insertMany(ENTRIES, entries))) {
    for (const entry of entries) await call.documents.insert(ENTRIES, entry);
  }
  const stays = account.pending.some((entry) => entry.seq <= account.leaving.seq);
  const noted: Account = {
    ...account,
    ver: account.ver + 1,
    // The time after the copies were seen, and not when the call began: it may have been paused in between.
    copied: { seq: last.seq, atMs: call.clockMs() },
    leaving: stays ? account.leaving : account.copied,
  };
  return (await call.documents.replaceIf(ACCOUNTS, account.ver, noted)) ? noted : account;
}
