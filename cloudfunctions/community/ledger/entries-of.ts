import type { LedgerCall } from '../call';
import { leftOf, memberIdOfAccount, type Account } from './account';
import { copiedEntries } from './copied-entries';
import type { Entry, EntryKind } from './entry';
import { ENTRIES } from './store';
import { entryOf, entryOfDocument, type EntryDocument } from './stored-entry';

/** What left the account last is among so many, even where each copying before had failed. */
const RECENT = 64;

/** Which entries are wanted. */
export interface EntryFilter {
  /** Only those below this number. */
  readonly cursor?: number | undefined;
  /** Only what came in, or only what went out. */
  readonly direction?: 'in' | 'out' | undefined;
  readonly kind?: EntryKind | undefined;
}

export function isWanted(
  { seq, kind, pointsDelta }: Pick<Entry, 'seq' | 'kind' | 'pointsDelta'>,
  filter: EntryFilter,
): boolean {
  if (filter.cursor !== undefined && seq >= filter.cursor) return false;
  if (filter.kind !== undefined && kind !== filter.kind) return false;
  if (filter.direction === undefined) return true;
  return filter.direction === 'in' ? pointsDelta > 0 : pointsDelta < 0;
}

/** The newest `limit` entries of the account that are wanted, newest first: none is missing, none stands there twice. */
export async function entriesOf(
  call: LedgerCall,
  account: Account,
  filter: EntryFilter,
  limit: number,
): Promise<Entry[]> {
  const memberId = memberIdOfAccount(account._id);
  const carried = account.pending.map((each) => entryOf(memberId, each)).reverse();
  const entries = carried.filter((entry) => isWanted(entry, filter));
  const left = leftOf(account);
  const top = Math.min(left, (filter.cursor ?? Infinity) - 1);
  // A filter would hide a gap. Only what has left lately can be missing from a read, so that is read without one.
  const isFiltered = filter.kind !== undefined || filter.direction !== undefined;
  const count = isFiltered ? top - left + RECENT : limit - entries.length;
  const recent = await copiedEntries(call, memberId, top, count);
  entries.push(...recent.filter((entry) => isWanted(entry, filter)));
  const older = Math.min(top, left - RECENT);
  if (isFiltered && older > 0 && entries.length < limit) {
    entries.push(...(await filtered(call, memberId, filter, older, limit - entries.length)));
  }
  return entries.slice(0, limit);
}

async function filtered(
  call: LedgerCall,
  memberId: string,
  { direction, kind }: EntryFilter,
  top: number,
  limit: number,
): Promise<Entry[]> {
  const found = await call.documents.find<EntryDocument>(
    ENTRIES,
    {
      member: memberId,
      seq: { lte: top },
      ...(kind === undefined ? {} : { kind }),
      ...(direction === undefined ? {} : { pointsDelta: direction === 'in' ? { gt: 0 } : { lt: 0 } }),
    },
    { orderBy: [['seq', 'desc']], limit },
  );
  return found.map(entryOfDocument);
}
