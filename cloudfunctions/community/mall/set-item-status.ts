import { memberAction } from '../call';
import { commitDocument } from '../commit-document';
import { forgetRecent, SHELF, shownIn, type Item } from '../shelf';
import { setItemStatusContract } from './contract';
import { kinds } from './kinds';
import { NO_ITEM, operatorItem } from './operator-item';

/** Puts an item on the shelf, pauses it, or takes it away for good. It says how it shall be, so that it may be said twice. */
export const setItemStatus = memberAction(setItemStatusContract, async (call, { itemId, status }) => {
  type Refusal = 'ITEM_NOT_FOUND' | 'ITEM_RETIRED' | 'NOT_DELIVERED';
  const { outcome } = await commitDocument<Item, Refusal | undefined>(
    call,
    { collection: SHELF, id: itemId },
    (stored) => {
      if (!stored) return { outcome: 'ITEM_NOT_FOUND', isRefusal: true };
      if (stored.status === status) return { outcome: undefined };
      if (stored.status === 'retired') return { outcome: 'ITEM_RETIRED', isRefusal: true };
      if (status === 'listed' && !kinds[stored.terms.kind].isDelivered) {
        return { outcome: 'NOT_DELIVERED', isRefusal: true };
      }
      const listedAtMs = status === 'listed' && stored.listedAtMs === 0 ? call.nowMs : stored.listedAtMs;
      return { outcome: undefined, next: { ...stored, status, shown: shownIn(status), listedAtMs } };
    },
  );
  switch (outcome) {
    case 'ITEM_NOT_FOUND':
      return NO_ITEM;
    case 'ITEM_RETIRED':
      return { refused: outcome, message: 'It was taken away for good.', data: undefined };
    case 'NOT_DELIVERED':
      return { refused: outcome, message: 'Nothing here delivers this kind of item yet.', data: undefined };
    case undefined:
      forgetRecent(itemId);
      return operatorItem(call, itemId);
  }
});
