import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSigned, sign, unseal, type Cashier, type SignedNotice } from '../index';
import { APPID, MING, newMerchant, openTestWeChat } from '../testing';

const { settings, ownPrivateKey, platformPublicKey } = newMerchant();
const ORDER = {
  appid: APPID,
  mchid: settings.mchid,
  description: '季度会员',
  out_trade_no: 'order-0001',
  notify_url: 'https://example.com/pay',
  amount: { total: 2900, currency: 'CNY' },
  payer: { openid: MING },
};
const REFUND = {
  out_trade_no: ORDER.out_trade_no,
  out_refund_no: 'refund-0001',
  notify_url: 'https://example.com/refund',
  amount: { refund: 900, total: 2900, currency: 'CNY' },
};

function open() {
  const { wechat, clock } = openTestWeChat({ merchant: settings });
  const { cashier } = wechat;
  if (cashier === undefined) throw new Error('no cashier');
  const prepayId = String(cashier.order(ORDER).body['prepay_id']);
  return { wechat, clock, cashier, prepayId };
}

/** What a merchant does with a notice: check who signed it, open it. */
function read({ headers, body }: SignedNotice): Record<string, unknown> {
  const parts = [headers['wechatpay-timestamp'] ?? '', headers['wechatpay-nonce'] ?? '', body];
  expect(isSigned(platformPublicKey, headers['wechatpay-signature'] ?? '', ...parts)).toBe(true);
  const notice = JSON.parse(body) as { event_type: string; resource: Record<string, string> };
  const { ciphertext = '', nonce = '', associated_data: associatedData = '' } = notice.resource;
  const opened = unseal(Buffer.from(ciphertext, 'base64'), {
    key: Buffer.from(settings.apiV3Key),
    nonce: Buffer.from(nonce),
    associatedData: Buffer.from(associatedData),
  });
  return { event: notice.event_type, ...(JSON.parse(opened?.toString() ?? '{}') as object) };
}

async function noticesOf(cashier: Cashier): Promise<Record<string, unknown>[]> {
  const notices: Record<string, unknown>[] = [];
  await cashier.deliverDue((notice) => {
    notices.push({ url: notice.url, ...read(notice) });
    return Promise.resolve(true);
  });
  return notices;
}

const PAID = {
  appid: APPID,
  mchid: settings.mchid,
  out_trade_no: ORDER.out_trade_no,
  trade_state: 'SUCCESS',
  trade_state_desc: '支付成功',
  transaction_id: expect.stringMatching(/^42[0-9a-f]{26}$/),
  trade_type: 'JSAPI',
  bank_type: 'OTHERS',
  success_time: '2026-01-05T00:00:00+08:00',
  payer: { openid: MING },
  amount: { total: 2900, payer_total: 2900, currency: 'CNY', payer_currency: 'CNY' },
};

describe('the phone', () => {
  const request = (prepayId: string) => {
    const parts = { timeStamp: '1767542400', nonceStr: 'abc', package: `prepay_id=${prepayId}` };
    const paySign = sign(ownPrivateKey, APPID, parts.timeStamp, parts.nonceStr, parts.package);
    return { ...parts, signType: 'RSA', paySign };
  };

  it('shows the bill of a request that the merchant signed', () => {
    const { cashier, prepayId } = open();
    expect(cashier.open(request(prepayId))).toMatchObject({
      ok: true,
      order: { totalFen: 2900, description: '季度会员', prepayId },
    });
  });

  it('shows no other', () => {
    const { cashier, prepayId } = open();
    const good = request(prepayId);
    expect(cashier.open({ ...good, nonceStr: 'abd' })).toEqual({ ok: false, code: 'WRONG_PAY_SIGN' });
    expect(cashier.open({ ...good, signType: 'MD5' })).toEqual({ ok: false, code: 'WRONG_PAY_SIGN' });
    expect(cashier.open(request('wx0'))).toEqual({ ok: false, code: 'UNKNOWN_PREPAY_ID' });
    cashier.pay(prepayId, 'lost');
    expect(cashier.open(good)).toEqual({ ok: false, code: 'NOT_PAYABLE' });
  });

  it('cancelled, nothing is paid and nothing is told', async () => {
    const { cashier } = open();
    expect(cashier.cancel()).toEqual({ ok: false, errMsg: 'requestPayment:fail cancel' });
    expect(cashier.query(ORDER.out_trade_no).body).toMatchObject({ trade_state: 'NOTPAY' });
    expect(await noticesOf(cashier)).toEqual([]);
  });
});

