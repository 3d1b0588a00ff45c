import type { LedgerCall } from '../call';
import { memberIdOfAccount, type Account } from './account';
import { entryIdOf, keyOf, type Entry } from './entry';
import { ENTRIES } from './store';
import { carriedIdOf, entryOf, entryOfDocument, type EntryDocument } from './stored-entry';

/** The most documents that one call reads by their ids. */
const IDS_A_CALL = 100;

/**
 * The entries of these keys that there are, wherever they stand, by key; at most 100 keys. One call, none where the account
 * still carries them all. What left the account a moment ago may be missing: a read may lag.
 */
export async function entriesByKey(
  call: LedgerCall,
  account: Account,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Entry>> {
  const memberId = memberIdOfAccount(account._id);
  const wanted = new Set(keys.map((key) => entryIdOf(memberId, key)));
  if (wanted.size > IDS_A_CALL) throw new RangeError(`${wanted.size} keys at once`);
  const carried = account.pending
    .filter((each) => wanted.has(carriedIdOf(memberId, each)))
    .map((each) => entryOf(memberId, each));
  for (const { _id } of carried) wanted.delete(_id);
  const left = wanted.size > 0 ? await call.documents.getMany<EntryDocument>(ENTRIES, [...wanted]) : [];
  return new Map([...carried, ...left.map(entryOfDocument)].map((entry) => [keyOf(entry), entry]));
}
