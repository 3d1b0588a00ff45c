import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSealedData, paySigOf, sign, userSignatureOf, type SignedPush } from '../index';
import { emptyState } from '../state';
import { APPID, HONG, MING, newMerchant, openTestWeChat, WEEKLY } from '../testing';
import { FRIENDS, openTestServer, type TestServer } from './testing';

const merchant = newMerchant();
const pushed: SignedPush[] = [];
let reply = { status: 200, body: 'success' };
let local: TestServer;
beforeAll(async () => {
  local = await openTestServer({ merchant: merchant.settings }, (push) => {
    pushed.push(push);
    return reply.status === 0 ? Promise.reject(new Error('nobody is there')) : Promise.resolve(reply);
  });
});
afterAll(() => local.close());

const CARD = {
  title: '来看看我的等级',
  path: 'pages/home/home?from=card',
  imageUrl: '',
  to: { openid: HONG },
};
let orders = 0;

/** An order of the merchant's, and what its page hands to `wx.requestPayment`. */
function newOrder() {
  const outTradeNo = `order-${(orders += 1)}`;
  const answer = local.wechat.cashier?.order({
    appid: APPID,
    mchid: merchant.settings.mchid,
    description: '季度会员',
    out_trade_no: outTradeNo,
    notify_url: 'https://example.com/pay',
    amount: { total: 2900 },
    payer: { openid: MING },
  });
  const parts = ['1767542400', 'abc', `prepay_id=${String(answer?.body['prepay_id'])}`] as const;
  const [timeStamp, nonceStr, bill] = parts;
  const paySign = sign(merchant.ownPrivateKey, APPID, ...parts);
  return { outTradeNo, request: { timeStamp, nonceStr, package: bill, signType: 'RSA', paySign } };
}

it('tells whom and what there is, and nothing that is secret', async () => {
  const response = await local.ask('GET', '/wechat/about');
  expect(await response.json()).toEqual({
    appid: APPID,
    name: '群阶',
    persons: [
      { openid: MING, label: '小明' },
      { openid: HONG, label: '小红' },
    ],
    groups: [{ opengid: FRIENDS, name: '读书会' }],
    templates: [{ id: WEEKLY, title: '周报' }],
    hasCashier: true,
    hasVirtualPayment: false,
  });
});

it('shows the state', async () => {
  const response = await local.ask('GET', '/wechat/state?anything');
  expect(await response.json()).toEqual(local.wechat.panel.state());
});

it('leaves other addresses to the server', async () => {
  for (const path of [
    '/',
    '/wechat',
    '/wechat/phone',
    '/wechat/phone/',
    '/wechat/other',
    '//',
    '/wechat/about/x',
  ]) {
    expect((await local.ask('GET', path)).status).toBe(418);
  }
});

