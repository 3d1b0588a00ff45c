import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Input } from '../cloudfunctions/community/contract';
import type { OperatorContracts } from '../cloudfunctions/operator/contract';
import { localMemberIdOf } from '../local/local-member-id';
import {
  ask,
  askAsIs,
  dataOf,
  join,
  MONDAY_MS,
  newRequestId,
  openCommunity,
  operate,
  type Community,
} from './support/community';

type Terms = Omit<Input<OperatorContracts['saveItem']>, 'itemId' | 'ver'>;

const TERMS: Terms = {
  kind: 'physical',
  category: 'goods',
  title: '帆布包',
  line: '装得下一周的泥巴',
  description: ['厚帆布，能水洗。'],
  picture: 'tote',
  tint: 1,
  pricePoints: 100,
  tierPrices: [],
  minTierLevel: 1,
  limits: { perDay: null, perWeek: null, ever: null },
  maxPerOrder: 3,
  onSaleFromMs: null,
  onSaleUntilMs: null,
  variants: [],
  prizes: [],
  membershipDays: 0,
  lanes: 1,
};

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

describe('the mall through the doors', () => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
  });
  afterAll(() => community.close());

  async function shelve(itemId: string, terms: Partial<Terms>, quantity: number): Promise<void> {
    const { url } = community;
    dataOf(await operate(url, 'saveItem', { itemId, ver: null, ...TERMS, ...terms }));
    if (quantity > 0) {
      dataOf(await operate(url, 'moveStock', { itemId, variantId: '', quantity, reason: 'delivery' }));
    }
    dataOf(await operate(url, 'setItemStatus', { itemId, status: 'listed' }));
  }

  async function enrich(openid: string, points: number): Promise<string> {
    await join(community.url, openid);
    const memberId = localMemberIdOf(openid);
    dataOf(await operate(community.url, 'adjust', { memberId, points, reason: 'event' }));
    return memberId;
  }

  it('redeems a parcel, a cancel brings all of it back', async () => {
    const { url } = community;
    await shelve('tote', {}, 5);
    await enrich('o-tote', 250);
    const { addressId } = dataOf(await ask(url, 'o-tote', 'saveAddress', ADDRESS, newRequestId()));
    const mall = dataOf(await ask(url, 'o-tote', 'mall'));
    expect(mall.items).toMatchObject([{ itemId: 'tote', left: 5, pricePoints: 100, state: 'on_sale' }]);
    const input = {
      itemId: 'tote',
      variantId: '',
      quantity: 2,
      pricePoints: 100,
      seenAtMs: mall.nowMs,
      addressId,
    };
    const requestId = newRequestId();
    const redeemed = dataOf(await askAsIs(url, 'o-tote', 'redeemItem', input, requestId));
    expect(redeemed.order).toMatchObject({ state: 'placed', pointsSpent: 200, address: { recipient: '林小满' } });
    expect(dataOf(await askAsIs(url, 'o-tote', 'redeemItem', input, requestId))).toEqual(redeemed);
    expect(dataOf(await ask(url, 'o-tote', 'mallItem', { itemId: 'tote' })).item).toMatchObject({ left: 3, sold: 2 });
    const { orderId } = redeemed.order;
    const cancelled = dataOf(await ask(url, 'o-tote', 'cancelOrder', { orderId }, newRequestId()));
    expect(cancelled).toMatchObject({ order: { state: 'cancelled' }, balancePoints: mall.balancePoints });
    expect(dataOf(await ask(url, 'o-tote', 'mallItem', { itemId: 'tote' })).item).toMatchObject({ left: 5, sold: 0 });
    console.log(community.logLines.filter((l) => /redeem|cancel/.test(l)).join('\n'));
    console.log(JSON.stringify(dataOf(await ask(url, 'o-tote', 'statement')).lines.map((l) => [l.reason, l.pointsDelta])));
  });
});
