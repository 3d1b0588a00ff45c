import { newRequestId } from '../utils/request-id';
import { callMember } from './cloud';

/** What a newcomer is given once; asked for twice, it is paid once. */
export const claimReward = (reward: 'joining_gift' | 'starter_task') =>
  callMember('claimReward', { reward }, newRequestId());
