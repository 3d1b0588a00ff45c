import { defaultRulebook } from '../rulebook';
import { memberIdOfAccount, type Account } from './account';
import { chained } from './chain';
import type { Effects, LedgerRefusal } from './effects';
import type { Entry } from './entry';
import { applied, committed, settledAt, timeOf } from './rules';
import { entryOf } from './stored-entry';

/** A post without a database, for tests of pure rules: the same steps, nothing stored. */
export function postedPurely(
  account: Account,
  effects: Effects,
  clockMs: number,
): { readonly account: Account } | { readonly refusal: LedgerRefusal } {
  const { expiry, version } = defaultRulebook;
  const nowMs = timeOf(account, clockMs);
  const after = applied(settledAt(account, nowMs, expiry, version), effects, '', nowMs, expiry);
  if ('refusal' in after) return after;
  return { account: committed(account, after.account, chained(after.drafts, account.headHash)) };
}

/** The account after effects that are not refused. */
export function accountAfter(account: Account, effects: Effects, clockMs: number): Account {
  const outcome = postedPurely(account, effects, clockMs);
  if ('refusal' in outcome) throw new Error(`refused: ${outcome.refusal}`);
  return outcome.account;
}

/** All that the account still carries. */
export const entriesIn = (account: Account): Entry[] =>
  account.pending.map((carried) => entryOf(memberIdOfAccount(account._id), carried));
