import { checkInContract } from '../community/check-in/contract';
import { earnCatalogueContract, pointsRulesContract } from '../community/earning/contract';
import { homeContract, profileContract } from '../community/home/contract';
import { leaderboardContract } from '../community/leaderboard/contract';
import { statementContract } from '../community/statement/contract';

/** All that a member may ask, by action. */
export const memberContracts = {
  home: homeContract,
  profile: profileContract,
  checkIn: checkInContract,
  leaderboard: leaderboardContract,
  statement: statementContract,
  earnCatalogue: earnCatalogueContract,
  pointsRules: pointsRulesContract,
} as const;

export type MemberContracts = typeof memberContracts;
