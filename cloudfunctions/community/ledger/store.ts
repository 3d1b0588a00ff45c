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
    ],
  },
  { name: ENTRIES, indexes: [] },
];
