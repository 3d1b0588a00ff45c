import type { LedgerCall } from '../call';
import { leftOf, type Account } from './account';
import { entryIdOf, type Entry } from './entry';
import { ENTRIES } from './store';
import { carriedIdOf, entryOf, entryOfDocument, type EntryDocument } from './stored-entry';

/**
 * Looks for the entry that a key stands for, in the account and among those that have left it. It remembers what it has
 * seen, so each post has one of its own.
 * @param notBeforeMs The key says itself that nothing was written under it before this instant: where all that has left the
 *   account is older, there is no other place to look.
 */
export function keySearch(call: LedgerCall, memberId: string, key: string, notBeforeMs = -Infinity) {
  const id = entryIdOf(memberId, key);
  /** No entry up to this number has the key. */
  let clearedSeq = 0;

  /**
   * @param account Was read before: the other way round, an entry could leave it unseen in between.
   * @returns undefined where no entry of this account has the key. It may have been read a while ago: whatever happens to
   *   it afterwards, a write that rests on it will fail.
   */
  return async (account: Account): Promise<Entry | undefined> => {
    const carried = account.pending.find((each) => carriedIdOf(memberId, each) === id);
    if (carried) return entryOf(memberId, carried);
    // Whatever is newer than the last look still stands in the account, so there is no other place to look.
    if (leftOf(account) <= clearedSeq) return undefined;
    if ((account.pending[0]?.atMs ?? account.headAtMs) < notBeforeMs) return undefined;
    // Must not lag: the entry may have left a moment ago.
    const left = await call.documents.getNewest<EntryDocument>(ENTRIES, id);
    if (left) return entryOfDocument(left);
    clearedSeq = account.seq;
    return undefined;
  };
}
