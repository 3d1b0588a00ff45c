import { callMember, type MemberData } from './cloud';

/** All that the first page shows; a first arrival becomes a member by it. */
export type Home = MemberData<'home'>;

export const home = () => callMember('home', {});
