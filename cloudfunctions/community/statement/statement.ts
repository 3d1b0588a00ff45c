import type { MemberCall } from '../call';
import { memberAction } from '../call';
import { ENTRIES, loadAccount, settledNow, type Account, type Entry } from '../ledger';
import { dayOf, isoDateOf } from '../time';
import { statementContract } from './contract';
import { fits, lineOf, newestFirst, type StatementFilter } from './lines';

const LINES_A_PAGE = 20;

/** The member's ledger, line by line. What has run out stands there, whether a write has noticed it yet or not. */
export const statement = memberAction(statementContract, async (call, filter) => {
  const { account: stored } = await loadAccount(call);
  const { account, drafts } = settledNow(call, stored);
  const carried = [...stored.pending, ...drafts].filter((entry) => fits(entry, filter));
  // One more than a page shows: whether there is more.
  const copied = await copiedEntries(call, filter, LINES_A_PAGE + 1);
  const entries = newestFirst([...copied.filter((entry) => fits(entry, filter)), ...carried]);
  const page = entries.slice(0, LINES_A_PAGE);
  // What was read and not shown counts, too: an entry that is no line must not end the list.
  const more = entries.length > LINES_A_PAGE || copied.length > LINES_A_PAGE;
  return {
    data: {
      businessDay: isoDateOf(dayOf(call.nowMs)),
      balancePoints: account.availablePoints,
      frozenPoints: account.frozenPoints,
      debtPoints: account.debtPoints,
      nextExpiry: nextExpiryOf(account),
      lines: page.map(lineOf),
      nextCursor: more ? (page.at(-1)?.seq ?? copied.at(-1)?.seq ?? null) : null,
    },
  };
});

function copiedEntries(call: MemberCall, filter: StatementFilter, limit: number): Promise<Entry[]> {
  const { cursor, direction, kind } = filter;
  return call.documents.find<Entry>(
    ENTRIES,
    {
      member: call.memberId,
      ...(cursor === undefined ? {} : { seq: { lt: cursor } }),
      ...(kind === undefined ? {} : { kind }),
      ...(direction === undefined ? {} : { pointsDelta: direction === 'in' ? { gt: 0 } : { lt: 0 } }),
    },
    { orderBy: [['seq', 'desc']], limit },
  );
}

function nextExpiryOf({ lots }: Account): { points: number; lastDay: string } | null {
  const [next] = lots;
  return next ? { points: next.points, lastDay: isoDateOf(dayOf(next.expiresAtMs - 1)) } : null;
}
