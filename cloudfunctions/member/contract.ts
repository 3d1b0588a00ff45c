import { checkInContract } from '../community/check-in/contract';
import { homeContract } from '../community/home/contract';
import { leaderboardContract } from '../community/leaderboard/contract';

/** All that a member may ask, by action. */
export const memberContracts = {
  home: homeContract,
  checkIn: checkInContract,
  leaderboard: leaderboardContract,
} as const;

export type MemberContracts = typeof memberContracts;
