import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isSigned, makeMerchantKeys, merchantKeysSchema, merchantSettingsOf, sign } from '../index';
import * as v from 'valibot';
import { APPID, MING, openTestWeChat } from '../testing';
import type { PayRequest } from './signed-request';

/** The key pair with which WeChat Pay's documents show how to sign; the public half is all that is needed. */
const DOCUMENT_KEY = createPublicKey(`-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAptpm+qvIDCh/9wjU26SQ
CK26ogYkBhDrYxnAaw2JbbBsp1oDbHKk+1r381NeBUG2HEFAuU+Fr72u5ot3yKdz
oF/FajAzQNKnm569/D3upKoi8mYBaST15Uig8j8qoUW1U217LL0jEHlSnHV3lcaD
TXqDpTRR4Bfz9IqOgJgFZ8/oTfEomSrjrLYef81Eyxr7ZIMQXEKKEK7V4UXKS0+/
fDsiG/cXidhzt8UbTL9vqXqxM2+IDImyO+FAc/tkBG55LmzxPto1Nq0WbnZzRM/w
Tzrd0I/8NlevxtFbphg4evlHjFNI7+GrqR87ViEwuAJJ9Je5QQjct5YJfFRWiZ5C
MQIDAQAB
-----END PUBLIC KEY-----`);

/** pay.weixin.qq.com/doc/v3/merchant/4012365336, its example of a POST. */
const DOCUMENT_REQUEST: PayRequest = {
  method: 'POST',
  url: '/v3/pay/transactions/jsapi',
  authorization:
    'WECHATPAY2-SHA256-RSA2048 mchid="1900007291",nonce_str="593BEC0C930BF1AFEB40B4A08C8FB242",signature="jnks4dlrPw3ZX+ozVvSK39oa0t7OMBsg83BHAwd8BRdUFiVaQNTLTvci+wURgP1OQBbKYhFGvt7iqYpDSTQkp7Uq1sltaQKyncCyrA1g88m5bsKERQfPyT0ahSwKTYJ1CAn9QiJuSJRq1QsQs07eehbU/k9BCS51jTyc1Jpsi2H77HF9f/BnjXAOP3/sPObg6V5Ee4EzwLox684hhuMuIwHo7D8KFk3LIHOKDcNI4It1aCXydFWNpNK+SG86VUDe5kwoDpw4Ulqfu9z8OFDGbDs9TCxEv8iqQzbpxOlEVoOe2kalSYM5kApQb3nZcxdUtoE0liJGW3RGUNE0t4v01A==",timestamp="1554208460",serial_no="408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB"',
  body: '{"appid":"wxd678efh567hg6787","mchid":"1900007291","description":"Image形象店-深圳腾大-QQ公仔","out_trade_no":"1217752501201407033233368018","notify_url":"https://www.weixin.qq.com/wxpay/pay.php","amount":{"total":100,"currency":"CNY"},"payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}}',
};

