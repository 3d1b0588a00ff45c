import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Watch } from '../testing';
import { callWx, Harness } from './harness';

let harness: Harness;
let page: Page;
let watch: Watch;
beforeAll(async () => {
  harness = await Harness.open();
});
beforeEach(async () => {
  ({ page, watch } = await harness.phone('pages/long/long?from=%E7%BE%A4'));
  await page.getByText('第 0 行').waitFor();
});
afterAll(() => harness.close());

const expression = (text: string): Promise<unknown> => page.evaluate(text);

describe('storage', () => {
  test('is the same with and without Sync, and each person clears only the own', async () => {
    await expression("wx.setStorageSync('mine', 1)");
    const other = await page.context().newPage();
    await other.goto(`${harness.origin}/phone/?openid=member-hong#/pages/long/long`);
    await other.getByText('第 0 行').waitFor();
    await other.evaluate("wx.setStorageSync('theirs', 2)");
    await callWx(other, 'clearStorage');
    expect(await other.evaluate('wx.getStorageInfoSync().keys')).toEqual([]);

    await callWx(page, 'setStorage', { key: 'too', data: { a: [true] } });
    const { keys } = await callWx(page, 'getStorageInfo');
    expect((keys as string[]).sort()).toEqual(['mine', 'too']);
    expect(await expression("wx.getStorageSync('too')")).toEqual({ a: [true] });
    await callWx(page, 'removeStorage', { key: 'mine' });
    await expression("wx.removeStorageSync('none')");
    expect(await expression('wx.getStorageInfoSync().keys')).toEqual(['too']);
    await expression('wx.clearStorageSync()');
    expect(await expression('wx.getStorageInfoSync().keys')).toEqual([]);
    watch.check();
  });
});

describe('what one sees of it', () => {
  test('a toast goes by itself, loading only when it is told to, and the later takes the place', async () => {
    await callWx(page, 'showToast', { title: '一闪', icon: 'none', duration: 200 });
    await page.locator('.phone-toast[data-icon="none"]').waitFor();
    await page.locator('.phone-toast').waitFor({ state: 'detached' });
    await callWx(page, 'showLoading', { title: '稍候' });
    await callWx(page, 'showToast', { title: '图', image: '/assets/wide.svg' });
    expect(await page.locator('.phone-toast').allInnerTexts()).toEqual(['图']);
    expect(await page.locator('.phone-toast img').getAttribute('src')).toBe('/phone/assets/wide.svg');
    await callWx(page, 'hideToast');
    expect(await page.locator('.phone-toast').count()).toBe(0);
    watch.check();
  });

  test('a modal can be declined, can have one button, and can ask for a text', async () => {
    const declined = callWx(page, 'showModal', { content: '要吗？' });
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    expect(await declined).toMatchObject({ confirm: false, cancel: true });
    const asked = callWx(page, 'showModal', { editable: true, showCancel: false, confirmText: '好' });
    await page.getByRole('dialog').locator('input').fill('一句');
    expect(await page.getByRole('dialog').getByRole('button').count()).toBe(1);
    await page.getByRole('button', { name: '好' }).click();
    expect(await asked).toMatchObject({ confirm: true, content: '一句' });
    watch.check();
  });

  test('the navigation bar takes a title, colours and a sign of loading', async () => {
    await callWx(page, 'setNavigationBarTitle', { title: '另一个' });
    expect(await page.locator('.navigation-title').innerText()).toBe('另一个');
    await callWx(page, 'setNavigationBarColor', { frontColor: '#ffffff', backgroundColor: '#07a352' });
    const bar = page.locator('.navigation-bar');
    expect(await bar.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      'rgb(7, 163, 82)',
    );
    expect(await expression('document.documentElement.dataset.status')).toBe('white');
    await callWx(page, 'showNavigationBarLoading');
    expect(await bar.getAttribute('loading')).toBe('');
    await callWx(page, 'hideNavigationBarLoading');
    expect(await bar.getAttribute('loading')).toBeNull();
    await callWx(page, 'setBackgroundColor', { backgroundColor: '#010203' });
    expect(
      await page.locator('.page-frame').evaluate((frame) => getComputedStyle(frame).backgroundColor),
    ).toBe('rgb(1, 2, 3)');
    watch.check();
  });

  test('the page scrolls to a place and to an element, and says how it lies', async () => {
    const top = () => page.locator('.page-scroller').evaluate((scroller) => scroller.scrollTop);
    await callWx(page, 'pageScrollTo', { scrollTop: 300, duration: 0 });
    expect(await top()).toBe(300);
    await callWx(page, 'pageScrollTo', { selector: '#row-10', offsetTop: -20, duration: 0 });
    expect(await top()).toBe(480);
    const answers = await page.evaluate(
      () =>
        new Promise((resolve) => {
          interface Query {
            selectAll(selector: string): { fields(fields: object): Query };
            select(selector: string): { fields(fields: object): Query };
            selectViewport(): { scrollOffset(): Query };
            exec(done: (answers: unknown[]) => void): void;
          }
          const { wx } = globalThis as unknown as { wx: { createSelectorQuery(): Query } };
          wx.createSelectorQuery()
            .selectAll('.row')
            .fields({ size: true })
            .select('#row-11')
            .fields({ id: true, rect: true, computedStyle: ['paddingLeft'] })
            .select('#none')
            .fields({ size: true })
            .selectViewport()
            .scrollOffset()
            .exec(([rows, row, none, view]) => resolve([(rows as unknown[]).length, row, none, view]));
        }),
    );
    expect(answers).toMatchObject([
      40,
      { id: 'row-11', top: 70, left: 0, paddingLeft: '16px' },
      null,
      { scrollTop: 480, scrollHeight: 2000 },
    ]);
    watch.check();
  });
});

