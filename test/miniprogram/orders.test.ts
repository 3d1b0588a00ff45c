/** @jest-environment jsdom */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { answerOf } from '../../local/weapp/test/pages/answers';
import type { Data } from '../../local/weapp/test/pages/cloud';
import type { OpenPage } from '../../local/weapp/test/pages/open-page';
import {
  answeredOrder,
  couponOf,
  lineOf,
  linesDownTo,
  orderOf,
} from '../../local/weapp/test/pages/order-answers';
import { itemOf } from '../../local/weapp/test/pages/mall-answers';
import { Stage } from '../../local/weapp/test/pages/stage';

type Order = Data<'order'>['order'];
type Line = Data<'orders'>['orders'][number];

const stage = Stage.forThisFile();
const ORDER_ID = 'order00000000001';
const NOW_MS = answeredOrder().nowMs;
const DAY_MS = 86_400_000;

interface Copy {
  readonly states: Readonly<Record<Order['state'], string>>;
  readonly issued: Readonly<Record<Order['kind'], string>>;
  readonly others: string;
  readonly overdue: string;
  readonly tail: Readonly<Record<'more' | 'failed' | 'end', string>>;
  readonly empty: Readonly<Record<'all' | 'state', { readonly heading: string }>>;
  readonly toMall: string;
}
interface OrderCopy {
  readonly heads: Readonly<Record<'placed' | 'shipped' | 'received' | 'cancelled' | 'refunded', string>>;
  readonly canCancel: string;
  readonly overdue: string;
  readonly receives: (days: string) => string;
  readonly receivesSoon: string;
  readonly pointsBack: (points: string) => string;
  readonly cancel: string;
  readonly cancelAsk: (points: string) => string;
  readonly cancelled: (points: string) => string;
  readonly confirm: string;
  readonly confirmed: string;
  readonly notCancellable: Readonly<Record<Order['state'], string>>;
  readonly notShipped: Readonly<Record<Order['state'], string>>;
  readonly codesLeft: (count: string) => string;
  readonly gone: { readonly heading: string; readonly action: string };
  readonly proof: {
    readonly verify: string;
    readonly fits: string;
    readonly fitsUnseen: string;
    readonly commitmentDiffers: string;
    readonly seedDiffers: string;
    readonly rollDiffers: (index: string) => string;
    readonly prizeDiffers: (index: string) => string;
  };
}
interface Services {
  handOverOrder(newest: Order): void;
  takeHandedOrder(): Order | null;
}
const lists = () => stage.copy<Copy>('orders');
const copy = () => stage.copy<OrderCopy>('order');
const refusal = (code: string) => String(stage.copy('refusals')[code]);

const pageOf = (orders: Line[], nextCursor: string | null = null) =>
  answerOf('orders', { nowMs: NOW_MS, orders, nextCursor });

async function openList(orders: Line[], nextCursor: string | null = null): Promise<OpenPage> {
  const page = await stage.open('packages/mall/orders/index');
  await stage.cloud.next('orders').answer(pageOf(orders, nextCursor));
  return page;
}

async function openOrder(other: Partial<Order> = {}): Promise<OpenPage> {
  const page = await stage.open('packages/mall/order/index', { orderId: ORDER_ID });
  await stage.cloud.next('order').answer(answeredOrder(other));
  return page;
}

/** Which orders stand on the list, from the top. */
const titlesOn = (page: OpenPage) => page.text().match(/第 \d+ 单/g) ?? [];
const downFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => `第 ${first - index} 单`);
const idOf = (number: number) => `order${String(number).padStart(11, '0')}`;

