import type { LedgerCall, MemberCall } from '../call';
import { accountIdOf, newAccount, type Account } from './account';
import { settledAt } from './rules';
import { ACCOUNTS } from './store';

/**
 * The caller's account; a first arrival creates it.
 * @returns `arrived`: whether this call created it.
 */
export async function loadAccount(call: MemberCall): Promise<{ account: Account; arrived: boolean }> {
  const id = accountIdOf(call.memberId);
  const stored = await call.documents.get<Account>(ACCOUNTS, id);
  if (stored) return { account: stored, arrived: false };
  const account = newAccount(call.memberId, call.nowMs);
  if (await call.documents.insert(ACCOUNTS, account)) return { account, arrived: true };
  // Two taps at once: the other one created it.
  const other = await call.documents.get<Account>(ACCOUNTS, id);
  if (!other) throw new Error('an account that exists cannot be read');
  return { account: other, arrived: false };
}

/** What is available now: whatever has run out is gone, whether a write has noticed it yet or not. */
export function balanceOf({ rulebook, nowMs }: LedgerCall, account: Account): number {
  return settledAt(account, nowMs, rulebook.expiry, rulebook.version).account.availablePoints;
}