it('says over HTTPS what a code of wx.login stands for, once, and refuses with 200', async () => {
  const login = await local.phone('login', {}, HONG);
  const query = { appid: APPID, secret: 'a-secret', grant_type: 'authorization_code' };
  const code = login.ok ? login.result.code : '';
  const exchange = async (change: Record<string, string>, method = 'GET') => {
    const text = new URLSearchParams({ ...query, js_code: code, ...change }).toString();
    const response = await local.ask(method, `/wechat/api/sns/jscode2session?${text}`);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  expect(await exchange({}, 'POST')).toMatchObject({ status: 405 });
  expect(await exchange({ secret: 'another' })).toMatchObject({ status: 200, body: { errcode: 40125 } });
  expect(await exchange({})).toMatchObject({ status: 200, body: { openid: HONG } });
  expect(await exchange({})).toMatchObject({ status: 200, body: { errcode: 40029 } });
  const bare = await local.ask('GET', '/wechat/api/sns/jscode2session');
  expect(await bare.json()).toMatchObject({ errcode: 40013 });
});

describe('what a phone asks', () => {
  it('a visit, a login, a group', async () => {
    const { phone, call } = local;
    expect(await phone('visit', {}, HONG)).toEqual({ ok: true, result: { errMsg: 'visit:ok' } });
    const login = await phone('login', {}, HONG);
    const exchanged = await call('auth.code2Session', {
      appid: APPID,
      secret: 'a-secret',
      js_code: login.ok ? login.result.code : '',
      grant_type: 'authorization_code',
    });
    expect(exchanged).toMatchObject({ openid: HONG });
    const entered = await phone('getGroupEnterInfo', { opengid: FRIENDS }, HONG);
    const opened = entered.ok && openSealedData(entered.result, String(exchanged['session_key']), APPID);
    expect(opened).toMatchObject({ ok: true, data: { opengid: FRIENDS } });
    expect(await phone('getGroupEnterInfo', {})).toMatchObject({ ok: false, error: { errCode: 40097 } });
    const foreign = await phone('getGroupEnterInfo', { opengid: 'nobody’s' });
    expect(foreign).toMatchObject({ ok: false, error: { errCode: 40097 } });
  });

  it('a subscription', async () => {
    const answer = await local.phone('requestSubscribeMessage', {
      tmplIds: [WEEKLY],
      choices: { [WEEKLY]: 'accept' },
    });
    expect(answer).toMatchObject({ ok: true, result: { [WEEKLY]: 'accept' } });
    expect(local.wechat.phone.acceptsLeft(MING, WEEKLY)).toBe(1);
  });

  it('a scanned code, with its scene still encoded', async () => {
    await local.picture({ scene: 'i=1&b=2', page: 'packages/mall/item/item' });
    const [made] = local.wechat.panel.state().codes;
    expect(await local.phone('scanCode', { text: made?.url ?? '' })).toEqual({
      ok: true,
      result: {
        errMsg: 'scanCode:ok',
        page: 'packages/mall/item/item',
        scene: 'i=1&b=2',
        path: 'packages/mall/item/item?scene=i%3D1%26b%3D2',
      },
    });
    expect(await local.phone('scanCode', { text: 'https://example.com/' })).toMatchObject({
      ok: false,
      error: { errMsg: 'scanCode:fail a code of another place' },
    });
  });

  it('a card, to a member or into a group', async () => {
    const sent = await local.phone('sendCard', CARD);
    const grouped = await local.phone('sendCard', { ...CARD, path: '', to: { opengid: FRIENDS } });
    const { cards } = local.wechat.panel.state();
    expect(cards).toEqual([
      { ...CARD, id: sent.ok && sent.result.id, fromOpenid: MING, sentAtMs: local.clock.nowMs },
      expect.objectContaining({ id: grouped.ok && grouped.result.id, path: '', to: { opengid: FRIENDS } }),
    ]);
  });

  it('a card without a title has the mini program’s name', async () => {
    await local.phone('sendCard', { ...CARD, title: '', path: '/packages/mall/item/item' });
    expect(local.wechat.panel.state().cards.at(-1)).toMatchObject({ title: '群阶' });
  });

  it.each([
    [{ path: 'pages/gone/gone' }, 'invalid path'],
    [{ path: '?only=query' }, 'invalid path'],
    [{ to: { openid: 'a-stranger' } }, 'unknown receiver'],
    [{ to: { opengid: 'another-group' } }, 'unknown receiver'],
  ])('no card with %j', async (change, reason) => {
    const before = local.state();
    const answer = await local.phone('sendCard', { ...CARD, ...change });
    expect(answer).toMatchObject({ ok: false, error: { errMsg: expect.stringContaining(reason) } });
    expect(local.state()).toEqual(before);
  });

  it('only so many cards are kept', async () => {
    const { wechat } = openTestWeChat();
    for (let index = 0; index < 105; index++) {
      await wechat.phone.sendCard({ ...CARD, title: `第${index}张`, fromOpenid: MING });
    }
    const { cards } = wechat.panel.state();
    expect(cards).toHaveLength(100);
    expect(cards.at(-1)).toMatchObject({ title: '第104张' });
  });

  it('a bill, which only its own member sees and pays, once', async () => {
    const { outTradeNo, request } = newOrder();
    const foreign = await local.phone('requestPayment', request, HONG);
    expect(foreign).toMatchObject({ ok: false, error: { errMsg: 'requestPayment:fail FOREIGN_PAYER' } });
    const shown = await local.phone('requestPayment', request);
    expect(shown).toMatchObject({ ok: true, result: { title: '季度会员', totalFen: 2900 } });
    const billId = shown.ok ? shown.result.billId : '';
    expect(await local.phone('pay', { billId, notice: 'once' }, HONG)).toMatchObject({ ok: false });
    const paid = await Promise.all([1, 2].map(() => local.phone('pay', { billId, notice: 'once' })));
    expect(paid.filter(({ ok }) => ok)).toHaveLength(1);
    expect(local.wechat.panel.state().notices.filter(({ of }) => of === outTradeNo)).toHaveLength(1);
    expect(await local.phone('pay', { billId: 'none', notice: 'once' })).toMatchObject({
      ok: false,
      error: { errMsg: 'requestPayment:fail UNKNOWN_BILL' },
    });
  });
});

describe('what a panel does', () => {
  it('behaviours, keywords, groups', async () => {
    const { panel, wechat } = local;
    const done = { status: 200, body: { ok: true } };
    expect(await panel('behave', { name: 'login', behaviour: { failWith: -1 } })).toEqual(done);
    expect(await local.phone('login', {})).toMatchObject({ ok: false, error: { errCode: -1 } });
    expect(await panel('behave', { name: 'login', behaviour: {} })).toEqual(done);
    const keywords = [{ word: '返现', suggest: 'risky', label: 20008 }];
    expect(await panel('keywords', { keywords })).toEqual(done);
    expect(wechat.panel.state().keywords).toEqual(keywords);
    expect(await panel('inGroup', { openid: MING, opengid: FRIENDS, isIn: false })).toEqual(done);
    const gone = await local.phone('getGroupEnterInfo', { opengid: FRIENDS });
    expect(gone).toMatchObject({ error: { errCode: 65206 } });
  });

  it('a behaviour that can’t be is refused', async () => {
    const answer = await local.panel('behave', { name: 'login', behaviour: { failWith: 0 } });
    expect(answer).toEqual({
      status: 400,
      body: { ok: false, code: 'REFUSED', message: expect.stringContaining('failWith') },
    });
  });

  it('a push goes out at once, and is kept', async () => {
    const event = 'user_authorization_revoke';
    const answer = await local.panel('push', { event, openid: MING, fields: { RevokeInfo: '6' } });
    expect(answer).toEqual({ status: 200, body: { ok: true, status: 200, body: 'success' } });
    const received = local.wechat.push.receive(pushed.at(-1) ?? { query: {}, body: '' });
    expect(received).toMatchObject({
      ok: true,
      message: { Event: event, FromUserName: MING, RevokeInfo: '6' },
    });
    expect(local.state().pushes.at(-1)).toMatchObject({ status: 'delivered', attempts: 1 });
    expect(local.wechat.push.nextAtMs()).toBeUndefined();
  });

  it('a push with a wrong signature is believed by nobody', async () => {
    reply = { status: 401, body: 'no' };
    const answer = await local.panel('push', { event: 'x', signature: 'wrong' });
    expect(answer).toEqual({ status: 200, body: { ok: true, ...reply } });
    const received = local.wechat.push.receive(pushed.at(-1) ?? { query: {}, body: '' });
    expect(received).toEqual({ ok: false, code: 'WRONG_SIGNATURE' });
    expect(local.state().pushes.at(-1)).toMatchObject({ status: 'given up' });
  });

  it('a push that nobody answers has the status 0', async () => {
    reply = { status: 0, body: '' };
    const answer = await local.panel('push', { event: 'x' });
    expect(answer).toMatchObject({
      status: 200,
      body: { ok: true, status: 0, body: 'Error: nobody is there' },
    });
  });

  it('a refund by hand, in parts, and a notice again', async () => {
    const { panel, phone, wechat } = local;
    const { outTradeNo, request } = newOrder();
    const unpaid = await panel('refund', { outTradeNo });
    expect(unpaid).toMatchObject({ status: 400, body: { ok: false } });
    expect(await panel('notify', { outTradeNo })).toMatchObject({ status: 400 });
    const billId = request.package.slice('prepay_id='.length);
    await phone('pay', { billId, notice: 'lost' });
    expect(await panel('notify', { outTradeNo })).toEqual({ status: 200, body: { ok: true } });
    expect(await panel('refund', { outTradeNo, refundFen: 900 })).toEqual({
      status: 200,
      body: { ok: true },
    });
    expect(await panel('refund', { outTradeNo })).toEqual({ status: 200, body: { ok: true } });
    expect(await panel('refund', { outTradeNo })).toMatchObject({ status: 400 });
    const back = wechat.panel.state().refunds.filter((refund) => refund.outTradeNo === outTradeNo);
    expect(back.map(({ refundFen }) => refundFen)).toEqual([900, 2000]);
    expect(wechat.panel.state().notices.filter(({ of }) => of === outTradeNo)).toHaveLength(1);
  });
});

describe('what is wrong is refused by name', () => {
  const as = { 'x-wx-openid': MING };

  it.each([
    ['POST', '/wechat/about', '{}', as, 405, 'WRONG_METHOD'],
    ['GET', '/wechat/phone/login', undefined, as, 405, 'WRONG_METHOD'],
    ['POST', '/wechat/phone/nothing', '{}', as, 404, 'UNKNOWN_CALL'],
    ['POST', '/wechat/phone/__proto__', '{}', as, 404, 'UNKNOWN_CALL'],
    ['POST', '/wechat/panel/nothing', '{}', {}, 404, 'UNKNOWN_CALL'],
    ['POST', '/wechat/phone/login', '{}', {}, 400, 'OPENID_MISSING'],
    ['POST', '/wechat/phone/login', '{}', { 'x-wx-openid': 'a'.repeat(129) }, 400, 'OPENID_MISSING'],
    ['POST', '/wechat/phone/login', '', as, 400, 'INVALID_INPUT'],
    ['POST', '/wechat/phone/login', 'not JSON', as, 400, 'INVALID_INPUT'],
    ['POST', '/wechat/phone/login', '{"more":1}', as, 400, 'INVALID_INPUT'],
    [
      'POST',
      '/wechat/phone/sendCard',
      JSON.stringify({ ...CARD, title: '长'.repeat(129) }),
      as,
      400,
      'INVALID_INPUT',
    ],
    [
      'POST',
      '/wechat/phone/sendCard',
      JSON.stringify({ ...CARD, path: 'a'.repeat(1025) }),
      as,
      400,
      'INVALID_INPUT',
    ],
    ['POST', '/wechat/phone/login', ' '.repeat(256 * 1024 + 1), as, 413, 'BODY_TOO_LARGE'],
  ])('%s %s %#', async (method, path, body, headers, status, code) => {
    const before = local.wechat.panel.state();
    const response = await local.ask(method, path, body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ ok: false, code, message: expect.any(String) });
    expect(local.wechat.panel.state()).toEqual(before);
  });
});

