/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf } from '../../local/weapp/test/pages/answers';
import type { Data } from '../../local/weapp/test/pages/cloud';
import { itemOf, shelvedOf as cardOf } from '../../local/weapp/test/pages/mall-answers';
import type { OpenPage } from '../../local/weapp/test/pages/open-page';
import { addressOf, bookOf, orderOf } from '../../local/weapp/test/pages/order-answers';
import { Stage } from '../../local/weapp/test/pages/stage';

type Mall = Data<'mall'>;
type Card = Mall['items'][number];
type Item = Data<'mallItem'>['item'];
type Order = Data<'order'>['order'];

const stage = Stage.forThisFile();
const NOW_MS = Date.UTC(2026, 5, 17, 23, 26);
const ORDER_ID = 'order00000000001';

interface MallCopy {
  readonly unknown: (title: string) => string;
  readonly unknownGone: string;
  readonly near: string;
  readonly filters: { readonly reachable: string; readonly favourites: string };
  readonly empty: { readonly heading: string; readonly action: string };
  readonly nothing: Readonly<Record<'reachable' | 'favourites' | 'category', { readonly heading: string }>>;
  readonly seeAll: string;
  readonly orders: string;
  readonly coupons: string;
  readonly marks: Readonly<Record<'sold_out' | 'ended' | 'paused', string>>;
}
interface ItemCopy {
  readonly unknown: string;
  readonly favourite: string;
  readonly obstacles: {
    readonly sold_out: string;
    readonly ended: string;
    readonly paused: string;
    readonly cardsFull: string;
    readonly usedUp: Readonly<Record<'day' | 'week' | 'ever', string>>;
  };
  readonly isGone: { readonly heading: string; readonly action: string };
}
interface RedeemCopy {
  readonly quantity: string;
  readonly askAgain: string;
  readonly unknown: string;
  readonly needAddress: string;
  readonly drawnNothing: string;
  readonly toOrder: string;
  readonly toMall: string;
}

interface Services {
  handOverRedeemed(answer: Data<'redeemItem'>): void;
}

const mallCopy = () => stage.copy<MallCopy>('mall');
const itemCopy = () => stage.copy<ItemCopy>('mall-item');
const redeemCopy = () => stage.copy<RedeemCopy>('redeem');
const refusal = (code: string) => String(stage.copy('refusals')[code]);

const mallOf = (items: Card[], other: Partial<Mall> = {}) =>
  answerOf('mall', {
    nowMs: NOW_MS,
    balancePoints: 1_280,
    tier: { level: 4, name: '含苞' },
    categories: [],
    bannerItemIds: [],
    items,
    openOrders: 0,
    ...other,
  });

async function openMall(items: Card[], other: Partial<Mall> = {}): Promise<OpenPage> {
  const page = await stage.open('pages/mall/index');
  await stage.cloud.next('mall').answer(mallOf(items, other));
  return page;
}

interface Around {
  readonly nowMs?: number;
  readonly balancePoints?: number;
  readonly addressId?: string | null;
}

const answeredItem = (other: Partial<Item> = {}, around: Around = {}) =>
  answerOf('mallItem', {
    nowMs: NOW_MS,
    balancePoints: 1_280,
    addressId: null,
    ...around,
    item: itemOf(other),
  });

async function openItem(other: Partial<Item> = {}, around: Around = {}): Promise<OpenPage> {
  const page = await stage.open('packages/mall/item/index', { itemId: 'tote' });
  await stage.cloud.next('mallItem').answer(answeredItem(other, around));
  return page;
}

async function openConfirm(
  other: Partial<Item> = {},
  query: Record<string, string> = {},
  around: Around = {},
): Promise<OpenPage> {
  const page = await stage.open('packages/mall/confirm/index', {
    itemId: 'tote',
    variantId: '',
    quantity: '1',
    ...query,
  });
  await stage.cloud.next('mallItem').answer(answeredItem(other, around));
  return page;
}

const PAY = '用 260 积分兑换';
const redeemed = (other: Partial<Order> = {}, balancePoints = 1_020) => ({
  balancePoints,
  order: orderOf(other),
});

