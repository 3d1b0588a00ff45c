import type { CollectionDeclaration, StoredDocument } from '../../platform/documents';
import type { NoticeKind } from './contract';

export const NOTICES = 'notices';

/** What a member is told, whoever else is told anything. Never edited: what is read is counted in the member's document. */
export interface StoredNotice extends StoredDocument {
  readonly member: string;
  readonly kind: NoticeKind;
  /** What the kind's text is filled with. */
  readonly values: Readonly<Record<string, string>>;
  /** Empty where there is nowhere to go. */
  readonly linkPath: string;
  readonly atMs: number;
}

/** @param key What it is about: the same thing is told once. */
export const noticeIdOf = (memberId: string, key: string): string => `${memberId}:${key}`;

export const collections: readonly CollectionDeclaration[] = [
  {
    name: NOTICES,
    indexes: [
      {
        // A member's notices, newest first; and how many of them are new.
        name: 'member_at',
        fields: [
          { path: 'member', direction: 1 },
          { path: 'atMs', direction: -1 },
        ],
      },
    ],
  },
];
