import type { MemberCall } from '../call';
import type { Right } from '../contract';
import type { Deployment } from './deployment';
import { isAllowed, rolesOf } from './rules';
import { ROLES, ROLES_ID, type RolesDocument } from './store';

/** Whether a role of the caller has this right: one read of the document, none for the deployment's owners. */
export async function hasRight(
  { documents, memberId }: MemberCall,
  { owners }: Deployment,
  right: Right | undefined,
): Promise<boolean> {
  if (owners.includes(memberId)) return isAllowed(['owner'], right);
  const stored = await documents.get<RolesDocument>(ROLES, ROLES_ID);
  const standing = { holders: stored?.holders ?? [], deploymentOwners: owners };
  return isAllowed(rolesOf(standing, memberId), right);
}
