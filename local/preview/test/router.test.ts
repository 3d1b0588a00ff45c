import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callWx, Harness, logOf, screenshot } from './harness';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

describe('lifecycles', () => {
  test('run in the order of WeChat, tab pages stay', async () => {
    const { page, watch } = await harness.phone('pages/home/home?from=%E7%BE%A4');
    await page.getByText('你好，群阶').waitFor();
    expect(await logOf(page)).toEqual([
      'app launch pages/home/home',
      'app show',
      'counter attached',
      'home load {"from":"群"}',
      'counter show',
      'home show',
      'counter ready',
      'home ready',
    ]);
    await page.getByText('计数 3').click();
    await page.getByRole('tab', { name: '我的' }).click();
    await page.getByText('自定义导航').waitFor();
    await page.getByRole('tab', { name: '首页' }).click();
    await page.getByText('计数 4').waitFor();
    expect((await logOf(page)).slice(8)).toEqual([
      'changed 4',
      'counter hide',
      'home hide',
      'mine attached',
      'mine load',
      'mine show',
      'mine ready',
      'mine hide',
      'counter show',
      'home show',
      'home tab 0',
    ]);
    watch.check();
  });

  test('a page that is left is unloaded, one with an event channel hears its opener', async () => {
    const { page, watch } = await harness.phone('pages/home/home');
    await page.evaluate(() => {
      const { wx, getApp } = globalThis as unknown as {
        wx: { navigateTo(options: object): void };
        getApp: () => { globalData: { log: string[] } };
      };
      const log = getApp().globalData.log;
      wx.navigateTo({
        url: '../deep/deep?word=%E7%BE%A4%E9%98%B6',
        events: { opened: (value: string) => log.push(`opened ${value}`) },
        success: (result: { eventChannel: { emit(event: string, value: string): void } }) =>
          result.eventChannel.emit('greet', '你好'),
      });
    });
    await page.locator('.word', { hasText: '群阶' }).waitFor();
    expect(page.url()).toContain('#/pages/deep/deep?word=%E7%BE%A4%E9%98%B6');
    expect(await page.locator('.navigation-title:visible').textContent()).toBe('深页');
    await page.getByRole('button', { name: '返回' }).locator('visible=true').click();
    await page.getByText('你好，群阶').waitFor();
    expect((await logOf(page)).slice(8)).toEqual([
      'counter hide',
      'home hide',
      'deep load 群阶',
      'opened deep',
      'deep show',
      'greeted 你好',
      'deep unload',
      'counter show',
      'home show',
    ]);
    watch.check();
  });

  test('what is not allowed fails with a name', async () => {
    const { page } = await harness.phone('pages/home/home');
    const failure = async (name: string, url: string) => (await callWx(page, name, { url }))['errMsg'];
    expect(await failure('navigateTo', '/pages/mine/mine')).toBe(
      'navigateTo:fail can not navigateTo a tabbar page',
    );
    expect(await failure('redirectTo', '/pages/mine/mine')).toBe(
      'redirectTo:fail can not redirectTo a tabbar page',
    );
    expect(await failure('switchTab', '/pages/deep/deep')).toBe(
      'switchTab:fail can not switch to no-tabBar page',
    );
    expect(await failure('navigateTo', '/pages/none/none')).toBe(
      'navigateTo:fail page "pages/none/none" is not found',
    );
    for (let depth = 2; depth <= 10; depth++)
      expect(await failure('navigateTo', '/pages/deep/deep')).toBe('navigateTo:ok');
    expect(await failure('navigateTo', '/pages/deep/deep')).toContain(
      'navigateTo:fail webview count limit exceed',
    );
    expect(await callWx(page, 'navigateBack', { delta: 20 })).toMatchObject({ errMsg: 'navigateBack:ok' });
    expect((await callWx(page, 'navigateBack'))['errMsg']).toContain('navigateBack:fail');
  });

  test('the app hears of a page that is not there, and of what its pages throw', async () => {
    const { page } = await harness.phone('pages/none/none', {}, [/is not found/, /cannot go on/]);
    await page.getByText('你好，群阶').waitFor();
    expect(await logOf(page)).toContain('app has no pages/none/none');
    await page.locator('.thrower').click();
    await page.waitForFunction('getApp().globalData.log.includes("app heard Error: home cannot go on")');
  });

  test('redirectTo and reLaunch unload what they replace', async () => {
    const { page, watch } = await harness.phone('pages/home/home');
    await callWx(page, 'navigateTo', { url: '/pages/deep/deep' });
    await callWx(page, 'redirectTo', { url: '/pages/long/long' });
    expect(await page.evaluate('getCurrentPages().map((page) => page.route)')).toEqual([
      'pages/home/home',
      'pages/long/long',
    ]);
    await callWx(page, 'reLaunch', { url: '/pages/deep/deep?word=x' });
    expect(await page.evaluate('getCurrentPages().map((page) => [page.route, page.options.word])')).toEqual([
      ['pages/deep/deep', 'x'],
    ]);
    expect((await logOf(page)).filter((entry) => entry.endsWith('unload'))).toEqual([
      'deep unload',
      'home unload',
    ]);
    expect(await page.locator('.page-frame').count()).toBe(1);
    watch.check();
  });
});

