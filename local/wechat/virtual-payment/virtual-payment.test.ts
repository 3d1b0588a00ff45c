import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { paySigOf, userSignatureOf, type PushMessage, type VirtualPaymentSettings } from '../index';
import { APPID, HONG, MING, openTestWeChat } from '../testing';

const SETTINGS: VirtualPaymentSettings = {
  offerId: '1450000001',
  appKey: 'the-app-key',
  sandboxAppKey: 'the-sandbox-app-key',
  products: [{ productId: 'season', title: '季度会员', priceFen: 2900 }],
  coinsPerYuan: 10,
};
const ORDER = {
  offerId: SETTINGS.offerId,
  buyQuantity: 1,
  env: 0,
  currencyType: 'CNY',
  productId: 'season',
  goodsPrice: 2900,
  outTradeNo: 'order-0001',
  attach: 'from-home',
};

async function open(virtualPayment: VirtualPaymentSettings | undefined = SETTINGS) {
  const local = openTestWeChat({ ...(virtualPayment ? { virtualPayment } : {}) });
  const { wechat, call } = local;
  const login = await wechat.phone.login(MING);
  const exchanged = await call('auth.code2Session', {
    appid: APPID,
    secret: 'a-secret',
    js_code: login.ok ? login.result.code : '',
    grant_type: 'authorization_code',
  });
  const sessionKey = String(exchanged['session_key']);
  const sign = (data: unknown, appKey = SETTINGS.appKey, mode = 'short_series_goods') => {
    const signData = typeof data === 'string' ? data : JSON.stringify(data);
    const paySig = paySigOf(appKey, 'requestVirtualPayment', signData);
    return { mode, signData, paySig, signature: userSignatureOf(sessionKey, signData) };
  };
  const bill = async (change: object = {}): Promise<string> => {
    const answer = await wechat.phone.requestVirtualPayment(MING, sign({ ...ORDER, ...change }));
    if (!answer.ok) throw new Error(answer.error.errMsg);
    return answer.result.billId;
  };
  /** What a server sends, signed. */
  const xpay = async (uri: string, data: object, appKey = SETTINGS.appKey) => {
    const body = JSON.stringify({ env: 0, ...data });
    return wechat.xpay?.({ uri, body, paySig: paySigOf(appKey, uri, body) });
  };
  const query = async (orderId = ORDER.outTradeNo) => {
    const answer = await xpay('/xpay/query_order', { openid: MING, order_id: orderId });
    return answer?.['order'] as Record<string, unknown> | undefined;
  };
  const pushes = async (isAnswered = true): Promise<PushMessage[]> => {
    const messages: PushMessage[] = [];
    await wechat.push.deliverDue((_, message) => {
      messages.push(message);
      return Promise.resolve(isAnswered);
    });
    return messages;
  };
  return { ...local, sign, bill, xpay, query, pushes };
}

const failedWith = (errCode: number, words = '') => ({
  ok: false,
  error: { errMsg: expect.stringContaining(`requestVirtualPayment:fail ${words}`), errCode },
});

