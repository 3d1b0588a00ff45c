import { removeAddress, saveAddress } from '../../../cloudfunctions/community/addresses';
import { CODES, type Code } from '../../../cloudfunctions/community/codes/store';
import { cancelOrder, ORDERS, shipOrders } from '../../../cloudfunctions/community/orders';
import { SHELF, stockIdOf } from '../../../cloudfunctions/community/shelf';
import type { Documents } from '../../../cloudfunctions/platform/documents';
import { must } from '../ledger/violation';
import { orderIn, POINTS, Shop } from './shop';
import { SteppedRun } from './stepped-run';

const ADDRESS = {
  recipient: '林小满',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  county: '西湖区',
  regionCode: '330106',
  detail: '转塘街道 1 号',
  isDefault: true,
};

async function addressIn(shop: Shop, documents: Documents): Promise<string> {
  const { data } = await shop.ask(documents, saveAddress, ADDRESS, shop.memberId);
  return (data as { readonly addressId: string }).addressId;
}

/** Paid, and before the order is written the address is taken out of the book: the parcel goes there all the same. */
export async function movedHouse(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'moved-house', [1], { kind: 'physical' });
  const addressId = await addressIn(shop, documents);
  const redeem = (own: Documents) => shop.redeem(own, { addressId });
  const first = new SteppedRun(documents, redeem);
  await first.upTo('changeIf', SHELF);
  await first.upTo('changeIf', SHELF);
  await shop.ask(documents, removeAddress, { addressId }, shop.memberId, 'another-request');
  const { address } = orderIn(await redeem(documents));
  must(address?.detail === ADDRESS.detail, 'an order keeps the address that it was placed with', () =>
    JSON.stringify(address),
  );
}

/** The member thinks better of it while it is sent: who comes second finds that it is on its way. */
export async function sentMeanwhile(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'sent-meanwhile', [1], { kind: 'physical' });
  const addressId = await addressIn(shop, documents);
  const { orderId } = orderIn(await shop.redeem(documents, { addressId }));
  const cancel = new SteppedRun(documents, (own) => shop.ask(own, cancelOrder, { orderId }, shop.memberId));
  await cancel.upTo('replaceIf', ORDERS);
  await shop.ask(documents, shipOrders, { csv: `orderId,carrier,number\n${orderId},SF,SF10001` });
  const { refused } = await cancel.toEnd();
  must(refused === 'NOT_CANCELLABLE', 'what is on its way is not cancelled', () => String(refused));
  const { availablePoints } = await shop.account();
  must(availablePoints === POINTS - 100, 'it stays paid', () => String(availablePoints));
}

/** A code that cannot be seen yet: the order waits for it. */
export async function lateCode(documents: Documents): Promise<void> {
  const shop = await Shop.open(documents, 'late-code', [1], { kind: 'coupon' });
  const told = await shop.redeem(documents).catch((error: unknown) => String(error));
  must(typeof told === 'string', 'no coupon without its code', () => JSON.stringify(told));
  const { vault } = shop.call(documents);
  const code: Code = {
    _id: vault.fingerprintOf('CODE-1'),
    stock: stockIdOf(shop.itemId, '', 0),
    number: 1,
    sealed: vault.seal('CODE-1', 'sealed code'),
    batch: 'b',
  };
  await documents.insert(CODES, code);
  const { codes } = orderIn(await shop.redeem(documents));
  must(codes.join() === 'CODE-1', 'each coupon has its code', () => codes.join());
}