describe('a long page', () => {
  test('scrolls in itself, tells bottom and position, and keeps it under another page', async () => {
    const { page, watch } = await harness.phone('pages/long/long');
    await page.getByText('第 0 行').waitFor();
    await callWx(page, 'pageScrollTo', { selector: '#row-20', duration: 0 });
    await page.waitForFunction('getApp().globalData.scrollTop === 1000');
    await callWx(page, 'navigateTo', { url: '/pages/deep/deep' });
    await callWx(page, 'navigateBack');
    expect(await page.locator('.page-scroller').evaluate((scroller) => scroller.scrollTop)).toBe(1000);
    await page.mouse.move(180, 400);
    await page.mouse.wheel(0, 5000);
    await page.waitForFunction('getApp().globalData.log.includes("bottom")');
    expect((await logOf(page)).filter((entry) => entry === 'bottom')).toHaveLength(1);
    expect(await logOf(page)).toContain('row 30 seen');
    watch.check();
  });

  test('tells its bottom again when there is more, also to who jumps from the old bottom to the new one', async () => {
    const { page, watch } = await harness.phone('pages/long/long');
    await page.getByText('第 39 行').waitFor();
    const toBottom = () => callWx(page, 'pageScrollTo', { scrollTop: 99_999, duration: 0 });
    const told = async (times: number) => {
      await page.waitForFunction(
        `getApp().globalData.log.filter((entry) => entry === 'bottom').length === ${times}`,
      );
    };
    await toBottom();
    await told(1);
    await page.evaluate(
      'getCurrentPages()[0].setData({ rows: Array.from({ length: 80 }, (_, row) => row) })',
    );
    await toBottom();
    await told(2);
    // Up and down near the same bottom is no new one.
    await callWx(page, 'pageScrollTo', { scrollTop: 4000 - 724 - 20, duration: 0 });
    await toBottom();
    await page.waitForTimeout(100);
    await told(2);
    watch.check();
  });

  test('is refreshed by a pull and by a call', async () => {
    const { page, watch } = await harness.phone('pages/long/long');
    await page.getByText('第 0 行').waitFor();
    await page.mouse.move(180, 200);
    await page.mouse.down();
    await page.mouse.move(180, 400, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction('getApp().globalData.log.includes("refresh")');
    await page.locator('.page-view:not([refreshing])').waitFor();
    await callWx(page, 'startPullDownRefresh');
    expect((await logOf(page)).filter((entry) => entry === 'refresh')).toHaveLength(2);
    watch.check();
  });
});

describe('the phone', () => {
  test('says where it is: the rectangles are those that are drawn', async () => {
    const { page, watch } = await harness.phone('pages/long/long');
    await page.getByText('第 0 行').waitFor();
    expect(await callWx(page, 'getWindowInfo')).toMatchObject({
      windowWidth: 375,
      windowHeight: 724,
      screenHeight: 812,
      statusBarHeight: 44,
      safeArea: { top: 44, bottom: 778, left: 0, right: 375, width: 375, height: 734 },
    });
    const capsule = await page.locator('.capsule').boundingBox();
    expect(capsule).toEqual({ x: 280, y: 50, width: 87, height: 32 });
    expect(await callWx(page, 'getMenuButtonBoundingClientRect')).toEqual({
      left: 280,
      right: 367,
      top: 50,
      bottom: 82,
      width: 87,
      height: 32,
    });
    expect(await page.locator('.page-view').boundingBox()).toEqual({ x: 0, y: 88, width: 375, height: 724 });
    await callWx(page, 'switchTab', { url: '/pages/mine/mine' });
    expect(await callWx(page, 'getWindowInfo')).toMatchObject({ windowHeight: 729 });
    expect(await page.locator('.page-view:visible').boundingBox()).toEqual({
      x: 0,
      y: 0,
      width: 375,
      height: 729,
    });
    watch.check();
  });

  test('takes its colours from the theme', async () => {
    const { page, watch } = await harness.phone('pages/home/home', { colorScheme: 'dark' });
    await page.getByText('你好，群阶').waitFor();
    const background = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await background('.navigation-bar')).toBe('rgb(31, 31, 31)');
    expect(await background('.tab-bar')).toBe('rgb(31, 31, 31)');
    expect(await background('.page-scroller wx-page')).toBe('rgb(17, 19, 21)');
    expect(await page.locator('.tab-icon').first().getAttribute('src')).toBe('/phone/assets/tab-on-dark.png');
    await screenshot(page, 'home-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('[data-theme="light"]').waitFor();
    expect(await background('.navigation-bar')).toBe('rgb(247, 247, 247)');
    expect((await callWx(page, 'getAppBaseInfo'))['theme']).toBe('light');
    expect((await logOf(page)).at(-1)).toBe('app theme light');
    await screenshot(page, 'home-light');
    watch.check();
  });

  test('serves files of the mini program and nothing beside it', async () => {
    const status = async (address: string) => (await fetch(harness.origin + address)).status;
    expect(await status('/phone/assets/wide.svg')).toBe(200);
    expect(await status('/phone/app.ts')).toBe(404);
    expect(await status('/phone/%2e%2e%2f%2e%2e%2fREADME.md')).toBe(404);
    expect(await status('/phone/..%2f..%2f..%2fx.png')).toBe(404);
    expect(await status('/preview/fonts/..%2fmetadata.json')).toBe(404);
  });
});
