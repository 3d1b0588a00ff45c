import type { LedgerCall } from '../call';
import type { Entry } from './entry';
import { ENTRIES } from './store';
import { entryOfDocument, type EntryDocument } from './stored-entry';

/** Longer together than any read lags. */
const REREAD_AFTER_MS = [20, 40, 80, 160, 320];

/**
 * The member's entries from number `top` downwards, all of which have left the account. Their numbers have no gaps, so
 * where one is missing the read lags behind and is done again.
 */
export async function copiedEntries(
  call: LedgerCall,
  memberId: string,
  top: number,
  limit: number,
): Promise<Entry[]> {
  const count = Math.min(limit, top);
  if (count <= 0) return [];
  for (const pauseMs of [0, ...REREAD_AFTER_MS]) {
    if (pauseMs > 0) await call.sleep(pauseMs);
    const found = await call.documents.find<EntryDocument>(
      ENTRIES,
      { member: memberId, seq: { lte: top } },
      { orderBy: [['seq', 'desc']], limit: count },
    );
    const isWhole = found.length === count && found.every(({ seq }, index) => seq === top - index);
    if (isWhole) return found.map(entryOfDocument);
  }
  throw new Error(`entries of ${memberId} are missing below ${top + 1}`);
}
