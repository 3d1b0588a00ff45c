import { memberAction } from '../call';
import { entriesOf, settledNow } from '../ledger';
import { lineOf } from '../statement';
import { dayOf, isoDateOf } from '../time';
import { accountContract } from './contract';
import { storedAccount } from './operator-call';

const ENTRIES_A_PAGE = 20;

/** A member's account with its entries, as an operator sees it: with accounts, rulebook versions and hashes. */
export const account = memberAction(accountContract, async (call, { memberId, cursor }) => {
  const stored = await storedAccount(call, memberId);
  if (!stored) return { refused: 'MEMBER_NOT_FOUND', message: 'There is no such member.', data: undefined };
  const now = settledNow(call, stored).account;
  const entries = await entriesOf(call, stored, { cursor }, ENTRIES_A_PAGE + 1);
  const page = entries.slice(0, ENTRIES_A_PAGE);
  return {
    data: {
      memberId,
      businessDay: isoDateOf(dayOf(call.nowMs)),
      joinedAtMs: stored.joinedAtMs,
      balancePoints: now.availablePoints,
      frozenPoints: now.frozenPoints,
      debtPoints: now.debtPoints,
      growthValue: stored.growthValue,
      streakDays: stored.checkIn.streakDays,
      makeUpCards: stored.makeUpCards,
      lots: now.lots.map(({ id, points, expiresAtMs }) => ({ id, points, expiresAtMs })),
      headHash: stored.headHash,
      entries: page.map((entry) => ({
        ...lineOf(entry, call.rulebook),
        entryId: entry._id,
        fact: { ...entry.fact },
        legs: [...entry.legs],
        rulebookVersion: entry.rulebookVersion,
        hash: entry.hash,
      })),
      nextCursor: entries.length > ENTRIES_A_PAGE ? (page.at(-1)?.seq ?? null) : null,
    },
  };
});
