import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Watch } from '../testing';
import { callWx, Harness, logged, logOf, screenshot, style } from './harness';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

describe('traps', () => {
  let page: Page;
  let watch: Watch;
  beforeAll(async () => {
    ({ page, watch } = await harness.phone('pages/traps/traps'));
    await page.getByText('一次').waitFor();
  });
  afterEach(() => watch.check());

  test('1: built-ins are elements of their own, in templates and in style sheets', async () => {
    expect(await page.locator('.page-scroller :is(view, text, image, button)').count()).toBe(0);
    expect(await style(page, '.renamed', 'color')).toBe('rgb(3, 3, 3)');
  });

  test('2: WXS is JavaScript, and is required with its ending and without', async () => {
    const scripted = await page.locator('wx-view.wxs').textContent();
    expect(scripted?.split(/\s+/)).toEqual(['true', 'Array', 'true', '1970', 'true', 'true']);
    await page.getByText('行 7').waitFor();
    await page.getByText('包含').waitFor();
  });

  test('3: a component may have a property `dataset`, as van-button has', async () => {
    expect(await logged(page, () => page.locator('wx-button.once').click())).toEqual(['van clicked 带着']);
  });

  test('4: behaviors that WeChat knows by name', async () => {
    expect(await page.evaluate('getCurrentPages()[0].exported()')).toBe('交出');
    expect(await logged(page, () => page.locator('.send').click())).toEqual(['submitted {"own":"自定"}']);
  });

  test('5: nothing that the document itself tells reaches a page, so that a handler runs once', async () => {
    expect(await logged(page, () => page.locator('.raw-tap').click())).toEqual(['view tap x,y']);
    expect(await logged(page, () => page.locator('.raw-input input').fill('字'))).toEqual([
      'input input value,cursor,keyCode',
    ]);
    expect(await logged(page, () => page.locator('.raw-input input').blur())).toEqual([]);
    const scrolls = await logged(page, async () => {
      await page.locator('.raw-scroll').evaluate((box) => box.scrollTo(0, 50));
      await page.waitForTimeout(100);
    });
    expect(scrolls).toEqual([
      'scroll-view scroll scrollLeft,scrollTop,scrollHeight,scrollWidth,deltaX,deltaY',
    ]);
  });

  test('6: what a built-in tells comes once, with its detail, and does not go up', async () => {
    expect(await logged(page, () => page.locator('.raw-switch').click())).toEqual(['switch change value']);
    await page.waitForFunction('getApp().globalData.log.some((entry) => entry.includes(" load "))');
    expect((await logOf(page)).filter((entry) => entry.includes(' load '))).toEqual([
      'image load width,height',
    ]);
  });

  test('7: components are told that they are ready', async () => {
    expect(await logOf(page)).toContain('counter ready');
    expect((await page.locator('.van-grid-item').first().boundingBox())?.width).toBe(125);
  });

  test('8: a script may say whose styles a component takes', async () => {
    expect(await style(page, '.shared-probe', 'color')).toBe('rgb(255, 0, 0)');
    expect(await style(page, '.local-probe', 'color')).toBe('rgb(200, 0, 0)');
    expect(await style(page, 'counter wx-view:nth-child(2)', 'color')).not.toBe('rgb(255, 0, 0)');
    expect(await style(page, 'counter wx-view:nth-child(1)', 'letter-spacing')).toBe('normal');
    expect(await style(page, '.leaks', 'color')).toBe('rgb(7, 7, 7)');
    expect(await style(page, '.head-class', 'font-weight')).toBe('700');
    expect(await style(page, 'slots', 'border-top-width')).toBe('3px');
    expect(await style(page, 'counter', 'padding-top')).toBe('10px');
  });

  test("9: Vant's icons are drawn, and nothing is fetched from elsewhere", async () => {
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(harness.origin) && !/^(data|blob):/.test(url)) elsewhere.push(url);
    });
    await page.reload();
    await page.getByText('一次').waitFor();
    const icon = await page.evaluate(
      async () => (await document.fonts.load('16px "vant-icon"', '\ue753')).length,
    );
    expect([icon, elsewhere]).toEqual([1, []]);
  });

  test('10: Chinese is drawn, each character as itself', async () => {
    const [served, drawn] = await page.evaluate(async () => {
      const font = `32px ${getComputedStyle(document.body).fontFamily}`;
      const faces = await document.fonts.load(font, '群阶');
      const pictures = ['群', '阶', '群'].map((character) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 40 });
        const context = canvas.getContext('2d');
        if (!context) throw new Error('no context');
        context.font = font;
        context.fillText(character, 2, 34);
        return canvas.toDataURL();
      });
      return [faces.length, pictures] as const;
    });
    // This machine may have a Chinese font of its own; the next one may not.
    expect(served).toBeGreaterThan(0);
    expect([drawn[0] === drawn[2], drawn[0] === drawn[1]]).toEqual([true, false]);
    await screenshot(page, 'traps');
  });

  test('11: nothing lies over a button: its words can be clicked, too', async () => {
    expect(await logged(page, () => page.getByText('一次').click())).toEqual(['van clicked 带着']);
    const hit = await page.locator('wx-button.once').evaluate((button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2)?.closest('wx-button') === button;
    });
    expect(hit).toBe(true);
  });
});

describe('what a page sees', () => {
  test("a page's styles stay with it; lengths of the phone are its own", async () => {
    const { page, watch } = await harness.phone('pages/home/home');
    await callWx(page, 'switchTab', { url: '/pages/mine/mine' });
    await callWx(page, 'navigateTo', { url: '/pages/deep/deep' });
    expect(await style(page, '[data-page="pages/deep/deep"] .title', 'color')).toBe('rgb(28, 31, 35)');
    // What a page says of `page` outranks what the host says of it.
    expect(await style(page, '[data-page="pages/deep/deep"] wx-page', 'display')).toBe('flex');
    expect(await style(page, '[data-page="pages/deep/deep"] wx-page', 'min-height')).toBe('50px');
    expect(await style(page, '[data-page="pages/mine/mine"] wx-page', 'display')).toBe('block');
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
