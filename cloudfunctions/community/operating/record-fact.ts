import { memberAction } from '../call';
import { earn } from '../earning';
import { recordFactContract } from './contract';
import { outcomeOf, storedAccount } from './operator-call';

const refusals = {
  LIMIT_REACHED: 'The rulebook pays this no more for now.',
  AMOUNT_OVERFLOW: 'The balance would be beyond exact numbers.',
} as const;

/** Records a verdict that pays: a quality pick, an upheld report. */
export const recordFact = memberAction(recordFactContract, async (call, { memberId, type, factId }) => {
  const account = await storedAccount(call, memberId);
  if (!account) {
    return { refused: 'MEMBER_NOT_FOUND', message: 'There is no such member.', data: undefined };
  }
  return outcomeOf(await earn(call, memberId, { type, factId }, account), refusals);
});
