import type { Input } from '../../cloudfunctions/community/contract';
import type { OrderView } from '../../cloudfunctions/community/orders/contract';
import { post } from '../../cloudfunctions/community/ledger';
import { newStock, SHELF, type Item, type Stock } from '../../cloudfunctions/community/shelf';
import { listedItem, PLAIN_TERMS } from '../../cloudfunctions/community/shelf/testing';
import type { Documents } from '../../cloudfunctions/platform/documents';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import type { OperatorContracts } from '../../cloudfunctions/operator/contract';
import { localMemberIdOf } from '../../local/local-member-id';
import { LOCAL_OWNERS } from '../../local/local-owners';
import { ask, askAsIs, dataOf, join, newRequestId, operate } from './community';
import { memberCall } from './member-call';

export type OperatorTerms = Omit<Input<OperatorContracts['saveItem']>, 'itemId' | 'ver'>;
export type RedeemInput = Input<MemberContracts['redeemItem']>;

/** A parcel for 100 points, without limits. */
export const TERMS: OperatorTerms = {
  ...PLAIN_TERMS,
  line: '装得下一周的泥巴',
  description: ['厚帆布，能水洗。'],
  tierPrices: [],
  maxPerOrder: 3,
  variants: [],
  prizes: [],
};

export const COUPON: Partial<OperatorTerms> = { kind: 'coupon', category: 'coupons', title: '咖啡券' };
export const CARD: Partial<OperatorTerms> = { kind: 'make_up_card', category: 'cards', title: '补签卡' };
export const DONATION: Partial<OperatorTerms> = { kind: 'donation', category: 'care', title: '给流浪猫' };
export const DRAW: Partial<OperatorTerms> = {
  kind: 'draw',
  category: 'fun',
  title: '试手气',
  prizes: [
    { title: '20 积分', points: 20, makeUpCards: 0, chancePerMyriad: 3_000 },
    { title: '补签卡', points: 0, makeUpCards: 1, chancePerMyriad: 500 },
    { title: '谢谢参与', points: 0, makeUpCards: 0, chancePerMyriad: 6_500 },
  ],
};

export const ADDRESS = {
  recipient: '林小满',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  county: '西湖区',
  regionCode: '330106',
  detail: '转塘街道 1 号',
  isDefault: true,
};

/** An item on the shelf, with so much stock. */
export async function shelve(
  url: string,
  itemId: string,
  terms: Partial<OperatorTerms> = {},
  quantity = 0,
): Promise<void> {
  const { variants = [] } = terms;
  dataOf(await operate(url, 'saveItem', { itemId, ver: null, ...TERMS, ...terms }));
  for (const { variantId } of quantity > 0 ? (variants.length > 0 ? variants : [{ variantId: '' }]) : []) {
    dataOf(await operate(url, 'moveStock', { itemId, variantId, quantity, reason: 'delivery' }));
  }
  dataOf(await operate(url, 'setItemStatus', { itemId, status: 'listed' }));
}

/** A member with so many points. @returns the member id. */
export async function enrich(url: string, openid: string, points: number): Promise<string> {
  await join(url, openid);
  const memberId = localMemberIdOf(openid);
  const requestId = newRequestId();
  dataOf(await operate(url, 'adjust', { memberId, points, reason: 'event' }, { requestId }));
  if (points > 1_000) {
    dataOf(await operate(url, 'approveAdjustment', { adjustmentId: requestId }, { as: LOCAL_OWNERS[1] }));
  }
  return memberId;
}

export const addressFor = async (url: string, openid: string): Promise<string> =>
  dataOf(await ask(url, openid, 'saveAddress', ADDRESS, newRequestId())).addressId;

export interface Clocked {
  readonly url: string;
  readonly clock: { nowMs(): number };
}

/** One of it, seen just now at the ordinary price. */
export const wishFor = (
  { clock }: Clocked,
  itemId: string,
  more: Partial<RedeemInput> = {},
): RedeemInput => ({
  itemId,
  variantId: '',
  quantity: 1,
  pricePoints: TERMS.pricePoints,
  seenAtMs: clock.nowMs(),
  ...more,
});

export const redeem = (
  { url }: Clocked,
  openid: string,
  wish: RedeemInput,
  requestId = newRequestId(),
): ReturnType<typeof askAsIs<'redeemItem'>> => askAsIs(url, openid, 'redeemItem', wish, requestId);

export async function redeemed(
  community: Clocked,
  openid: string,
  itemId: string,
  more: Partial<RedeemInput> = {},
): Promise<OrderView> {
  return dataOf(await redeem(community, openid, wishFor(community, itemId, more))).order;
}

export const itemSeenBy = async (url: string, openid: string, itemId: string) =>
  dataOf(await ask(url, openid, 'mallItem', { itemId })).item;

/** How it stands, as operators see it. */
export async function operatorsItem(url: string, itemId: string) {
  const { items } = dataOf(await operate(url, 'mallItems', {}));
  const item = items.find((each) => each.itemId === itemId);
  if (!item) throw new Error(`there is no item ${itemId}`);
  return item;
}

/** The order as its member sees it. */
export const orderOf = async (url: string, openid: string, orderId: string): Promise<OrderView> =>
  dataOf(await ask(url, openid, 'order', { orderId })).order;

/** Puts an item and its stock where the doors would put them, past the doors. */
export async function putOnShelf(
  documents: Documents,
  itemId: string,
  terms: Partial<OperatorTerms> = {},
  stockOf: (lane: number) => number = () => 0,
): Promise<Item> {
  const item = listedItem(itemId, { ...TERMS, ...terms });
  await documents.insert(SHELF, item);
  for (let lane = 0; lane < item.terms.lanes; lane += 1) {
    const stock: Stock = { ...newStock(itemId, '', lane), left: stockOf(lane) };
    await documents.insert(SHELF, stock);
  }
  return item;
}

/** Members with points by one post each, past the doors: joining takes ten times as long. */
export async function openAccounts(
  documents: Documents,
  memberIds: readonly string[],
  points: number,
  nowMs: number,
): Promise<void> {
  const AT_ONCE = 32;
  for (let from = 0; from < memberIds.length; from += AT_ONCE) {
    const some = memberIds.slice(from, from + AT_ONCE);
    await Promise.all(
      some.map((memberId) =>
        post(memberCall({ memberId, documents, requestId: 'opening', nowMs }), {
          memberId,
          decide: () => ({
            effects: {
              key: 'opening',
              fact: { type: 'adjusted', reason: 'event' },
              rulebookVersion: 1,
              move: { kind: 'adjust', points },
            },
          }),
        }),
      ),
    );
  }
}
