import type { LedgerCall, MemberCall } from '../call';
import { accountIdOf, newAccount, type Account } from './account';
import { settledAt, timeOf, type Drafted } from './rules';
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
  // Two taps at once: the other one created it, a moment ago.
  const other = await call.documents.getNewest<Account>(ACCOUNTS, id);
  if (!other) throw new Error('an account that exists cannot be read');
  return { account: other, arrived: false };
}

/** The account as it stands now: whatever has run out is gone, whether a write has noticed it yet or not. */
export function settledNow({ rulebook, nowMs }: LedgerCall, account: Account): Drafted {
  return settledAt(account, timeOf(account, nowMs), rulebook.expiry, rulebook.version);
}

/** What is available now. */
export const balanceOf = (call: LedgerCall, account: Account): number =>
  settledNow(call, account).account.availablePoints;
