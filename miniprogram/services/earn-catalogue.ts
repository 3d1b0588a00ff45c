import { callMember, type MemberData } from './cloud';

/** What pays, and what of it is left today. */
export type EarnCatalogue = MemberData<'earnCatalogue'>;

export const earnCatalogue = () => callMember('earnCatalogue', {});
