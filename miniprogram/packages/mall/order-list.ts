/** What belongs to one order. */
interface Row {
  readonly orderId: string;
}

/** What of a list is on the page: newest first, without a gap, and where it goes on. */
export interface Loaded<R extends Row> {
  readonly rows: readonly R[];
  /** Null at the end. */
  readonly cursor: string | null;
}

/** With the newest page on top. Where a gap would open between it and the rest, the rest is given up. */
export function withNewest<R extends Row>(loaded: Loaded<R> | null, newest: Loaded<R>): Loaded<R> {
  const last = newest.rows[newest.rows.length - 1];
  const meets = loaded ? loaded.rows.findIndex(({ orderId }) => orderId === last?.orderId) : -1;
  if (!loaded || meets < 0 || newest.cursor === null) return newest;
  const rest = loaded.rows.slice(meets + 1);
  return rest.length > 0 ? { rows: [...newest.rows, ...rest], cursor: loaded.cursor } : newest;
}

/** With the next page below; what is there already is not there twice. */
export function withOlder<R extends Row>(loaded: Loaded<R>, older: Loaded<R>): Loaded<R> {
  const known = new Set(loaded.rows.map(({ orderId }) => orderId));
  return {
    rows: [...loaded.rows, ...older.rows.filter(({ orderId }) => !known.has(orderId))],
    cursor: older.cursor,
  };
}