describe('published vectors', () => {
  it('the request of the document is believed, with all its header, and orders', async () => {
    const keys = merchantSettingsOf(await makeMerchantKeys());
    const { wechat, clock } = openTestWeChat({
      merchant: {
        ...keys,
        mchid: '1900007291',
        serial: '408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB',
        merchantPublicKey: DOCUMENT_KEY,
      },
      miniProgram: {
        appid: 'wxd678efh567hg6787',
        username: 'gh_0',
        pages: () => [],
        templates: [],
      },
    });
    clock.nowMs = 1554208460_000;
    expect(wechat.cashier?.answerRequest(DOCUMENT_REQUEST)).toMatchObject({ status: 200 });
    expect(wechat.panel.state().orders).toMatchObject([{ totalFen: 100 }]);
    const cheaper = DOCUMENT_REQUEST.body.replace('"total":100', '"total":101');
    expect(wechat.cashier?.answerRequest({ ...DOCUMENT_REQUEST, body: cheaper })).toMatchObject({
      status: 401,
    });
  });

  it('paySign: 小程序调起支付签名, pay.weixin.qq.com/doc/v3/merchant/4012365341', () => {
    const paySign =
      'mI35pfNEQV6777ke/1T+LJLQDNTm7yeoUJH+j/adPGhmCCi0PbgkvYQTRcXH0uibcLVtvFLdGLpmoYO9FV6lBBsTAjuhh5YOvQi0e2g3e0yytitiNET9FEuqM0pjnKfRW4K6LIZDdbWJv9KhZUx3DrJa5TL7OJ7VdADVivxVySIlPVKjGwuCXzuXSJes0UcILgWQUMyha5/3nYofuHtS7r+KYyMuxD+oJ9VM1Qdxk4UIG59CP5Y3wtYIFybyF3bdu1caHTRRX+DLyMXyYA/IrTmiW01c4RPjpHBX5Dk1sZyY1zVsWNsvMHr2e1NTWtBxKJ+qk5N61J7caYoepHFaxw==';
    const parts = ['1554208460', '593BEC0C930BF1AFEB40B4A08C8FB242'];
    const bill = 'prepay_id=wx201410272009395522657a690389285100';
    expect(isSigned(DOCUMENT_KEY, paySign, 'wx2421b1c4370ec43b', ...parts, bill)).toBe(true);
    expect(isSigned(DOCUMENT_KEY, paySign, 'wx2421b1c4370ec43c', ...parts, bill)).toBe(false);
  });

  it('an answer: 如何使用微信支付公钥验签', () => {
    const publicKey = createPublicKey(`-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwXNI6sdlknHBnK8Fu2U6
Cwor9qY747jP8KAfeBMeveEt1TqaHkLfaSD07trZLhGpfs8/AHqjhgSMO1O10YQW
OrrJ4hjIWPKqxbgrYMkBQc+mwdiWp4W3ByCqxBRagCveCXRWCmuJYovl9H/bsDI0
iGbpVtEOghJtfciisYSgxcLufUDTRkvwxjIBK1pCRjk33jJ5YTBWTHMRtMAOcFLN
F6hdEYdX8SPsgHHeLZ5Lv2T/686w1xtgCHef/sd4uSfWmyzsalQdHG/e4IyYmrhx
+O3VBoNDzE3nx23bFeV/RVNCG7cV6VhmYokJNHa/erIPkEmEFID6A5wQOXuxUkmJ
WwIDAQAB
-----END PUBLIC KEY-----`);
    const signature =
      'mfI1CPqvBrgcXfgXMFjdNIhBf27ACE2YyeWsWV9ZI7T7RU0vHvbQpu9Z32ogzc+k8ZC5n3kz7h70eWKjgqNdKQF0eRp8mVKlmfzMLBVHbssB9jEZEDXThOX1XFqX7s7ymia1hoHQxQagPGzkdWxtlZPZ4ZPvr1RiqkgAu6Is8MZgXXrRoBKqjmSdrP1N7uxzJ/cjfSiis9FiLjuADoqmQ1P7p2N876YPAol7Rn0+GswwAwxldbdLrmVSjfytfSBJFqTMHn4itojgxSWWN1byuckQt8hSTEv/Lg97QoeGniYP17T80pJeQyL3b+295FPHSO2AtvCgyIbKMZ0BALilAA==';
    const parts = ['1722850421', 'd824f2e086d3c1df967785d13fcd22ef'];
    const body = '{"code_url":"weixin://wxpay/bizpayurl?pr=JyC91EIz1"}';
    expect(isSigned(publicKey, signature, ...parts, body)).toBe(true);
    expect(isSigned(publicKey, signature, ...parts, `${body} `)).toBe(false);
  });
});

async function open() {
  const keys = await makeMerchantKeys();
  const local = openTestWeChat({ merchant: merchantSettingsOf(keys) });
  const { cashier } = local.wechat;
  if (cashier === undefined) throw new Error('no cashier');
  const seconds = () => String(local.clock.nowMs / 1000);
  const authorize = (method: string, url: string, body: string, change: Record<string, string> = {}) => {
    const parts = {
      mchid: keys.mchid,
      nonce_str: 'a-nonce',
      timestamp: seconds(),
      serial_no: keys.serial,
      ...change,
    };
    const key = createPrivateKey(keys.privateKey);
    const signature = sign(key, method, url, parts.timestamp, parts.nonce_str, body);
    const all = Object.entries({ ...parts, signature, ...change });
    return `WECHATPAY2-SHA256-RSA2048 ${all.map(([name, value]) => `${name}="${value}"`).join()}`;
  };
  const ask = (method: string, url: string, content?: object) => {
    const body = content === undefined ? '' : JSON.stringify(content);
    const answer = cashier.answerRequest({ method, url, body, authorization: authorize(method, url, body) });
    const { headers } = answer;
    const signed = [headers['wechatpay-timestamp'] ?? '', headers['wechatpay-nonce'] ?? '', answer.body];
    const platformKey = createPublicKey(keys.platform.publicKey);
    expect(isSigned(platformKey, headers['wechatpay-signature'] ?? '', ...signed)).toBe(true);
    expect(headers['wechatpay-serial']).toBe(keys.platform.serial);
    const parsed: unknown = answer.body === '' ? undefined : JSON.parse(answer.body);
    return { status: answer.status, body: parsed };
  };
  const order = {
    appid: APPID,
    mchid: keys.mchid,
    description: '季度会员',
    out_trade_no: 'order|0001',
    notify_url: 'https://example.com/pay',
    amount: { total: 2900 },
    payer: { openid: MING },
  };
  return { ...local, keys, cashier, authorize, ask, order };
}

