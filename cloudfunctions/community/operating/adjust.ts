import { memberAction, type MemberCall } from '../call';
import { post, type Account } from '../ledger';
import { adjustContract } from './contract';
import { outcomeOf, storedAccount } from './operator-call';
import { ADJUSTMENTS, type Adjustment } from './store';

interface AdjustmentWish {
  readonly memberId: string;
  readonly points: number;
  readonly reason: string;
  /** Where it has just been read. */
  readonly account?: Account;
}

const refusals = {
  INVALID_AMOUNT: 'points: expected a whole number other than 0.',
  AMOUNT_OVERFLOW: 'The balance would be beyond exact numbers.',
  INSUFFICIENT_POINTS: 'The member has fewer points than that.',
  KEY_REUSED: 'This request id was used with another input.',
} as const;

/** Gives or takes points by hand, with a reason; above the rulebook's limit a second person decides. */
export const adjust = memberAction(adjustContract, async (call, wish) => {
  if (!Number.isSafeInteger(wish.points) || wish.points === 0) {
    return { refused: 'INVALID_AMOUNT', message: refusals.INVALID_AMOUNT, data: undefined };
  }
  const account = await storedAccount(call, wish.memberId);
  if (!account) {
    return { refused: 'MEMBER_NOT_FOUND', message: 'There is no such member.', data: undefined };
  }
  if (Math.abs(wish.points) > call.rulebook.adjust.twoPeopleAbovePoints) return propose(call, wish);
  return outcomeOf(await postAdjustment(call, call.requestId, { ...wish, account }, call.memberId), refusals);
});

/** @param key Of the wish, or of the proposal that is approved: the same adjustment is written once. */
export function postAdjustment(
  call: MemberCall,
  key: string,
  { memberId, points, reason, account }: AdjustmentWish,
  by: string,
) {
  return post(call, {
    memberId,
    account,
    once: { key: `adj:${key}`, input: { memberId, points, reason, by } },
    decide: () => ({
      effects: {
        key: `adj:${key}`,
        fact: { type: 'adjusted', reason, by },
        rulebookVersion: call.rulebook.version,
        move: { kind: 'adjust', points },
      },
    }),
  });
}

async function propose(call: MemberCall, { memberId, points, reason }: AdjustmentWish) {
  const proposal: Adjustment = {
    _id: call.requestId,
    ver: 0,
    memberId,
    points,
    reason,
    proposedBy: call.memberId,
    approvedBy: '',
    state: 'proposed',
    atMs: call.nowMs,
  };
  if (!(await call.documents.insert(ADJUSTMENTS, proposal))) {
    const stored = await call.documents.getNewest<Adjustment>(ADJUSTMENTS, call.requestId);
    const same = stored && [stored.memberId, stored.points, stored.reason, stored.proposedBy];
    if (!same || same.join() !== [memberId, points, reason, call.memberId].join()) {
      return { refused: 'KEY_REUSED' as const, message: refusals.KEY_REUSED, data: undefined };
    }
  }
  return { data: { state: 'proposed' as const, adjustmentId: call.requestId } };
}