describe('the list of orders', () => {
  test('goes on below as long as there is more, without a gap and without a double', async () => {
    const page = await openList(linesDownTo(21, 20), `${NOW_MS}:${idOf(21)}`);
    await page.reachBottom();
    await page.reachBottom();
    expect(stage.cloud.open('orders').map(({ input }) => input)).toEqual([
      { cursor: `${NOW_MS}:${idOf(21)}` },
    ]);
    await stage.cloud.next('orders').answer(pageOf(linesDownTo(1, 21)));
    expect(titlesOn(page)).toEqual(downFrom(40, 40));
    expect(page.offers(lists().tail.end)).toBe(true);
    await page.reachBottom();
    expect(stage.cloud.open('orders')).toEqual([]);
  });

  test('says where a page below did not come, and asks for just that one again', async () => {
    const page = await openList(linesDownTo(21, 20), `${NOW_MS}:${idOf(21)}`);
    await page.reachBottom();
    await stage.cloud.next('orders').lose();
    await page.tap(lists().tail.failed);
    expect(stage.cloud.next('orders').input).toEqual({ cursor: `${NOW_MS}:${idOf(21)}` });
    expect(titlesOn(page)).toEqual(downFrom(40, 20));
  });

  test('keeps what is below when the newest come anew, and gives it up where a gap would open', async () => {
    const page = await openList(linesDownTo(21, 20), `${NOW_MS}:${idOf(21)}`);
    await page.reachBottom();
    await stage.cloud.next('orders').answer(pageOf(linesDownTo(1, 20)));
    await page.pullDown();
    await stage.cloud.next('orders').answer(pageOf(linesDownTo(23, 20), `${NOW_MS}:${idOf(23)}`));
    expect(titlesOn(page)).toEqual(downFrom(42, 42));
    await page.pullDown();
    await stage.cloud.next('orders').answer(pageOf(linesDownTo(81, 20), `${NOW_MS}:${idOf(81)}`));
    expect(titlesOn(page)).toEqual(downFrom(100, 20));
    expect(page.offers(lists().tail.more)).toBe(true);
  });

  test('asks for one state where a tab is chosen; what the other tab still answers is not shown', async () => {
    const page = await stage.open('packages/mall/orders/index');
    const [all] = stage.cloud.open('orders');
    await page.tap(lists().states.shipped, 2);
    expect(stage.cloud.count('orders')).toBe(2);
    expect(stage.cloud.calls.at(-1)?.input).toEqual({ state: 'shipped' });
    await all?.answer(pageOf(linesDownTo(1, 3)));
    expect(titlesOn(page)).toEqual([]);
    await stage.cloud.next('orders').answer(pageOf([]));
    expect(page.text()).toContain(lists().empty.state.heading);
    await page.tap(lists().toMall);
    expect(stage.phone.routes).toEqual(['switchTab /pages/mall/index']);
  });

  test('calls what was had at once by what it is', async () => {
    const { issued } = lists();
    const kinds = ['coupon', 'make_up_card', 'membership_days', 'draw', 'donation'] as const;
    const page = await openList(
      kinds.map((kind, index) => lineOf({ orderId: idOf(index), kind, state: 'issued' })),
    );
    for (const kind of kinds) expect(page.text()).toContain(issued[kind]);
    expect([issued.draw, issued.donation]).toEqual(['已抽签', '已送出']);
  });

  test('asks for what is over by a sheet, whose tab then bears its name', async () => {
    const page = await openList([lineOf({ state: 'issued', kind: 'coupon' })]);
    await page.tap(lists().others);
    await page.tap(lists().states.cancelled);
    expect(stage.cloud.next('orders').input).toEqual({ state: 'cancelled' });
    await stage.cloud.next('orders').answer(pageOf([lineOf({ state: 'cancelled' })]));
    expect([page.offers(lists().others), page.text().includes(lists().states.cancelled)]).toEqual([
      false,
      true,
    ]);
  });

  test('marks what should have been sent by now, and names each state', async () => {
    const states = ['placed', 'shipped', 'received', 'issued', 'cancelled', 'refunded'] as const;
    const page = await openList(
      states.map((state, index) =>
        lineOf({ orderId: idOf(9 - index), state, isOverdue: state === 'placed' }),
      ),
    );
    expect(page.text().split(lists().overdue)).toHaveLength(2);
    for (const state of states) expect(page.text()).toContain(lists().states[state]);
  });

  test('without any order leads to the mall', async () => {
    const page = await openList([]);
    expect(page.text()).toContain(lists().empty.all.heading);
  });

  test('knows what has become of the order that was opened from it, wherever it stands', async () => {
    const list = await openList(linesDownTo(21, 20), `${NOW_MS}:${idOf(21)}`);
    await list.reachBottom();
    await stage.cloud.next('orders').answer(pageOf(linesDownTo(1, 20)));
    await list.tap('第 1 单');
    expect(list.text()).not.toContain(lists().states.cancelled);
    expect(stage.phone.routes).toEqual([`navigateTo /packages/mall/order/index?orderId=${idOf(1)}`]);
    stage.service<Services>('orders').handOverOrder(orderOf({ ...linesDownTo(1, 1)[0], state: 'cancelled' }));
    await list.comeBack();
    await stage.cloud.next('orders').lose();
    expect(list.text()).toContain(lists().states.cancelled);
    expect(titlesOn(list)).toEqual(downFrom(40, 40));
  });
});