describe('a merchant’s server', () => {
  it('orders, asks, refunds and closes, and sees who answered', async () => {
    const { ask, order, cashier, keys } = await open();
    const one = '/v3/pay/transactions/out-trade-no/order%7C0001';
    const ordered = ask('POST', '/v3/pay/transactions/jsapi', order);
    expect(ordered).toEqual({ status: 200, body: { prepay_id: expect.stringMatching(/^wx/) } });
    const asked = ask('GET', `${one}?mchid=${keys.mchid}`);
    expect(asked).toMatchObject({ status: 200, body: { out_trade_no: 'order|0001', trade_state: 'NOTPAY' } });
    expect(ask('GET', one)).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } });
    cashier.pay((ordered.body as { prepay_id: string }).prepay_id, 'lost');
    const closed = ask('POST', `${one}/close`, { mchid: keys.mchid });
    expect(closed).toMatchObject({ status: 400, body: { code: 'ORDERPAID' } });
    const refunded = ask('POST', '/v3/refund/domestic/refunds', {
      out_trade_no: 'order|0001',
      out_refund_no: 'refund-1',
      amount: { refund: 2900, total: 2900, currency: 'CNY' },
    });
    expect(refunded).toMatchObject({ status: 200, body: { status: 'SUCCESS' } });
    ask('POST', '/v3/pay/transactions/jsapi', { ...order, out_trade_no: 'order-0002' });
    const other = '/v3/pay/transactions/out-trade-no/order-0002/close';
    expect(ask('POST', other, { mchid: keys.mchid })).toEqual({ status: 204, body: undefined });
  });

  it.each([
    ['GET', '/v3/pay/transactions/jsapi'],
    ['POST', '/v3/pay/transactions/native'],
    ['DELETE', '/v3/pay/transactions/out-trade-no/order-0001'],
    ['GET', '/v3/pay/transactions/out-trade-no/%E0%A4'],
  ])('%s %s is not there', async (method, url) => {
    const { ask } = await open();
    expect(ask(method, url)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('isn’t believed where it didn’t sign exactly this, and nothing is ordered', async () => {
    const { authorize, cashier, order, wechat } = await open();
    const url = '/v3/pay/transactions/jsapi';
    const body = JSON.stringify(order);
    const request = { method: 'POST', url, body, authorization: authorize('POST', url, body) };
    const wrong: Partial<PayRequest>[] = [
      { authorization: undefined },
      { authorization: '' },
      { authorization: 'Bearer x' },
      { authorization: request.authorization.replace('SHA256', 'SHA1') },
      { authorization: request.authorization.replace('mchid=', 'merchant=') },
      { authorization: `${request.authorization},broken` },
      { authorization: authorize('POST', url, body, { mchid: '1' }) },
      { authorization: authorize('POST', url, body, { serial_no: 'ANOTHER' }) },
      { authorization: authorize('POST', url, body, { timestamp: '1500000000' }) },
      { authorization: authorize('POST', url, body, { timestamp: 'now' }) },
      { authorization: authorize('POST', url, body, { signature: 'AAAA' }) },
      { authorization: authorize('POST', `${url}?more`, body) },
      { method: 'PUT' },
      { body: `${body} ` },
    ];
    for (const change of wrong) {
      const answer = cashier.answerRequest({ ...request, ...change });
      expect(answer).toMatchObject({ status: 401, headers: {} });
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'SIGN_ERROR', message: expect.any(String) });
    }
    expect(wechat.panel.state().orders).toEqual([]);
    expect(cashier.answerRequest(request)).toMatchObject({ status: 200 });
    const [refused, taken] = wechat.panel.state().calls.slice(-2);
    expect(refused).toMatchObject({ name: `POST ${url}`, errcode: 401, answer: { code: 'SIGN_ERROR' } });
    expect(taken).toMatchObject({ name: `POST ${url}`, errcode: 0, request: order });
  });

  it('is told what would have been signed', async () => {
    const { authorize, cashier } = await open();
    const url = '/v3/certificates?algorithm_type=RSA';
    const nonce = { nonce_str: 'vDit3y4Fmv45dem0CSmKbBK4tUHRR8Dj' };
    const authorization = authorize('POST', url, '', nonce);
    const answer = cashier.answerRequest({ method: 'GET', url, body: '', authorization });
    expect(JSON.parse(answer.body)).toMatchObject({
      detail: { sign_information: { method: 'GET', url, sign_message_length: 85 } },
    });
  });

  it('may be five minutes late, no more', async () => {
    const { authorize, cashier, clock } = await open();
    const url = '/v3/nothing';
    const request = { method: 'GET', url, body: '', authorization: authorize('GET', url, '') };
    clock.nowMs += 5 * 60_000;
    expect(cashier.answerRequest(request).status).toBe(404);
    clock.nowMs += 1_000;
    expect(cashier.answerRequest(request).status).toBe(401);
  });
});

it('a merchant’s keys are plain JSON, and another time the same merchant', async () => {
  const keys = await makeMerchantKeys();
  const kept = v.parse(merchantKeysSchema, JSON.parse(JSON.stringify(keys)));
  expect(kept).toEqual(keys);
  const signature = sign(merchantSettingsOf(keys).platform.privateKey, 'one', 'two');
  expect(isSigned(createPublicKey(kept.platform.publicKey), signature, 'one', 'two')).toBe(true);
  const own = sign(createPrivateKey(kept.privateKey), 'one');
  expect(isSigned(merchantSettingsOf(kept).merchantPublicKey, own, 'one')).toBe(true);
  expect(v.safeParse(merchantKeysSchema, { ...keys, apiV3Key: 'short' }).success).toBe(false);
});
