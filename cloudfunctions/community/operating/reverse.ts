import { memberAction } from '../call';
import { entryBySeq, keyOf, post } from '../ledger';
import { reverseContract } from './contract';
import { outcomeOf, storedAccount } from './operator-call';

const refusals = {
  NOT_REVERSIBLE: 'Only what was earned, spent, captured or adjusted can be undone.',
  AMOUNT_OVERFLOW: 'The debt would be beyond exact numbers.',
  ALREADY_REVERSED: 'This entry was undone before.',
} as const;

/** Undoes one entry by a new one, once. What is spent already becomes debt; a refund finds its way to its own lots. */
export const reverse = memberAction(reverseContract, async (call, { memberId, seq }) => {
  const account = await storedAccount(call, memberId);
  if (!account) return { refused: 'MEMBER_NOT_FOUND', message: 'There is no such member.', data: undefined };
  const entry = await entryBySeq(call, account, seq);
  if (!entry) return { refused: 'ENTRY_NOT_FOUND', message: 'There is no such entry.', data: undefined };
  // An order is more than its points: it is refunded with its stock and limits, and must not be refunded twice.
  if (entry.fact.type === 'redeemed') {
    return { refused: 'NOT_REVERSIBLE', message: 'Refund its order instead.', data: undefined };
  }
  // The key is the entry's, so that no two requests can undo it twice; the input is the request's.
  const key = `rv:${seq}`;
  const posted = await post(call, {
    memberId,
    account,
    once: { key, input: { requestId: call.requestId } },
    decide: () => ({
      effects: {
        key,
        fact: { type: 'reversed', of: entry.fact.type, seq, key: keyOf(entry), by: call.memberId },
        rulebookVersion: call.rulebook.version,
        move: { kind: 'reverse', entry },
        growthValueDelta: -entry.growthValueDelta,
        weekScoreDelta: -entry.weekScoreDelta,
        scoredAtMs: entry.atMs,
        // A card that came with it goes with it; one that is used by now makes the entry stay.
        makeUpCardsDelta: -Number(entry.fact['makeUpCards'] ?? 0),
      },
    }),
  });
  if ('refusal' in posted && posted.refusal === 'KEY_REUSED') {
    return { refused: 'ALREADY_REVERSED', message: refusals.ALREADY_REVERSED, data: undefined };
  }
  if ('refusal' in posted && posted.refusal === 'NO_MAKE_UP_CARD') {
    return { refused: 'NOT_REVERSIBLE', message: 'The make-up card is used already.', data: undefined };
  }
  return outcomeOf(posted, refusals);
});