const waitMs = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the shelf', () => {
  test('tells of each thing what it costs and what is in the way', async () => {
    const page = await openMall([
      cardOf({ pricePoints: 220, left: 3 }),
      cardOf({ itemId: 'brew', title: '咖啡券', kind: 'coupon', left: 2 }),
      cardOf({
        itemId: 'cup',
        title: '手捏杯',
        pricePoints: 1_400,
        ordinaryPricePoints: 1_400,
        missingPoints: 120,
      }),
      cardOf({ itemId: 'seat', title: '位子', tierGate: { level: 5, name: '盛放', isReached: false } }),
      cardOf({ itemId: 'club', title: '专享', tierGate: { level: 4, name: '含苞', isReached: true } }),
      cardOf({ itemId: 'old', title: '旧书', state: 'sold_out', left: 0 }),
      cardOf({ itemId: 'late', title: '过季', state: 'ended' }),
      cardOf({ itemId: 'pause', title: '歇着', state: 'paused' }),
    ]);
    const { marks } = mallCopy();
    for (const words of [
      '220',
      '260',
      '含苞价',
      '仅剩 3 件',
      '仅剩 2 张',
      '还差 120 积分',
      '盛放起可换',
      '含苞专享',
    ])
      expect(page.text()).toContain(words);
    for (const words of [marks.sold_out, marks.ended, marks.paused]) expect(page.offers(words)).toBe(true);
  });

  test('shows by a chip what belongs to it, by a filter what is in reach or kept, and says when nothing is', async () => {
    const page = await openMall(
      [
        cardOf({ isFavourite: true }),
        cardOf({ itemId: 'cup', title: '手捏杯', missingPoints: 120 }),
        cardOf({ itemId: 'book', title: '手记', category: 'coupons', kind: 'coupon' }),
      ],
      {
        categories: [
          { id: 'goods', title: '好物' },
          { id: 'coupons', title: '卡券' },
        ],
      },
    );
    const shown = () => ['帆布袋', '手捏杯', '手记'].filter((title) => page.text().includes(title));
    await page.tap('好物');
    expect(shown()).toEqual(['帆布袋', '手捏杯']);
    await page.tap(mallCopy().filters.reachable);
    expect(shown()).toEqual(['帆布袋']);
    await page.tap(mallCopy().filters.favourites);
    expect(shown()).toEqual(['帆布袋']);
    expect(stage.cloud.count('mall')).toBe(1);
    const empty = await openMall([cardOf({ missingPoints: 5 })]);
    await empty.tap(mallCopy().filters.reachable);
    expect(empty.text()).toContain(mallCopy().nothing.reachable.heading);
    await empty.tap(mallCopy().seeAll);
    expect(empty.text()).toContain('帆布袋');
  });

  test('says what is nearly in reach: three at most, nearest first, and nothing that is out of reach otherwise', async () => {
    const short = (itemId: string, missingPoints: number, other: Partial<Card> = {}) =>
      cardOf({ itemId, title: `差 ${missingPoints}`, missingPoints, ...other });
    const page = await openMall([
      short('item-a', 90),
      short('item-b', 10),
      short('item-c', 900),
      short('item-d', 30),
      short('item-e', 1, { state: 'sold_out' }),
      short('item-f', 2, { tierGate: { level: 5, name: '盛放', isReached: false } }),
      // Not even half of it is there.
      short('item-g', 1_281),
    ]);
    const [, after = ''] = page.text().split(mallCopy().near);
    const near = [...after.matchAll(/还差 (\d+) 积分/g)].slice(0, 3).map(([, points]) => points);
    expect(near).toEqual(['10', '30', '90']);
    const far = await openMall([short('item-g', 1_281)]);
    expect(far.text()).not.toContain(mallCopy().near);
  });

  test('turns a heart at once, and back with a word where it is refused', async () => {
    const page = await openMall([cardOf()]);
    const heart = () => (page.instance.data as { view: { cards: Card[] } }).view.cards[0]?.isFavourite;
    const tap = () =>
      (page.instance['turnHeart'] as (tap: object) => void).call(page.instance, {
        currentTarget: { dataset: { id: 'tote' } },
      });
    tap();
    expect(heart()).toBe(true);
    tap();
    expect(stage.cloud.open('setFavourite').map(({ input }) => input)).toEqual([
      { itemId: 'tote', isFavourite: true },
    ]);
    await stage.cloud.next('setFavourite').refuse('TOO_MANY_FAVOURITES');
    expect([heart(), stage.phone.toasts]).toEqual([false, [refusal('TOO_MANY_FAVOURITES')]]);
    tap();
    await stage.cloud.next('setFavourite').answer({ itemId: 'tote', isFavourite: true });
    expect(heart()).toBe(true);
    tap();
    expect(stage.cloud.next('setFavourite').input).toEqual({ itemId: 'tote', isFavourite: false });
    await stage.cloud.next('setFavourite').lose();
    expect(heart()).toBe(true);
  });

  test('leads to the statement, the orders and the coupons, and says how many orders are open', async () => {
    const page = await openMall([cardOf()], { openOrders: 2 });
    await page.tap(mallCopy().coupons);
    await page.tap(mallCopy().orders);
    await page.tap(/^1,280$/);
    await page.tap('帆布袋');
    expect(stage.phone.routes).toEqual([
      'navigateTo /packages/mall/coupons/index',
      'navigateTo /packages/mall/orders/index',
      'navigateTo /packages/points/statement/index',
      'navigateTo /packages/mall/item/index?itemId=tote',
    ]);
    expect(page.offers('2')).toBe(true);
  });

  test('that is empty still shows the balance, and leads to where points come from', async () => {
    const page = await openMall([]);
    expect([page.text().includes('1,280'), page.offers(mallCopy().empty.heading)]).toEqual([true, true]);
    await page.tap(mallCopy().empty.action);
    expect(stage.phone.routes).toEqual(['navigateTo /packages/points/earn/index']);
  });

  test('draws more cards when the last one is near, without another question', async () => {
    const items = Array.from({ length: 30 }, (_, index) =>
      cardOf({ itemId: `item-${index}`, title: `第 ${index} 件` }),
    );
    const page = await openMall(items);
    const drawn = () => page.text().match(/第 \d+ 件/g)?.length ?? 0;
    const first = drawn();
    expect(first).toBeLessThan(30);
    for (let times = 0; times < 5; times += 1) await page.reachBottom();
    expect([drawn(), stage.cloud.count('mall')]).toEqual([30, 1]);
  });

  test('counts down by the clock of the server, and what opens is open at that second', async () => {
    const opening = cardOf({ title: '盲盒', state: 'upcoming', onSaleFromMs: NOW_MS + 1_200 });
    const page = await openMall([opening], { bannerItemIds: ['tote'] });
    expect(page.text()).toContain('00:00:02');
    expect(page.text()).toContain('开换');
    await waitMs(1_600);
    expect(page.text()).not.toContain('开换');
    expect(stage.cloud.count('mall')).toBe(1);
  });

  test('does not count while nobody looks', async () => {
    const page = await openMall([cardOf({ state: 'upcoming', onSaleFromMs: NOW_MS + 900 })]);
    await page.leave();
    await waitMs(1_300);
    expect(page.text()).toContain('开换');
    await page.comeBack();
    await waitMs(1_100);
    expect(page.text()).not.toContain('开换');
  });
});

