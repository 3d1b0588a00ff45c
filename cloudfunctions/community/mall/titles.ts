import type { LedgerCall } from '../call';
import { SHELF, type Item } from '../shelf';

/** What these items are called now, by id: at most 100. One call, none for none. */
export async function titlesOfItems(
  { documents }: Pick<LedgerCall, 'documents'>,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await documents.getMany<Item>(SHELF, [...new Set(itemIds)], ['terms.title']);
  return new Map(found.map(({ _id, terms }) => [_id, terms.title]));
}
