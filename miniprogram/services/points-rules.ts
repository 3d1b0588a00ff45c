import { callMember, type MemberData } from './cloud';

/** The rules in words, as the rulebook has them now. */
export type PointsRules = MemberData<'pointsRules'>;

export const pointsRules = () => callMember('pointsRules', {});
