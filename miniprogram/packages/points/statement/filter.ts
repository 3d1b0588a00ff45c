import { statementCopy } from '../../../copy/statement';
import type { EntryKind, StatementFilter } from '../../../services/statement';

export type Direction = keyof typeof statementCopy.directions;

const KINDS: Record<Direction, readonly EntryKind[]> = {
  all: ['earn', 'spend', 'hold', 'capture', 'release', 'expire', 'reverse', 'adjust'],
  in: ['earn', 'reverse', 'adjust'],
  out: ['spend', 'capture', 'expire', 'reverse', 'adjust'],
};

export const TABS = (['all', 'in', 'out'] as const).map((name) => ({
  name,
  title: statementCopy.directions[name],
}));

/** One row of the sheet; without a kind it stands for all of them. */
export interface KindChoice {
  readonly kind?: EntryKind;
  readonly name: string;
  /** The chosen one stands out; a native button's own colour is black in the dark. */
  readonly color: string;
}

/** What of a filter is drawn. */
export const filterViewOf = (filter: StatementFilter) => ({
  direction: filter.direction ?? ('all' as const),
  kindName: filter.kind ? statementCopy.kinds[filter.kind] : statementCopy.allKinds,
  kindChoices: kindChoicesOf(filter),
});

export type FilterView = ReturnType<typeof filterViewOf>;

/** What is said where the filter finds nothing. */
export const emptyOf = ({ direction, kind }: StatementFilter) =>
  statementCopy.empty[kind ? 'kind' : (direction ?? 'all')];

/** Which kinds can be there at all, as the sheet's rows. */
function kindChoicesOf({ direction, kind }: StatementFilter): KindChoice[] {
  const colorOf = (chosen: boolean) => `var(--qj-${chosen ? 'brand-ink' : 'ink'})`;
  return [
    { name: statementCopy.allKinds, color: colorOf(!kind) },
    ...KINDS[direction ?? 'all'].map((each) => ({
      kind: each,
      name: statementCopy.kinds[each],
      color: colorOf(each === kind),
    })),
  ];
}

export const withKind = ({ direction }: StatementFilter, kind: EntryKind | undefined): StatementFilter => ({
  ...(direction ? { direction } : {}),
  ...(kind ? { kind } : {}),
});

/** A kind that cannot be there in the other direction is let go. */
export function withDirection({ kind }: StatementFilter, direction: Direction): StatementFilter {
  return {
    ...(direction === 'all' ? {} : { direction }),
    ...(kind && KINDS[direction].includes(kind) ? { kind } : {}),
  };
}