describe('an item', () => {
  test.each([
    [{ missingPoints: 120 }, '还差 120 积分，去攒'],
    [{ state: 'sold_out', left: 0 }, () => itemCopy().obstacles.sold_out],
    [{ state: 'ended' }, () => itemCopy().obstacles.ended],
    [{ state: 'paused' }, () => itemCopy().obstacles.paused],
    [{ tierGate: { level: 5, name: '盛放', isReached: false } }, '盛放起可以换'],
    [
      { limits: [{ period: 'day' as const, cap: 1, used: 1 }], mostNow: 0 },
      () => itemCopy().obstacles.usedUp.day,
    ],
    [{ kind: 'make_up_card' as const, mostNow: 0 }, () => itemCopy().obstacles.cardsFull],
    [{}, PAY],
    [{ kind: 'donation' as const }, '捐出 260 积分'],
  ] as [Partial<Item>, string | (() => string)][])(
    'that is %j says so on its button',
    async (other, words) => {
      const page = await openItem(other);
      expect(page.offers(typeof words === 'string' ? words : words())).toBe(true);
    },
  );

  test('leads to the confirmation with what was chosen, of which there is some', async () => {
    const page = await openItem({
      variants: [
        { variantId: 'raw', name: '米白', left: 0 },
        { variantId: 'clay', name: '陶土红', left: 4 },
        { variantId: 'pine', name: '松绿', left: 9 },
      ],
    });
    await page.tap(PAY);
    await page.tap('松绿');
    await page.tap(PAY);
    await page.tap(/^米白/);
    await page.tap(PAY);
    const to = '/packages/mall/confirm/index?itemId=tote&variantId=';
    expect(stage.phone.routes).toEqual(
      ['clay', 'pine', 'pine'].map((variantId) => `navigateTo ${to}${variantId}&quantity=1`),
    );
  });

  test('whose points are missing leads to where they come from, and nothing else does anything', async () => {
    const poor = await openItem({ missingPoints: 120 });
    await poor.tap('还差 120 积分，去攒');
    const gone = await openItem({ state: 'sold_out', left: 0 });
    await gone.tap(itemCopy().obstacles.sold_out);
    expect(stage.phone.routes).toEqual(['navigateTo /packages/points/earn/index']);
  });

  test('wakes its button at the second in which it opens, without a question, and sleeps when it closes', async () => {
    const page = await openItem({
      state: 'upcoming',
      onSaleFromMs: NOW_MS + 1_900,
      onSaleUntilMs: NOW_MS + 4_500,
    });
    expect(page.offers('00:00:02 后开换')).toBe(true);
    await page.tap('00:00:02 后开换');
    expect(stage.phone.routes).toEqual([]);
    await waitMs(2_000);
    await page.tap(PAY);
    expect(stage.phone.routes).toHaveLength(1);
    await waitMs(2_800);
    expect(page.offers(itemCopy().obstacles.ended)).toBe(true);
    expect(stage.cloud.count('mallItem')).toBe(1);
  });

  test('shows published odds in percent, what to check them by, and how far a cause has come', async () => {
    const commitment = 'ab'.repeat(32);
    const draw = await openItem({
      kind: 'draw',
      draw: {
        commitment,
        prizes: [
          { title: '窑变', points: 200, makeUpCards: 0, chancePerMyriad: 5 },
          { title: '素坯', points: 0, makeUpCards: 0, chancePerMyriad: 9_995 },
        ],
      },
    });
    for (const words of ['0.05%', '99.95%', '+200', commitment]) expect(draw.text()).toContain(words);
    const cause = await openItem({ kind: 'donation', sold: 614, left: 386 });
    for (const words of ['614', '386']) expect(cause.text()).toContain(words);
  });

  test('that is gone says so and leads back', async () => {
    const page = await stage.open('packages/mall/item/index', { itemId: 'tote' });
    await stage.cloud.next('mallItem').refuse('ITEM_NOT_FOUND');
    expect(page.text()).toContain(itemCopy().isGone.heading);
    await page.tap(itemCopy().isGone.action);
    expect(stage.phone.routes).toEqual(['switchTab /pages/mall/index']);
  });
});

