import { failureOf, tell, type Refused } from './failure';

/** What of a list is on the page: newest first, without a gap, and where it goes on. */
export interface Loaded<Row, Cursor = string> {
  readonly rows: readonly Row[];
  /** Null at the end. */
  readonly cursor: Cursor | null;
}

/** How the answers of one list are read. */
export interface List<Data, Row, Cursor = string> {
  readonly pageOf: (data: Data) => Loaded<Row, Cursor>;
  readonly idOf: (row: Row) => string | number;
}

/** A page that shows a list. */
interface ListPage<Row, Cursor> {
  /** What is on the page; null until the first answer. */
  loaded: Loaded<Row, Cursor> | null;
  setData(data: Record<string, unknown>): void;
}

type Answered<Data> = { readonly ok: true; readonly data: Data } | ({ readonly ok: false } & Refused);

/** What each page asked last for its newest rows. */
const newest = new WeakMap<object, symbol>();
/** Which list a page shows, where it has shown others before. */
const shown = new WeakMap<object, symbol>();

/** Another list comes in the place of this one: its rows go at once. */
export function giveUpList(page: ListPage<unknown, unknown>): void {
  page.loaded = null;
  newest.set(page, Symbol());
  shown.set(page, Symbol());
}

/** @returns the answer; undefined where it was overtaken by a later question: then nothing has changed. */
export async function loadNewest<Data, Row, Cursor>(
  page: ListPage<Row, Cursor>,
  { pageOf, idOf }: List<Data, Row, Cursor>,
  ask: () => Promise<Answered<Data>>,
): Promise<Answered<Data> | undefined> {
  const asked = Symbol();
  newest.set(page, asked);
  const answer = await ask();
  if (newest.get(page) !== asked) return undefined;
  if (answer.ok) page.loaded = withNewest(page.loaded, pageOf(answer.data), idOf);
  return answer;
}

/** @returns the answer; undefined where there is nothing older, or where the list began anew meanwhile and this page fits nowhere. */
export async function loadOlder<Data, Row, Cursor>(
  page: ListPage<Row, Cursor>,
  { pageOf, idOf }: List<Data, Row, Cursor>,
  ask: (cursor: Cursor) => Promise<Answered<Data>>,
): Promise<Answered<Data> | undefined> {
  const cursor = page.loaded?.cursor ?? null;
  if (cursor === null) return undefined;
  const list = shown.get(page);
  page.setData({ tail: 'loading' });
  const answer = await ask(cursor);
  if (shown.get(page) !== list || page.loaded?.cursor !== cursor) return undefined;
  if (answer.ok) page.loaded = withOlder(page.loaded, pageOf(answer.data), idOf);
  else page.setData({ tail: 'failed' });
  return answer;
}

/**
 * What did not come: in the place of the list, or beside what is on the page.
 * @param options.quiet Nobody asked for it: then nothing is said.
 */
export function showListRefusal(
  page: ListPage<unknown, unknown>,
  refused: Refused,
  options?: { readonly quiet: boolean },
): void {
  if (!page.loaded) return page.setData({ failure: failureOf(refused) });
  if (refused.code === 'NETWORK_ERROR') page.setData({ stale: true });
  if (!options?.quiet) tell(refused);
}

/** With the newest page on top. Where a gap would open between it and the rest, the rest is given up. */
function withNewest<Row, Cursor>(
  loaded: Loaded<Row, Cursor> | null,
  top: Loaded<Row, Cursor>,
  idOf: (row: Row) => string | number,
): Loaded<Row, Cursor> {
  const last = top.rows[top.rows.length - 1];
  if (!loaded || last === undefined || top.cursor === null) return top;
  const meets = loaded.rows.findIndex((row) => idOf(row) === idOf(last));
  const rest = meets < 0 ? [] : loaded.rows.slice(meets + 1);
  return rest.length > 0 ? { rows: [...top.rows, ...rest], cursor: loaded.cursor } : top;
}

/** With the next page below; what is there already is not there twice. */
function withOlder<Row, Cursor>(
  loaded: Loaded<Row, Cursor>,
  older: Loaded<Row, Cursor>,
  idOf: (row: Row) => string | number,
): Loaded<Row, Cursor> {
  const known = new Set(loaded.rows.map(idOf));
  return {
    rows: [...loaded.rows, ...older.rows.filter((row) => !known.has(idOf(row)))],
    cursor: older.cursor,
  };
}
