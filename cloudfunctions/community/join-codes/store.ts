import type { CollectionDeclaration, StoredDocument, VersionedDocument } from '../../platform/documents';

export const JOIN_CODES = 'join_codes';
export const LANDINGS = 'landings';

/** A code that opens the way in, and what who comes by it is attributed to. */
export interface JoinCode extends VersionedDocument {
  /** The code itself, 12 letters and digits. */
  readonly _id: string;
  readonly channel: string;
  /** Empty where there is none. */
  readonly campaign: string;
  /** Empty where nobody invites. */
  readonly inviterId: string;
  readonly createdAtMs: number;
  readonly createdBy: string;
  /** 0: it has no end. */
  readonly expiresAtMs: number;
  /** 0: it is not. */
  readonly revokedAtMs: number;
  /** The file id; empty while WeChat has not made it. */
  readonly picture: string;
  /** What made it, where an operator did. */
  readonly requestId?: string;
}

/** What a scan may come to that attributes nobody. */
export const MISSES = [
  'own',
  'inviter_gone',
  'unknown',
  'revoked',
  'expired',
  'malformed',
  'too_many',
] as const;
export type Miss = (typeof MISSES)[number];

/** A scan that led to no attribution. Never edited. */
export interface MissedLanding extends StoredDocument {
  readonly outcome: Miss;
  readonly memberId: string;
  readonly atMs: number;
  /** Empty where the scene was none. */
  readonly code: string;
}

export const collections: readonly CollectionDeclaration[] = [
  {
    name: JOIN_CODES,
    indexes: [
      // The operators' list, newest first.
      { name: 'created', fields: [{ path: 'createdAtMs', direction: -1 }] },
      // A request makes one code, however often it comes.
      { name: 'request', fields: [{ path: 'requestId', direction: 1 }], unique: true, sparse: true },
    ],
  },
  {
    name: LANDINGS,
    indexes: [
      {
        // How many there were lately, of each kind.
        name: 'outcome_at',
        fields: [
          { path: 'outcome', direction: 1 },
          { path: 'atMs', direction: 1 },
        ],
      },
    ],
  },
];
