import { moveStock } from '../../../cloudfunctions/community/mall';
import { STOCK_MOVES } from '../../../cloudfunctions/community/mall/stock-moves';
import { claim, releaseClaim, SHELF, stockIdOf } from '../../../cloudfunctions/community/shelf';
import type { Documents } from '../../../cloudfunctions/platform/documents';
import { must } from '../ledger/violation';
import { Shop } from './shop';
import { SteppedRun } from './stepped-run';

/**
 * Three are to go out, and there are three. Before the move is made somebody claims one, and the same request, sent again, is
 * refused for it. The claim is given back, so there would be enough, and the refusal stands nowhere but in the stock: the first
 * call must not make the move after all.
 */
export async function refusedMove(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'refused-move', [3]);
  const { itemId } = shop;
  const wish = { itemId, variantId: '', quantity: -3, reason: 'count' };
  const move = (own: Documents) => shop.ask(own, moveStock, wish);
  const [first, second] = [new SteppedRun(documents, move), new SteppedRun(documents, move)];
  await first.upTo('changeIf', SHELF);
  const wanted = { stockId: stockIdOf(itemId, '', 0), orderId: 'o', quantity: 1, memberId: 'm', key: 'k' };
  const claimed = await claim(shop.call(documents), wanted, false);
  await second.upTo('replaceIf', STOCK_MOVES);
  if (claimed) await releaseClaim(shop.call(documents), claimed, 'o');
  await first.upTo('replaceIf', STOCK_MOVES);
  const told = [await second.toEnd(), await first.toEnd()];
  const refusals = told.map(({ refused }) => refused).join();
  must(refusals === 'STOCK_TOO_LOW,STOCK_TOO_LOW', 'a move is made or refused', () => refusals);
  await shop.mustHave(3, 0);
}
