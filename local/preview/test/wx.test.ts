import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { callWx, fixtureFolder, Harness, screenshot } from './harness';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

const present = [
  ...['cloud.init', 'cloud.callFunction', 'cloud.CloudID', 'request', 'login', 'checkSession'],
  ...['cloud.uploadFile', 'cloud.downloadFile', 'cloud.getTempFileURL', 'cloud.deleteFile'],
  ...['requestPayment', 'requestVirtualPayment', 'requestSubscribeMessage', 'getGroupEnterInfo', 'scanCode'],
  ...['showShareMenu', 'hideShareMenu', 'updateShareMenu', 'getSetting', 'openSetting', 'authorize'],
  ...['getPrivacySetting', 'onNeedPrivacyAuthorization', 'requirePrivacyAuthorize', 'openPrivacyContract'],
  ...['getStorage', 'setStorage', 'removeStorage', 'clearStorage', 'getStorageInfo'],
  ...['getStorageSync', 'setStorageSync', 'removeStorageSync', 'clearStorageSync', 'getStorageInfoSync'],
  ...['showToast', 'hideToast', 'showLoading', 'hideLoading', 'showModal', 'showActionSheet'],
  ...['navigateTo', 'redirectTo', 'reLaunch', 'switchTab', 'navigateBack'],
  ...['createSelectorQuery', 'createIntersectionObserver', 'createAnimation', 'createVideoContext'],
  ...['getSystemInfo', 'getSystemInfoSync', 'getSystemInfoAsync', 'getWindowInfo', 'getAppBaseInfo'],
  ...['getDeviceInfo', 'getMenuButtonBoundingClientRect', 'onThemeChange', 'offThemeChange'],
  ...[
    'setNavigationBarTitle',
    'setNavigationBarColor',
    'showNavigationBarLoading',
    'hideNavigationBarLoading',
  ],
  ...['startPullDownRefresh', 'stopPullDownRefresh', 'pageScrollTo', 'setBackgroundColor', 'hideKeyboard'],
  ...['previewImage', 'previewMedia', 'chooseMedia', 'chooseImage', 'getImageInfo', 'saveImageToPhotosAlbum'],
  ...['canvasToTempFilePath', 'setClipboardData', 'getClipboardData', 'vibrateShort', 'vibrateLong'],
  ...['getLaunchOptionsSync', 'getEnterOptionsSync', 'getUpdateManager', 'canIUse', 'nextTick'],
];

/** What the preview has not, and whatever else nobody has thought of. */
const absent = [
  ...['cloud.database', 'getShareInfo', 'getUserInfo', 'chooseAddress', 'getFileSystemManager', 'noSuchCall'],
];

describe('wx', () => {
  test('calls cloud functions as the person in the panel', async () => {
    const { page } = await harness.phone('pages/home/home', {}, [/500 .*functions\/broken/]);
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
      page.getByRole('button', { name: '允许' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('tab.png');
    expect(await callWx(page, 'getImageInfo', { src: '/assets/wide.svg' })).toMatchObject({ width: 200 });
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

  test('has each call of the list, or refuses it by name', async () => {
    const { page } = await harness.phone('pages/home/home', {}, [/\[preview\]/]);
    const canIUse = (names: readonly string[]) =>
      page.evaluate(
        (all) =>
          all.filter((name) =>
            (globalThis as unknown as { wx: { canIUse(name: string): boolean } }).wx.canIUse(name),
          ),
        names,
      );
    expect(await canIUse(present)).toEqual(present);
    expect(await canIUse(absent)).toEqual([]);
    for (const name of absent)
      await expect(page.evaluate(`wx.${name}({})`)).rejects.toThrow(
        `[preview] wx.${name} is not in the preview`,
      );
    // Also what is no function: reading it is not enough to be sure that it is there.
    await expect(page.evaluate('wx.env.USER_DATA_PATH')).rejects.toThrow('[preview] wx.env.USER_DATA_PATH');
    expect(await page.evaluate("[typeof wx.getShareInfo, 'getShareInfo' in wx]")).toEqual([
      'function',
      false,
    ]);
  });

  test('says in the page which line asked for what is not there', async () => {
    const { page } = await harness.phone('pages/traps/traps', {}, [/\[preview\]/]);
    await page.getByText('一次').waitFor();
    const file = 'pages/traps/traps.ts';
    const lines = fs.readFileSync(path.join(fixtureFolder, file), 'utf8').split('\n');
    const line = 1 + lines.findIndex((text) => text.includes('wx.getShareInfo'));
    const message = `[preview] wx.getShareInfo is not in the preview (fixture/${file}:${line})`;
    await expect(page.evaluate('getCurrentPages()[0].asksTooMuch()')).rejects.toThrow(message);
    await page.locator('.phone-complaint', { hasText: message }).click();
    expect(await page.locator('.phone-complaint').count()).toBe(0);
  });
});
