import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callWx, Harness, screenshot } from './harness';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

describe('wx', () => {
  test('calls cloud functions as the person in the panel', async () => {
    const { page } = await harness.phone('pages/home/home');
    expect(
      await callWx(page, 'cloud.callFunction', { name: 'member', data: { action: 'home' } }),
    ).toMatchObject({
      errMsg: 'cloud.callFunction:ok',
      result: { openid: 'member-ming', body: { action: 'home' } },
    });
    expect(await callWx(page, 'cloud.callFunction', { name: 'broken' })).toMatchObject({
      failed: true,
      errCode: -1,
      errMsg: 'cloud.callFunction:fail BROKEN 坏了',
    });
    const called = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const calls: string[] = [];
          const { wx } = globalThis as unknown as {
            wx: { cloud: { callFunction(options: object): unknown } };
          };
          const returned = wx.cloud.callFunction({
            name: 'broken',
            fail: () => calls.push('fail'),
            complete: () => resolve([...calls, 'complete', typeof returned]),
          });
        }),
    );
    expect(called).toEqual(['fail', 'complete', 'undefined']);
  });

  test('stores per person', async () => {
    const { page, watch } = await harness.phone('pages/home/home');
    await page.evaluate("wx.setStorageSync('key', { a: [1, '二'] })");
    expect(await page.evaluate("wx.getStorageSync('key')")).toEqual({ a: [1, '二'] });
    expect(await callWx(page, 'getStorage', { key: 'key' })).toMatchObject({ data: { a: [1, '二'] } });
    expect(await callWx(page, 'getStorage', { key: 'none' })).toMatchObject({
      errMsg: 'getStorage:fail data not found',
    });
    await page.goto(`${harness.origin}/phone/?openid=member-hong#/pages/home/home`);
    expect(await page.evaluate("wx.getStorageSync('key')")).toBe('');
    watch.check();
  });

  test('talks with the person', async () => {
    const { page, watch } = await harness.phone('pages/home/home');
    await callWx(page, 'showToast', { title: '成功了' });
    await page.locator('.phone-toast', { hasText: '成功了' }).waitFor();
    await callWx(page, 'showLoading', { title: '稍候', mask: true });
    await page.locator('.phone-toast[data-icon="loading"]', { hasText: '稍候' }).waitFor();
    await callWx(page, 'hideLoading');
    expect(await page.locator('.phone-toast').count()).toBe(0);
    const modal = callWx(page, 'showModal', { title: '确认', content: '要兑换吗？' });
    await page.getByRole('dialog').waitFor();
    await screenshot(page, 'modal');
    await page.getByRole('button', { name: '确定' }).click();
    expect(await modal).toMatchObject({ confirm: true, cancel: false });
    const sheet = callWx(page, 'showActionSheet', { itemList: ['甲', '乙'] });
    await page.getByRole('button', { name: '乙' }).click();
    expect(await sheet).toMatchObject({ tapIndex: 1 });
    const cancelled = callWx(page, 'showActionSheet', { itemList: ['甲'] });
    await page.getByRole('button', { name: '取消' }).click();
    expect(await cancelled).toMatchObject({ failed: true, errMsg: 'showActionSheet:fail cancel' });
    watch.check();
  });

  test('says by name what it does not have', async () => {
    const { page, watch } = await harness.phone('pages/home/home', {}, [/\[preview\]/]);
    expect(
      await page.evaluate(
        "['showToast','cloud.callFunction','cloud.none','requestPayment'].map((name) => wx.canIUse(name))",
      ),
    ).toEqual([true, true, false, false]);
    expect(await page.evaluate("[typeof wx.requestPayment, 'requestPayment' in wx]")).toEqual([
      'function',
      false,
    ]);
    await expect(page.evaluate('wx.requestPayment({})')).rejects.toThrow(
      '[preview] wx.requestPayment is not in the preview',
    );
    expect(watch.errors).toEqual([]);
  });
});
