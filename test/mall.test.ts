import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCOUNTS } from '../cloudfunctions/community/ledger';
import { ORDERS } from '../cloudfunctions/community/orders';
import { SHELF, stockIdOf, type Stock } from '../cloudfunctions/community/shelf';
import type { Documents } from '../cloudfunctions/platform/documents';
import {
  ask,
  askAsIs,
  checkIn,
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
  CARD,
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
  TERMS,
  wishFor,
  type OperatorTerms,
  type RedeemInput,
} from './support/mall';
import { changedBetween, documentsOf, standingOf, storedAccount } from './support/stored';

const HOUR_MS = 3_600_000;

describe('the mall through the doors', () => {
  let community: Community;
  let url: string;
  let documents: Documents;
  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
    ({ url } = community);
    documents = await documentsOf(url);
  });
  afterAll(() => community.close());

  it('redeems a parcel, and a cancel brings all of it back', async () => {
    await shelve(url, 'tote', {}, 5);
    await enrich(url, 'o-tote', 250);
    const addressId = await addressFor(url, 'o-tote');
    const mall = dataOf(await ask(url, 'o-tote', 'mall'));
    expect(mall.items).toMatchObject([{ itemId: 'tote', left: 5, pricePoints: 100, state: 'on_sale' }]);
    const before = await storedAccount(documents, 'o-tote');
    const wish = wishFor(community, 'tote', { quantity: 2, seenAtMs: mall.nowMs, addressId });
    const requestId = newRequestId();
    const first = dataOf(await redeem(community, 'o-tote', wish, requestId));
    expect(first).toMatchObject({
      balancePoints: mall.balancePoints - 200,
      order: {
        state: 'placed',
        pointsSpent: 200,
        address: { recipient: '林小满' },
        canCancel: true,
        shipUntilMs: first.order.placedAtMs + 7 * DAY_MS,
      },
    });
    expect(dataOf(await redeem(community, 'o-tote', wish, requestId))).toEqual(first);
    expect(await itemSeenBy(url, 'o-tote', 'tote')).toMatchObject({ left: 3, sold: 2 });
    expect(dataOf(await ask(url, 'o-tote', 'mall')).openOrders).toBe(1);
    const { orderId } = first.order;
    const cancelled = dataOf(await ask(url, 'o-tote', 'cancelOrder', { orderId }, newRequestId()));
    expect(cancelled).toMatchObject({ order: { state: 'cancelled' }, balancePoints: mall.balancePoints });
    expect(await itemSeenBy(url, 'o-tote', 'tote')).toMatchObject({ left: 5, sold: 0 });
    expect(dataOf(await ask(url, 'o-tote', 'mall')).openOrders).toBe(0);
    const { availablePoints, lots, limits } = await storedAccount(documents, 'o-tote');
    expect({ availablePoints, lots, limits }).toEqual({
      availablePoints: before.availablePoints,
      lots: before.lots,
      limits: before.limits,
    });
    // The order stands as it was; the wish that placed it is answered by it, and nothing is taken again.
    const late = dataOf(await redeem(community, 'o-tote', wish, requestId));
    expect(late.order).toMatchObject({ orderId, state: 'cancelled' });
    expect(await itemSeenBy(url, 'o-tote', 'tote')).toMatchObject({ left: 5, sold: 0 });
  });

  it('shows what can be had first, then what is nearest, what opens soon, and what is gone', async () => {
    const day = (days: number) => community.clock.nowMs() + days * DAY_MS;
    await shelve(url, 'dear', { ...DONATION, pricePoints: 5_000 }, 1);
    await shelve(url, 'dearer', { ...DONATION, pricePoints: 6_000 }, 1);
    await shelve(url, 'gate', { ...DONATION, pricePoints: 1, minTierLevel: 4 }, 1);
    await shelve(url, 'soon', { ...DONATION, onSaleFromMs: day(2) }, 1);
    await shelve(url, 'later', { ...DONATION, onSaleFromMs: day(30) }, 1);
    await shelve(url, 'short', { ...DONATION, onSaleUntilMs: day(1) }, 1);
    await shelve(url, 'gone', DONATION);
    await shelve(url, 'hidden', DONATION, 1);
    dataOf(await operate(url, 'setItemStatus', { itemId: 'hidden', status: 'paused' }));
    await shelve(url, 'retired', DONATION, 1);
    dataOf(await operate(url, 'setItemStatus', { itemId: 'retired', status: 'retired' }));
    dataOf(await operate(url, 'saveItem', { itemId: 'draft', ver: null, ...TERMS }));
    const { items, categories, bannerItemIds } = dataOf(await ask(url, 'o-tote', 'mall'));
    const stateOf = new Map(items.map(({ itemId, state }) => [itemId, state]));
    expect(Object.fromEntries(stateOf)).toEqual({
      tote: 'on_sale',
      short: 'on_sale',
      dear: 'on_sale',
      dearer: 'on_sale',
      gate: 'on_sale',
      soon: 'upcoming',
      later: 'upcoming',
      gone: 'sold_out',
      hidden: 'paused',
    });
    const ids = items.map(({ itemId }) => itemId);
    expect([...ids.slice(0, 2)].sort()).toEqual(['short', 'tote']);
    expect(ids.slice(2, 5)).toEqual(['dear', 'dearer', 'gate']);
    expect([...ids.slice(5, 7)].sort()).toEqual(['later', 'soon']);
    expect(categories.map(({ id }) => id)).toEqual(['goods', 'care']);
    expect(bannerItemIds).toEqual(['short', 'soon']);
    const gate = items.find(({ itemId }) => itemId === 'gate');
    expect(gate?.tierGate).toEqual({ level: 4, name: '含苞', isReached: false });
    expect(await itemSeenBy(url, 'o-tote', 'retired')).toMatchObject({ state: 'ended' });
  });

  it('sells each tier at its own price, and says what was seen otherwise', async () => {
    const tierPrices = [{ fromLevel: 2, pricePoints: 80 }];
    await shelve(url, 'tiers', { ...DONATION, tierPrices }, 9);
    await enrich(url, 'o-sprout', 500);
    await enrich(url, 'o-leaf', 500);
    for (let day = 0; day < 10; day += 1) {
      await clockTo(url, community.clock.nowMs() + DAY_MS);
      dataOf(await checkIn(url, 'o-leaf'));
    }
    expect(await itemSeenBy(url, 'o-sprout', 'tiers')).toMatchObject({
      pricePoints: 100,
      ordinaryPricePoints: 100,
      tierPrices: [{ name: '展叶', pricePoints: 80 }],
    });
    expect(await itemSeenBy(url, 'o-leaf', 'tiers')).toMatchObject({
      pricePoints: 80,
      ordinaryPricePoints: 100,
    });
    const cheap = wishFor(community, 'tiers', { pricePoints: 80 });
    expect(await redeem(community, 'o-sprout', cheap)).toMatchObject({
      code: 'PRICE_CHANGED',
      data: { pricePoints: 100 },
    });
    expect(dataOf(await redeem(community, 'o-leaf', cheap)).order.pointsSpent).toBe(80);
    const dear = wishFor(community, 'tiers');
    expect(await redeem(community, 'o-leaf', dear)).toMatchObject({
      code: 'PRICE_CHANGED',
      data: { pricePoints: 80 },
    });
  });

  it('remembers favourites, also of what has not opened, and forgets them when it is told to', async () => {
    const favour = (itemId: string, isFavourite: boolean) =>
      ask(url, 'o-sprout', 'setFavourite', { itemId, isFavourite }, newRequestId());
    for (const itemId of ['later', 'tiers', 'later']) dataOf(await favour(itemId, true));
    const favourites = async () =>
      dataOf(await ask(url, 'o-sprout', 'mall')).items.flatMap((item) =>
        item.isFavourite ? item.itemId : [],
      );
    expect((await favourites()).sort()).toEqual(['later', 'tiers']);
    expect(await itemSeenBy(url, 'o-sprout', 'later')).toMatchObject({ isFavourite: true });
    expect(await itemSeenBy(url, 'o-leaf', 'later')).toMatchObject({ isFavourite: false });
    dataOf(await favour('later', false));
    dataOf(await favour('nothing', false));
    expect(await favourites()).toEqual(['tiers']);
    for (const itemId of ['nothing', 'draft']) {
      expect(await favour(itemId, true)).toMatchObject({ ok: false, code: 'ITEM_NOT_FOUND' });
    }
    expect(await favourites()).toEqual(['tiers']);
  });

  it('counts limits by day, by week and for ever, and shows how far a member is', async () => {
    await clockTo(url, MONDAY_MS + 14 * DAY_MS);
    const limits = { perDay: 1, perWeek: 2, ever: 3 };
    await shelve(url, 'limited', { ...DONATION, pricePoints: 1, limits, maxPerOrder: 1 }, 20);
    await enrich(url, 'o-limits', 100);
    const take = () => redeem(community, 'o-limits', wishFor(community, 'limited', { pricePoints: 1 }));
    const outcomes: string[] = [];
    for (const days of [0, 0, 1, 1, 6, 1, 0, 7]) {
      if (days > 0) await clockTo(url, community.clock.nowMs() + days * DAY_MS);
      const answer = await take();
      outcomes.push(
        answer.ok ? 'ok' : answer.code === 'LIMIT_REACHED' ? (answer.data?.period ?? '') : answer.code,
      );
    }
    // Monday, Monday, Tuesday, Wednesday, the Tuesday after, Wednesday, Wednesday, and a week later.
    expect(outcomes).toEqual(['ok', 'day', 'ok', 'week', 'ok', 'ever', 'ever', 'ever']);
    const seen = await itemSeenBy(url, 'o-limits', 'limited');
    expect(seen).toMatchObject({
      mostNow: 0,
      limits: [
        { period: 'day', cap: 1, used: 0 },
        { period: 'week', cap: 2, used: 0 },
        { period: 'ever', cap: 3, used: 3 },
      ],
    });
  });

  it('gives make-up cards at once, as many as can be kept; a card that is used makes the order stay', async () => {
    await shelve(url, 'card', { ...CARD, pricePoints: 10, maxPerOrder: 20 }, 50);
    await enrich(url, 'o-card', 900);
    const { mostNow, refundable } = await itemSeenBy(url, 'o-card', 'card');
    expect(refundable).toBe('until_used');
    const tooMany = wishFor(community, 'card', { pricePoints: 10, quantity: mostNow + 1 });
    expect(await redeem(community, 'o-card', tooMany)).toMatchObject({ code: 'CARD_LIMIT' });
    const one = await redeemed(community, 'o-card', 'card', { pricePoints: 10 });
    const rest = await redeemed(community, 'o-card', 'card', { pricePoints: 10, quantity: mostNow - 1 });
    expect(one).toMatchObject({ state: 'issued', makeUpCards: 1, canCancel: false });
    expect((await storedAccount(documents, 'o-card')).makeUpCards).toBe(mostNow);
    expect((await itemSeenBy(url, 'o-card', 'card')).mostNow).toBe(0);
    dataOf(await checkIn(url, 'o-card'));
    await clockTo(url, community.clock.nowMs() + 2 * DAY_MS);
    const yesterday = new Date(community.clock.nowMs() - DAY_MS + 8 * HOUR_MS).toISOString().slice(0, 10);
    dataOf(await ask(url, 'o-card', 'makeUp', { day: yesterday }, newRequestId()));
    const refund = (orderId: string) =>
      operate(url, 'refundOrder', { orderId, restock: true, reason: 'goodwill' });
    expect(dataOf(await refund(rest.orderId)).order.state).toBe('refunded');
    const before = await storedAccount(documents, 'o-card');
    expect(before.makeUpCards).toBe(0);
    expect(await refund(one.orderId)).toMatchObject({ ok: false, code: 'USED' });
    expect(await storedAccount(documents, 'o-card')).toEqual(before);
    expect(await orderOf(url, 'o-card', one.orderId)).toMatchObject({ state: 'issued', facts: one.facts });
    expect(await operatorsItem(url, 'card')).toMatchObject({ stock: [{ left: 49, sold: 1 }] });
  });

  it('says in the statement what was redeemed, drawn and returned', async () => {
    await shelve(url, 'gift', { ...DONATION, title: '给流浪猫', pricePoints: 5 }, 9);
    const always = [{ title: '20 积分', points: 20, makeUpCards: 0, chancePerMyriad: 10_000 }];
    await shelve(url, 'lucky', { ...DRAW, title: '必中', prizes: always, pricePoints: 30 }, 9);
    await enrich(url, 'o-reads', 400);
    const addressId = await addressFor(url, 'o-reads');
    await shelve(url, 'bag', {}, 5);
    const parcel = await redeemed(community, 'o-reads', 'bag', { quantity: 2, addressId });
    await redeemed(community, 'o-reads', 'gift', { pricePoints: 5, quantity: 3 });
    const drawn = await redeemed(community, 'o-reads', 'lucky', { pricePoints: 30 });
    expect(drawn).toMatchObject({ state: 'issued', pointsSpent: 30, draws: [{ prize: { points: 20 } }] });
    dataOf(await ask(url, 'o-reads', 'cancelOrder', { orderId: parcel.orderId }, newRequestId()));
    const { lines, balancePoints } = dataOf(await ask(url, 'o-reads', 'statement'));
    expect(lines.slice(0, 5).map(({ reason, pointsDelta }) => [reason, pointsDelta])).toEqual([
      ['兑换退回：帆布包', 200],
      ['抽中：必中', 20],
      ['兑换：必中', -30],
      ['兑换：给流浪猫 × 3', -15],
      ['兑换：帆布包 × 2', -200],
    ]);
    expect(lines.reduce((sum, { pointsDelta }) => sum + pointsDelta, 0)).toBe(balancePoints);
  });

  it('keeps its promise of a price and a window to the millisecond that was seen', async () => {
    await shelve(url, 'window', { ...DONATION, onSaleFromMs: community.clock.nowMs() + HOUR_MS }, 3);
    const early = await redeem(community, 'o-reads', wishFor(community, 'window'));
    expect(early).toMatchObject({ code: 'NOT_ON_SALE', data: { state: 'upcoming' } });
    await clockTo(url, community.clock.nowMs() + HOUR_MS);
    await redeemed(community, 'o-reads', 'window');
  });

  describe('refuses by name and writes nothing', () => {
    const openid = 'o-refused';
    let addressId: string;
    let foreignAddressId: string;
    let removedAddressId: string;
    const items: Readonly<Record<string, Partial<OperatorTerms>>> = {
      plain: {},
      coupon: COUPON,
      donation: DONATION,
      sizes: { variants: [{ variantId: 's', name: 'S' }] },
      pause: DONATION,
      over: DONATION,
      nobody: { ...DONATION, minTierLevel: 6 },
      pricey: { ...DONATION, pricePoints: 100_000 },
      closed: { ...DONATION, onSaleUntilMs: MONDAY_MS },
      unopened: { ...DONATION, onSaleFromMs: MONDAY_MS + 300 * DAY_MS },
      small: { ...DONATION, maxPerOrder: 2, limits: { perDay: 2, perWeek: null, ever: null } },
      scarce: DONATION,
    };

    beforeAll(async () => {
      for (const [name, terms] of Object.entries(items)) {
        const stock = name === 'scarce' ? 2 : name === 'coupon' ? 0 : 10;
        await shelve(url, `r-${name}`, terms, stock);
      }
      dataOf(await operate(url, 'saveItem', { itemId: 'r-draft', ver: null, ...TERMS, ...DONATION }));
      dataOf(await operate(url, 'setItemStatus', { itemId: 'r-pause', status: 'paused' }));
      dataOf(await operate(url, 'setItemStatus', { itemId: 'r-over', status: 'retired' }));
      await enrich(url, openid, 900);
      await join(url, 'o-foreigner');
      addressId = await addressFor(url, openid);
      foreignAddressId = await addressFor(url, 'o-foreigner');
      removedAddressId = await addressFor(url, openid);
      dataOf(await ask(url, openid, 'removeAddress', { addressId: removedAddressId }, newRequestId()));
      // What an instance has in mind of an item is two seconds old at most.
      await clockTo(url, community.clock.nowMs() + 3_000);
    }, 60_000);

    /** All that a redemption could touch. */
    const state = () => standingOf(documents, [ACCOUNTS, ORDERS, SHELF]);

    async function refuses(input: object, code: string, data: object = {}): Promise<void> {
      const before = await state();
      const event = { action: 'redeemItem', input, requestId: newRequestId() };
      const { body } = await send(url, JSON.stringify(event), openid);
      expect(body).toMatchObject({ ok: false, code });
      expect(body.data ?? {}).toMatchObject(data);
      expect(body.message).toMatch(/\S/);
      expect(changedBetween(before, await state())).toEqual([]);
    }
    const wish = (name: string, more: Partial<RedeemInput> = {}) => wishFor(community, `r-${name}`, more);

    it.each([-1, 0, 0.5, 21, 2 ** 53, 1e300, '1', null, [1], { $gt: 0 }, true])(
      'a quantity of %j',
      async (quantity) => {
        await refuses({ ...wish('donation'), quantity }, 'INVALID_INPUT');
      },
    );

    it.each<[string, object]>([
      ['no item', { itemId: undefined }],
      ['an operator for an item', { itemId: { $ne: '' } }],
      ['an item with a dot', { itemId: 'r.donation' }],
      ['an item that is too long', { itemId: 'x'.repeat(25) }],
      ['a path for a variant', { variantId: '../s' }],
      ['a negative price', { pricePoints: -100 }],
      ['half a price', { pricePoints: 99.5 }],
      ['a price in words', { pricePoints: '100' }],
      ['a time before all time', { seenAtMs: -1 }],
      ['no time', { seenAtMs: undefined }],
      ['a time in words', { seenAtMs: '2027-03-01' }],
      ['an address of another shape', { addressId: 'x' }],
      ['a field more', { orderId: 'mine' }],
    ])('%s', async (_what, more) => {
      await refuses({ ...wish('donation'), ...more }, 'INVALID_INPUT');
    });

    it.each<[string, () => RedeemInput, string, object]>([
      ['an item that nobody knows', () => wish('unknown'), 'ITEM_NOT_FOUND', {}],
      ['a draft', () => wish('draft'), 'ITEM_NOT_FOUND', {}],
      [
        'an item with a variant that it has not',
        () => wish('donation', { variantId: 's' }),
        'ITEM_NOT_FOUND',
        {},
      ],
      ['variants without one', () => wish('sizes', { addressId }), 'ITEM_NOT_FOUND', {}],
      ['variants with another one', () => wish('sizes', { variantId: 'm', addressId }), 'ITEM_NOT_FOUND', {}],
      ['what is paused', () => wish('pause'), 'NOT_ON_SALE', { state: 'paused' }],
      ['what was retired', () => wish('over'), 'NOT_ON_SALE', { state: 'ended' }],
      ['what is over', () => wish('closed'), 'NOT_ON_SALE', { state: 'ended' }],
      ['what has not opened', () => wish('unopened'), 'NOT_ON_SALE', { state: 'upcoming' }],
      ['what is for another tier', () => wish('nobody'), 'TIER_TOO_LOW', { name: '成林' }],
      ['what is sold out', () => wish('coupon'), 'SOLD_OUT', {}],
      ['more than there is', () => wish('scarce', { quantity: 3 }), 'SOLD_OUT', {}],
      [
        'more than one order holds',
        () => wish('plain', { quantity: 4, addressId }),
        'QUANTITY_TOO_LARGE',
        { most: 3 },
      ],
      ['another price', () => wish('donation', { pricePoints: 99 }), 'PRICE_CHANGED', { pricePoints: 100 }],
      [
        'a price of nothing',
        () => wish('donation', { pricePoints: 0 }),
        'PRICE_CHANGED',
        { pricePoints: 100 },
      ],
      ['more than the member has', () => wish('pricey', { pricePoints: 100_000 }), 'INSUFFICIENT_POINTS', {}],
      ['a parcel without an address', () => wish('plain'), 'ADDRESS_NEEDED', {}],
      [
        'another one’s address',
        () => wish('plain', { addressId: foreignAddressId }),
        'ADDRESS_NOT_FOUND',
        {},
      ],
      [
        'an address that nobody has',
        () => wish('plain', { addressId: 'a'.repeat(12) }),
        'ADDRESS_NOT_FOUND',
        {},
      ],
      [
        'what was seen half an hour ago',
        () => wish('donation', { seenAtMs: seen(-30 * 60_000) }),
        'OUTDATED',
        {},
      ],
      ['what was seen long ago', () => wish('donation', { seenAtMs: 0 }), 'OUTDATED', {}],
      ['what will be seen', () => wish('donation', { seenAtMs: seen(70_000) }), 'OUTDATED', {}],
      [
        'what will be seen at the end of time',
        () => wish('donation', { seenAtMs: 2 ** 53 - 1 }),
        'OUTDATED',
        {},
      ],
    ])('%s', async (_what, input, code, data) => {
      await refuses(input(), code, data);
    });

    const seen = (offsetMs: number) => community.clock.nowMs() + offsetMs;

    it('an address that was taken out a moment ago', async () => {
      await refuses(wish('plain', { addressId: removedAddressId }), 'ADDRESS_NOT_FOUND');
    });

    it('an address where none is needed', async () => {
      await refuses(wish('donation', { addressId }), 'ADDRESS_NOT_FOUND');
    });

    it('the request id of another wish', async () => {
      const first = wish('donation');
      const requestId = newRequestId();
      const { order } = dataOf(await redeem(community, openid, first, requestId));
      const before = await state();
      for (const more of [
        { itemId: 'r-scarce' },
        { quantity: 2 },
        { pricePoints: 99 },
        { seenAtMs: first.seenAtMs - 1 },
        { itemId: 'r-plain', addressId },
      ] as const) {
        const answer = await redeem(community, openid, { ...first, ...more }, requestId);
        expect(answer).toMatchObject({ ok: false, code: 'KEY_REUSED' });
      }
      expect(dataOf(await redeem(community, openid, first, requestId)).order).toEqual(order);
      expect(changedBetween(before, await state())).toEqual([]);
    });

    it('of two members the second of what there is one of', async () => {
      await enrich(url, 'o-second', 500);
      await redeemed(community, openid, 'r-scarce', { quantity: 2 });
      const before = await documents.getNewest<Stock>(SHELF, stockIdOf('r-scarce', '', 0));
      const answer = await redeem(community, 'o-second', wish('scarce'));
      expect(answer).toMatchObject({ ok: false, code: 'SOLD_OUT' });
      expect(await documents.getNewest<Stock>(SHELF, stockIdOf('r-scarce', '', 0))).toEqual(before);
    });

    it('what goes beyond a limit', async () => {
      await enrich(url, openid, 900);
      await redeemed(community, openid, 'r-small', { quantity: 1 });
      await refuses(wish('small', { quantity: 2 }), 'LIMIT_REACHED', { period: 'day', left: 1 });
    });

    it('who is no member', async () => {
      const answer = await askAsIs(url, 'o-visitor', 'redeemItem', wish('donation'), newRequestId());
      expect(answer).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
    });
  });
});