describe('an order', () => {
  const sent: Partial<Order> = {
    state: 'shipped',
    facts: [
      { state: 'placed', atMs: NOW_MS - DAY_MS, by: 'member', reason: '' },
      { state: 'shipped', atMs: NOW_MS, by: 'operator', reason: '' },
    ],
    shipping: { carrier: '顺丰速运', number: 'SF1442083390175' },
    shipUntilMs: null,
    canCancel: false,
    canConfirm: true,
  };

  test('tells where it has got to, what comes next, and who did what and why', async () => {
    const page = await openOrder({
      ...sent,
      receivesAtMs: NOW_MS + 3 * DAY_MS - 1,
      facts: [
        ...(sent.facts ?? []),
        { state: 'refunded', atMs: NOW_MS, by: 'operator', reason: '包裹丢了' },
        { state: 'received', atMs: NOW_MS, by: 'system', reason: '' },
      ],
    });
    const { heads, receives } = copy();
    const told = [heads.shipped, receives('3'), '6月17日 07:26 · 我', '6月18日 07:26 · 运营', '包裹丢了'];
    for (const words of [...told, '6月18日 07:26 · 系统', '13800138000', '浙江省 杭州市 西湖区'])
      expect(page.text()).toContain(words);
  });

  test.each([
    [{ state: 'placed', isOverdue: true }, (words: OrderCopy) => [words.heads.placed, words.overdue]],
    [{ ...sent, receivesAtMs: NOW_MS + DAY_MS }, (words: OrderCopy) => [words.receivesSoon]],
    [{ state: 'cancelled', canCancel: false }, (words: OrderCopy) => [words.pointsBack('900')]],
    [{ state: 'refunded', canCancel: false }, (words: OrderCopy) => [words.pointsBack('900')]],
    [
      { kind: 'coupon', state: 'issued', quantity: 3, codes: ['A-1', 'A-2'] },
      (words: OrderCopy) => ['A-1', 'A-2', words.codesLeft('1')],
    ],
    [{ kind: 'make_up_card', state: 'issued', makeUpCards: 2 }, () => ['补签卡 2 张']],
    [{ kind: 'membership_days', state: 'issued', membershipDays: 30 }, () => ['会员 30 天']],
  ] as [Partial<Order>, (words: OrderCopy) => string[]][])('%j says so', async (other, says) => {
    const page = await openOrder(other);
    for (const words of says(copy())) expect(page.text()).toContain(words);
  });

  test('gives its number, its codes and the parcel number to the clipboard', async () => {
    const page = await openOrder({ ...sent, codes: ['A-1', 'A-2'] });
    for (const [words, copied] of [
      [/^A-2复制$/, 'A-2'],
      [/^顺丰速运SF1442083390175复制$/, 'SF1442083390175'],
      [ORDER_ID, ORDER_ID],
    ] as const) {
      await page.tap(words);
      expect(stage.phone.clipboard).toBe(copied);
    }
  });

  test('is taken back once, after it was asked for, however often one taps', async () => {
    const page = await openOrder();
    await page.tap(copy().cancel, 4);
    expect(stage.phone.questions).toEqual([copy().cancelAsk('900')]);
    expect(stage.cloud.open('cancelOrder').map(({ input }) => input)).toEqual([{ orderId: ORDER_ID }]);
    const order = orderOf({ state: 'cancelled', canCancel: false });
    await stage.cloud.next('cancelOrder').answer({ balancePoints: 3380, order });
    expect([page.text().includes(copy().heads.cancelled), page.offers(copy().cancel)]).toEqual([true, false]);
    expect(stage.phone.toasts).toEqual([copy().cancelled('3,380')]);
    expect(stage.service<Services>('orders').takeHandedOrder()).toEqual(order);
    expect(stage.cloud.count('order')).toBe(1);
  });

  test('that was had at once says so in the words of what it is', async () => {
    const facts: Order['facts'] = [{ state: 'issued', atMs: NOW_MS, by: 'member', reason: '' }];
    const page = await openOrder({ kind: 'donation', state: 'issued', facts });
    expect(page.text()).toContain('送出了6月18日 07:26 · 我');
  });

  test('stays where one thinks better of it', async () => {
    const page = await openOrder();
    stage.phone.confirms = false;
    await page.tap(copy().cancel);
    expect(stage.cloud.count('cancelOrder')).toBe(0);
    stage.phone.confirms = true;
    await page.tap(copy().cancel);
    expect(stage.cloud.count('cancelOrder')).toBe(1);
  });

  test.each(['NETWORK_ERROR', 'INTERNAL_ERROR'] as const)(
    'whose cancelling met %s is cancelled by the same wish',
    async (code) => {
      const page = await openOrder();
      await page.tap(copy().cancel);
      const first = stage.cloud.next('cancelOrder');
      await (code === 'NETWORK_ERROR' ? first.lose() : first.refuse(code));
      expect([stage.phone.toasts, stage.cloud.count('order')]).toEqual([[refusal(code)], 1]);
      await page.tap(copy().cancel);
      expect(stage.cloud.next('cancelOrder').requestId).toBe(first.requestId);
    },
  );

  test.each(['shipped', 'received', 'issued', 'cancelled', 'refunded'] as const)(
    'that cannot be cancelled since it is %s says why, and shows what it has become',
    async (state) => {
      const page = await openOrder();
      await page.tap(copy().cancel);
      await stage.cloud.next('cancelOrder').refuse('NOT_CANCELLABLE', { state });
      expect(stage.phone.toasts).toEqual([copy().notCancellable[state]]);
      await stage.cloud.next('order').answer(answeredOrder({ state, canCancel: false }));
      expect(page.offers(copy().cancel)).toBe(false);
    },
  );

  test('is confirmed once, and then there is nothing to confirm', async () => {
    const page = await openOrder(sent);
    await page.tap(copy().confirm, 4);
    const [call, ...more] = stage.cloud.open('confirmReceipt');
    expect([call?.input, more]).toEqual([{ orderId: ORDER_ID }, []]);
    await call?.answer({ order: orderOf({ ...sent, state: 'received', canConfirm: false }) });
    expect([page.offers(copy().confirm), page.text().includes(copy().heads.received)]).toEqual([false, true]);
    expect(stage.phone.toasts).toEqual([copy().confirmed]);
  });

  test('that was received by itself meanwhile says so, and shows it', async () => {
    const page = await openOrder(sent);
    await page.tap(copy().confirm);
    await stage.cloud.next('confirmReceipt').refuse('NOT_SHIPPED', { state: 'received' });
    expect(stage.phone.toasts).toEqual([copy().notShipped.received]);
    await stage.cloud.next('order').answer(answeredOrder({ ...sent, state: 'received', canConfirm: false }));
    expect(page.offers(copy().confirm)).toBe(false);
  });

  test('that there is not leads to those that there are', async () => {
    const page = await stage.open('packages/mall/order/index', { orderId: ORDER_ID });
    await stage.cloud.next('order').refuse('ORDER_NOT_FOUND');
    expect(page.text()).toContain(copy().gone.heading);
    await page.tap(copy().gone.action);
    expect(stage.phone.routes).toEqual(['redirectTo /packages/mall/orders/index']);
  });
});

