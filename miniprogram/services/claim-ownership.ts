import { newRequestId } from '../utils/request-id';
import { callMember } from './cloud';

/** @param code What was printed at deployment; left out where the first member is offered the community. */
export const claimOwnership = (code?: string) =>
  callMember('claimOwnership', code === undefined ? {} : { code }, newRequestId());
