import { memberAction } from '../call';
import { facesOf } from '../members';
import { rolesContract } from './contract';
import type { Deployment } from './deployment';
import { holdersOf, rolesOf } from './rules';
import { ROLES, ROLES_ID, type RolesDocument } from './store';

/** Who has which role. */
export const roles = (deployment: Deployment) =>
  memberAction(rolesContract, async (call) => {
    const stored = await call.documents.get<RolesDocument>(ROLES, ROLES_ID);
    const standing = { holders: stored?.holders ?? [], deploymentOwners: deployment.owners };
    const holders = holdersOf(standing);
    const face = await facesOf(call, holders);
    return {
      data: {
        holders: holders.map((memberId) => ({
          memberId,
          displayName: face(memberId).displayName,
          roles: [...rolesOf(standing, memberId)],
          isDeploymentOwner: deployment.owners.includes(memberId),
        })),
      },
    };
  });
