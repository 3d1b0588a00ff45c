import type { CollectionDeclaration } from '../../platform/documents';

export const ACCOUNTS = 'accounts';
export const ENTRIES = 'entries';

export const collections: readonly CollectionDeclaration[] = [
  {
    name: ACCOUNTS,
    indexes: [
      {
        // TOP10 and own rank of the open week: one index, read in the order in which the board stands.
        name: 'open_week_score',
        fields: [
          { path: 'openWeek.week', direction: 1 },
          { path: 'openWeek.points', direction: -1 },
          { path: 'openWeek.reachedAtMs', direction: 1 },
        ],
      },
      {
        // Accounts in which something runs out: read by the timer, oldest first.
        name: 'next_due',
        fields: [{ path: 'nextDueMs', direction: 1 }],
      },
    ],
  },
  {
    name: ENTRIES,
    indexes: [
      {
        // A member's statement, newest first.
        name: 'member_seq',
        fields: [
          { path: 'member', direction: 1 },
          { path: 'seq', direction: -1 },
        ],
      },
    ],
  },
];
