import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STOCK_MOVES } from '../cloudfunctions/community/mall/stock-moves';
import { SHELF } from '../cloudfunctions/community/shelf';
import type { Documents } from '../cloudfunctions/platform/documents';
import { LOCAL_OWNERS } from '../local/local-owners';
import { localMemberIdOf } from '../local/local-member-id';
import {
  ask,
  dataOf,
  MONDAY_MS,
  newRequestId,
  openCommunity,
  operate,
  type Community,
} from './support/community';
import {
  COUPON,
  DONATION,
  DRAW,
  enrich,
  operatorsItem,
  putOnShelf,
  redeemed,
  shelve,
  TERMS,
  type OperatorTerms,
} from './support/mall';
import { changedBetween, documentsOf, standingOf } from './support/stored';

describe('the mall, for those who run it', () => {
  let community: Community;
  let url: string;
  let documents: Documents;
  const save = (
    itemId: string,
    ver: number | null,
    terms: Partial<OperatorTerms> = {},
    requestId = newRequestId(),
  ) => operate(url, 'saveItem', { itemId, ver, ...TERMS, ...terms }, { requestId });
  const move = (itemId: string, quantity: number, more: object = {}, requestId = newRequestId()) =>
    operate(
      url,
      'moveStock',
      { itemId, variantId: '', quantity, reason: 'delivery', ...more },
      { requestId },
    );
  const setStatus = (itemId: string, status: string) => operate(url, 'setItemStatus', { itemId, status });
  const refuses = async (answer: () => Promise<object>, expected: object) => {
    const before = await standingOf(documents, [SHELF]);
    expect(await answer()).toMatchObject({ ok: false, ...expected });
    expect(changedBetween(before, await standingOf(documents, [SHELF]))).toEqual([]);
  };

  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
    ({ url } = community);
    documents = await documentsOf(url);
  });
  afterAll(() => community.close());

  it('saves an item once for a request, and changes the one that was seen', async () => {
    const requestId = newRequestId();
    const made = dataOf(await save('tote', null, {}, requestId));
    expect(made).toMatchObject({ itemId: 'tote', ver: 0, status: 'draft', stock: [{ left: 0, sold: 0 }] });
    expect(dataOf(await save('tote', null, {}, requestId))).toEqual(made);
    const changing = newRequestId();
    const changed = dataOf(await save('tote', 0, { title: '新的包' }, changing));
    expect(changed).toMatchObject({ ver: 1, title: '新的包' });
    expect(dataOf(await save('tote', 0, { title: '新的包' }, changing))).toEqual(changed);
    await refuses(() => save('tote', null), { code: 'ITEM_EXISTS' });
    await refuses(() => save('tote', 0, { title: '旧的包' }), { code: 'ITEM_CHANGED', data: { ver: 1 } });
    await refuses(() => save('nothing', 0), { code: 'ITEM_NOT_FOUND' });
  });

  it.each<[string, Partial<OperatorTerms>]>([
    ['category', { category: 'weapons' }],
    ['minTierLevel', { minTierLevel: 7 }],
    ['tierPrices', { tierPrices: [{ fromLevel: 9, pricePoints: 1 }] }],
    ['onSaleUntilMs', { onSaleFromMs: 5, onSaleUntilMs: 5 }],
    ['maxPerOrder', { limits: { perDay: 1, perWeek: null, ever: null } }],
    ['lanes', { lanes: 2 }],
    ['variants', { ...DONATION, variants: [{ variantId: 's', name: 'S' }] }],
    ['prizes', { kind: 'draw' }],
    ['membershipDays', { membershipDays: 3 }],
  ])('refuses terms whose %s does not fit', async (field, terms) => {
    await refuses(() => save('bad', null, terms), { code: 'BAD_TERMS', data: { field } });
  });

  it('keeps what was promised once it was on the shelf', async () => {
    await shelve(url, 'dice', DRAW, 3);
    const {
      ver,
      stock: _stock,
      status: _status,
      itemId: _itemId,
      ...terms
    } = await operatorsItem(url, 'dice');
    const prizes = [{ title: '都没有', points: 0, makeUpCards: 0, chancePerMyriad: 10_000 }];
    await refuses(() => save('dice', ver, { ...terms, prizes }), {
      code: 'FIELD_IS_FIXED',
      data: { field: 'prizes' },
    });
    await refuses(() => save('dice', ver, { ...DONATION }), {
      code: 'FIELD_IS_FIXED',
      data: { field: 'kind' },
    });
    expect(dataOf(await save('dice', ver, { ...terms, pricePoints: 7 }))).toMatchObject({ pricePoints: 7 });
  });

  it('keeps of a draft what stock comes in for: its kind and its lanes', async () => {
    dataOf(await save('draft', null, { ...DONATION, maxPerOrder: 1 }));
    dataOf(await move('draft', 3));
    for (const [field, terms] of [
      ['kind', { ...COUPON, maxPerOrder: 1 }],
      ['lanes', { ...DONATION, maxPerOrder: 1, lanes: 4 }],
    ] as const) {
      await refuses(() => save('draft', 0, terms), { code: 'FIELD_IS_FIXED', data: { field } });
    }
    const other = { ...DONATION, maxPerOrder: 1, pricePoints: 9 };
    expect(dataOf(await save('draft', 0, other))).toMatchObject({ pricePoints: 9, stock: [{ left: 3 }] });
  });

  it('puts on the shelf, pauses, and takes away for good', async () => {
    for (const status of ['listed', 'paused', 'listed', 'listed', 'retired', 'retired']) {
      expect(dataOf(await setStatus('tote', status))).toMatchObject({ status });
    }
    await refuses(() => setStatus('tote', 'listed'), { code: 'ITEM_RETIRED' });
    await refuses(() => setStatus('nothing', 'listed'), { code: 'ITEM_NOT_FOUND' });
    dataOf(await save('days', null, { kind: 'membership_days', membershipDays: 30 }));
    await refuses(() => setStatus('days', 'listed'), { code: 'NOT_DELIVERED' });
  });

  it('moves stock once for a request, by reason, and never below what is left', async () => {
    await shelve(url, 'cup', { ...DONATION, pricePoints: 1 });
    const requestId = newRequestId();
    const moved = dataOf(await move('cup', 5, {}, requestId));
    expect(moved).toMatchObject({ stock: [{ left: 5, sold: 0, open: 0 }] });
    expect(dataOf(await move('cup', 5, {}, requestId))).toEqual(moved);
    for (const more of [{ quantity: 6 }, { reason: 'count' }]) {
      await refuses(() => move('cup', 5, more, requestId), { code: 'KEY_REUSED' });
    }
    const tooMany = newRequestId();
    for (let times = 0; times < 2; times += 1) {
      expect(await move('cup', -6, { reason: 'count' }, tooMany)).toMatchObject({
        code: 'STOCK_TOO_LOW',
        data: { left: 5 },
      });
    }
    expect(await documents.count(STOCK_MOVES, { item: 'cup' })).toBe(1);
    expect(dataOf(await move('cup', -2, { reason: 'damaged' }))).toMatchObject({ stock: [{ left: 3 }] });
    await enrich(url, 'o-buys', 10);
    await redeemed(community, 'o-buys', 'cup', { pricePoints: 1 });
    expect(await move('cup', -3)).toMatchObject({ code: 'STOCK_TOO_LOW', data: { left: 2 } });
    const { moves } = dataOf(await operate(url, 'stockMoves', { itemId: 'cup' }));
    expect(moves).toMatchObject([
      { quantity: -2, reason: 'damaged', by: localMemberIdOf(LOCAL_OWNERS[0]) },
      { quantity: 5, reason: 'delivery' },
    ]);
    expect(await operatorsItem(url, 'cup')).toMatchObject({ stock: [{ left: 2, sold: 1 }] });
  });

  it('refuses moves of what has no stock of its own, or is not there', async () => {
    await shelve(url, 'coupon', COUPON);
    await refuses(() => move('coupon', 5), { code: 'CODES_ARE_IMPORTED' });
    await refuses(() => move('nothing', 5), { code: 'ITEM_NOT_FOUND' });
    await refuses(() => move('cup', 5, { variantId: 's' }), { code: 'VARIANT_NOT_FOUND' });
    for (const quantity of [0, 0.5, 1_000_001, -1_000_001, '5', null]) {
      await refuses(() => move('cup', 1, { quantity }), { code: 'INVALID_INPUT' });
    }
    await refuses(() => move('cup', 1, { reason: 'because' }), { code: 'INVALID_INPUT' });
  });

  it('spreads stock over lanes, and many moves at once are all made', async () => {
    await shelve(url, 'lanes', { ...DONATION, maxPerOrder: 1, lanes: 4 });
    const moves = Array.from({ length: 4 }, (_, index) => move('lanes', index + 4));
    for (const answer of await Promise.all(moves)) dataOf(answer);
    expect(await operatorsItem(url, 'lanes')).toMatchObject({ stock: [{ left: 22 }] });
    expect(dataOf(await move('lanes', -22))).toMatchObject({ stock: [{ left: 0 }] });
    expect(await documents.count(STOCK_MOVES, { item: 'lanes' })).toBe(5);
  });

  it('keeps a hundred items, and answers the request again that brought the last one', async () => {
    const { items } = dataOf(await operate(url, 'mallItems', {}));
    const requestId = newRequestId();
    const kept = items.filter(({ status }) => status !== 'retired').length;
    for (let count = kept; count < 99; count += 1) await putOnShelf(documents, `i${count}`);
    const last = dataOf(await save('last', null, {}, requestId));
    expect(await save('beyond', null)).toMatchObject({ ok: false, code: 'TOO_MANY_ITEMS' });
    expect(await save('last', null, {}, requestId)).toMatchObject({ ok: true, data: last });
    dataOf(await setStatus('i98', 'retired'));
    dataOf(await save('beyond', null));
    const all = dataOf(await operate(url, 'mallItems', {})).items;
    expect(all.filter(({ status }) => status !== 'retired')).toHaveLength(100);
    expect(all.filter(({ status }) => status === 'retired').map(({ itemId }) => itemId)).toContain('i98');
    expect(await ask(url, 'o-buys', 'mallItem', { itemId: 'last' })).toMatchObject({
      code: 'ITEM_NOT_FOUND',
    });
  });
});
