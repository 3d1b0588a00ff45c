import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { sign } from '../../wechat';
import { paySigOf, userSignatureOf } from '../../wechat/crypto/pay-sig';
import { newMerchant } from '../../wechat/testing';
import { callWx, fixtureFolder, Harness, screenshot, type Opened } from './harness';
import { templates } from './servers';

const appid = 'wx0123456789abcdef';
const virtualPayment = { offerId: 'offer-1', appKey: 'an-app-key' };
const merchant = newMerchant();

let harness: Harness;
let folder: string;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'codes-'));
  harness = await Harness.open(undefined, { merchant: merchant.settings, virtualPayment });
});
afterAll(async () => {
  await harness.close();
  fs.rmSync(folder, { recursive: true });
});

async function open(search: string, allowed: RegExp[] = [], width?: number): Promise<Opened> {
  const opened = await harness.phoneWith(search, 'pages/wechat/wechat?tea=1', allowed, width);
  await opened.page.getByText('微信的页面').waitFor();
  return opened;
}

/** The newest calls that WeChat's servers answered. */
const callsOf = (name: string) => harness.wechat.panel.state().calls.filter((call) => call.name === name);

describe('how it was opened', () => {
  test.each([
    ['', { scene: 1001 }],
    ['scene=1007', { scene: 1007, chatType: 1 }],
    ['group=group-tea', { scene: 1008, chatType: 3 }],
    ['group=group-tea&scene=1044', { scene: 1044, chatType: 3, shareTicket: 'ticket-of-group-tea' }],
    ['scene=1044', { scene: 1044 }],
  ])('"%s" is told to whoever asks, and nothing besides', async (search, told) => {
    const { page, watch } = await open(search);
    const always = { path: 'pages/wechat/wechat', query: { tea: '1' }, referrerInfo: {} };
    const expected = { ...always, apiCategory: 'default', forwardMaterials: [], ...told };
    expect(await callWx(page, 'getLaunchOptionsSync')).toEqual(expected);
    expect(await callWx(page, 'getEnterOptionsSync')).toEqual(expected);
    watch.check();
  });

  test('WeChat hears of each launch, and where none is, the mini program is launched all the same', async () => {
    const { page } = await open('', [/404/]);
    await Promise.all([page.waitForResponse('**/wechat/phone/visit'), page.reload()]);
    expect(harness.wechat.panel.state().members.map(({ openid }) => openid)).toContain('member-ming');
    await page.route('**/wechat/**', (route) => route.fulfill({ status: 404, json: {} }));
    await page.reload();
    await page.getByText('微信的页面').waitFor();
    expect(await callWx(page, 'login')).toMatchObject({
      failed: true,
      errMsg: expect.stringContaining('404'),
    });
  });

  test('a code to log in with is good at WeChat', async () => {
    const { page, watch } = await open('');
    const { code, errMsg } = await callWx(page, 'login');
    expect(errMsg).toBe('login:ok');
    expect(harness.wechat.panel.state().logins.map((login) => login.code)).toContain(code);
    watch.check();
  });

  test('from a group one gets what the cloud opens, and otherwise 40097', async () => {
    const { page, watch } = await open('group=group-tea');
    await callWx(page, 'login');
    const entered = await callWx(page, 'getGroupEnterInfo');
    expect(Object.keys(entered).sort()).toEqual(['cloudID', 'encryptedData', 'errMsg', 'iv']);
    const cloudID = String(entered['cloudID']);
    expect(harness.wechat.openByCloudId(cloudID, 'member-ming')).toMatchObject({
      data: { opengid: 'group-tea' },
    });
    await page.evaluate(
      `wx.cloud.callFunction({ name: 'enter', data: {
        group: wx.cloud.CloudID(${JSON.stringify(cloudID)}), again: new wx.cloud.CloudID('x'),
        deep: { group: wx.cloud.CloudID('y') }, plain: 1 } })`,
    );
    expect(harness.calls.at(-1)).toMatchObject({
      cloudIds: 'group,again',
      body: { group: { cloudID }, again: { cloudID: 'x' }, plain: 1 },
    });
    watch.check();
    const { page: alone } = await open('');
    expect(await callWx(alone, 'getGroupEnterInfo')).toEqual({
      failed: true,
      errMsg: 'getGroupEnterInfo:fail',
      errCode: 40097,
    });
    await callWx(alone, 'cloud.callFunction', { name: 'enter', data: { plain: 1 } });
    expect(harness.calls.at(-1)?.cloudIds).toBeUndefined();
  });
});

