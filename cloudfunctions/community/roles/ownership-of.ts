import type { MemberCall } from '../call';
import type { Deployment } from './deployment';
import { hasOwner } from './rules';
import { ROLES, ROLES_ID, type RolesDocument } from './store';

/** `offered`: any member may become the owner. `byCode`: whoever knows the code. `taken`: nobody any more. */
export type Ownership = 'taken' | 'byCode' | 'offered';

/** Whether there is something to claim: one read, and none where the deployment has said it all. */
export async function ownershipOf(
  { documents }: Pick<MemberCall, 'documents'>,
  { owners, hasClaim, isOffered }: Deployment,
): Promise<Ownership> {
  if (owners.length > 0 || (!hasClaim && !isOffered)) return 'taken';
  const stored = await documents.get<RolesDocument>(ROLES, ROLES_ID);
  if (hasOwner({ holders: stored?.holders ?? [], deploymentOwners: owners })) return 'taken';
  return isOffered ? 'offered' : 'byCode';
}
