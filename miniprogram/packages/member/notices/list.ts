import type { Notice, Notices } from '../../../services/notices';

/** What of the inbox is on the page: newest first, without a gap, and where it goes on. */
export interface Loaded {
  readonly notices: readonly Notice[];
  /** Null at the end. */
  readonly cursor: string | null;
}

type Answered = Pick<Notices, 'notices' | 'nextCursor'>;

const without = (notices: readonly Notice[], others: readonly Notice[]): Notice[] => {
  const known = new Set(others.map(({ noticeId }) => noticeId));
  return notices.filter(({ noticeId }) => !known.has(noticeId));
};

/** With the newest page on top. Where a gap would open between it and the rest, the rest is given up. */
export function withNewest(loaded: Loaded | null, { notices, nextCursor }: Answered): Loaded {
  const rest = without(loaded?.notices ?? [], notices);
  const meets = loaded !== null && rest.length < loaded.notices.length;
  if (!meets || nextCursor === null) return { notices, cursor: nextCursor };
  return { notices: [...notices, ...rest], cursor: loaded.cursor };
}

/** With the next page below; a notice that is there already is not there twice. */
export const withOlder = (loaded: Loaded, { notices, nextCursor }: Answered): Loaded => ({
  notices: [...loaded.notices, ...without(notices, loaded.notices)],
  cursor: nextCursor,
});