describe('the bill', () => {
  it('of 道具 that the server signed', async () => {
    const { wechat, sign } = await open();
    const answer = await wechat.phone.requestVirtualPayment(MING, sign({ ...ORDER, buyQuantity: 2 }));
    expect(answer).toEqual({
      ok: true,
      result: {
        errMsg: 'requestVirtualPayment:ok',
        billId: expect.stringMatching(/^VPO/),
        title: '季度会员',
        totalFen: 5800,
      },
    });
  });

  it('of 道具 at a lower price', async () => {
    const { wechat, sign } = await open();
    const request = sign({ ...ORDER, activitySellingPrice: 1900 });
    const answer = await wechat.phone.requestVirtualPayment(MING, request);
    expect(answer).toMatchObject({ ok: true, result: { totalFen: 1900 } });
  });

  it('of 代币', async () => {
    const { wechat, sign } = await open();
    const { productId: _, goodsPrice: _price, ...coins } = ORDER;
    const request = sign({ ...coins, buyQuantity: 60 }, SETTINGS.appKey, 'short_series_coin');
    const answer = await wechat.phone.requestVirtualPayment(MING, request);
    expect(answer).toMatchObject({ ok: true, result: { title: '60 代币', totalFen: 600 } });
  });

  it('of the sandbox is signed with its own key', async () => {
    const { wechat, sign } = await open();
    const sandbox = { ...ORDER, env: 1 };
    expect(await wechat.phone.requestVirtualPayment(MING, sign(sandbox))).toMatchObject(failedWith(-15006));
    const request = sign(sandbox, SETTINGS.sandboxAppKey);
    expect(await wechat.phone.requestVirtualPayment(MING, request)).toMatchObject({ ok: true });
  });

  it('without a list of 道具 any is published, at its own price', async () => {
    const { wechat, sign } = await open({ offerId: SETTINGS.offerId, appKey: SETTINGS.appKey });
    const request = sign({ ...ORDER, productId: 'any', goodsPrice: 7 });
    const answer = await wechat.phone.requestVirtualPayment(MING, request);
    expect(answer).toMatchObject({ ok: true, result: { title: 'any', totalFen: 7 } });
    const coins = sign(ORDER, SETTINGS.appKey, 'short_series_coin');
    expect(await wechat.phone.requestVirtualPayment(MING, coins)).toMatchObject(failedWith(-15009));
  });

  it.each([
    [{ offerId: 'another' }, -15001, 'offerId'],
    [{ outTradeNo: 'short' }, -15001, 'outTradeNo'],
    [{ outTradeNo: '_underscore' }, -15001, 'outTradeNo'],
    [{ outTradeNo: 'a'.repeat(33) }, -15001, 'outTradeNo'],
    [{ outTradeNo: 'no spaces here' }, -15001, 'outTradeNo'],
    [{ productId: undefined }, -15001, 'productId'],
    [{ goodsPrice: undefined }, -15001, 'goodsPrice'],
    [{ activitySellingPrice: 3000 }, -15001, 'activitySellingPrice'],
    [{ currencyType: 'USD' }, -15004, 'currencyType'],
    [{ productId: 'unknown' }, -15010, 'productId'],
    [{ goodsPrice: 1 }, -15013, 'goodsPrice'],
    [{ offerId: 1450000001 }, -15016, 'offerId'],
    [{ buyQuantity: '1' }, -15016, 'buyQuantity'],
    [{ buyQuantity: 0 }, -15016, 'buyQuantity'],
    [{ env: 2 }, -15016, 'env'],
    [{ platform: 'android' }, -15016, 'platform'],
    [{ attach: undefined }, -15016, 'attach'],
  ])('is refused with %j, by the code of the document', async (change, errCode, named) => {
    const { wechat, sign } = await open();
    const before = wechat.panel.state();
    const answer = await wechat.phone.requestVirtualPayment(MING, sign({ ...ORDER, ...change }));
    expect(answer).toEqual(failedWith(errCode));
    expect(answer).toMatchObject({ error: { errMsg: expect.stringContaining(named) } });
    expect({ ...wechat.panel.state(), calls: [] }).toEqual({ ...before, calls: [] });
  });

  it('is refused where anything isn’t signed as it stands', async () => {
    const { wechat, sign } = await open();
    const ask = (change: object, openid = MING) =>
      wechat.phone.requestVirtualPayment(openid, { ...sign(ORDER), ...change });
    expect(await ask({ signData: JSON.stringify({ ...ORDER, goodsPrice: 1 }) })).toEqual(failedWith(-15006));
    expect(await ask({ paySig: sign(ORDER).signature })).toEqual(failedWith(-15006));
    expect(await ask({ signature: sign(ORDER).paySig })).toEqual(failedWith(-15005));
    expect(await ask({}, HONG)).toEqual(failedWith(-15007));
    expect(await ask({ signData: 'not JSON' })).toEqual(failedWith(-15016));
    expect(await ask({ mode: 'another' })).toEqual(failedWith(1001));
    await wechat.phone.login(MING);
    expect(await ask({})).toEqual(failedWith(-15005));
  });

  it('is shown once for a number, whether it was paid or not', async () => {
    const { wechat, sign } = await open();
    expect(await wechat.phone.requestVirtualPayment(MING, sign(ORDER))).toMatchObject({ ok: true });
    expect(await wechat.phone.requestVirtualPayment(MING, sign(ORDER))).toEqual(failedWith(-15002));
  });

  it('there is none where virtual payment isn’t set up', async () => {
    const { wechat } = openTestWeChat();
    const answer = await wechat.phone.requestVirtualPayment(MING, {
      mode: 'short_series_goods',
      signData: '{}',
      paySig: '',
      signature: '',
    });
    expect(answer).toEqual(failedWith(-15008));
    expect(answer).toMatchObject({
      error: { errMsg: expect.stringContaining('VIRTUAL_PAYMENT_NOT_SET_UP') },
    });
    expect(wechat.xpay).toBeUndefined();
  });
});

