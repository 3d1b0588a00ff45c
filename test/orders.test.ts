import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import { ORDERS } from '../cloudfunctions/community/orders';
import { SHELF, stockIdOf, type Stock } from '../cloudfunctions/community/shelf';
import type { Documents } from '../cloudfunctions/platform/documents';
import { localMemberIdOf } from '../local/local-member-id';
import {
  ask,
  clockTo,
  dataOf,
  DAY_MS,
  join,
  MONDAY_MS,
  newRequestId,
  openCommunity,
  operate,
  send,
  type Community,
} from './support/community';
import {
  addressFor,
  COUPON,
  DONATION,
  DRAW,
  enrich,
  itemSeenBy,
  operatorsItem,
  orderOf,
  redeem,
  redeemed,
  shelve,
  wishFor,
} from './support/mall';
import { changedBetween, documentsOf, standingOf, storedAccount } from './support/stored';

const HOUR_MS = 3_600_000;

describe('orders', () => {
  let community: Community;
  let url: string;
  let documents: Documents;
  let addressId: string;
  const openid = 'o-buyer';
  const other = 'o-other';
  const walk = (ms: number) => clockTo(url, community.clock.nowMs() + ms);
  const parcel = () => redeemed(community, openid, 'tote', { pricePoints: 1, addressId });
  const ship = (csv: string, requestId?: string) =>
    operate(url, 'shipOrders', { csv }, requestId ? { requestId } : {});
  const shipped = async (orderId: string) =>
    dataOf(await ship(`orderId,carrier,number\n${orderId},顺丰,SF${orderId.slice(0, 8)}`));
  const refund = (orderId: string, restock: boolean, requestId?: string) =>
    operate(url, 'refundOrder', { orderId, restock, reason: 'damaged' }, requestId ? { requestId } : {});
  const stock = async (itemId: string) =>
    (await operatorsItem(url, itemId)).stock.map(({ left, sold, open }) => ({ left, sold, open }))[0];
  const asked = async (action: string, orderId: unknown, who = openid) => {
    const changes = action !== 'order';
    const event = { action, input: { orderId }, ...(changes ? { requestId: newRequestId() } : {}) };
    return (await send(url, JSON.stringify(event), who)).body;
  };

  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
    ({ url } = community);
    documents = await documentsOf(url);
    await enrich(url, openid, 1_000);
    await join(url, other);
    addressId = await addressFor(url, openid);
    await shelve(url, 'tote', { pricePoints: 1 }, 100);
  });
  afterAll(() => community.close());

  it('are shipped by a file, told to the member, and received by them', async () => {
    const [one, two] = [await parcel(), await parcel()];
    const csv = `orderId;carrier;number\r\n"${one.orderId}";"顺丰";"SF10001"\r\n${two.orderId};圆通;YT10002\r\n`;
    const requestId = newRequestId();
    expect(dataOf(await ship(csv, requestId))).toEqual({ shipped: 2, problems: [] });
    for (const again of [requestId, newRequestId()]) {
      expect(dataOf(await ship(csv, again))).toEqual({ shipped: 2, problems: [] });
    }
    const seen = await orderOf(url, openid, one.orderId);
    expect(seen).toMatchObject({
      state: 'shipped',
      shipping: { carrier: '顺丰', number: 'SF10001' },
      canCancel: false,
      canConfirm: true,
      facts: [{ by: 'member' }, { state: 'shipped', by: 'operator' }],
    });
    const { notices } = dataOf(await ask(url, openid, 'notices'));
    expect(notices.filter(({ kind }) => kind === 'order_shipped')).toHaveLength(2);
    const confirm = () => ask(url, openid, 'confirmReceipt', { orderId: one.orderId }, 'confirm-the-first');
    const received = dataOf(await confirm());
    expect(received.order).toMatchObject({ state: 'received', canConfirm: false, receivesAtMs: null });
    expect(dataOf(await confirm())).toEqual(received);
    expect(await asked('confirmReceipt', one.orderId)).toMatchObject({
      code: 'NOT_SHIPPED',
      data: { state: 'received' },
    });
    expect(dataOf(await ask(url, openid, 'mall')).openOrders).toBe(1);
  });

  it('count as received by themselves after the days of the rulebook', async () => {
    const order = await parcel();
    await shipped(order.orderId);
    const { receivesAtMs } = await orderOf(url, openid, order.orderId);
    expect(receivesAtMs).toBeGreaterThanOrEqual(community.clock.nowMs() + 10 * DAY_MS - 60_000);
    await walk(10 * DAY_MS - 2 * HOUR_MS);
    expect(await orderOf(url, openid, order.orderId)).toMatchObject({ state: 'shipped' });
    await walk(4 * HOUR_MS);
    const { state, facts } = await orderOf(url, openid, order.orderId);
    expect(state).toBe('received');
    expect(facts.at(-1)).toMatchObject({ by: 'system', reason: '到时间自动确认' });
  }, 120_000);

  it('that were not sent in time surface, for the member and for who sends them, oldest first', async () => {
    const first = await parcel();
    await walk(HOUR_MS);
    const second = await parcel();
    const late = async () => dataOf(await operate(url, 'mallOrders', { overdue: true }));
    expect(await late()).toMatchObject({ overdue: 0, orders: [] });
    await walk(7 * DAY_MS);
    expect(await late()).toMatchObject({
      overdue: 2,
      orders: [
        { orderId: first.orderId, isOverdue: true, address: { recipient: '林小满' } },
        { orderId: second.orderId },
      ],
    });
    expect(await orderOf(url, openid, first.orderId)).toMatchObject({ isOverdue: true, state: 'placed' });
    await shipped(first.orderId);
    expect(await orderOf(url, openid, first.orderId)).toMatchObject({ isOverdue: false, shipUntilMs: null });
    dataOf(await ask(url, openid, 'cancelOrder', { orderId: second.orderId }, newRequestId()));
    expect(await late()).toMatchObject({ overdue: 0, orders: [], nextCursor: null });
  }, 120_000);

  it('come back with their stock or without, once, and the member is told', async () => {
    for (const [restock, left] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const before = await stock('tote');
      const order = await parcel();
      await shipped(order.orderId);
      const { availablePoints } = await storedAccount(documents, openid);
      const requestId = newRequestId();
      const back = dataOf(await refund(order.orderId, restock, requestId));
      expect(back).toMatchObject({
        memberId: localMemberIdOf(openid),
        pointsBack: 1,
        order: { state: 'refunded' },
      });
      expect(back.order.facts.at(-1)).toMatchObject({ by: 'operator', reason: '东西有损坏' });
      expect(dataOf(await refund(order.orderId, restock, requestId))).toEqual(back);
      expect(await refund(order.orderId, restock)).toMatchObject({
        code: 'NOT_REFUNDABLE',
        data: { state: 'refunded' },
      });
      expect((await storedAccount(documents, openid)).availablePoints).toBe(availablePoints + 1);
      expect(await stock('tote')).toMatchObject({
        left: (before?.left ?? 0) - 1 + left,
        sold: (before?.sold ?? 0) + 1 - left,
      });
    }
    const { notices } = dataOf(await ask(url, openid, 'notices'));
    expect(notices.filter(({ kind }) => kind === 'order_refunded')).toHaveLength(2);
  });

  it('are not undone by hand: what was redeemed is refunded as an order, and not twice', async () => {
    const order = await parcel();
    const memberId = localMemberIdOf(openid);
    const { entries } = dataOf(await operate(url, 'account', { memberId }));
    const entry = entries.find(({ fact }) => fact['order'] === order.orderId);
    const reverse = (seq = 0) => operate(url, 'reverse', { memberId, seq });
    expect(await reverse(entry?.seq)).toMatchObject({ ok: false, code: 'NOT_REVERSIBLE' });
    dataOf(await ask(url, openid, 'cancelOrder', { orderId: order.orderId }, newRequestId()));
    const after = dataOf(await operate(url, 'account', { memberId })).entries[0];
    expect(after).toMatchObject({ fact: { type: 'refunded' } });
    expect(await reverse(after?.seq)).toMatchObject({ ok: false, code: 'NOT_REVERSIBLE' });
  });

  describe('refuse by name, and nothing is written', () => {
    const state = () => standingOf(documents, [ORDERS, SHELF, 'accounts']);
    const refuses = async (ask: () => Promise<object>, expected: object) => {
      const before = await state();
      expect(await ask()).toMatchObject({ ok: false, ...expected });
      expect(changedBetween(before, await state())).toEqual([]);
    };

    it('another one’s order, exactly like one that there is not', async () => {
      const { orderId } = await parcel();
      for (const action of ['order', 'cancelOrder', 'confirmReceipt']) {
        const bodies = [await asked(action, orderId, other), await asked(action, 'x'.repeat(16), other)];
        const [foreign, nobodys] = bodies.map((body) => JSON.stringify({ ...body, requestId: '' }));
        expect(foreign).toBe(nobodys);
        await refuses(() => asked(action, orderId, other), { code: 'ORDER_NOT_FOUND' });
      }
      await refuses(() => refund('x'.repeat(16), true), { code: 'ORDER_NOT_FOUND' });
    });

    it('ids that are none', async () => {
      for (const orderId of ['', 'short', 'X'.repeat(16), 'a'.repeat(17), { $ne: '' }, null, 7]) {
        await refuses(() => asked('cancelOrder', orderId), { code: 'INVALID_INPUT' });
      }
      for (const cursor of ['', 'x', '1:x', `:${'a'.repeat(16)}`, `-1:${'a'.repeat(16)}`]) {
        const event = JSON.stringify({ action: 'orders', input: { cursor } });
        expect((await send(url, event, openid)).body).toMatchObject({ code: 'INVALID_INPUT' });
      }
    });

    it('a cancel after it was sent, and a second one by another request', async () => {
      const sent = await parcel();
      await refuses(() => asked('confirmReceipt', sent.orderId), {
        code: 'NOT_SHIPPED',
        data: { state: 'placed' },
      });
      await shipped(sent.orderId);
      await refuses(() => asked('cancelOrder', sent.orderId), {
        code: 'NOT_CANCELLABLE',
        data: { state: 'shipped' },
      });
      const { orderId } = await parcel();
      const cancel = () => ask(url, openid, 'cancelOrder', { orderId }, 'cancel-this-one');
      const cancelled = dataOf(await cancel());
      expect(dataOf(await cancel())).toEqual(cancelled);
      await refuses(() => asked('cancelOrder', orderId), {
        code: 'NOT_CANCELLABLE',
        data: { state: 'cancelled' },
      });
      await refuses(() => refund(orderId, true), { code: 'NOT_REFUNDABLE', data: { state: 'cancelled' } });
    });

    it('to give back a coupon, a draw and a donation', async () => {
      await shelve(url, 'coupon', { ...COUPON, pricePoints: 1 });
      dataOf(await operate(url, 'importCodes', { itemId: 'coupon', variantId: '', csv: 'code\nCAFE-0001' }));
      await shelve(url, 'draw', { ...DRAW, pricePoints: 1 }, 9);
      await shelve(url, 'gift', { ...DONATION, pricePoints: 1 }, 9);
      for (const itemId of ['coupon', 'draw', 'gift']) {
        const { orderId, canCancel } = await redeemed(community, openid, itemId, { pricePoints: 1 });
        expect(canCancel).toBe(false);
        await refuses(() => refund(orderId, true), { code: 'NOT_REFUNDABLE', data: { state: 'issued' } });
        await refuses(() => asked('cancelOrder', orderId), {
          code: 'NOT_CANCELLABLE',
          data: { state: 'issued' },
        });
        await refuses(() => asked('confirmReceipt', orderId), {
          code: 'NOT_SHIPPED',
          data: { state: 'issued' },
        });
      }
    });

    it('files that are no tables of orders; of one that is, each line stands for itself', async () => {
      const wrong: [string, string][] = [
        ['orderId,carrier\nx,y', 'WRONG_COLUMNS'],
        ['no header at all', 'WRONG_COLUMNS'],
        ['orderId,carrier,number\n"x,y,z', 'NOT_CSV'],
        [`orderId,carrier,number\n${'a,b,c\n'.repeat(501)}`, 'TOO_MANY_LINES'],
        ['', 'INVALID_INPUT'],
        ['x'.repeat(400_001), 'INVALID_INPUT'],
      ];
      for (const [csv, code] of wrong) await refuses(() => ship(csv), { code });
      const [good, twice, gone] = [await parcel(), await parcel(), await parcel()];
      await asked('cancelOrder', gone.orderId);
      const coupon = dataOf(await ask(url, openid, 'coupons')).coupons[0]?.orderId ?? '';
      const lines = [
        `${good.orderId},顺丰,SF12345`,
        `${twice.orderId},顺丰,SF22222`,
        `${twice.orderId},顺丰,SF33333`,
        `${gone.orderId},顺丰,SF44444`,
        `${coupon},顺丰,SF55555`,
        `${'x'.repeat(16)},顺丰,SF66666`,
        'short,顺丰,SF77777',
        ...['=cmd()', '+1', '-1', '@SUM(A1)', ''].map((carrier) => `${good.orderId},${carrier},SF88888`),
        ...['=1+1', '-12345', '1234', '单号12345', '@12345'].map(
          (number) => `${good.orderId},顺丰,${number}`,
        ),
      ];
      const answer = dataOf(await ship(`orderId,carrier,number\n${lines.join('\n')}`));
      expect(answer.shipped).toBe(2);
      expect(answer.problems.map(({ line, problem }) => `${line} ${problem}`)).toEqual([
        '4 twice_in_file',
        '5 not_placed',
        '6 not_placed',
        '7 order_not_found',
        ...Array.from({ length: 11 }, (_, index) => `${index + 8} unreadable`),
      ]);
      const otherwise = `orderId,carrier,number\n${good.orderId},顺丰,SF99999`;
      expect(dataOf(await ship(otherwise))).toMatchObject({
        shipped: 0,
        problems: [{ line: 2, orderId: good.orderId, problem: 'shipped_otherwise' }],
      });
      expect(await orderOf(url, openid, good.orderId)).toMatchObject({ shipping: { number: 'SF12345' } });
    });
  });

  it('come page by page, none left out and none twice', async () => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { orders: { orderId: string }[]; nextCursor: string | null } = dataOf(
        await ask(url, openid, 'orders', cursor === null ? {} : { cursor }),
      );
      expect(page.orders.length).toBeLessThanOrEqual(20);
      ids.push(...page.orders.map(({ orderId }) => orderId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(ids.length).toBe(await documents.count(ORDERS, { member: localMemberIdOf(openid) }));
    expect(new Set(ids).size).toBe(ids.length);
    const only = dataOf(await ask(url, openid, 'orders', { state: 'cancelled' })).orders;
    expect(new Set(only.map(({ state }) => state))).toEqual(new Set(['cancelled']));
    expect(dataOf(await ask(url, other, 'orders')).orders).toEqual([]);
  });

  it('of a draw can be checked by anybody, once the day is over', async () => {
    await shelve(url, 'dice', { ...DRAW, pricePoints: 2, maxPerOrder: 3 }, 20);
    const { draw } = await itemSeenBy(url, openid, 'dice');
    const before = await storedAccount(documents, openid);
    const order = await redeemed(community, openid, 'dice', { pricePoints: 2, quantity: 3 });
    expect(order.proof).toMatchObject({ commitment: draw?.commitment, seed: null, prizes: draw?.prizes });
    const won = (field: 'points' | 'makeUpCards') =>
      order.draws.reduce((sum, { prize }) => sum + prize[field], 0);
    const after = await storedAccount(documents, openid);
    expect(after.availablePoints).toBe(before.availablePoints - 6 + won('points'));
    expect(after.makeUpCards).toBe(before.makeUpCards + won('makeUpCards'));
    const revealsAtMs = order.proof?.revealsAtMs ?? 0;
    await clockTo(url, revealsAtMs - 1_000);
    expect((await orderOf(url, openid, order.orderId)).proof?.seed).toBeNull();
    await clockTo(url, revealsAtMs);
    const { proof, draws } = await orderOf(url, openid, order.orderId);
    const seed = Buffer.from(proof?.seed ?? '', 'hex');
    expect(createHash('sha256').update(seed).digest('hex')).toBe(draw?.commitment);
    for (const [index, { roll, prize }] of draws.entries()) {
      const bytes = createHmac('sha256', seed).update(`${order.orderId}:${index}`).digest();
      expect(bytes.readUInt32BE(0) % 10_000).toBe(roll);
      let upTo = 0;
      const drawn = proof?.prizes.find(({ chancePerMyriad }) => roll < (upTo += chancePerMyriad));
      expect(drawn).toEqual(prize);
    }
    const next = (await itemSeenBy(url, openid, 'dice')).draw?.commitment;
    expect(next).not.toBe(draw?.commitment);
  }, 60_000);

  describe('left in the middle', () => {
    const everywhere = { collection: ORDERS, action: 'database.insertDocument', kind: 'refuse' } as const;
    const stored = (itemId: string) => documents.getNewest<Stock>(SHELF, stockIdOf(itemId, '', 0));
    /** What has been asked of an instance is forgotten by it after two seconds. */
    const pause = () => walk(3_000);

    it('after the payment: a retry finishes it', async () => {
      await shelve(url, 'retried', { ...DONATION, pricePoints: 1 }, 3);
      const wish = wishFor(community, 'retried', { pricePoints: 1 });
      community.gateway.faults.set([everywhere]);
      const broken = await redeem(community, openid, wish, 'redeem-in-the-middle');
      community.gateway.faults.set([]);
      expect(broken).toMatchObject({ ok: false, code: 'INTERNAL_ERROR' });
      const paid = await storedAccount(documents, openid);
      const { order } = dataOf(await redeem(community, openid, wish, 'redeem-in-the-middle'));
      expect(order).toMatchObject({ state: 'issued', pointsSpent: 1 });
      expect(await orderOf(url, openid, order.orderId)).toEqual(order);
      expect(await storedAccount(documents, openid)).toEqual(paid);
      expect(await stored('retried')).toMatchObject({ left: 2, sold: 1, live: {} });
    });

    it('after the payment, and nobody comes again: the timer writes the order, with its address', async () => {
      const wish = wishFor(community, 'tote', { pricePoints: 1, addressId });
      community.gateway.faults.set([everywhere]);
      expect(await redeem(community, openid, wish)).toMatchObject({ ok: false });
      community.gateway.faults.set([]);
      const count = await documents.count(ORDERS, { item: 'tote' });
      await walk(HOUR_MS);
      expect(await documents.count(ORDERS, { item: 'tote' })).toBe(count + 1);
      const [newest] = dataOf(await ask(url, openid, 'orders')).orders;
      expect(await orderOf(url, openid, newest?.orderId ?? '')).toMatchObject({
        itemId: 'tote',
        state: 'placed',
        address: { recipient: '林小满', detail: '转塘街道 1 号' },
      });
      expect(await stored('tote')).toMatchObject({ live: {}, done: {}, open: 0 });
    });

    /** Claims, and never gets as far as to pay. */
    async function leaveClaim(itemId: string): Promise<void> {
      await shelve(url, itemId, { ...DONATION, pricePoints: 1 }, 1);
      community.gateway.faults.set([
        { collection: 'accounts', action: 'database.modifyDocument', kind: 'refuse' },
        { collection: 'accounts', action: 'database.modifyAndReturnDoc', kind: 'delay', delayMs: 700 },
      ]);
      const wish = wishFor(community, itemId, { pricePoints: 1 });
      const { availablePoints } = await storedAccount(documents, openid);
      await redeem(community, openid, wish);
      community.gateway.faults.set([]);
      expect((await storedAccount(documents, openid)).availablePoints).toBe(availablePoints);
      expect(await stored(itemId)).toMatchObject({ left: 0, open: 1 });
    }

    it('before the payment: the timer gives back what was set aside', async () => {
      await leaveClaim('held');
      await walk(HOUR_MS);
      expect(await stored('held')).toMatchObject({ left: 1, sold: 0, open: 0, live: {} });
      await redeemed(community, openid, 'held', { pricePoints: 1 });
    }, 60_000);

    it('before the payment: whoever looks at it after two minutes has it back', async () => {
      await leaveClaim('looked');
      expect(await itemSeenBy(url, openid, 'looked')).toMatchObject({ left: 0, state: 'sold_out' });
      await walk(125_000);
      expect(await itemSeenBy(url, openid, 'looked')).toMatchObject({ left: 1, state: 'on_sale' });
      expect(await stored('looked')).toMatchObject({ left: 1, open: 0, live: {} });
      await pause();
      await redeemed(community, openid, 'looked', { pricePoints: 1 });
    }, 60_000);

    it('a return: the timer brings the stock back', async () => {
      const before = await stock('tote');
      const { orderId } = await parcel();
      community.gateway.faults.set([
        { collection: SHELF, action: 'database.modifyAndReturnDoc', kind: 'refuse' },
      ]);
      expect(await asked('cancelOrder', orderId)).toMatchObject({ ok: false, code: 'INTERNAL_ERROR' });
      community.gateway.faults.set([]);
      expect(await stock('tote')).toMatchObject({ left: (before?.left ?? 0) - 1 });
      const paidBack = await storedAccount(documents, openid);
      await walk(HOUR_MS);
      expect(await stock('tote')).toEqual(before);
      expect((await storedAccount(documents, openid)).seq).toBe(paidBack.seq);
      expect(await orderOf(url, openid, orderId)).toMatchObject({ state: 'cancelled' });
    });
  });
});