describe('scanning', () => {
  /** A code that the community made, as a picture in a file. */
  async function makeCode(scene: string): Promise<string> {
    const made = await harness.wechat.openApi.call('wxacode.getUnlimited', {
      scene,
      page: 'pages/home/home',
    });
    if (!made.ok || made.answer.kind !== 'picture') throw new Error('no picture');
    const file = path.join(folder, `${scene}.png`);
    fs.writeFileSync(file, made.answer.bytes);
    return file;
  }
  const urlOf = (scene: string) =>
    harness.wechat.panel.state().codes.find((code) => code.scene === scene)?.url ?? '';

  async function startScan(page: Page, options: object = {}) {
    const scanned = callWx(page, 'scanCode', options);
    const sheet = page.getByRole('dialog', { name: '扫一扫' });
    await sheet.waitFor();
    return { scanned, sheet };
  }
  const choosing = (page: Page, file: string) =>
    page.once('filechooser', (chooser) => void chooser.setFiles(file));

  test('a made code is chosen from the list, from a picture, or by its text', async () => {
    const file = await makeCode('i=ab12');
    await makeCode('long-scene-of-thirty-two-signs-!');
    const { page, watch } = await open('');
    const expected = {
      errMsg: 'scanCode:ok',
      result: urlOf('i=ab12'),
      scanType: 'WX_CODE',
      charSet: 'utf-8',
      rawData: Buffer.from(urlOf('i=ab12')).toString('base64'),
      path: 'pages/home/home?scene=i%3Dab12',
    };
    const first = await startScan(page);
    await screenshot(page, 'scan-light');
    await first.sheet.getByRole('button', { name: 'i=ab12' }).click();
    expect(await first.scanned).toEqual(expected);

    const second = await startScan(page);
    choosing(page, file);
    await second.sheet.getByRole('button', { name: '从相册选取二维码' }).click();
    expect(await second.scanned).toEqual(expected);

    const third = await startScan(page);
    await third.sheet.getByLabel('码里的文字').fill(` ${urlOf('i=ab12')} `);
    await third.sheet.getByRole('button', { name: '识别' }).click();
    expect(await third.scanned).toEqual(expected);
    watch.check();
  });

  test('what is no code is said, and the sheet stays until it is given up', async () => {
    const { page, watch } = await open('theme=dark', [], 320);
    const { scanned, sheet } = await startScan(page);
    for (const [file, problem] of [
      [path.join(fixtureFolder, 'assets/tab.png'), '图片里没有找到二维码'],
      [path.join(fixtureFolder, 'app.json'), '这个文件不是图片'],
    ] as const) {
      choosing(page, file);
      await sheet.getByRole('button', { name: '从相册选取二维码' }).click();
      await sheet.getByRole('alert').filter({ hasText: problem }).waitFor();
    }
    await screenshot(page, 'scan-problem-dark-320');
    await sheet.getByRole('button', { name: '取消' }).click();
    expect(await scanned).toMatchObject({ failed: true, errMsg: 'scanCode:fail cancel' });
    const camera = await startScan(page, { onlyFromCamera: true });
    expect(await camera.sheet.getByRole('button', { name: '从相册选取二维码' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await camera.scanned).toMatchObject({ errMsg: 'scanCode:fail cancel' });
    watch.check();
  });

  test.each(['https://example.com/#/pages/home/home?scene=1', '一句话', 'http://127.0.0.1:1/'])(
    'a code of something else, "%s", is its text and leads nowhere',
    async (text) => {
      const { page, watch } = await open('');
      const { scanned, sheet } = await startScan(page);
      await sheet.getByLabel('码里的文字').fill(text);
      await page.keyboard.press('Enter');
      expect(await scanned).toEqual({
        errMsg: 'scanCode:ok',
        result: text,
        scanType: 'QR_CODE',
        charSet: 'utf-8',
        rawData: Buffer.from(text).toString('base64'),
      });
      watch.check();
    },
  );
});

describe('messages', () => {
  const [week = '', tier = '', long = '', more = ''] = templates.map(({ id }) => id);
  const left = (id: string) => harness.wechat.phone.acceptsLeft('member-ming', id);

  test('each can be ticked, and only what is ticked is granted', async () => {
    const { page, watch } = await open('', [], 320);
    const before = [week, tier, long].map(left);
    const asked = callWx(page, 'requestSubscribeMessage', { tmplIds: [week, tier, long] });
    await page.getByLabel('等级变化提醒').uncheck();
    await screenshot(page, 'subscribe-320');
    await page.getByRole('button', { name: '允许' }).click();
    const errMsg = 'requestSubscribeMessage:ok';
    expect(await asked).toEqual({ errMsg, [week]: 'accept', [tier]: 'reject', [long]: 'accept' });
    expect([week, tier, long].map(left)).toEqual([1 + (before[0] ?? 0), before[1], 1 + (before[2] ?? 0)]);
    const refused = callWx(page, 'requestSubscribeMessage', { tmplIds: [week] });
    await page.getByRole('button', { name: '拒绝' }).click();
    expect(await refused).toEqual({ errMsg, [week]: 'reject' });
    watch.check();
  });

  test('the address answers without a dialog', async () => {
    for (const choice of ['accept', 'reject']) {
      const { page, watch } = await open(`subscribe=${choice}`);
      expect(await callWx(page, 'requestSubscribeMessage', { tmplIds: [week, tier] })).toMatchObject({
        [week]: choice,
        [tier]: choice,
      });
      watch.check();
    }
  });

  test.each([
    [[], 10001],
    [undefined, 10001],
    [['nobody-knows-it'], 20001],
    [[week, tier, long, more], 20003],
  ])('WeChat refuses %j with %i, and nobody is asked', async (tmplIds, errCode) => {
    const { page, watch } = await open('');
    expect(await callWx(page, 'requestSubscribeMessage', { tmplIds })).toMatchObject({
      failed: true,
      errCode,
    });
    expect(await page.getByRole('dialog').count()).toBe(0);
    watch.check();
  });
});

describe('paying', () => {
  let orders = 0;

  /** An order at WeChat Pay, and what the merchant hands to the mini program. */
  function placeOrder(openid: string, totalFen: number, description = '茶友会一年会籍') {
    const outTradeNo = `order-${(orders += 1)}`;
    const placed = harness.wechat.cashier?.order({
      appid,
      mchid: merchant.settings.mchid,
      description,
      out_trade_no: outTradeNo,
      notify_url: 'http://127.0.0.1/notify',
      amount: { total: totalFen },
      payer: { openid },
    });
    const bill = `prepay_id=${String(placed?.body['prepay_id'])}`;
    const paySign = sign(merchant.ownPrivateKey, appid, '1', 'nonce', bill);
    const request = { timeStamp: '1', nonceStr: 'nonce', package: bill, signType: 'RSA', paySign };
    const order = () =>
      harness.wechat.panel.state().orders.find((each) => each.outTradeNo === outTradeNo)?.state;
    const notices = () =>
      harness.wechat.panel.state().notices.filter((notice) => notice.of === outTradeNo).length;
    return { request, order, notices };
  }

  test('the cashier shows what and how much, and takes a yes or a no', async () => {
    const { page, watch } = await open('', [], 320);
    const { request, order, notices } = placeOrder('member-ming', 123_456_705, '一'.repeat(40));
    const cancelled = callWx(page, 'requestPayment', request);
    await page.getByText('¥1234567.05').waitFor();
    await screenshot(page, 'cashier-320');
    await page.getByRole('button', { name: '取消' }).click();
    expect(await cancelled).toEqual({ failed: true, errMsg: 'requestPayment:fail cancel' });
    expect(order()).toBe('NOTPAY');
    const paid = callWx(page, 'requestPayment', request);
    await page.getByRole('button', { name: '支付' }).click();
    expect(await paid).toEqual({ errMsg: 'requestPayment:ok' });
    expect([order(), notices()]).toEqual(['SUCCESS', 1]);
    expect(await callWx(page, 'requestPayment', request)).toMatchObject({
      failed: true,
      errMsg: 'requestPayment:fail NOT_PAYABLE',
    });
    watch.check();
  });

  test('the address pays or cancels by itself, and says what becomes of the notice', async () => {
    for (const [search, state, count] of [
      ['pay=cancel', 'NOTPAY', 0],
      ['pay=pay', 'SUCCESS', 1],
      ['pay=pay&notice=lost', 'SUCCESS', 0],
      ['pay=pay&notice=twice', 'SUCCESS', 2],
    ] as const) {
      const { page, watch } = await open(search);
      const { request, order, notices } = placeOrder('member-ming', 5);
      const { errMsg } = await callWx(page, 'requestPayment', request);
      expect(errMsg).toBe(`requestPayment:${state === 'SUCCESS' ? 'ok' : 'fail cancel'}`);
      expect([order(), notices()]).toEqual([state, count]);
      watch.check();
    }
  });

  test('a wrong bill is refused before anybody sees it', async () => {
    const { page, watch } = await open('');
    const { request, order } = placeOrder('member-ming', 100);
    const foreign = placeOrder('member-hong', 100).request;
    const wrong = { ...request, paySign: 'wrong' };
    for (const [given, words] of [
      [wrong, 'WRONG_PAY_SIGN'],
      [foreign, 'FOREIGN_PAYER'],
      [{ ...request, package: 'prepay_id=none' }, 'UNKNOWN_PREPAY_ID'],
      [
        { ...request, timeStamp: 1 },
        'parameter error: parameter.timeStamp should be String instead of Number;',
      ],
      [{}, 'parameter error: parameter.timeStamp should be String instead of Undefined;'],
    ] as const)
      expect(await callWx(page, 'requestPayment', given)).toMatchObject({
        failed: true,
        errMsg: `requestPayment:fail ${words}`,
      });
    expect([await page.getByRole('dialog').count(), order()]).toEqual([0, 'NOTPAY']);
    watch.check();
  });

  test('a virtual payment: -2 for a cancel, its own codes for what is wrong', async () => {
    const { page, watch } = await open('theme=dark');
    await callWx(page, 'login');
    const member = harness.wechat.panel.state().members.find(({ openid }) => openid === 'member-ming');
    const request = (outTradeNo: string) => {
      const signData = JSON.stringify({
        offerId: virtualPayment.offerId,
        buyQuantity: 1,
        env: 0,
        currencyType: 'CNY',
        productId: 'year',
        goodsPrice: 990,
        outTradeNo,
        attach: '',
      });
      return {
        mode: 'short_series_goods',
        signData,
        paySig: paySigOf(virtualPayment.appKey, 'requestVirtualPayment', signData),
        signature: userSignatureOf(member?.sessionKey ?? '', signData),
      };
    };
    const cancelled = callWx(page, 'requestVirtualPayment', request('virtual-1'));
    await page.getByText('¥9.90').waitFor();
    await screenshot(page, 'cashier-dark');
    await page.getByRole('button', { name: '取消' }).click();
    expect(await cancelled).toEqual({
      failed: true,
      errMsg: 'requestVirtualPayment:fail cancel',
      errCode: -2,
    });
    const paid = callWx(page, 'requestVirtualPayment', request('virtual-2'));
    await page.getByRole('button', { name: '支付' }).click();
    expect(await paid).toEqual({ errMsg: 'requestVirtualPayment:ok' });
    expect(
      await callWx(page, 'requestVirtualPayment', { ...request('virtual-3'), paySig: 'wrong' }),
    ).toMatchObject({ failed: true, errCode: -15006 });
    expect(callsOf('requestVirtualPayment').length).toBeGreaterThan(2);
    watch.check();
  });
});