describe('the confirmation', () => {
  test('sends what was seen, once however often it is tapped, and goes on to the result', async () => {
    const page = await openConfirm(
      { variants: [{ variantId: 'raw', name: '米白', left: 9 }] },
      { variantId: 'raw' },
    );
    await page.tap(PAY, 3);
    expect(stage.cloud.open('redeemItem').map(({ input }) => input)).toEqual([
      { itemId: 'tote', variantId: 'raw', quantity: 1, pricePoints: 260, seenAtMs: NOW_MS },
    ]);
    await stage.cloud.next('redeemItem').answer(redeemed());
    await page.tap(PAY).catch(() => undefined);
    expect(stage.cloud.count('redeemItem')).toBe(1);
    expect(stage.phone.routes).toEqual([`redirectTo /packages/mall/result/index?orderId=${ORDER_ID}`]);
    expect(stage.phone.storage.size).toBe(0);
  });

  test('without an answer says that nobody knows, and asks again for the very same, also after the page was left', async () => {
    const page = await openConfirm({ maxPerOrder: 5 }, { quantity: '2' });
    await page.tap('用 520 积分兑换');
    const first = stage.cloud.next('redeemItem');
    await first.lose();
    expect(page.text()).toContain(redeemCopy().unknown);
    await page.tap(redeemCopy().askAgain);
    const second = stage.cloud.next('redeemItem');
    await second.refuse('INTERNAL_ERROR');
    await page.close();
    const later = await openConfirm(
      { maxPerOrder: 5, pricePoints: 300 },
      { quantity: '1' },
      { nowMs: NOW_MS + 60_000 },
    );
    expect(later.text()).toContain(redeemCopy().unknown);
    await later.tap(redeemCopy().askAgain);
    const third = stage.cloud.next('redeemItem');
    for (const call of [second, third])
      expect([call.requestId, call.input]).toEqual([first.requestId, first.input]);
    await third.answer(redeemed());
    expect(stage.phone.routes).toEqual([`redirectTo /packages/mall/result/index?orderId=${ORDER_ID}`]);
  });

  test.each([
    ['PRICE_CHANGED', { pricePoints: 300 }, '300', { pricePoints: 300 }, '用 300 积分兑换'],
    ['INSUFFICIENT_POINTS', { missingPoints: 40 }, '还差 40 积分', { missingPoints: 40 }, PAY],
    [
      'LIMIT_REACHED',
      { period: 'week', left: 0 },
      '下周再来',
      { limits: [{ period: 'week', cap: 1, used: 1 }], mostNow: 0 },
      '这周换满了，下周再来',
    ],
    ['LIMIT_REACHED', { period: 'day', left: 2 }, '今天还能换 2', {}, PAY],
    ['QUANTITY_TOO_LARGE', { most: 1 }, '一次最多 1', {}, PAY],
    [
      'NOT_ON_SALE',
      { state: 'upcoming', nowMs: NOW_MS, onSaleFromMs: NOW_MS + 3_600_000 },
      '今天 08:26',
      { state: 'upcoming', onSaleFromMs: NOW_MS + 3_600_000 },
      '00:59:55 后开换',
    ],
    [
      'NOT_ON_SALE',
      { state: 'paused', nowMs: NOW_MS, onSaleFromMs: null },
      '停了',
      { state: 'paused' },
      null,
    ],
    [
      'TIER_TOO_LOW',
      { name: '盛放' },
      '到了盛放',
      { tierGate: { level: 5, name: '盛放', isReached: false } },
      '盛放起可以换',
    ],
    ['CARD_LIMIT', undefined, null, { kind: 'make_up_card', mostNow: 0 }, null],
    ['OUTDATED', undefined, null, {}, PAY],
    ['KEY_REUSED', undefined, null, {}, PAY],
  ] as const)(
    'that is refused by %s %j says what comes next and looks anew',
    async (code, data, words, next, then) => {
      const page = await openConfirm();
      await page.tap(PAY);
      const first = stage.cloud.next('redeemItem');
      await first.refuse(code, data);
      await stage.cloud
        .next('mallItem')
        .answer(answeredItem(next as Partial<Item>, { nowMs: NOW_MS + 5_000 }));
      expect(page.text()).toContain(words ?? refusal(code));
      expect(stage.phone.storage.size).toBe(0);
      if (then === null) return;
      expect(page.offers(then)).toBe(true);
      if (!then.startsWith('用')) return;
      await page.tap(then);
      const second = stage.cloud.next('redeemItem');
      expect(second.requestId).not.toBe(first.requestId);
      expect(second.input).toMatchObject({ seenAtMs: NOW_MS + 5_000 });
      await second.answer(redeemed());
    },
  );

  test('of what has just been sold out goes back to the item, which is told anew', async () => {
    const item = await openItem();
    const page = await openConfirm();
    await page.tap(PAY);
    await stage.cloud.next('redeemItem').refuse('SOLD_OUT');
    expect([stage.phone.routes, stage.phone.toasts]).toEqual([['navigateBack 1'], [refusal('SOLD_OUT')]]);
    await page.close();
    await item.comeBack();
    await stage.cloud.next('mallItem').answer(answeredItem({ state: 'sold_out', left: 0 }));
    expect(item.offers(itemCopy().obstacles.sold_out)).toBe(true);
  });

  test('of a parcel names where it goes: the default, or what was picked; none leads to a new one', async () => {
    const query = { needsAddress: true };
    const page = await openConfirm(query, {}, { addressId: 'address00001' });
    expect(page.offers(PAY)).toBe(false);
    const other = addressOf({ addressId: 'address00002', recipient: '林妈妈', isDefault: false });
    await stage.cloud.next('addresses').answer(bookOf(addressOf(), other));
    await page.tap('林知夏');
    expect(stage.phone.routes).toEqual(['navigateTo /packages/mall/addresses/index?pick=1']);
    await page.leave();
    stage.service<{ pickAddress(id: string): void }>('addresses').pickAddress('address00002');
    await page.comeBack();
    await stage.cloud.next('addresses').answer(bookOf(addressOf(), other));
    expect(page.text()).toContain('林妈妈');
    await page.tap(PAY);
    expect(stage.cloud.next('redeemItem').input).toMatchObject({ addressId: 'address00002' });
    await stage.cloud.next('redeemItem').refuse('ADDRESS_NOT_FOUND');
    await stage.cloud.next('mallItem').answer(answeredItem(query));
    await stage.cloud.next('addresses').answer(bookOf());
    expect(page.text()).toContain(refusal('ADDRESS_NOT_FOUND'));
    await page.tap(redeemCopy().needAddress);
    expect(stage.phone.routes.at(-1)).toBe('navigateTo /packages/mall/address/index?pick=1');
    expect(stage.cloud.count('redeemItem')).toBe(1);
  });

  test('takes no more than there is, than one may have, and than the points pay for', async () => {
    const view = (page: OpenPage) =>
      (page.instance.data as { view: { stepper: { quantity: number; most: number } } }).view.stepper;
    const limited = { maxPerOrder: 20, mostNow: 7, variants: [{ variantId: 'raw', name: '米白', left: 6 }] };
    const byStock = await openConfirm(
      limited,
      { variantId: 'raw', quantity: '20' },
      { balancePoints: 100_000 },
    );
    const byLimit = await openConfirm(
      { ...limited, variants: [] },
      { quantity: '20' },
      { balancePoints: 100_000 },
    );
    const byPoints = await openConfirm(
      { ...limited, variants: [] },
      { quantity: '20' },
      { balancePoints: 700 },
    );
    expect([byStock, byLimit, byPoints].map((page) => view(page))).toMatchObject([
      { quantity: 6, most: 6 },
      { quantity: 7, most: 7 },
      { quantity: 2, most: 2 },
    ]);
    for (const words of ['700', '−520', '180']) expect(byPoints.text()).toContain(words);
    // Where there is nothing to be had, nothing is to be counted.
    for (const none of [
      { state: 'sold_out', left: 0, mostNow: 0 },
      { missingPoints: 120 },
    ] as Partial<Item>[]) {
      const page = await openConfirm({ ...limited, variants: [], ...none }, {}, { balancePoints: 140 });
      expect(page.text()).not.toContain(redeemCopy().quantity);
    }
    await byPoints.tap('+');
    await byPoints.tap('−', 3);
    expect(view(byPoints).quantity).toBe(1);
    await byPoints.tap('+');
    await byPoints.tap('用 520 积分兑换');
    expect(stage.cloud.next('redeemItem').input).toMatchObject({ quantity: 2 });
  });
});

