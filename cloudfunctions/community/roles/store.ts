import type { CollectionDeclaration, StoredDocument, VersionedDocument } from '../../platform/documents';
import type { Role } from './contract';

export const ROLES = 'roles';
export const ROLE_FACTS = 'role_facts';

/** The one document of {@link ROLES}. */
export const ROLES_ID = 'community';

export interface Holder {
  readonly memberId: string;
  readonly roles: readonly Role[];
}

/** Who has tried to claim the community on a day, once for each try. */
export interface ClaimTries {
  readonly day: number;
  readonly memberIds: readonly string[];
}

/** A grant, a revocation or a claim; its id is the request's. Never edited. */
export interface RoleFact extends StoredDocument {
  readonly seq: number;
  readonly change: 'granted' | 'revoked' | 'claimed';
  readonly memberId: string;
  readonly role: Role;
  readonly reason: string;
  readonly by: string;
  readonly atMs: number;
}

/** What one conditional write changes. */
export interface RoleState {
  readonly holders: readonly Holder[];
  readonly tries: ClaimTries;
  /** Committed together with what it changed; the next change moves it to {@link ROLE_FACTS}. */
  readonly newestFact: RoleFact | null;
}

export type RolesDocument = RoleState & VersionedDocument;

export const collections: readonly CollectionDeclaration[] = [
  { name: ROLES, indexes: [] },
  {
    name: ROLE_FACTS,
    // The history, newest first.
    indexes: [{ name: 'seq', fields: [{ path: 'seq', direction: -1 }] }],
  },
];
