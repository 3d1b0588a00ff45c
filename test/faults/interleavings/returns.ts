import { ORDERS, refundOrder, type Order } from '../../../cloudfunctions/community/orders';
import { SHELF, type Item } from '../../../cloudfunctions/community/shelf';
import type { Documents } from '../../../cloudfunctions/platform/documents';
import { must } from '../ledger/violation';
import { orderIn, Shop } from './shop';
import { SteppedRun } from './stepped-run';

const DAY_MS = 86_400_000;

/** One a day: what comes back today of yesterday's does not make room for a second one today. */
export async function otherPeriod(documents: Documents): Promise<void> {
  const limits = { perDay: 1, perWeek: null, ever: null };
  const shop = await Shop.open(documents, 'other-period', [5], { kind: 'make_up_card', limits });
  const { orderId } = orderIn(await shop.redeem(documents));
  shop.nowMs += DAY_MS;
  const today = { seenAtMs: shop.nowMs };
  orderIn(await shop.redeem(documents, today, 'todays-request'));
  const { refused } = await shop.ask(documents, refundOrder, { orderId, restock: true, reason: 'goodwill' });
  must(refused === undefined, 'a card that nobody used can come back', () => String(refused));
  const told = await shop.redeem(documents, today, 'one-more-request');
  must(
    'refused' in told && told.refused === 'LIMIT_REACHED',
    'a limit holds whatever comes back of another period',
    () => JSON.stringify(told),
  );
}

/** An order that is written late gives back what was counted when it was paid, not what the item's limits are by then. */
export async function limitsThatCameLater(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'limits-that-came-later', [5], { kind: 'make_up_card' });
  const first = new SteppedRun(documents, shop.redeem);
  await first.upTo('changeIf', SHELF);
  await first.upTo('changeIf', SHELF);
  const item = await documents.getNewest<Item>(SHELF, shop.itemId);
  if (!item) throw new Error('the item is gone');
  const limits = { perDay: 1, perWeek: null, ever: null };
  const limited: Item = { ...item, ver: item.ver + 1, terms: { ...item.terms, limits } };
  await documents.replaceIf(SHELF, item.ver, limited);
  orderIn(await shop.redeem(documents, {}, 'second-request'));
  const { orderId } = orderIn(await shop.redeem(documents));
  await shop.ask(documents, refundOrder, { orderId, restock: true, reason: 'goodwill' });
  const told = await shop.redeem(documents, {}, 'third-request');
  must('refused' in told && told.refused === 'LIMIT_REACHED', 'what was not counted is not given back', () =>
    JSON.stringify(told),
  );
}

/** The same, where reads that may lag do not know yet that the return was begun: nothing of it is left in the middle. */
export async function usedCardOnHearsay(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'used-card-on-hearsay', [5], { kind: 'make_up_card' });
  const { orderId } = orderIn(await shop.redeem(documents));
  await shop.happens({ fact: { type: 'made_up' }, move: { kind: 'void' }, makeUpCardsDelta: -1 });
  const before = await documents.getNewest<Order>(ORDERS, orderId);
  const get = (name: string, id: string) =>
    name === ORDERS ? Promise.resolve(before) : documents.get(name, id);
  const lagging = Object.create(documents, { get: { value: get } }) as Documents;
  await shop.ask(lagging, refundOrder, { orderId, restock: true, reason: 'goodwill' });
  const after = await documents.getNewest<Order>(ORDERS, orderId);
  must(after?.giving === null, 'what was refused is not begun', () => JSON.stringify(after));
}

/** A card that was used does not come back, and nothing comes to the shelf for it. */
export async function usedCard(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'used-card', [5], { kind: 'make_up_card' });
  const { orderId } = orderIn(await shop.redeem(documents));
  await shop.later();
  await shop.happens({ fact: { type: 'made_up' }, move: { kind: 'void' }, makeUpCardsDelta: -1 });
  const { refused } = await shop.ask(documents, refundOrder, { orderId, restock: true, reason: 'goodwill' });
  must(refused === 'USED', 'what came with it has been used', () => String(refused));
  await shop.mustHave(4, 1);
}
