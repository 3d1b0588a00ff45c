import { memberAction, type MemberCall } from '../call';
import { commitDocument } from '../commit-document';
import { forgetRecent, newStock, SHELF, stockIdsOf, variantIdsOf, type Item, type Terms } from '../shelf';
import { saveItemContract } from './contract';
import { badTermsOf, fixedField } from './item-rules';
import { NO_ITEM, operatorItem } from './operator-item';

const REQUESTS = 8;
/** As many as the mall shows; those that were taken away for good do not count. */
const MOST_ITEMS = 100;

type SaveRefusal =
  | { readonly code: 'ITEM_NOT_FOUND' | 'ITEM_EXISTS' }
  | { readonly code: 'ITEM_CHANGED'; readonly ver: number }
  | { readonly code: 'FIELD_IS_FIXED'; readonly field: string };

/** A new item, as a draft, or other terms of one that is there. */
export const saveItem = memberAction(saveItemContract, async (call, { itemId, ver, ...terms }) => {
  const bad = badTermsOf(terms, call.rulebook);
  if (bad) return { refused: 'BAD_TERMS', message: `${bad.field}: ${bad.problem}.`, data: { ...bad } };
  if (ver === null && (await isFull(call)) && !(await call.documents.getNewest(SHELF, itemId))) {
    return {
      refused: 'TOO_MANY_ITEMS',
      message: `${MOST_ITEMS} are as many as can be kept.`,
      data: undefined,
    };
  }
  const { outcome: refusal } = await commitDocument<Item, SaveRefusal | undefined>(
    call,
    { collection: SHELF, id: itemId },
    (stored) => decideSave(call, stored, { itemId, ver, terms }),
  );
  if (refusal) return refusalOf(refusal);
  await openStocks(call, itemId, terms);
  forgetRecent(itemId);
  return operatorItem(call, itemId);
});

function decideSave(
  { requestId, nowMs }: MemberCall,
  stored: Item | undefined,
  { itemId, ver, terms }: { itemId: string; ver: number | null; terms: Terms },
) {
  if (stored?.requestIds.includes(requestId)) return { outcome: undefined };
  const refuse = (outcome: SaveRefusal) => ({ outcome, isRefusal: true });
  if (ver === null && stored) return refuse({ code: 'ITEM_EXISTS' });
  if (ver === null) {
    const next: Item = {
      _id: itemId,
      ver: 0,
      item: itemId,
      status: 'draft',
      shown: 0,
      terms,
      createdAtMs: nowMs,
      listedAtMs: 0,
      requestIds: [requestId],
    };
    return { outcome: undefined, next };
  }
  if (!stored) return refuse({ code: 'ITEM_NOT_FOUND' });
  if (stored.ver !== ver) return refuse({ code: 'ITEM_CHANGED', ver: stored.ver });
  const field = fixedField(stored, terms);
  if (field) return refuse({ code: 'FIELD_IS_FIXED', field });
  const requestIds = [...stored.requestIds, requestId].slice(-REQUESTS);
  return { outcome: undefined, next: { ...stored, terms, requestIds } };
}

function refusalOf(refusal: SaveRefusal) {
  switch (refusal.code) {
    case 'ITEM_NOT_FOUND':
      return NO_ITEM;
    case 'ITEM_EXISTS':
      return { refused: refusal.code, message: 'There is an item of this id.', data: undefined };
    case 'ITEM_CHANGED':
      return {
        refused: refusal.code,
        message: `It is at version ${refusal.ver} by now.`,
        data: { ver: refusal.ver },
      };
    case 'FIELD_IS_FIXED':
      return {
        refused: refusal.code,
        message: `${refusal.field} stays as it is.`,
        data: { field: refusal.field },
      };
  }
}

const isFull = async ({ documents }: MemberCall): Promise<boolean> => {
  const [shown, drafts] = await Promise.all([
    documents.count(SHELF, { shown: 1 }),
    documents.count(SHELF, { shown: 0, status: 'draft' }),
  ]);
  return shown + drafts >= MOST_ITEMS;
};

/** Stock of every variant and lane, with nothing in it; what is there stays. */
async function openStocks(call: MemberCall, itemId: string, terms: Terms): Promise<void> {
  const there = await call.documents.getMany(SHELF, stockIdsOf({ _id: itemId, terms }).slice(0, 100), [
    'lane',
  ]);
  const ids = new Set(there.map(({ _id }) => _id));
  const wanted = variantIdsOf(terms).flatMap((variantId) =>
    Array.from({ length: terms.lanes }, (_, lane) => newStock(itemId, variantId, lane)),
  );
  for (const stock of wanted) if (!ids.has(stock._id)) await call.documents.insert(SHELF, stock);
}
