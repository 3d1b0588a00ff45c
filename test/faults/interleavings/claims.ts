import { ACCOUNTS } from '../../../cloudfunctions/community/ledger';
import { homeLaneOf } from '../../../cloudfunctions/community/mall/wish';
import { ORDERS } from '../../../cloudfunctions/community/orders';
import { claim, releaseClaim, SHELF, stockIdOf } from '../../../cloudfunctions/community/shelf';
import type { Documents } from '../../../cloudfunctions/platform/documents';
import { must } from '../ledger/violation';
import { orderIn, POINTS, Shop } from './shop';
import { SteppedRun } from './stepped-run';

/** The first call has sold out of the home lane and is gone before its order; the second one, meanwhile, claims in the other. */
export async function anotherLane(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'another-lane', [1, 1]);
  const home = homeLaneOf(shop.memberId, 2);
  const second = new SteppedRun(documents, shop.redeem);
  await second.upTo('changeIf', SHELF);
  const first = new SteppedRun(documents, shop.redeem);
  await first.upTo('insert', ORDERS);
  const order = orderIn(await second.toEnd());
  must(orderIn(await first.toEnd()).orderId === order.orderId, 'the same wish, the same order', () => '');
  await shop.later();
  await shop.mustHave(0, 1, home);
  await shop.mustHave(1, 0, 1 - home);
}

/** The same, but two more calls claim there and are gone as well: the timer comes to the fuller lane first, and writes the order. */
export async function anotherLaneSwept(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'another-lane-swept', [1, 1]);
  const home = homeLaneOf(shop.memberId, 2);
  const others = [new SteppedRun(documents, shop.redeem), new SteppedRun(documents, shop.redeem)];
  for (const other of others) await other.upTo('changeIf', SHELF);
  await new SteppedRun(documents, shop.redeem).upTo('insert', ORDERS);
  for (const other of others) await other.upTo('replaceIf', ACCOUNTS);
  await shop.later();
  await shop.mustHave(0, 1, home);
  await shop.mustHave(1, 0, 1 - home);
}

/**
 * Somebody is about to have the only one of the home lane, so the second call claims in the other; the ledger refuses it, for the
 * points have just gone. They come back, and the first call has one out of the home lane: nobody is refused who is charged.
 */
export async function paidMeanwhile(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'paid-meanwhile', [1, 1]);
  const home = homeLaneOf(shop.memberId, 2);
  const wanted = { orderId: 'o', quantity: 1, memberId: 'm', key: 'k' };
  const stockId = stockIdOf(shop.itemId, '', home);
  const taken = await claim(shop.call(documents), { ...wanted, stockId }, true);
  const second = new SteppedRun(documents, shop.redeem);
  await second.upTo('replaceIf', ACCOUNTS);
  await shop.gift(-POINTS);
  await second.upTo('getNewest', ACCOUNTS);
  // Refused by now, and about to close the key.
  await second.upTo('getNewest', ACCOUNTS);
  await shop.gift(POINTS);
  if (taken) await releaseClaim(shop.call(documents), taken, 'o');
  const { orderId } = orderIn(await shop.redeem(documents));
  must(orderIn(await second.toEnd()).orderId === orderId, 'the same wish, the same order', () => orderId);
  await shop.later();
  await shop.mustHave(0, 1, home);
  await shop.mustHave(1, 0, 1 - home);
}

/**
 * The first call pays and stops; the second one settles for it, and time forgets. The claim of a third one, which began before
 * anything was paid, is a ghost: the first call wakes up and must not sell it.
 */
export async function ghost(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'ghost', [5]);
  const [first, third] = [new SteppedRun(documents, shop.redeem), new SteppedRun(documents, shop.redeem)];
  await third.upTo('changeIf', SHELF);
  await first.upTo('changeIf', SHELF);
  await first.upTo('changeIf', SHELF);
  const { orderId } = orderIn(await shop.redeem(documents));
  await shop.later();
  await third.upTo('replaceIf', ACCOUNTS);
  must((await shop.stock()).live[orderId] !== undefined, 'there is a ghost', () => orderId);
  must(orderIn(await first.toEnd()).orderId === orderId, 'the same wish, the same order', () => orderId);
  must(orderIn(await third.toEnd()).orderId === orderId, 'the same wish, the same order', () => orderId);
  await shop.later();
  await shop.mustHave(4, 1);
  const { availablePoints } = await shop.account();
  must(availablePoints === POINTS - 100, 'one wish is paid once', () => String(availablePoints));
}

/** The last one is claimed by a call that is gone before it pays: the same wish is not told that it is sold out. */
export async function ownClaim(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'own-claim', [1]);
  await new SteppedRun(documents, shop.redeem).upTo('replaceIf', ACCOUNTS);
  orderIn(await shop.redeem(documents));
  await shop.later();
  await shop.mustHave(0, 1);
}

/** The same where the home lane was empty. */
export async function ownClaimElsewhere(documents: Documents): Promise<void> {
  const home = homeLaneOf('member-of-own-claim-elsewhere', 2);
  const shop = await Shop.open(documents, 'own-claim-elsewhere', home === 0 ? [0, 1] : [1, 0]);
  await new SteppedRun(documents, shop.redeem).upTo('replaceIf', ACCOUNTS);
  orderIn(await shop.redeem(documents));
  await shop.later();
  await shop.mustHave(0, 1, 1 - home);
}
