import type { MemberContract } from '../community/contract';
import { checkInContract } from '../community/check-in/contract';
import { earnCatalogueContract, pointsRulesContract } from '../community/earning/contract';
import { homeContract, profileContract } from '../community/home/contract';
import { leaderboardContract } from '../community/leaderboard/contract';
import { claimOwnershipContract } from '../community/roles/contract';
import { statementContract } from '../community/statement/contract';

/** All that the pages ask, by action: each has its service, and each of their refusals its text. */
export const memberContracts = {
  home: homeContract,
  profile: profileContract,
  checkIn: checkInContract,
  leaderboard: leaderboardContract,
  statement: statementContract,
  earnCatalogue: earnCatalogueContract,
  pointsRules: pointsRulesContract,
} as const satisfies Readonly<Record<string, MemberContract>>;

/** All that a member may ask. The first owner's claim has no page of its own. */
export const memberDoorContracts = { ...memberContracts, claimOwnership: claimOwnershipContract } as const;

export type MemberContracts = typeof memberContracts;
