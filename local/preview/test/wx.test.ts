import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import path from 'node:path';
import { callWx, fixtureFolder, Harness, screenshot } from './harness';

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

  test('asks the host, and gives up when it is told to', async () => {
    const { page, watch } = await harness.phone('pages/home/home');
    const asked = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const { wx } = globalThis as unknown as {
            wx: { request(options: object): { abort(): void } };
          };
          const success = (got: { statusCode: number; data: { body: unknown } }) =>
            wx
              .request({
                url: '/host/clock',
                fail: ({ errMsg }: { errMsg: string }) => resolve([got, errMsg]),
              })
              .abort();
          wx.request({ url: '/cloud/functions/any', method: 'POST', data: { a: '二' }, success });
        }),
    );
    expect(asked).toMatchObject([{ statusCode: 200, data: { body: { a: '二' } } }, 'request:fail abort']);
    watch.check();
  });

  test('takes pictures from files, shows them and hands them back', async () => {
    const { page, watch } = await harness.phone('pages/home/home');
    const picture = path.join(fixtureFolder, 'assets/wide.svg');
    page.on('filechooser', (chooser) => void chooser.setFiles(picture));
    const chosen = await callWx(page, 'chooseMedia', { count: 1, mediaType: ['image'] });
    expect(chosen).toMatchObject({
      type: 'image',
      tempFiles: [{ fileType: 'image', width: 200, height: 100 }],
    });
    const [file] = chosen['tempFiles'] as { tempFilePath: string }[];
    await callWx(page, 'previewImage', { urls: [file?.tempFilePath, '/assets/tab.png'] });
    expect(await page.locator('.phone-picture-count').innerText()).toBe('1/2');
    await page.getByRole('button', { name: '下一张' }).click();
    expect(await page.locator('.phone-picture').getAttribute('src')).toBe('/phone/assets/tab.png');
    await page.locator('.phone-pictures').click({ position: { x: 20, y: 700 } });
    expect(await page.locator('.phone-pictures').count()).toBe(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      callWx(page, 'saveImageToPhotosAlbum', { filePath: '/assets/tab.png' }),
    ]);
    expect(download.suggestedFilename()).toBe('tab.png');
    expect(await callWx(page, 'getImageInfo', { src: '/assets/wide.svg' })).toMatchObject({ width: 200 });
    const stored = await callWx(page, 'cloud.uploadFile', {
      cloudPath: 'a/b.svg',
      filePath: file?.tempFilePath,
    });
    expect(stored).toMatchObject({ fileID: 'cloud://a/b.svg', statusCode: 200 });
    const addresses = await callWx(page, 'cloud.getTempFileURL', { fileList: ['cloud://a/b.svg'] });
    expect(addresses).toMatchObject({ fileList: [{ fileID: 'cloud://a/b.svg', status: 0 }] });
    watch.check();
  });

  test('marks the tab bar, and knows the number of the launch', async () => {
    const { page, watch } = await harness.visit('/phone/?openid=member-ming&scene=1044#/pages/home/home');
    expect(await page.evaluate('wx.getLaunchOptionsSync().scene')).toBe(1044);
    await callWx(page, 'setTabBarBadge', { index: 1, text: '12345' });
    expect(await page.locator('.tab-badge').innerText()).toBe('1234');
    await callWx(page, 'removeTabBarBadge', { index: 1 });
    await callWx(page, 'showTabBarRedDot', { index: 0 });
    expect(await page.locator('.tab-badge').count()).toBe(0);
    expect(await page.locator('.tab-dot').count()).toBe(1);
    await callWx(page, 'hideTabBar');
    expect(await page.locator('.tab-bar').isVisible()).toBe(false);
    expect(await callWx(page, 'setTabBarBadge', { index: 9, text: '1' })).toMatchObject({ failed: true });
    watch.check();
  });

  test('does not play the parts of WeChat that it was not given', async () => {
    const { page, watch } = await harness.phone('pages/home/home', {}, [/\[preview\]/]);
    const parts = [
      'requestPayment',
      'requestVirtualPayment',
      'scanCode',
      'showShareMenu',
      'requestSubscribeMessage',
      'getGroupEnterInfo',
      'getPrivacySetting',
      'getFileSystemManager',
    ];
    for (const part of parts) {
      await expect(page.evaluate(`wx.${part}({})`)).rejects.toThrow(
        `[preview] wx.${part} is not in the preview`,
      );
    }
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
