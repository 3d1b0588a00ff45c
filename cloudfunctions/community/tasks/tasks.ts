import type { LedgerCall } from '../call';
import { balanceOf, type Account } from '../ledger';
import { membersOnly } from '../members-only';
import { dayOf, isoDateOf } from '../time';
import { tasksContract } from './contract';
import { groupsOf, summaryOf } from './view';

/** All tasks of today, of this week and of the season. */
export const tasks = membersOnly(tasksContract, (call, account) =>
  Promise.resolve({ data: tasksViewOf(call, account) }),
);

export function tasksViewOf(call: LedgerCall, account: Account) {
  const { rulebook } = call;
  // An account that has seen a day never sees the one before it again, whatever this clock says.
  const nowMs = Math.max(call.nowMs, account.headAtMs);
  return {
    businessDay: isoDateOf(dayOf(nowMs)),
    balancePoints: balanceOf(call, account),
    groups: groupsOf(account, rulebook, nowMs),
    ...summaryOf(account, rulebook, nowMs),
  };
}