describe('what it says of itself', () => {
  test('one story, whichever way it is asked', async () => {
    const { theme, SDKVersion } = await callWx(page, 'getAppBaseInfo');
    const window = await callWx(page, 'getWindowInfo');
    const device = await callWx(page, 'getDeviceInfo');
    for (const way of ['getSystemInfo', 'getSystemInfoAsync', 'getSystemInfoSync'])
      expect(await callWx(page, way)).toMatchObject({ theme, SDKVersion, ...window, ...device });
    watch.check();
  });

  test('how it was opened, and that there is nothing newer', async () => {
    const opened = { path: 'pages/long/long', query: { from: '群' }, scene: 1001 };
    expect(await callWx(page, 'getLaunchOptionsSync')).toMatchObject(opened);
    expect(await callWx(page, 'getEnterOptionsSync')).toMatchObject(opened);
    expect(await expression('new Promise((tell) => wx.getUpdateManager().onCheckForUpdate(tell))')).toEqual({
      hasUpdate: false,
    });
    watch.check();
  });

  test('the theme, when it changes, until nobody listens', async () => {
    await expression('globalThis.themes = []; wx.onThemeChange(({ theme }) => themes.push(theme))');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction("themes.includes('dark')");
    expect((await callWx(page, 'getAppBaseInfo'))['theme']).toBe('dark');
    await expression('wx.offThemeChange()');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('[data-theme="light"]').waitFor();
    expect(await expression('themes')).toEqual(['dark']);
    watch.check();
  });

  test('the network, its window, and that it went to the background', async () => {
    await expression(`globalThis.told = [];
      wx.onNetworkStatusChange(({ isConnected }) => told.push('network ' + isConnected));
      wx.onWindowResize(({ size }) => told.push('window ' + size.windowWidth));
      wx.onAppHide(() => told.push('hide')); wx.onAppShow(({ scene }) => told.push('show ' + scene));`);
    await page.context().setOffline(true);
    expect(await callWx(page, 'getNetworkType')).toMatchObject({ networkType: 'none' });
    await page.context().setOffline(false);
    await page.setViewportSize({ width: 400, height: 800 });
    await page.waitForFunction("told.includes('window 400')");
    await expression("window.postMessage({ from: 'panel', kind: 'return' }, location.origin)");
    await page.waitForFunction("told.includes('show 1001')");
    expect(await expression('told')).toEqual([
      'network false',
      'network true',
      'window 400',
      'hide',
      'show 1001',
    ]);
    await expression('wx.offNetworkStatusChange(); wx.offWindowResize()');
  });
});

