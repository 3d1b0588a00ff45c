import { post } from '../ledger';
import { membersOnly } from '../members-only';
import { claimTaskContract } from './contract';
import { decideClaim, keyOf, type ClaimRefusal } from './rules';
import { tasksViewOf } from './tasks';

const refusals: Readonly<Record<ClaimRefusal, string>> = {
  UNKNOWN_TASK: 'There is no such task in that period.',
  TASK_LOCKED: 'The task before it is not finished.',
  TASK_UNFINISHED: 'The task is not finished.',
  ALREADY_CLAIMED: 'This reward has been paid.',
};

/** Takes the reward of a finished task, once. */
export const claimTask = membersOnly(claimTaskContract, async (call, standing, wish) => {
  const posted = await post<ClaimRefusal>(call, {
    memberId: call.memberId,
    account: standing,
    once: { key: keyOf(wish.taskId, wish.period), input: { requestId: call.requestId } },
    decide: (account, nowMs) => decideClaim(account, wish, call.rulebook, nowMs),
  });
  if ('refusal' in posted) {
    // Paid for another request, or by itself.
    const refusal = posted.refusal === 'KEY_REUSED' ? 'ALREADY_CLAIMED' : posted.refusal;
    if (!isAnswered(refusal)) throw new Error(`refused: ${refusal}`);
    return { refused: refusal, message: refusals[refusal], data: undefined };
  }
  const { account, entry } = posted;
  return {
    data: {
      earnedPoints: Math.max(0, -(entry.legs[0]?.pointsDelta ?? 0)),
      earnedMakeUpCards: Number(entry.fact['makeUpCards'] ?? 0),
      ...tasksViewOf(call, account),
    },
  };
});

const isAnswered = (refusal: string): refusal is ClaimRefusal => Object.hasOwn(refusals, refusal);