describe('a draw', () => {
  /** In Shanghai, where it is half past seven. */
  const DAY = '2026-06-18';
  const prizes = [
    { title: '三百积分', points: 300, makeUpCards: 0, chancePerMyriad: 1 },
    { title: '补签卡', points: 0, makeUpCards: 1, chancePerMyriad: 4_999 },
    { title: '谢谢你来', points: 0, makeUpCards: 0, chancePerMyriad: 5_000 },
  ];

  /** As the published rule has it, reckoned by another library than the page's. */
  function drawnWith(seed: Buffer, quantity: number) {
    const draws = Array.from({ length: quantity }, (_, index) => {
      const digest = createHmac('sha256', seed).update(`${ORDER_ID}:${index}`).digest();
      const roll = digest.readUInt32BE(0) % 10_000;
      const prize = prizes[roll < 1 ? 0 : roll < 5_000 ? 1 : 2];
      return prize ? { roll, prize } : [];
    }).flat();
    const commitment = createHash('sha256').update(seed).digest('hex');
    const proof = { day: DAY, commitment, seed: seed.toString('hex'), revealsAtMs: NOW_MS, prizes };
    return { kind: 'draw', state: 'issued', quantity, draws, proof } as const;
  }

  /** Looks at an item, a minute before the order was placed. */
  async function look(
    commitment: string,
    { itemId = orderOf().itemId, nowMs = NOW_MS - 60_000, route = 'packages/mall/item/index' } = {},
  ): Promise<void> {
    const page = await stage.open(route, { itemId });
    const item = itemOf({ itemId, kind: 'draw', draw: { prizes, commitment } });
    await stage.cloud.next('mallItem').answer({ nowMs, balancePoints: 900, addressId: null, item });
    await page.close();
  }

  async function verdictOn(other: Partial<Order>): Promise<string> {
    const page = await openOrder(other);
    await page.tap(copy().proof.verify);
    const { fits, fitsUnseen, commitmentDiffers, seedDiffers, rollDiffers, prizeDiffers } = copy().proof;
    const nth = ['1', '2', '3'];
    const seed = [fits, fitsUnseen, commitmentDiffers, seedDiffers];
    const all = [...seed, ...nth.map(rollDiffers), ...nth.map(prizeDiffers)];
    return all.filter((words) => page.text().includes(words)).join();
  }

  const seeds = ['one', 'two', 'three'].map((day) => createHash('sha256').update(day).digest());
  const told = drawnWith(seeds[0] as Buffer, 3);

  test.each(seeds.map((seed) => [seed.toString('hex').slice(0, 8), seed] as const))(
    'of the seed %s… is reckoned anew on the page, and fits',
    async (_name, seed) => {
      const drawn = drawnWith(seed, 3);
      await look(drawn.proof.commitment);
      expect(await verdictOn(drawn)).toBe(copy().proof.fits);
    },
  );

  test('whose commitment is not the one that this phone was shown before it fails, whatever else fits', async () => {
    const other = drawnWith(seeds[1] as Buffer, 3).proof.commitment;
    await look(other);
    // What is told later does not take its place.
    await look(told.proof.commitment);
    const page = await openOrder(told);
    await page.tap(copy().proof.verify);
    expect(page.text()).toContain(copy().proof.commitmentDiffers);
    for (const commitment of [other, told.proof.commitment]) expect(page.text()).toContain(commitment);
  });

  test('is compared with what the confirmation was told, too', async () => {
    await look('ab'.repeat(32), { route: 'packages/mall/confirm/index' });
    expect(await verdictOn(told)).toBe(copy().proof.commitmentDiffers);
  });

  test.each([
    ['on another phone', () => Promise.resolve()],
    ['of another item', () => look('ab'.repeat(32), { itemId: 'cup' })],
    ['of another day', () => look('ab'.repeat(32), { nowMs: NOW_MS - 24 * 3_600_000 })],
    ['only after the draw', () => look('ab'.repeat(32), { nowMs: NOW_MS + 1 })],
  ])('whose commitment was seen %s is checked by what is told now, and says so', async (_where, seeing) => {
    await seeing();
    expect(await verdictOn(told)).toBe(copy().proof.fitsUnseen);
  });

  test('is remembered among the newest sixty', async () => {
    await look(told.proof.commitment);
    for (let index = 1; index < 60; index += 1) await look('ab'.repeat(32), { itemId: `item-${index}` });
    expect(await verdictOn(told)).toBe(copy().proof.fits);
    await look('ab'.repeat(32), { itemId: 'item-60' });
    expect(await verdictOn(told)).toBe(copy().proof.fitsUnseen);
    expect(stage.phone.storage.get('commitments')).toHaveLength(60);
  });

  test('whose seed differs by one bit does not fit what was published before', async () => {
    const seed = Buffer.from(told.proof.seed, 'hex');
    for (const at of [0, 17, 31]) {
      const changed = Buffer.from(seed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      const proof = { ...told.proof, seed: changed.toString('hex') };
      expect(await verdictOn({ ...told, proof })).toBe(copy().proof.seedDiffers);
    }
    for (const bad of ['zz', 'abc']) {
      const proof = { ...told.proof, seed: bad };
      expect(await verdictOn({ ...told, proof })).toBe(copy().proof.seedDiffers);
    }
  });

  test('that tells another roll, or another prize than the roll brings, is found out, and which one it is', async () => {
    const changed = (at: number, other: Partial<(typeof told.draws)[number]>) => ({
      ...told,
      draws: told.draws.map((draw, index) => (index === at ? { ...draw, ...other } : draw)),
    });
    const roll = told.draws[1]?.roll ?? 0;
    expect(await verdictOn(changed(1, { roll: (roll + 1) % 10_000 }))).toBe(copy().proof.rollDiffers('2'));
    const dearest = prizes[0] as (typeof prizes)[number];
    expect(await verdictOn(changed(2, { prize: dearest }))).toBe(copy().proof.prizeDiffers('3'));
  });

  test('cannot be checked before the seed is told; it says when it will be', async () => {
    const page = await openOrder({ ...told, proof: { ...told.proof, seed: null } });
    expect(page.offers(copy().proof.verify)).toBe(false);
    for (const words of ['6月18日 07:26 公布', told.proof.commitment, '0001 – 4999', '50%'])
      expect(page.text()).toContain(words);
  });
});

describe('the coupons', () => {
  const openCoupons = async (nextCursor: string | null, ...coupons: ReturnType<typeof couponOf>[]) => {
    const page = await stage.open('packages/mall/coupons/index');
    await stage.cloud.next('coupons').answer({ coupons, nextCursor });
    return page;
  };

  test('are copied one by one, and lead to their order', async () => {
    const page = await openCoupons(null, couponOf({ codes: ['A-1', 'A-2'] }));
    await page.tap(/^A-2复制$/);
    await page.tap('体验课');
    expect([stage.phone.clipboard, stage.phone.routes]).toEqual([
      'A-2',
      ['navigateTo /packages/mall/order/index?orderId=order00000000003'],
    ]);
  });

  test('go on below', async () => {
    const cursor = `${NOW_MS}:order00000000003`;
    const page = await openCoupons(cursor, couponOf());
    await page.reachBottom();
    expect(stage.cloud.next('coupons').input).toEqual({ cursor });
    const older = couponOf({ orderId: 'order00000000002', codes: ['OLD-1'] });
    await stage.cloud.next('coupons').answer({ coupons: [older], nextCursor: null });
    expect(page.text()).toMatch(/CUP-8F2K.*OLD-1/);
  });

  test('that there are none of yet are to be had in the mall', async () => {
    const page = await openCoupons(null);
    const { emptyTitle, toMall } = stage.copy<Readonly<Record<string, string>>>('coupons');
    expect(page.text()).toContain(emptyTitle);
    await page.tap(String(toMall));
    expect(stage.phone.routes).toEqual(['switchTab /pages/mall/index']);
  });
});
