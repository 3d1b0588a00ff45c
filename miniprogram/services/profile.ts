import { callMember, type MemberData } from './cloud';

/** All that a member's own pages show: the whole stair of tiers, and the badges. */
export type Profile = MemberData<'profile'>;

export const profile = () => callMember('profile', {});
