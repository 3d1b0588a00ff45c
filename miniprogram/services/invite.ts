import { newRequestId } from '../utils/request-id';
import { callMember, type MemberData } from './cloud';

/** The member's own code, with what stands on a poster. */
export type JoinCode = MemberData<'myJoinCode'>;

export const myJoinCode = () => callMember('myJoinCode', {}, newRequestId());
