import { createPrivateKey, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeMerchantKeys, merchantSettingsOf, paySigOf, sign, userSignatureOf } from '../index';
import { emptyState } from '../state';
import { APPID, HONG, MING, WEEKLY } from '../testing';
import { panelCalls } from './panel-calls';
import { phoneCalls } from './phone-calls';
import { FRIENDS, openTestServer, type TestServer } from './testing';

const APP_KEY = 'the-app-key';
const MCHID = '1900000109';

let local: TestServer;
let merchantKey: KeyObject;
let serial: string;
beforeAll(async () => {
  const keys = await makeMerchantKeys();
  merchantKey = createPrivateKey(keys.privateKey);
  serial = keys.serial;
  local = await openTestServer({
    merchant: merchantSettingsOf(keys),
    virtualPayment: { offerId: '1450000001', appKey: APP_KEY },
  });
});
afterAll(() => local.close());

/** Something that can be asked for, handed over and given back. */
async function payVirtualOrder(): Promise<void> {
  const { wechat } = local;
  wechat.panel.restore(emptyState());
  await wechat.phone.login(MING);
  const [member] = wechat.panel.state().members;
  const order = { offerId: '1450000001', buyQuantity: 1, currencyType: 'CNY', attach: '' };
  const goods = { productId: 'season', goodsPrice: 2900, outTradeNo: 'virtual-0001' };
  const signData = JSON.stringify({ ...order, ...goods });
  const answer = await wechat.phone.requestVirtualPayment(MING, {
    mode: 'short_series_goods',
    signData,
    paySig: paySigOf(APP_KEY, 'requestVirtualPayment', signData),
    signature: userSignatureOf(member?.sessionKey ?? '', signData),
  });
  if (answer.ok) wechat.phone.pay(MING, answer.result.billId, 'lost');
}

/** Fields of which some are right, so that a body comes past the first check. */
const RIGHT: Record<string, unknown> = {
  amount: { total: 2900, refund: 900 },
  appid: APPID,
  behaviour: { delayMs: 0 },
  billId: 'bill',
  choices: { [WEEKLY]: 'accept' },
  description: '季度会员',
  env: 0,
  event: 'user_authorization_revoke',
  fields: {},
  imageUrl: '',
  isIn: false,
  keywords: [],
  left_fee: 2900,
  mchid: MCHID,
  mode: 'short_series_goods',
  name: 'login',
  nonceStr: 'abc',
  notice: 'once',
  notify_url: 'https://example.com/pay',
  openid: MING,
  opengid: FRIENDS,
  order_id: 'virtual-0001',
  outTradeNo: 'virtual-0001',
  out_refund_no: 'refund-0001',
  out_trade_no: 'order-0001',
  package: 'prepay_id=wx0',
  path: 'pages/home/home',
  paySig: '',
  paySign: '',
  payer: { openid: MING },
  refund_fee: 900,
  refund_order_id: 'refund-0001',
  refund_reason: '0',
  req_from: '1',
  signData: '{}',
  signType: 'RSA',
  signature: 'right',
  text: 'http://127.0.0.1:8787/#/pages/home/home?scene=a',
  timeStamp: '1',
  title: '来看看',
  tmplIds: [WEEKLY],
  to: { openid: HONG },
};

/** Of the right kind, and wrong. */
const likeIt = (right: unknown): fc.Arbitrary<unknown> =>
  typeof right === 'number' ? fc.integer() : typeof right === 'string' ? fc.string() : fc.constant(right);

/** Each of the fields right, or now and then anything, or not there. */
const nearlyRight = (names: readonly string[]) =>
  fc.record(
    Object.fromEntries(
      names.map((name) => [
        name,
        fc.oneof(
          { weight: 18, arbitrary: fc.constant(RIGHT[name]) },
          { weight: 1, arbitrary: fc.jsonValue() },
          { weight: 1, arbitrary: likeIt(RIGHT[name]) },
          { weight: 1, arbitrary: fc.constant(undefined) },
        ),
      ]),
    ),
  );

const NAMES: Record<string, readonly string[]> = {
  getGroupEnterInfo: ['opengid'],
  requestSubscribeMessage: ['tmplIds', 'choices'],
  scanCode: ['text'],
  sendCard: ['title', 'path', 'imageUrl', 'to'],
  requestPayment: ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign'],
  requestVirtualPayment: ['mode', 'signData', 'paySig', 'signature'],
  pay: ['billId', 'notice'],
  behave: ['name', 'behaviour'],
  keywords: ['keywords'],
  inGroup: ['openid', 'opengid', 'isIn'],
  push: ['event', 'openid', 'fields', 'signature'],
  refund: ['outTradeNo'],
  notify: ['outTradeNo'],
};

