import type { LedgerCall } from '../call';
import { memberIdOfAccount, type Account } from './account';
import { documentOf } from './stored-entry';
import { ACCOUNTS, ENTRIES } from './store';

/** So many leave with the next commit, where the account is quiet. */
const LEAVE_AT_PENDING = 4;
/** Who finds an account that was written to just now is not alone, and all would copy the same. */
const QUIET_MS = 1_000;
/** Entries wait in a busy account until this many can leave together. */
const COPY_AT_PENDING = 8;
/** So many have never been copied that a post takes the time to do it first. It never refuses. */
export const COPY_FIRST_AT_PENDING = 32;

/**
 * Whether the commit that made `after` out of `before` is the one that has to copy. Of many calls at once it is one; if
 * that one fails, so many more have to come before another tries.
 */
export function isCopyDue(before: Account, after: Account): boolean {
  const roundsOf = ({ pending }: Account): number => Math.floor(pending.length / COPY_AT_PENDING);
  return roundsOf(after) > roundsOf(before);
}

/**
 * Copies the entries of a quiet account, so that they leave with the next commit and not by a write of their own.
 * @param account As it was read: every entry in it has been committed.
 * @returns whether each copy has been acknowledged. Where one has not, the entries wait a little longer, and that is all.
 */
export async function areCopied(call: LedgerCall, account: Account): Promise<boolean> {
  if (account.pending.length < LEAVE_AT_PENDING || call.nowMs - account.headAtMs < QUIET_MS) return false;
  const memberId = memberIdOfAccount(account._id);
  const documents = account.pending.map((carried) => documentOf(memberId, carried));
  return call.documents.insertMany(ENTRIES, documents).catch(() => false);
}

/**
 * Moves the entries of an account to documents of their own. They leave only once each copy has been acknowledged, so
 * that every entry stands in one of the two places at any time. Done twice, at the same time, or after a long pause it
 * does no harm: an entry's id is taken only once, and what is dropped is what was copied, whatever came after it.
 * @param account As it was read or written: every entry in it has been committed.
 */
export async function copyEntries(call: LedgerCall, account: Account): Promise<void> {
  const memberId = memberIdOfAccount(account._id);
  const documents = account.pending.map((carried) => documentOf(memberId, carried));
  // "Some id exists" says nothing of the others, so then each is seen acknowledged on its own.
  if (!(await call.documents.insertMany(ENTRIES, documents))) {
    for (const document of documents) await call.documents.insert(ENTRIES, document);
  }
  await call.documents.dropItems(ACCOUNTS, account._id, 'pending', { seq: { lte: account.seq } });
}
