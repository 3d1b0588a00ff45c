import type { Statement, StatementLine } from '../../../services/statement';

/** More lines than any phone shows at once. */
const SCREENFUL = 16;

/** What of a statement is on the page: newest first, without a gap, and where it goes on. */
export interface Loaded {
  readonly lines: readonly StatementLine[];
  /** Null at the end. */
  readonly cursor: number | null;
}

type Answered = Pick<Statement, 'lines' | 'nextCursor'>;

/** Nobody can scroll to its end, and so ask for more. */
export const isShort = ({ lines }: Loaded): boolean => lines.length < SCREENFUL;

/** With the newest page on top. Where a gap would open between it and the rest, the rest is given up. */
export function withNewest(loaded: Loaded | null, { lines, nextCursor }: Answered): Loaded {
  const oldest = lines[lines.length - 1]?.seq ?? 0;
  const meets = loaded?.lines.some(({ seq }) => seq >= oldest) ?? false;
  if (!loaded || !meets || nextCursor === null) return { lines, cursor: nextCursor };
  return { lines: [...lines, ...loaded.lines.filter(({ seq }) => seq < oldest)], cursor: loaded.cursor };
}

/** With the next page below; a line that is there already is not there twice. */
export function withOlder(loaded: Loaded, { lines, nextCursor }: Answered): Loaded {
  const known = new Set(loaded.lines.map(({ seq }) => seq));
  return { lines: [...loaded.lines, ...lines.filter(({ seq }) => !known.has(seq))], cursor: nextCursor };
}