describe('a redemption that got no answer', () => {
  /** Of a bag; the member has left the page since. */
  async function loseOne() {
    const page = await openConfirm();
    await page.tap(PAY);
    const call = stage.cloud.next('redeemItem');
    await call.lose();
    await page.close();
    return call;
  }

  test('is not forgotten for another item, and is asked for from the mall, as it was sent', async () => {
    const lost = await loseOne();
    const other = await stage.open('packages/mall/confirm/index', { itemId: 'cup' });
    await stage.cloud.next('mallItem').answer(answeredItem({ itemId: 'cup', title: '手捏杯' }));
    await other.tap(PAY);
    const second = stage.cloud.next('redeemItem');
    expect([second.input, second.requestId === lost.requestId]).toMatchObject([{ itemId: 'cup' }, false]);
    await second.answer(redeemed());
    await other.close();

    const mall = await openMall([cardOf(), cardOf({ itemId: 'cup', title: '手捏杯' })]);
    expect(mall.text()).not.toContain(mallCopy().unknown('手捏杯'));
    await mall.tap(mallCopy().unknown('帆布袋'));
    expect(stage.phone.routes.at(-1)).toBe('navigateTo /packages/mall/confirm/index?itemId=tote');
    await mall.leave();
    const page = await openConfirm();
    await page.tap(redeemCopy().askAgain);
    const again = stage.cloud.next('redeemItem');
    expect([again.requestId, again.input]).toEqual([lost.requestId, lost.input]);
    await again.answer(redeemed());
    await page.close();
    await mall.comeBack();
    await stage.cloud.next('mall').answer(mallOf([cardOf()]));
    expect(mall.text()).not.toContain(mallCopy().unknown('帆布袋'));
    expect(stage.phone.storage.size).toBe(0);
  });

  test('is told by the mall as well when what it was about is not on the shelf any more, or nothing is', async () => {
    await loseOne();
    const empty = await openMall([]);
    await empty.tap(mallCopy().unknownGone);
    expect(stage.phone.routes.at(-1)).toBe('navigateTo /packages/mall/confirm/index?itemId=tote');
  });

  test.each([
    { state: 'sold_out', left: 0 },
    { missingPoints: 120 },
    { limits: [{ period: 'ever', cap: 1, used: 1 }], mostNow: 0 },
  ] as Partial<Item>[])(
    'can be asked for from its item, though that is %j now: it may be what became of it',
    async (other) => {
      await loseOne();
      const page = await openItem(other);
      await page.tap(itemCopy().unknown);
      expect(stage.phone.routes).toEqual([
        'navigateTo /packages/mall/confirm/index?itemId=tote&variantId=&quantity=1',
      ]);
    },
  );

  test('and is refused when it is asked for again waits a moment and asks once more before that is told', async () => {
    const lost = await loseOne();
    const page = await openConfirm({ left: 1 });
    await page.tap(redeemCopy().askAgain);
    await stage.cloud.next('redeemItem').refuse('SOLD_OUT');
    await page.tap(redeemCopy().askAgain).catch(() => undefined);
    expect([stage.cloud.count('redeemItem'), stage.phone.toasts]).toEqual([2, []]);
    await waitMs(1_800);
    const last = stage.cloud.next('redeemItem');
    expect(last.requestId).toBe(lost.requestId);
    await last.answer(redeemed());
    expect(stage.phone.routes).toEqual([`redirectTo /packages/mall/result/index?orderId=${ORDER_ID}`]);
  });
});

