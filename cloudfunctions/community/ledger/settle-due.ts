import type { LedgerCall } from '../call';
import { memberIdOfAccount, type Account } from './account';
import { chained } from './chain';
import { committed, settledAt, timeOf, type Draft } from './rules';
import { ACCOUNTS } from './store';

/** Within one call of a timer; what is left comes with the next. */
const ACCOUNTS_A_RUN = 100;

/**
 * Lets run out what has run out, in accounts that nobody has written to since.
 * @param onSettled What has run out, once it is written. Where another write was faster, that one has settled the account.
 * @returns how many accounts were settled.
 */
export async function settleDue(
  call: LedgerCall,
  onSettled: (memberId: string, drafts: readonly Draft[]) => Promise<unknown> = () => Promise.resolve(),
): Promise<number> {
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
      const drafts = await settle(call, account);
      if (!drafts) continue;
      settled += 1;
      await onSettled(memberIdOfAccount(account._id), drafts);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} accounts could not be settled`);
  return settled;
}

/** @returns what has run out; undefined where another write was faster. */
async function settle(call: LedgerCall, stored: Account): Promise<readonly Draft[] | undefined> {
  const { rulebook } = call;
  const nowMs = timeOf(stored, call.nowMs);
  const { account, drafts } = settledAt(stored, nowMs, rulebook.expiry, rulebook.version);
  const entries = chained(drafts, stored.headHash);
  const done = await call.documents.replaceIf(ACCOUNTS, stored.ver, committed(stored, account, entries));
  return done ? drafts : undefined;
}
