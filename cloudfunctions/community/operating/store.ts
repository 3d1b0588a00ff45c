import type { CollectionDeclaration, VersionedDocument } from '../../platform/documents';

export const ADJUSTMENTS = 'adjustments';

/** An adjustment that waits for a second person. */
export interface Adjustment extends VersionedDocument {
  /** The request id of the one who proposed it. */
  readonly _id: string;
  readonly memberId: string;
  readonly points: number;
  readonly reason: string;
  /** Pseudonyms, as members have them. */
  readonly proposedBy: string;
  readonly approvedBy: string;
  readonly state: 'proposed' | 'done';
  readonly atMs: number;
}

export const collections: readonly CollectionDeclaration[] = [{ name: ADJUSTMENTS, indexes: [] }];
