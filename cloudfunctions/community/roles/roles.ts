import { memberAction } from '../call';
import { faceOf } from '../members';
import { rolesContract } from './contract';
import type { Deployment } from './deployment';
import { holdersOf, rolesOf } from './rules';
import { ROLES, ROLES_ID, type RolesDocument } from './store';

/** Who has which role. */
export const roles = (deployment: Deployment) =>
  memberAction(rolesContract, async ({ documents }) => {
    const stored = await documents.get<RolesDocument>(ROLES, ROLES_ID);
    const standing = { holders: stored?.holders ?? [], deploymentOwners: deployment.owners };
    return {
      data: {
        holders: holdersOf(standing).map((memberId) => ({
          memberId,
          displayName: faceOf(memberId).displayName,
          roles: [...rolesOf(standing, memberId)],
          isDeploymentOwner: deployment.owners.includes(memberId),
        })),
      },
    };
  });