const rightBody = (names: readonly string[] = []): string =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, RIGHT[name]])));

const bodyOf = (names: readonly string[] = []) =>
  fc.oneof(
    { weight: 6, arbitrary: nearlyRight(names).map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: nearlyRight(Object.keys(RIGHT)).map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string() },
  );

/** Where anything was ever answered ok. */
const oks = new Set<string>();

async function checked(
  path: string,
  body: string,
  headers: Record<string, string>,
  isOk: (status: number, answer: unknown) => boolean,
): Promise<void> {
  await payVirtualOrder();
  const before = local.state();
  const response = await local.ask('POST', path, body, headers);
  expect(response.status).toBeLessThan(500);
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (isOk(response.status, answer)) oks.add(path.split('?')[0] ?? '');
  else expect(local.state()).toEqual(before);
}

const saysOk = (_status: number, answer: unknown): boolean => (answer as { ok?: unknown }).ok === true;

describe('any body is answered, and changes nothing unless it is answered ok', () => {
  it.each(Object.keys(phoneCalls))('a phone’s %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(bodyOf(NAMES[name]), (body) =>
        checked(`/wechat/phone/${name}`, body, { 'x-wx-openid': MING }, saysOk),
      ),
      { numRuns: 60, examples: [[rightBody(NAMES[name])]] },
    );
  });

  it.each(Object.keys(panelCalls))('a panel’s %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(bodyOf(NAMES[name]), async (body) => {
        await checked(`/wechat/panel/${name}`, body, {}, saysOk);
        local.wechat.panel.behave('login', {});
      }),
      { numRuns: 60, examples: [[rightBody(NAMES[name])]] },
    );
  });

  const ORDER = ['appid', 'mchid', 'description', 'out_trade_no', 'notify_url', 'amount', 'payer'];
  it.each([
    ['/v3/pay/transactions/jsapi', ORDER],
    ['/v3/refund/domestic/refunds', ['out_trade_no', 'out_refund_no', 'notify_url', 'amount']],
    ['/v3/pay/transactions/out-trade-no/order-0001/close', ['mchid']],
    ['/v3/anything?else', []],
  ])('WeChat Pay’s %s, signed or not', async (url, names) => {
    await fc.assert(
      fc.asyncProperty(bodyOf(names), fc.boolean(), async (body, isSigned) => {
        const timestamp = String(local.clock.nowMs / 1000);
        const signature = isSigned ? sign(merchantKey, 'POST', url, timestamp, 'n', body) : 'AAAA';
        const parts = { mchid: MCHID, serial_no: serial, nonce_str: 'n', timestamp, signature };
        const list = Object.entries(parts).map(([name, value]) => `${name}="${value}"`);
        const authorization = `WECHATPAY2-SHA256-RSA2048 ${list.join()}`;
        await checked(`/wechat/pay${url}`, body, { authorization }, (status) => status < 300);
      }),
      { numRuns: 60, examples: [[rightBody(names), true]] },
    );
  });

  const ORDERED = ['openid', 'order_id', 'env'];
  const REFUND = [...ORDERED, 'refund_order_id', 'left_fee', 'refund_fee', 'refund_reason', 'req_from'];
  it.each([
    ['/xpay/query_order', ORDERED],
    ['/xpay/notify_provide_goods', ORDERED],
    ['/xpay/refund_order', REFUND],
    ['/xpay/anything', ORDERED],
  ])('virtual payment’s %s, signed or not', async (uri, names) => {
    await fc.assert(
      fc.asyncProperty(bodyOf(names), fc.boolean(), (body, isSigned) => {
        const paySig = isSigned ? paySigOf(APP_KEY, uri, body) : 'no';
        const path = `/wechat/api${uri}?access_token=a&pay_sig=${paySig}`;
        const isOk = (_status: number, answer: unknown) => (answer as { errcode?: unknown }).errcode === 0;
        return checked(path, body, {}, isOk);
      }),
      { numRuns: 60, examples: [[rightBody(names), true]] },
    );
  });
});

it('and of what can be answered ok without a page, much was', () => {
  const never = ['requestPayment', 'requestVirtualPayment', 'pay'];
  const phones = Object.keys(phoneCalls).filter((name) => !never.includes(name));
  expect([...oks]).toEqual(
    expect.arrayContaining([
      ...phones.map((name) => `/wechat/phone/${name}`),
      ...Object.keys(panelCalls).map((name) => `/wechat/panel/${name}`),
      '/wechat/pay/v3/pay/transactions/jsapi',
      '/wechat/api/xpay/query_order',
      '/wechat/api/xpay/notify_provide_goods',
      '/wechat/api/xpay/refund_order',
    ]),
  );
});
