import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callWx, Harness, logged, logOf, screenshot, style } from './harness';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

describe('the eleven traps', () => {
  test('are none', async () => {
    const { page, watch } = await harness.phone('pages/traps/traps');
    await page.getByText('一次').waitFor();
    // 1, 2: built-ins are wx- elements, WXS is JavaScript, required with and without its ending
    expect(await page.locator('view').count()).toBe(0);
    const scripted = await page.locator('wx-view.wxs').textContent();
    expect(scripted?.split(/\s+/)).toEqual(['true', 'Array', 'true', '1970', 'true', 'true']);
    await page.getByText('行 7').waitFor();
    await page.getByText('包含').waitFor();
    // 3, 5, 11: van-button has a property `dataset`; the wx-button takes the click, and its handler runs once
    expect(await logged(page, () => page.locator('wx-button.once').click())).toEqual(['van clicked']);
    // 7: ready is fired
    expect(await logOf(page)).toContain('counter ready');
    // 8: addGlobalClass said in the script; styles of isolated, sharing and shared components
    expect(await style(page, '.shared-probe', 'color')).toBe('rgb(255, 0, 0)');
    expect(await style(page, '.local-probe', 'color')).toBe('rgb(200, 0, 0)');
    expect(await style(page, 'counter wx-view:nth-child(2)', 'color')).not.toBe('rgb(255, 0, 0)');
    expect(await style(page, 'counter wx-view:nth-child(1)', 'letter-spacing')).toBe('normal');
    expect(await style(page, '.leaks', 'color')).toBe('rgb(7, 7, 7)');
    expect(await style(page, '.head-class', 'font-weight')).toBe('700');
    expect(await style(page, 'slots', 'border-top-width')).toBe('3px');
    expect(await style(page, 'counter', 'padding-top')).toBe('10px');
    // 10: the Chinese font is served
    const fonts = await page.evaluate(
      async () => (await document.fonts.load('16px "PingFang SC"', '群')).length,
    );
    expect(fonts).toBeGreaterThan(0);
    await screenshot(page, 'traps');
    watch.check();
  });

  test("a page's styles stay with it; lengths of the phone are its own", async () => {
    const { page, watch } = await harness.phone('pages/home/home');
    await callWx(page, 'switchTab', { url: '/pages/mine/mine' });
    await callWx(page, 'navigateTo', { url: '/pages/deep/deep' });
    expect(await style(page, '[data-page="pages/deep/deep"] .title', 'color')).toBe('rgb(28, 31, 35)');
    await callWx(page, 'navigateBack');
    expect(await style(page, '.head', 'padding-top')).toBe('44px');
    expect((await page.locator('.half').boundingBox())?.width).toBe(187.5);
    expect((await page.locator('.fixed').boundingBox())?.y).toBe(689);
    expect(
      await page
        .locator('[data-page="pages/mine/mine"] > .page-scroller')
        .evaluate((box) => box.scrollHeight),
    ).toBe(729);
    watch.check();
  });

  test('queries measure from the corner of the page', async () => {
    const { page, watch } = await harness.phone('pages/traps/traps');
    await page.getByText('一次').waitFor();
    const rect = await page.evaluate(
      () =>
        new Promise<{ top: number; height: number }>((resolve) => {
          const { wx } = globalThis as unknown as { wx: { createSelectorQuery(): Query } };
          interface Query {
            select(selector: string): { boundingClientRect(): Query };
            exec(done: (results: { top: number; height: number }[]) => void): void;
          }
          const query = wx.createSelectorQuery().select('.rect').boundingClientRect();
          query.exec(([first]) => first && resolve(first));
        }),
    );
    const box = await page.locator('.rect').boundingBox();
    expect([rect.top, rect.height]).toEqual([(box?.y ?? 0) - 88, 50]);
    watch.check();
  });
});

describe('Vant', () => {
  test('renders and works unmodified', async () => {
    const { page, watch } = await harness.phone('pages/vant/vant', {}, [
      /van-empty|yzcdn|ERR_NAME_NOT_RESOLVED|ERR_INTERNET/,
    ]);
    await page.getByText('真内容').waitFor();
    expect(await logged(page, () => page.locator('wx-button.main').click())).toEqual(['clicked']);
    expect(await logged(page, () => page.getByText('积分').click())).toEqual(['cell']);
    expect((await page.locator('van-grid-item .van-grid-item').first().boundingBox())?.width).toBe(125);
    expect(await style(page, 'van-progress .van-progress__portion', 'width')).not.toBe('0px');
    const icon = await page.evaluate(
      async () => (await document.fonts.load('16px "vant-icon"', '\ue753')).length,
    );
    expect(icon).toBe(1);
    await page.locator('van-field input').fill('小明');
    expect((await logOf(page)).at(-1)).toBe('renamed 小明');
    await page.getByText('月榜', { exact: true }).click();
    await page.getByText('月榜内容').waitFor();
    await screenshot(page, 'vant-light');

    await page.locator('van-button.open-popup').click();
    await page.getByText('弹层内容').waitFor();
    await page.waitForTimeout(400);
    await screenshot(page, 'vant-popup');
    await page.mouse.click(180, 150);
    await page.getByText('弹层内容').waitFor({ state: 'hidden' });
    await page.locator('van-button.open-dialog').click();
    await page.getByText('要继续吗？').waitFor();
    await page.waitForTimeout(400);
    await page.getByRole('button', { name: '确认' }).click();
    await page.waitForFunction('getApp().globalData.log.includes("dialog yes")');
    await page.getByText('要继续吗？').waitFor({ state: 'hidden' });
    await page.locator('van-button.open-toast').click();
    await page.getByText('轻轻一提').waitFor();
    watch.check();
  });
});