describe('what isn’t set up', () => {
  it('is said to be so', async () => {
    const bare = await openTestServer();
    expect(await (await bare.ask('GET', '/wechat/about')).json()).toMatchObject({
      hasCashier: false,
      hasVirtualPayment: false,
    });
    const { request } = newOrder();
    expect(await bare.phone('requestPayment', request)).toMatchObject({
      ok: false,
      error: { errMsg: 'requestPayment:fail NO_MERCHANT' },
    });
    const pay = await bare.ask('POST', '/wechat/pay/v3/pay/transactions/jsapi', '{}');
    expect([pay.status, await pay.json()]).toMatchObject([404, { code: 'NO_MERCHANT' }]);
    const xpay = await bare.ask('POST', '/wechat/api/xpay/query_order', '{}');
    expect([xpay.status, await xpay.json()]).toMatchObject([404, { code: 'NO_VIRTUAL_PAYMENT' }]);
    bare.close();
  });
});

it('a virtual order over HTTP: signed, shown, paid, pushed, asked for', async () => {
  const settings = { offerId: '1450000001', appKey: 'the-app-key' };
  const other = await openTestServer({ virtualPayment: settings });
  expect(await (await other.ask('GET', '/wechat/about')).json()).toMatchObject({ hasVirtualPayment: true });
  const { code } = {
    code: '',
    ...((await other.phone('login', {})) as { result?: { code: string } }).result,
  };
  const exchanged = await other.call('auth.code2Session', {
    appid: APPID,
    secret: 'a-secret',
    js_code: code,
    grant_type: 'authorization_code',
  });
  const signData = JSON.stringify({
    offerId: settings.offerId,
    buyQuantity: 1,
    env: 0,
    currencyType: 'CNY',
    productId: 'season',
    goodsPrice: 2900,
    outTradeNo: 'order-0001',
    attach: '',
  });
  const shown = await other.phone('requestVirtualPayment', {
    mode: 'short_series_goods',
    signData,
    paySig: paySigOf(settings.appKey, 'requestVirtualPayment', signData),
    signature: userSignatureOf(String(exchanged['session_key']), signData),
  });
  expect(shown).toMatchObject({ ok: true, result: { title: 'season', totalFen: 2900 } });
  await other.phone('pay', { billId: shown.ok ? shown.result.billId : '', notice: 'once' });
  await other.wechat.push.deliverDue(() => Promise.resolve(true));
  const body = JSON.stringify({ openid: MING, env: 0, order_id: 'order-0001' });
  const paySig = paySigOf(settings.appKey, '/xpay/query_order', body);
  const path = `/wechat/api/xpay/query_order?access_token=a&pay_sig=${paySig}`;
  const asked = await other.ask('POST', path, body);
  expect(await asked.json()).toMatchObject({ errcode: 0, order: { status: 4, paid_fee: 2900 } });
  expect((await other.ask('POST', '/wechat/api/xpay/other', '{}')).status).toBe(404);
  expect((await other.ask('GET', '/wechat/api/xpay/query_order')).status).toBe(405);
  other.close();
});

it('a state that was stored before there were cards is still read', () => {
  const { cards: _c, virtualOrders: _o, virtualRefunds: _r, ...stored } = emptyState();
  const { wechat } = openTestWeChat();
  expect(wechat.panel.restore(stored)).toEqual({ ok: true });
  expect(wechat.panel.state()).toEqual(emptyState());
});
