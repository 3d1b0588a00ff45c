import type { LedgerCall } from '../call';
import { balanceOf, timeOf, type Account } from '../ledger';
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
  const nowMs = timeOf(account, call.nowMs);
  return {
    businessDay: isoDateOf(dayOf(nowMs)),
    balancePoints: balanceOf(call, account),
    groups: groupsOf(account, rulebook, nowMs),
    ...summaryOf(account, rulebook, nowMs),
  };
}
