import type { Right } from '../contract';
import type { Role } from './contract';
import type { ClaimTries, Holder } from './store';

/** Besides the owners, who have every right. */
const rolesByRight: Readonly<Record<Right, readonly Role[]>> = {
  // Whoever decides about a member has to see the account, and auditors see everything.
  'accounts.read': ['admin', 'moderator', 'operator', 'finance', 'auditor'],
  // Verdicts on posts and reports: the moderators' daily work, and the operators' where there are none.
  'facts.record': ['admin', 'moderator', 'operator'],
  // Events and compensation.
  'points.adjust': ['admin', 'operator'],
  // Not the operators, who propose.
  'points.approve': ['admin', 'finance'],
  // Undoes what others did, so not the operators either.
  'points.reverse': ['admin', 'finance'],
  'roles.read': ['admin', 'auditor'],
  // Who waits, who came from where: whoever works with members has to see it.
  'members.read': ['admin', 'moderator', 'operator', 'auditor'],
  // Who gets in.
  'members.admit': ['admin', 'moderator', 'operator'],
  // Names and pictures that WeChat left to a person.
  'members.review': ['admin', 'moderator'],
  // Posters and campaigns.
  'codes.manage': ['admin', 'operator'],
  'mall.read': ['admin', 'operator', 'finance', 'auditor'],
  'mall.manage': ['admin', 'operator'],
  // Orders carry addresses: only for those who send parcels.
  'orders.read': ['admin', 'operator', 'finance'],
  'orders.ship': ['admin', 'operator'],
  // Gives points back, as a reversal does.
  'orders.refund': ['admin', 'finance'],
  // Auditors change nothing, and only admins have more rights than the roles that they would grant.
  'roles.grant': ['admin'],
};

const rights = Object.keys(rolesByRight) as Right[];

/** Keeps the document small that every call of an operator reads. */
export const MAX_HOLDERS = 100;

/** Far more than typing errors take, far less than guessing a code would. */
export const MAX_TRIES_PER_MEMBER = 5;
export const MAX_TRIES = 20;

/** Who has which role, by document and by the deployment's settings. */
export interface Standing {
  readonly holders: readonly Holder[];
  readonly deploymentOwners: readonly string[];
}

/** The roles that have a right; none has a right that is not in the table. */
export const rolesWith = (right: Right | undefined): readonly Role[] =>
  right !== undefined && Object.hasOwn(rolesByRight, right) ? ['owner', ...rolesByRight[right]] : [];

export const isAllowed = (roles: readonly Role[], right: Right | undefined): boolean =>
  rolesWith(right).some((role) => roles.includes(role));

export const rightsOf = (roles: readonly Role[]): readonly Right[] =>
  rights.filter((right) => isAllowed(roles, right));

export function rolesOf({ holders, deploymentOwners }: Standing, memberId: string): readonly Role[] {
  const held = holders.find((holder) => holder.memberId === memberId)?.roles ?? [];
  return deploymentOwners.includes(memberId) && !held.includes('owner') ? ['owner', ...held] : held;
}

/** Everybody who has a role. */
export const holdersOf = ({ holders, deploymentOwners }: Standing): readonly string[] => [
  ...new Set([...deploymentOwners, ...holders.map(({ memberId }) => memberId)]),
];

const ownersOf = (standing: Standing): readonly string[] =>
  holdersOf(standing).filter((memberId) => rolesOf(standing, memberId).includes('owner'));

/**
 * Owners grant and revoke everything. Others only roles that have fewer rights than they have themselves: so nobody hands
 * out what they lack, and nobody but owners makes or unmakes an equal.
 */
export function mayGrant(actorRoles: readonly Role[], role: Role): boolean {
  if (actorRoles.includes('owner')) return true;
  const own = rightsOf(actorRoles);
  const granted = rightsOf([role]);
  return (
    own.includes('roles.grant') &&
    granted.length < own.length &&
    granted.every((right) => own.includes(right))
  );
}

export const hasOwner = (standing: Standing): boolean => ownersOf(standing).length > 0;

export interface RoleWish {
  readonly by: string;
  readonly memberId: string;
  readonly role: Role;
}

export type Decided<Refusal> = { readonly holders: readonly Holder[] } | { readonly refusal: Refusal };

export type GrantRefusal = 'BEYOND_YOUR_RIGHTS' | 'ROLE_HELD' | 'TOO_MANY_HOLDERS';

export function decideGrant(standing: Standing, { by, memberId, role }: RoleWish): Decided<GrantRefusal> {
  if (!mayGrant(rolesOf(standing, by), role)) return { refusal: 'BEYOND_YOUR_RIGHTS' };
  if (rolesOf(standing, memberId).includes(role)) return { refusal: 'ROLE_HELD' };
  const holders = withRole(standing.holders, memberId, role);
  return holders.length > MAX_HOLDERS ? { refusal: 'TOO_MANY_HOLDERS' } : { holders };
}

export type RevokeRefusal = 'BEYOND_YOUR_RIGHTS' | 'ROLE_NOT_HELD' | 'DEPLOYMENT_OWNER' | 'LAST_OWNER';

export function decideRevoke(standing: Standing, { by, memberId, role }: RoleWish): Decided<RevokeRefusal> {
  if (!mayGrant(rolesOf(standing, by), role)) return { refusal: 'BEYOND_YOUR_RIGHTS' };
  if (!rolesOf(standing, memberId).includes(role)) return { refusal: 'ROLE_NOT_HELD' };
  if (role === 'owner') {
    if (standing.deploymentOwners.includes(memberId)) return { refusal: 'DEPLOYMENT_OWNER' };
    if (ownersOf(standing).length === 1) return { refusal: 'LAST_OWNER' };
  }
  return { holders: withoutRole(standing.holders, memberId, role) };
}

export type Claimed =
  | { readonly holders: readonly Holder[] }
  | { readonly refusal: 'CLAIM_REFUSED'; readonly tries: ClaimTries }
  | { readonly refusal: 'TOO_MANY_TRIES' };

/** The first owner's claim. Who claims in vain is counted, whatever the reason was. */
export function decideClaim(
  standing: Standing,
  tries: ClaimTries,
  { by, day, isEntitled }: { readonly by: string; readonly day: number; readonly isEntitled: boolean },
): Claimed {
  // Around midnight clocks differ: the count does not begin again for the one that is behind.
  const today = Math.max(day, tries.day);
  const tried = tries.day === today ? tries.memberIds : [];
  const triedByCaller = tried.filter((memberId) => memberId === by);
  if (tried.length >= MAX_TRIES || triedByCaller.length >= MAX_TRIES_PER_MEMBER) {
    return { refusal: 'TOO_MANY_TRIES' };
  }
  if (isEntitled && !hasOwner(standing)) {
    return { holders: withRole(standing.holders, by, 'owner') };
  }
  return { refusal: 'CLAIM_REFUSED', tries: { day: today, memberIds: [...tried, by] } };
}

const withRole = (holders: readonly Holder[], memberId: string, role: Role): readonly Holder[] =>
  holders.some((holder) => holder.memberId === memberId)
    ? holders.map((holder) =>
        holder.memberId === memberId ? { memberId, roles: [...holder.roles, role] } : holder,
      )
    : [...holders, { memberId, roles: [role] }];

const withoutRole = (holders: readonly Holder[], memberId: string, role: Role): readonly Holder[] =>
  holders
    .map((holder) =>
      holder.memberId === memberId
        ? { memberId, roles: holder.roles.filter((held) => held !== role) }
        : holder,
    )
    .filter(({ roles }) => roles.length > 0);
