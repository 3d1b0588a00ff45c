import { withFollowUps } from '../follow-ups';
import { post } from '../ledger';
import { membersOnly } from '../members-only';
import { challengesViewOf } from './challenges';
import { joinChallengeContract } from './contract';
import { decideJoin, type JoinRefusal } from './rules';

const refusals = {
  UNKNOWN_CHALLENGE: 'There is no such challenge.',
  PLEDGE_NOT_OFFERED: 'The challenge does not take this pledge.',
  ALREADY_JOINED: 'The member is in it already.',
  TOO_MANY_CHALLENGES: 'So many at a time are enough.',
  INSUFFICIENT_POINTS: 'The member has fewer points than that.',
  KEY_REUSED: 'This request id was used with another input.',
} as const;

/** Takes part in a challenge, with a pledge or without. */
export const joinChallenge = membersOnly(joinChallengeContract, async (call, standing, wish) => {
  const key = `cj:${call.requestId}`;
  const posted = await post<JoinRefusal>(call, {
    memberId: call.memberId,
    account: standing,
    once: { key, input: wish },
    decide: (account, nowMs) =>
      withFollowUps(
        decideJoin(account, { key, ...wish }, call.rulebook, nowMs),
        account,
        call.rulebook,
        nowMs,
      ),
  });
  if (!('refusal' in posted)) return { data: challengesViewOf(call, posted.account) };
  // So many holds at a time are enough, whatever they are for.
  const refusal = posted.refusal === 'TOO_MANY_HOLDS' ? 'TOO_MANY_CHALLENGES' : posted.refusal;
  if (!isAnswered(refusal)) throw new Error(`refused: ${refusal}`);
  return { refused: refusal, message: refusals[refusal], data: undefined };
});

const isAnswered = (refusal: string): refusal is keyof typeof refusals => Object.hasOwn(refusals, refusal);