describe('the result', () => {
  const open = () => stage.open('packages/mall/result/index', { orderId: ORDER_ID });

  test('needs no question after a redemption, once: it is handed the order and the balance', async () => {
    const first = await open();
    await stage.cloud.next('order').lose();
    await first.close();
    stage.service<Services>('mall').handOverRedeemed(redeemed());
    const page = await open();
    for (const words of ['帆布袋', '900', '1,020']) expect(page.text()).toContain(words);
    expect(stage.cloud.count('order')).toBe(1);
    await page.close();
    await open();
    expect(stage.cloud.open('order').map(({ input }) => input)).toEqual([{ orderId: ORDER_ID }]);
  });

  test('stands by the order alone, too, and copies codes', async () => {
    const page = await open();
    await stage.cloud.next('order').answer({
      nowMs: NOW_MS,
      order: orderOf({
        kind: 'coupon',
        state: 'issued',
        quantity: 2,
        codes: ['CUP-8F2K'],
        shipUntilMs: null,
      }),
    });
    await page.tap(/^CUP-8F2K/);
    expect([stage.phone.clipboard, page.text().includes('还有 1 个在路上')]).toEqual(['CUP-8F2K', true]);
    await page.tap(redeemCopy().toOrder);
    await page.tap(redeemCopy().toMall);
    expect(stage.phone.routes).toEqual([
      `navigateTo /packages/mall/order/index?orderId=${ORDER_ID}`,
      'switchTab /pages/mall/index',
    ]);
  });

  test('of draws names each prize, and does not congratulate who drew nothing', async () => {
    const prize = (title: string, points: number) => ({
      roll: 1,
      prize: { title, points, makeUpCards: 0, chancePerMyriad: 10_000 },
    });
    const drawn = (draws: Order['draws']) => ({
      nowMs: NOW_MS,
      order: orderOf({ kind: 'draw', state: 'issued', draws }),
    });
    const lucky = await open();
    await stage.cloud.next('order').answer(drawn([prize('天青', 30), prize('素坯', 0)]));
    for (const words of ['天青', '+30', '素坯']) expect(lucky.text()).toContain(words);
    expect(lucky.text()).not.toContain(redeemCopy().drawnNothing);
    const unlucky = await open();
    await stage.cloud.next('order').answer(drawn([prize('素坯', 0)]));
    expect(unlucky.text()).toContain(redeemCopy().drawnNothing);
  });
});
