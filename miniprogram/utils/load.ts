import { changesOf } from './changes';
import { failureOf, tell, type Failure, type Refused } from './failure';

/** What a page shows that stands on one answer. */
export interface Loadable<View> {
  view: View | null;
  /** In the place of a view. */
  failure: Failure | null;
  /** What is on the page is older than the last question. */
  stale: boolean;
}

interface LoadablePage<View> {
  readonly data: Loadable<View>;
  setData(data: Record<string, unknown>): void;
}

/** What each page asked last, or was shown since. */
const newest = new WeakMap<object, symbol>();

/** Nothing there yet: the skeleton. */
export const unloaded = <View>(): Loadable<View> => ({ view: null, failure: null, stale: false });

/** Puts a view on the page; only what differs crosses. */
export function showView<View>(
  page: LoadablePage<View>,
  view: View,
  more: Record<string, unknown> = {},
): void {
  newest.set(page, Symbol());
  const { failure, stale } = page.data;
  const changes = {
    ...changesOf(page.data.view, view, 'view'),
    ...(failure ? { failure: null } : {}),
    ...(stale ? { stale: false } : {}),
    ...more,
  };
  if (Object.keys(changes).length > 0) page.setData(changes);
}

/**
 * Asks, and shows the answer. What is on the page stays there when no answer comes. An answer that was
 * overtaken, by a later question or by a view that a tap brought, is not shown: it is older than what is on the page.
 * @param options.quiet Nobody asked for it: then nothing is said either.
 */
export async function loadView<Data, View>(
  page: LoadablePage<View>,
  ask: () => Promise<{ readonly ok: true; readonly data: Data } | ({ readonly ok: false } & Refused)>,
  viewOf: (data: Data) => View,
  options?: { readonly quiet: boolean },
): Promise<void> {
  const asked = Symbol();
  newest.set(page, asked);
  const answer = await ask();
  if (newest.get(page) !== asked) return;
  if (answer.ok) showView(page, viewOf(answer.data));
  else showRefusal(page, answer, options);
}

export function showRefusal<View>(
  page: LoadablePage<View>,
  refused: Refused,
  options?: { readonly quiet: boolean },
): void {
  if (!page.data.view) return page.setData({ failure: failureOf(refused) });
  if (refused.code === 'NETWORK_ERROR') page.setData({ stale: true });
  if (!options?.quiet) tell(refused);
}