describe('paid', () => {
  it('the goods are pushed, and whoever takes the push has handed them over', async () => {
    const { wechat, bill, query, pushes, clock } = await open();
    const billId = await bill();
    expect(await query()).toMatchObject({ status: 1, paid_fee: 0, left_fee: 2900 });
    expect(wechat.phone.pay(MING, billId, 'once')).toEqual({
      ok: true,
      result: { errMsg: 'requestVirtualPayment:ok' },
    });
    expect(await query()).toMatchObject({ status: 2, paid_fee: 2900, provide_time: 0 });
    expect(await pushes()).toEqual([
      {
        ToUserName: 'gh_0123456789ab',
        FromUserName: expect.any(String),
        CreateTime: clock.nowMs / 1000,
        MsgType: 'event',
        Event: 'xpay_goods_deliver_notify',
        OpenId: MING,
        OutTradeNo: 'order-0001',
        Env: 0,
        WeChatPayInfo: {
          MchOrderNo: billId,
          TransactionId: expect.stringMatching(/^45/),
          PaidTime: clock.nowMs / 1000,
        },
        GoodsInfo: {
          ProductId: 'season',
          Quantity: 1,
          OrigPrice: 2900,
          ActualPrice: 2900,
          Attach: 'from-home',
        },
      },
    ]);
    expect(await query()).toMatchObject({ status: 4, provide_time: clock.nowMs / 1000 });
    expect(await pushes()).toEqual([]);
  });

  it('a lost push is made good: asked for, handed over, said so', async () => {
    const { wechat, bill, query, pushes, xpay } = await open();
    wechat.phone.pay(MING, await bill(), 'lost');
    expect(await pushes()).toEqual([]);
    expect(await query()).toMatchObject({ status: 2, biz_meta: '{"attach":"from-home"}', env_type: 1 });
    const told = { order_id: ORDER.outTradeNo };
    expect(await xpay('/xpay/notify_provide_goods', told)).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await xpay('/xpay/notify_provide_goods', told)).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await query()).toMatchObject({ status: 4 });
  });

  it('the same news can come twice', async () => {
    const { wechat, bill, pushes } = await open();
    wechat.phone.pay(MING, await bill(), 'twice');
    const [one, other] = await pushes();
    expect(other).toEqual(one);
    expect(one).toMatchObject({ OutTradeNo: 'order-0001' });
  });

  it('unanswered it comes again after 2, 4, 8 … seconds, fifteen times in all', async () => {
    const { wechat, bill, pushes, clock, query } = await open();
    wechat.phone.pay(MING, await bill(), 'once');
    const triesMs: number[] = [];
    for (let next = wechat.push.nextAtMs(); next !== undefined; next = wechat.push.nextAtMs()) {
      clock.nowMs = next;
      triesMs.push(next);
      expect(await pushes(false)).toHaveLength(1);
    }
    expect(triesMs).toHaveLength(15);
    const waits = triesMs.slice(1).map((atMs, index) => atMs - (triesMs[index] ?? 0));
    expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(await query()).toMatchObject({ status: 2 });
  });

  it('代币 are pushed under their own name', async () => {
    const { wechat, sign, pushes } = await open();
    const { productId: _, goodsPrice: _price, ...coins } = ORDER;
    const request = sign({ ...coins, buyQuantity: 60 }, SETTINGS.appKey, 'short_series_coin');
    const answer = await wechat.phone.requestVirtualPayment(MING, request);
    wechat.phone.pay(MING, answer.ok ? answer.result.billId : '', 'once');
    expect(await pushes()).toMatchObject([{ Event: 'xpay_coin_pay_notify', CoinInfo: { Quantity: 60 } }]);
  });

  it('once, by its own member, however often and at the same time', async () => {
    const { wechat, bill, pushes } = await open();
    const billId = await bill();
    expect(wechat.phone.pay(HONG, billId, 'once')).toEqual(failedWith(-1));
    const answers = [1, 2, 3].map(() => wechat.phone.pay(MING, billId, 'once'));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await pushes()).toHaveLength(1);
  });
});

describe('a server’s call', () => {
  it('is refused where it isn’t signed as it stands, or asks for what isn’t there', async () => {
    const { wechat, bill, xpay } = await open();
    await bill();
    const uri = '/xpay/query_order';
    const code = (errcode: number) => expect.objectContaining({ errcode });
    const asked = { openid: MING, order_id: ORDER.outTradeNo };
    expect(await xpay(uri, asked, 'another-key')).toEqual(code(268490003));
    expect(await xpay(uri, { ...asked, env: 1 })).toEqual(code(268490003));
    expect(await xpay(uri, { ...asked, env: 2 })).toEqual(code(268490002));
    expect(await xpay(uri, { ...asked, openid: HONG })).toEqual(code(268490001));
    expect(await xpay(uri, { ...asked, order_id: 'nobody-s' })).toEqual(code(268490002));
    expect(await xpay(uri, { ...asked, wx_order_id: 'both' })).toEqual(code(268490002));
    expect(await xpay('/xpay/notify_provide_goods', asked)).toEqual(code(268490002));
    expect(await wechat.xpay?.({ uri, body: '[]', paySig: '' })).toEqual(code(47001));
    expect(await wechat.xpay?.({ uri: '/xpay/another', body: '{}', paySig: '' })).toBeUndefined();
  });

  it('is told to fail, and recorded', async () => {
    const { wechat, xpay } = await open();
    wechat.panel.behave('/xpay/query_order', { failWith: -1 });
    expect(await xpay('/xpay/query_order', {})).toMatchObject({ errcode: -1 });
    expect(wechat.panel.state().calls.at(-1)).toMatchObject({ name: '/xpay/query_order', errcode: -1 });
  });
});

