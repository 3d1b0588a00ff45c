import { ENTRIES } from '../../../cloudfunctions/community/ledger';
import type { Documents } from '../../../cloudfunctions/platform/documents';
import { must } from '../ledger/violation';
import { dataIn, orderIn, Shop } from './shop';
import { SteppedRun } from './stepped-run';

/** Each of them two seconds after the one before: four that an account carries leave with the next. */
async function gifts(shop: Shop): Promise<void> {
  for (let n = 0; n < 4; n += 1) {
    shop.nowMs += 2_000;
    await shop.gift(1);
  }
}

/** A call has read the account and looks for its key: before that, the same wish is paid, and its entry leaves the account. */
async function entryLeaves(documents: Documents, itemId: string, looks: 1 | 2): Promise<void> {
  const shop = await Shop.open(documents, itemId, [5]);
  await gifts(shop);
  const late = new SteppedRun(documents, shop.redeem);
  for (let look = 0; look < looks; look += 1) await late.upTo('getNewest', ENTRIES);
  const { orderId } = orderIn(await shop.redeem(documents));
  await gifts(shop);
  const { pending, availablePoints } = await shop.account();
  must(!pending.some(({ key }) => key.startsWith('rd:')), 'the entry has left', () =>
    JSON.stringify(pending),
  );
  const { order, balancePoints } = dataIn(await late.toEnd());
  must(order.orderId === orderId, 'the same wish, the same order', () => order.orderId);
  must(
    balancePoints === availablePoints,
    'nobody is told a balance from before the entry',
    () => `${balancePoints}, not ${availablePoints}`,
  );
}

/** When it looks whether the wish was carried out before. */
export const olderBalance = (documents: Documents): Promise<void> =>
  entryLeaves(documents, 'older-balance', 1);

/** When it has claimed, and is about to pay. */
export const olderBalanceAtPayment = (documents: Documents): Promise<void> =>
  entryLeaves(documents, 'older-balance-at-payment', 2);
