import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openLocal, type Local } from '../../local/local';
import { launchBrowser, Visitor } from '../support/browser';
import { DIST_FOLDER } from '../support/bundle-functions';
import { ask, clockTo, dataOf, DAY_MS, home, newRequestId, operate } from '../support/community';
import { ADDRESS, CARD, COUPON, DRAW, enrich, shelve } from '../support/mall';
import { beginOnMonday } from './history';

jest.setTimeout(120_000);

const ITEM = '/packages/mall/item/index?itemId=';
const ORDERS = '/packages/mall/orders/index';

/** Points for things, in the phone. */
describe('the points mall', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'mall-stories-'));
  let browser: Browser;
  let local: Local;
  let visitor: Visitor;

  beforeAll(async () => {
    [browser, local] = await Promise.all([
      launchBrowser(),
      openLocal({
        port: 0,
        dataFolder: path.join(folder, 'data'),
        distFolder: DIST_FOLDER,
        demo: false,
        preview: true,
        onLog: () => undefined,
      }),
    ]);
    await beginOnMonday(local.url);
    const variants = [
      { variantId: 'raw', name: '米白' },
      { variantId: 'clay', name: '陶土红' },
    ];
    await shelve(local.url, 'tote', { title: '小满帆布包', pricePoints: 120, variants }, 10);
    await shelve(local.url, 'coffee', { ...COUPON, title: '手冲咖啡券', pricePoints: 80, maxPerOrder: 2 });
    const csv = ['code', 'KAFEI-0001', 'KAFEI-0002', 'KAFEI-0003'].join('\n');
    dataOf(await operate(local.url, 'importCodes', { itemId: 'coffee', variantId: '', csv }));
    await shelve(local.url, 'lot', { ...DRAW, title: '开窑抽签', pricePoints: 20 }, 50);
    await shelve(local.url, 'last', { ...CARD, title: '最后一张补签卡', pricePoints: 60, maxPerOrder: 1 }, 1);
  });
  afterAll(async () => {
    await browser.close();
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => visitor.leave());

  async function open(openid: string, page = '', allowed: readonly RegExp[] = []): Promise<void> {
    const url = `${local.url}/?openid=${openid}${page ? `#${page}` : ''}`;
    visitor = await Visitor.open(browser, url, { allowed });
  }
  /** The next redemption arrives, but its answer does not come back. */
  const loseAnAnswer = () =>
    visitor.panel.route(
      '**/cloud/functions/member',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
  const nowMs = async (): Promise<number> =>
    ((await (await fetch(`${local.url}/host/clock`)).json()) as { nowMs: number }).nowMs;
  const balanceOf = async (openid: string) => (await home(local.url, openid)).balancePoints;
  const newestOrder = async (openid: string) => {
    const { orders } = dataOf(await ask(local.url, openid, 'orders'));
    const { orderId = '' } = orders[0] ?? {};
    return dataOf(await ask(local.url, openid, 'order', { orderId })).order;
  };
  /** As the pages do it. */
  async function redeem(openid: string, itemId: string, more: object = {}) {
    const seen = dataOf(await ask(local.url, openid, 'mallItem', { itemId }));
    const { pricePoints } = seen.item;
    const input = { itemId, variantId: '', quantity: 1, pricePoints, seenAtMs: seen.nowMs, ...more };
    return dataOf(await ask(local.url, openid, 'redeemItem', input, newRequestId()));
  }

  it('who has not enough sees what is missing and where to get it; who has is told so', async () => {
    await enrich(local.url, 'o-poor', 70);
    await open('o-poor');
    await visitor.openTab('商城');
    await visitor.sees('.js-near-coffee', '还差 10 积分');
    await visitor.tap('.js-good-coffee');
    await visitor.sees('.js-act', '还差 10 积分');
    await visitor.tap('.js-act');
    await visitor.phone.getByText('每日签到').first().waitFor();
    await visitor.panel.goto(`${local.url}/?openid=o-poor#/pages/mall/index`);
    await visitor.tap('.js-filter-reachable');
    await visitor.sees('.js-good-lot', '开窑抽签');
    expect(await visitor.phone.locator('.js-good-coffee').count()).toBe(0);
  });

  it('a parcel: variant, a first address, one order; then shipped with a word about it, and received', async () => {
    const openid = 'o-parcel';
    await enrich(local.url, openid, 300);
    await open(openid);
    await visitor.openTab('商城');
    await visitor.tap('.js-good-tote');
    await visitor.tap('.js-variant-clay');
    await visitor.tap('.js-act');
    await visitor.sees('.js-variant', '陶土红');
    const address = visitor.phone.locator('.js-address:visible');
    // What is not disabled must not be told as if it were.
    expect(await address.getAttribute('aria-disabled')).toBe('false');
    await visitor.tap('.js-address');
    await visitor.phone
      .locator('.js-recipient input:visible, input.js-recipient:visible')
      .first()
      .fill('林小满');
    await visitor.phone
      .locator('.js-phone input:visible, input.js-phone:visible')
      .first()
      .fill('13800138000');
    await visitor.tap('.js-region');
    await visitor.phone.getByText('确定', { exact: true }).last().click();
    await visitor.phone
      .locator('.js-detail textarea:visible, textarea.js-detail:visible')
      .first()
      .fill('溪边路 24 号');
    await visitor.tap('.js-save');
    await visitor.sees('.js-address', '溪边路 24 号');
    await visitor.sees('.js-after', '180');
    // An impatient finger makes one order.
    await visitor.phone.locator('.js-redeem:visible').first().dblclick();
    await visitor.sees('.js-head', '换好了');
    await visitor.sees('.js-balance', '180');
    expect(dataOf(await ask(local.url, openid, 'orders')).orders).toHaveLength(1);
    await visitor.tap('.js-order');
    await visitor.sees('.js-head', '等着发货');

    const { orderId } = await newestOrder(openid);
    const csv = `orderId,carrier,number\n${orderId},顺丰,SF1388000024`;
    expect(dataOf(await operate(local.url, 'shipOrders', { csv }))).toEqual({ shipped: 1, problems: [] });
    await visitor.panel.goto(`${local.url}/?openid=${openid}#/packages/member/notices/index`);
    await visitor.phone.getByText('SF1388000024').first().waitFor();
    await visitor.panel.goto(`${local.url}/?openid=${openid}#${ORDERS}`);
    await visitor.tap('.js-order');
    await visitor.sees('.js-tracking', 'SF1388000024');
    await visitor.tap('.js-confirm');
    await visitor.phone.getByText('确认收货', { exact: true }).last().click();
    await visitor.sees('.js-head', '收到了');
    expect(await newestOrder(openid)).toMatchObject({ state: 'received', facts: [{}, {}, { by: 'member' }] });
  });

  it('a coupon is there at once, and stands among the coupons', async () => {
    await enrich(local.url, 'o-coupon', 100);
    await open('o-coupon', `${ITEM}coffee`);
    await visitor.tap('.js-act');
    // No address is asked for.
    expect(await visitor.phone.locator('.js-address').count()).toBe(0);
    await visitor.tap('.js-redeem');
    await visitor.sees('.js-code', 'KAFEI-0001');
    await visitor.sees('.js-balance', '20');
    await visitor.panel.goto(`${local.url}/?openid=o-coupon#/packages/mall/coupons/index`);
    await visitor.phone.getByText('KAFEI-0001').first().waitFor();
  });

  it('an answer that was lost is asked for from the mall, after something else was had: each is paid once', async () => {
    const openid = 'o-lost';
    await enrich(local.url, openid, 200);
    await shelve(local.url, 'only', { ...CARD, title: '只有一张', pricePoints: 60, maxPerOrder: 1 }, 1);
    await open(openid, `${ITEM}only`, [/net::ERR_FAILED/]);
    await visitor.tap('.js-act');
    await visitor.sees('.js-cost', '60');
    await loseAnAnswer();
    await visitor.tap('.js-redeem');
    await visitor.sees('.js-notice', '还没有回音');

    await visitor.panel.goto(`${local.url}/?openid=${openid}#${ITEM}lot`);
    await visitor.tap('.js-act');
    await visitor.tap('.js-redeem');
    await visitor.sees('.js-spent', '20');
    await visitor.tap('.js-mall');
    // It is gone from the shelf: perhaps to this very member.
    await visitor.sees('.js-good-only', '换完了');
    await visitor.sees('.js-unknown-only', '只有一张');
    await visitor.tap('.js-unknown-only');
    await visitor.tap('.js-redeem');
    await visitor.sees('.js-head', '补签卡到账了');
    await visitor.tap('.js-mall');
    await visitor.phone.locator('.js-unknown-only').waitFor({ state: 'detached' });
    const { orders } = dataOf(await ask(local.url, openid, 'orders'));
    expect(orders.map(({ itemId }) => itemId)).toEqual(['lot', 'only']);
  });

  it('sold out while looking: nothing is taken, and the item says so', async () => {
    await enrich(local.url, 'o-late', 100);
    await enrich(local.url, 'o-first', 100);
    await open('o-late', `${ITEM}last`);
    await visitor.tap('.js-act');
    await visitor.sees('.js-title', '最后一张补签卡');
    await redeem('o-first', 'last');
    await visitor.tap('.js-redeem');
    await visitor.sees('.js-act', '换完了');
    expect(await balanceOf('o-late')).toBe(100);
  });

  it('a cancelled parcel brings the points back, and stands on the shelf again', async () => {
    const openid = 'o-cancel';
    await enrich(local.url, openid, 200);
    const { addressId } = dataOf(await ask(local.url, openid, 'saveAddress', ADDRESS, newRequestId()));
    const left = async () => dataOf(await ask(local.url, openid, 'mallItem', { itemId: 'tote' })).item.left;
    const before = await left();
    await redeem(openid, 'tote', { variantId: 'raw', addressId });
    expect(await left()).toBe(before - 1);
    await open(openid, ORDERS);
    await visitor.tap('.js-order');
    await visitor.tap('.js-cancel');
    await visitor.phone.getByText('取消兑换', { exact: true }).last().click();
    await visitor.sees('.js-head', '已经取消');
    expect(await balanceOf(openid)).toBe(200);
    expect(await left()).toBe(before);
  });

  it('a refund by an operator is told, with its reason, and the points are there', async () => {
    const openid = 'o-refund';
    await enrich(local.url, openid, 150);
    const { addressId } = dataOf(await ask(local.url, openid, 'saveAddress', ADDRESS, newRequestId()));
    const { order } = await redeem(openid, 'tote', { variantId: 'raw', addressId });
    const wish = { orderId: order.orderId, restock: false, reason: 'out_of_stock' };
    dataOf(await operate(local.url, 'refundOrder', wish));
    await open(openid, ORDERS);
    await visitor.sees('.js-state', '已退回');
    await visitor.tap('.js-order');
    await visitor.sees('.js-head', '已经退回');
    await visitor.sees('.js-facts', '缺货');
    expect(await balanceOf(openid)).toBe(150);
  });

  it('what opens at a set second wakes by itself, and is had with the first tap', async () => {
    await enrich(local.url, 'o-flash', 100);
    const onSaleFromMs = (await nowMs()) + 9_000;
    await shelve(local.url, 'flash', { ...CARD, title: '八点的补签卡', pricePoints: 60, onSaleFromMs }, 5);
    await open('o-flash', `${ITEM}flash`);
    await visitor.sees('.js-act', '后开换');
    await visitor.sees('.js-act', '用 60 积分兑换');
    expect(await nowMs()).toBeGreaterThanOrEqual(onSaleFromMs);
    await visitor.tap('.js-act');
    await visitor.tap('.js-redeem');
    await visitor.sees('.js-head', '补签卡到账了');
  });

  it('a draw can be checked by whoever drew, the day after', async () => {
    const openid = 'o-draw';
    await enrich(local.url, openid, 100);
    await open(openid, `${ITEM}lot`);
    const commitment = (await visitor.reads('.js-commitment .hex')).replace(/\s/g, '');
    await visitor.tap('.js-act');
    await visitor.tap('.js-redeem');
    await visitor.sees('.js-spent', '20');
    const drawn = await newestOrder(openid);
    const day = new Date((await nowMs()) + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(drawn.proof).toMatchObject({ day, commitment, seed: null });

    await clockTo(local.url, (await nowMs()) + DAY_MS);
    await visitor.panel.goto(`${local.url}/?openid=${openid}#${ORDERS}`);
    await visitor.tap('.js-order');
    await visitor.tap('.js-verify');
    await visitor.sees('.js-verdict', '和抽之前这台手机看到的指纹一样，号码和结果都对得上');
    // And with other tools than the page's own.
    const { orderId, draws, proof } = await newestOrder(openid);
    const seed = Buffer.from(proof?.seed ?? '', 'hex');
    expect(createHash('sha256').update(seed).digest('hex')).toBe(commitment);
    const roll = createHmac('sha256', seed).update(`${orderId}:0`).digest().readUInt32BE(0) % 10_000;
    expect(draws[0]?.roll).toBe(roll);

    // Another phone has only what is told now, and says so.
    await visitor.leave();
    await open(openid, ORDERS);
    await visitor.tap('.js-order');
    await visitor.tap('.js-verify');
    await visitor.sees('.js-verdict', '抽之前这台手机没看过');
  });
});
