import { balanceOf } from '../ledger';
import { membersOnly } from '../members-only';
import { claimRewardContract } from './contract';
import { earn } from './earn';
import { hasEarned } from './newcomer';

/** There is one of each for a member, whatever the request. */
const ONCE = 'once';

/** Pays what a newcomer is given once: the account itself proves what it is for. */
export const claimReward = membersOnly(claimRewardContract, async (call, account, { reward }) => {
  if (!hasEarned(account, reward)) {
    return { refused: 'NOT_YET', message: 'What it rewards has not happened yet.', data: undefined };
  }
  const fact = { type: reward, factId: call.requestId, key: ONCE };
  const posted = await earn(call, call.memberId, fact, account);
  if (!('refusal' in posted)) {
    const balancePoints = balanceOf(call, posted.account);
    return { data: { earnedPoints: posted.entry.pointsDelta, balancePoints } };
  }
  if (posted.refusal !== 'KEY_REUSED' && posted.refusal !== 'LIMIT_REACHED') {
    throw new Error(`refused: ${posted.refusal}`);
  }
  return { refused: 'ALREADY_CLAIMED', message: 'It was paid before.', data: undefined };
});
