import type { LedgerCall } from '../call';
import { memberIdOfAccount, type Account } from './account';
import type { Entry } from './entry';
import { ENTRIES } from './store';

/** The account's entries below `cursor`, newest first, each once: those that it carries and those that were copied. */
export async function entriesOf(
  call: LedgerCall,
  account: Account,
  cursor: number | undefined,
  limit: number,
): Promise<Entry[]> {
  const below = cursor ?? Number.MAX_SAFE_INTEGER;
  const copied = await call.documents.find<Entry>(
    ENTRIES,
    { member: memberIdOfAccount(account._id), seq: { lt: below } },
    { orderBy: [['seq', 'desc']], limit },
  );
  const carried = account.pending.filter((entry) => entry.seq < below);
  const bySeq = new Map([...copied, ...carried].map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, limit);
}