describe('small things', () => {
  test('a code to log in with is another each time', async () => {
    const first = (await callWx(page, 'login'))['code'];
    await page.waitForTimeout(5);
    expect([typeof first, (await callWx(page, 'login'))['code'] === first]).toEqual(['string', false]);
    expect(await callWx(page, 'checkSession')).toEqual({ errMsg: 'checkSession:ok' });
    watch.check();
  });

  test('the clipboard keeps what is put there, and says so', async () => {
    await callWx(page, 'setClipboardData', { data: '口令' });
    await page.locator('.phone-toast', { hasText: '内容已复制' }).waitFor();
    expect(await callWx(page, 'getClipboardData')).toMatchObject({ data: '口令' });
    watch.check();
  });

  test('steps of an animation come one after another', async () => {
    const steps = await expression(
      'wx.createAnimation({ duration: 40 }).width(10).step().rotate(45).opacity(0.5).step({ delay: 5 }).export().actions',
    );
    expect(steps).toMatchObject([
      { animates: [{ type: 'width', args: [10] }], option: { transition: { duration: 40, delay: 0 } } },
      { animates: [{ type: 'rotate' }, { type: 'opacity' }], option: { transition: { delay: 5 } } },
    ]);
    watch.check();
  });

  test('a canvas becomes a picture, which can be looked at', async () => {
    const made = await page.evaluate(() => {
      const { wx } = globalThis as unknown as {
        wx: { canvasToTempFilePath(options: object): Promise<{ tempFilePath: string }> };
      };
      const canvas = Object.assign(document.createElement('canvas'), { width: 30, height: 20 });
      return wx.canvasToTempFilePath({ canvas });
    });
    expect(await callWx(page, 'getImageInfo', { src: made.tempFilePath })).toMatchObject({
      width: 30,
      height: 20,
    });
    await callWx(page, 'previewMedia', { sources: [{ url: made.tempFilePath }] });
    await page.locator('.phone-picture').click();
    expect(await page.locator('.phone-pictures').count()).toBe(0);
    watch.check();
  });

  test('who chooses no picture is told so', async () => {
    const chosen = callWx(page, 'chooseImage', { count: 1 });
    // Some browsers without a window close the question themselves.
    await expression("document.querySelector('.phone-file')?.dispatchEvent(new Event('cancel'))");
    expect(await chosen).toMatchObject({ failed: true, errMsg: 'chooseImage:fail cancel' });
    expect(await page.locator('.phone-file').count()).toBe(0);
    watch.check();
  });

  test('it vibrates, puts the keyboard away, and does things a moment later', async () => {
    expect(await callWx(page, 'vibrateShort', { type: 'light' })).toEqual({ errMsg: 'vibrateShort:ok' });
    expect(await callWx(page, 'vibrateLong')).toEqual({ errMsg: 'vibrateLong:ok' });
    await expression(
      'document.querySelector(".capsule").tabIndex = 0; document.querySelector(".capsule").focus()',
    );
    await callWx(page, 'hideKeyboard');
    expect(await expression('document.activeElement === document.body')).toBe(true);
    expect(
      await expression(
        "new Promise((tell) => { const told = []; wx.nextTick(() => { told.push('later'); tell(told) }); told.push('now') })",
      ),
    ).toEqual(['now', 'later']);
    watch.check();
  });
});
