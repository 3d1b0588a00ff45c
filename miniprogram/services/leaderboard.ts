import { callMember, type MemberData } from './cloud';

/** The open week's board and the member's own place. */
export type Leaderboard = MemberData<'leaderboard'>;

export const leaderboard = () => callMember('leaderboard', {});