describe('paid', () => {
  it('the merchant is told, with a notice that can be checked and opened', async () => {
    const { cashier, prepayId } = open();
    expect(cashier.pay(prepayId, 'once')).toEqual({ ok: true, errMsg: 'requestPayment:ok' });
    expect(await noticesOf(cashier)).toEqual([
      { url: ORDER.notify_url, event: 'TRANSACTION.SUCCESS', ...PAID },
    ]);
    expect(await noticesOf(cashier)).toEqual([]);
  });

  it('a lost notice is found by asking', async () => {
    const { cashier, prepayId } = open();
    cashier.pay(prepayId, 'lost');
    expect(await noticesOf(cashier)).toEqual([]);
    expect(cashier.query(ORDER.out_trade_no)).toEqual({ status: 200, body: PAID });
  });

  it('the same news can come twice, under two ids', async () => {
    const { cashier, prepayId, wechat } = open();
    cashier.pay(prepayId, 'twice');
    const [one, other] = await noticesOf(cashier);
    expect(one).toEqual(other);
    const ids = wechat.panel.state().notices.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it('an unanswered notice comes again by the document’s waits, for a day', async () => {
    const { cashier, prepayId, clock, wechat } = open();
    cashier.pay(prepayId, 'once');
    const startMs = clock.nowMs;
    let tries = 0;
    for (let next = cashier.nextNoticeAtMs(); next !== undefined; next = cashier.nextNoticeAtMs()) {
      clock.nowMs = next;
      await cashier.deliverDue(() => Promise.resolve((tries += 1) < 0));
    }
    expect(tries).toBe(16);
    expect(clock.nowMs - startMs).toBe((24 * 60 + 4) * 60_000);
    expect(wechat.panel.state().notices).toMatchObject([{ status: 'given up' }]);
  });

  it('nobody pays twice', () => {
    const { cashier, prepayId } = open();
    cashier.pay(prepayId, 'once');
    expect(cashier.pay(prepayId, 'once')).toMatchObject({ ok: false });
    expect(cashier.order(ORDER)).toMatchObject({ status: 400, body: { code: 'ORDERPAID' } });
  });
});

describe('orders', () => {
  it('the same order again is the same bill, another under its number is none', () => {
    const { cashier, prepayId } = open();
    expect(cashier.order(ORDER).body).toEqual({ prepay_id: prepayId });
    const dearer = { ...ORDER, amount: { total: 1 } };
    expect(cashier.order(dearer)).toMatchObject({ status: 403, body: { code: 'OUT_TRADE_NO_USED' } });
  });

  it('a closed order can’t be paid', () => {
    const { cashier, prepayId } = open();
    expect(cashier.close(ORDER.out_trade_no)).toEqual({ status: 204, body: {} });
    expect(cashier.pay(prepayId, 'once')).toMatchObject({ ok: false });
    expect(cashier.order(ORDER)).toMatchObject({ body: { code: 'ORDER_CLOSED' } });
    expect(cashier.close('none-such')).toMatchObject({ status: 404 });
  });

  it.each([
    [{ appid: 'x' }, 'appid'],
    [{ mchid: 'x' }, 'mchid'],
    [{ description: '长'.repeat(43) }, 'description'],
    [{ out_trade_no: 'short' }, 'out_trade_no'],
    [{ out_trade_no: 'no spaces here' }, 'out_trade_no'],
    [{ notify_url: 'https://example.com/pay?x=1' }, 'notify_url'],
    [{ amount: { total: 0 } }, 'amount.total'],
    [{ amount: { total: 1.5 } }, 'amount.total'],
    [{ amount: { total: 1, currency: 'USD' } }, 'amount.currency'],
    [{ payer: {} }, 'payer.openid'],
  ])('%j is a parameter error', (change, named) => {
    const { cashier } = open();
    expect(cashier.order({ ...ORDER, ...change })).toEqual({
      status: 400,
      body: { code: 'PARAM_ERROR', message: `参数错误: ${named}` },
    });
  });
});

describe('refunds', () => {
  it('the money goes back, and the merchant is told', async () => {
    const { cashier, prepayId } = open();
    cashier.pay(prepayId, 'lost');
    expect(cashier.refund(REFUND)).toMatchObject({ status: 200, body: { status: 'SUCCESS' } });
    expect(await noticesOf(cashier)).toMatchObject([
      {
        url: REFUND.notify_url,
        event: 'REFUND.SUCCESS',
        refund_status: 'SUCCESS',
        amount: { total: 2900, refund: 900 },
      },
    ]);
    expect(cashier.query(ORDER.out_trade_no).body).toMatchObject({ trade_state: 'REFUND' });
  });

  it('again it is the same refund', async () => {
    const { cashier, prepayId } = open();
    cashier.pay(prepayId, 'lost');
    expect(cashier.refund(REFUND)).toEqual(cashier.refund(REFUND));
    expect(await noticesOf(cashier)).toHaveLength(1);
  });

  it('never more than was paid, however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2900 }), { maxLength: 8 }), (amounts) => {
        const { cashier, prepayId, wechat } = open();
        cashier.pay(prepayId, 'lost');
        amounts.forEach((refund, index) =>
          cashier.refund({ ...REFUND, out_refund_no: `r${index}`, amount: { refund, total: 2900 } }),
        );
        const back = wechat.panel.state().refunds.reduce((sum, { refundFen }) => sum + refundFen, 0);
        expect(back).toBeLessThanOrEqual(2900);
      }),
      { numRuns: 30 },
    );
  });

  it('of an order that isn’t paid there is none', () => {
    const { cashier } = open();
    expect(cashier.refund(REFUND)).toMatchObject({ status: 404, body: { code: 'RESOURCE_NOT_EXISTS' } });
  });
});
