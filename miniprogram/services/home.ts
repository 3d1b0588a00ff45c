import { callMember, type MemberData } from './cloud';

/** All that the first page shows. */
export type Home = MemberData<'home'>;

export const home = () => callMember('home', {});
