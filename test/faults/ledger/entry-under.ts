import {
  ACCOUNTS,
  accountIdOf,
  ENTRIES,
  type Account,
  type Entry,
} from '../../../cloudfunctions/community/ledger';
import {
  carriedIdOf,
  entryOf,
  entryOfDocument,
  type EntryDocument,
} from '../../../cloudfunctions/community/ledger/stored-entry';
import type { MemoryStore } from '../memory-store';

/** The entry that stands under a member's key now, in whichever of its two places. */
export function entryUnder(store: MemoryStore, memberId: string, key: string): Entry | undefined {
  const id = `j:${memberId}:${key}`;
  const account = store.get(ACCOUNTS, accountIdOf(memberId), 0) as Account | undefined;
  const carried = account?.pending.find((each) => carriedIdOf(memberId, each) === id);
  if (carried) return entryOf(memberId, carried);
  const copy = store.get(ENTRIES, id, 0) as EntryDocument | undefined;
  return copy && entryOfDocument(copy);
}
