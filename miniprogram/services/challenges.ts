import { callMember, type MemberData } from './cloud';
import { sendWish } from './wish';

/** What can be promised, and how the member's own promises stand. */
export type Challenges = MemberData<'challenges'>;
export type Challenge = Challenges['challenges'][number];

export const challenges = () => callMember('challenges', {});

/**
 * @param pledgePoints One of the challenge's options; it is set aside until the challenge is won or over.
 * @param startsOn The first day, as the member sees it: another day's wish is another one.
 */
export const joinChallenge = (challengeId: string, pledgePoints: number, startsOn: string) =>
  sendWish('joinChallenge', { challengeId, pledgePoints }, challengeId, `${pledgePoints} on ${startsOn}`);
