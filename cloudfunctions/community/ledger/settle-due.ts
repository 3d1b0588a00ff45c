import type { LedgerCall } from '../call';
import type { Account } from './account';
import { chained } from './chain';
import { committed, settledAt, timeOf } from './rules';
import { ACCOUNTS } from './store';

/** Within one call of a timer; what is left comes with the next. */
const ACCOUNTS_A_RUN = 100;

/**
 * Lets run out what has run out, in accounts that nobody has written to since.
 * @returns how many accounts were settled.
 */
export async function settleDue(call: LedgerCall): Promise<number> {
  const due = await call.documents.find<Account>(
    ACCOUNTS,
    { nextDueMs: { gt: 0, lte: call.nowMs } },
    { orderBy: [['nextDueMs', 'asc']], limit: ACCOUNTS_A_RUN },
  );
  let settled = 0;
  const failures: unknown[] = [];
  for (const account of due) {
    // One account that cannot be settled must not keep the others waiting.
    try {
      if (await settle(call, account)) settled += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} accounts could not be settled`);
  return settled;
}

/** When another write was faster, that write has settled the account itself. */
function settle(call: LedgerCall, stored: Account): Promise<boolean> {
  const { rulebook } = call;
  const nowMs = timeOf(stored, call.nowMs);
  const { account, drafts } = settledAt(stored, nowMs, rulebook.expiry, rulebook.version);
  const entries = chained(drafts, stored.headHash);
  return call.documents.replaceIf(ACCOUNTS, stored.ver, committed(stored, account, entries));
}