describe('a refund', () => {
  const REFUND = {
    openid: MING,
    order_id: ORDER.outTradeNo,
    refund_order_id: 'refund-0001',
    left_fee: 2900,
    refund_fee: 900,
    biz_meta: 'a-reason',
    refund_reason: '3',
    req_from: '2',
  };

  async function openPaid() {
    const local = await open();
    local.wechat.phone.pay(MING, await local.bill(), 'lost');
    return { ...local, refund: (change = {}) => local.xpay('/xpay/refund_order', { ...REFUND, ...change }) };
  }

  it('in parts, each told once and found by its own number', async () => {
    const { refund, query, pushes } = await openPaid();
    expect(await refund()).toMatchObject({
      errcode: 0,
      refund_order_id: 'refund-0001',
      pay_order_id: 'order-0001',
    });
    expect(await refund()).toEqual(await refund());
    expect(await pushes(false)).toMatchObject([
      { Event: 'xpay_refund_notify', MchRefundId: 'refund-0001', RefundFee: 900, RetCode: 0, RetryTimes: 0 },
    ]);
    expect(await query()).toMatchObject({ status: 2, left_fee: 2000 });
    expect(await query('refund-0001')).toMatchObject({
      order_type: 1,
      refund_fee: 900,
      biz_meta: 'a-reason',
    });
    const rest = { refund_order_id: 'refund-0002', left_fee: 2000, refund_fee: 2000 };
    expect(await refund(rest)).toMatchObject({ errcode: 0 });
    expect(await query()).toMatchObject({ status: 5, left_fee: 0 });
  });

  it('counts how often its push came before', async () => {
    const { refund, pushes, clock } = await openPaid();
    await refund();
    await pushes(false);
    clock.nowMs += 2_000;
    expect(await pushes()).toMatchObject([{ RetryTimes: 1 }]);
  });

  it.each([
    [{ refund_order_id: 'short' }, 268490002],
    [{ refund_reason: '9' }, 268490002],
    [{ req_from: '0' }, 268490002],
    [{ biz_meta: 'x'.repeat(1025) }, 268490002],
    [{ openid: HONG }, 268490001],
    [{ order_id: 'nobody-s' }, 268490002],
    [{ left_fee: 2000 }, 268490016],
    [{ refund_fee: 0 }, 268490002],
    [{ refund_fee: 2901 }, 268490002],
  ])('is refused with %j', async (change, errcode) => {
    const { refund, wechat } = await openPaid();
    expect(await refund(change)).toMatchObject({ errcode });
    expect(wechat.panel.state().virtualRefunds).toEqual([]);
  });

  it('never more than was paid, however it is cut', async () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 2900 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(amounts, async (refunds) => {
        const { refund, wechat, query } = await openPaid();
        for (const [index, refundFen] of refunds.entries()) {
          const left = (await query())?.['left_fee'];
          await refund({ refund_order_id: `refund-${index}`, left_fee: left, refund_fee: refundFen });
        }
        const back = wechat.panel.state().virtualRefunds.reduce((sum, { refundFen }) => sum + refundFen, 0);
        expect(back).toBeLessThanOrEqual(2900);
      }),
      { numRuns: 20 },
    );
  });

  it('by hand, and the news of the payment once more', async () => {
    const { wechat, query, pushes } = await openPaid();
    expect(wechat.panel.notify(ORDER.outTradeNo)).toEqual({ ok: true });
    expect(await pushes()).toMatchObject([{ Event: 'xpay_goods_deliver_notify' }]);
    expect(wechat.panel.refund(ORDER.outTradeNo, 3000)).toMatchObject({ ok: false });
    expect(wechat.panel.refund(ORDER.outTradeNo, 900)).toEqual({ ok: true });
    expect(wechat.panel.refund(ORDER.outTradeNo)).toEqual({ ok: true });
    expect(wechat.panel.refund(ORDER.outTradeNo)).toMatchObject({ ok: false });
    expect(await query()).toMatchObject({ status: 5 });
    expect(wechat.panel.notify('nobody-s')).toMatchObject({ ok: false });
  });

  it('of an order that isn’t paid there is none', async () => {
    const { bill, xpay, wechat } = await open();
    await bill();
    expect(await xpay('/xpay/refund_order', REFUND)).toMatchObject({ errcode: 268490002 });
    expect(wechat.panel.refund(ORDER.outTradeNo)).toMatchObject({ ok: false });
  });
});
