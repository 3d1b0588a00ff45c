import type { LedgerCall } from '../call';
import { accountIdOf, newAccount, type Account } from './account';
import { settledAt, timeOf, type Drafted } from './rules';
import { ACCOUNTS } from './store';

/** The member's account; undefined for whoever is no member, by a read that does not lag. */
export async function accountOf(
  { documents }: Pick<LedgerCall, 'documents'>,
  memberId: string,
): Promise<Account | undefined> {
  const id = accountIdOf(memberId);
  return (await documents.get<Account>(ACCOUNTS, id)) ?? (await documents.getNewest<Account>(ACCOUNTS, id));
}

/** The member's account, with every write that was acknowledged before; undefined for whoever is no member. */
export const newestAccountOf = (
  { documents }: Pick<LedgerCall, 'documents'>,
  memberId: string,
): Promise<Account | undefined> => documents.getNewest<Account>(ACCOUNTS, accountIdOf(memberId));

/** Opens the account of who has just been admitted; nothing happens where there is one. */
export async function openAccount(
  { documents, nowMs }: Pick<LedgerCall, 'documents' | 'nowMs'>,
  memberId: string,
): Promise<void> {
  await documents.insert(ACCOUNTS, newAccount(memberId, nowMs));
}

/** The account as it stands now: whatever has run out is gone, whether a write has noticed it yet or not. */
export function settledNow({ rulebook, nowMs }: LedgerCall, account: Account): Drafted {
  return settledAt(account, timeOf(account, nowMs), rulebook.expiry, rulebook.version);
}

/** What is available now. */
export const balanceOf = (call: LedgerCall, account: Account): number =>
  settledNow(call, account).account.availablePoints;
