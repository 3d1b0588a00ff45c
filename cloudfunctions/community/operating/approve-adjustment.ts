import { memberAction } from '../call';
import { postAdjustment } from './adjust';
import { approveAdjustmentContract } from './contract';
import { outcomeOf } from './operator-call';
import { ADJUSTMENTS, type Adjustment } from './store';

const refusals = {
  AMOUNT_OVERFLOW: 'The balance would be beyond exact numbers.',
  INSUFFICIENT_POINTS: 'The member has fewer points than that.',
} as const;

/** The second person says yes. Whoever proposed it cannot. */
export const approveAdjustment = memberAction(approveAdjustmentContract, async (call, { adjustmentId }) => {
  const proposal = await call.documents.get<Adjustment>(ADJUSTMENTS, adjustmentId);
  if (!proposal) {
    return { refused: 'ADJUSTMENT_NOT_FOUND', message: 'There is no such proposal.', data: undefined };
  }
  if (proposal.proposedBy === call.memberId) {
    return { refused: 'SAME_PERSON', message: 'A second person must approve.', data: undefined };
  }
  // The entry's key is the proposal's: approved twice, or after a crash in between, it is written once.
  const posted = await postAdjustment(call, adjustmentId, proposal, proposal.proposedBy);
  const outcome = outcomeOf(posted, refusals);
  if ('data' in outcome && outcome.data && proposal.state === 'proposed') {
    const done: Adjustment = { ...proposal, ver: proposal.ver + 1, approvedBy: call.memberId, state: 'done' };
    await call.documents.replaceIf(ADJUSTMENTS, proposal.ver, done);
  }
  return outcome;
});
