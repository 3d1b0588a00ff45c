import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { Harness, logged, logOf, npmFolder, screenshot, style } from '../preview/test/harness';
import { galleryBase, openGallery } from './index';
import { drag } from './stories';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open({ base: galleryBase, open: () => openGallery(npmFolder) });
});
afterAll(() => harness.close());

const open = () => harness.phone('pages/vant/index');

async function tellsOnce(page: Page, selector: string, entry: RegExp): Promise<void> {
  const log = await logged(page, () => page.locator(selector).first().click());
  expect(log).toHaveLength(1);
  expect(log[0]).toMatch(entry);
}

describe('Vant', () => {
  test('every component is on one page, and the page reports no error', async () => {
    const { page, watch } = await open();
    await page.getByText('购买').waitFor();
    const folder = path.join(npmFolder, '@vant/weapp/lib');
    const all = fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, 'index.wxml')));
    expect(all).toHaveLength(68);
    const missing = await page.evaluate(
      (names) => names.filter((name) => !document.querySelector(`van-${name}`)),
      all,
    );
    expect(missing).toEqual([]);
    expect(await page.content()).not.toContain('NaN');
    for (const part of [0, 1, 2, 3, 4, 5]) {
      await page.locator('.page-scroller').evaluate((box, top) => box.scrollTo(0, top), part * 720);
      await page.waitForTimeout(150);
      await screenshot(page, `gallery-vant-${part}`);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await screenshot(page, 'gallery-vant-dark');
    watch.check();
  });

  test('what one taps answers once', async () => {
    const { page, watch } = await open();
    await tellsOnce(page, 'wx-button.js-button', /^button click/);
    expect(await logged(page, () => page.locator('wx-button.js-loading').click({ force: true }))).toEqual([]);
    await tellsOnce(page, '.js-cell', /^cell click/);
    await tellsOnce(page, '.van-nav-bar__left', /^nav-bar click-left/);
    await tellsOnce(page, '.js-check-b .van-checkbox__icon-wrap', /^checkbox change \["a","b"\]/);
    await tellsOnce(page, '.js-radio-2 .van-radio__icon-wrap', /^radio change "2"/);
    await tellsOnce(page, '.van-rate__icon >> nth=4', /^rate change 5/);
    await tellsOnce(page, '.van-stepper__plus', /^stepper change 3/);
    await tellsOnce(page, 'van-switch .van-switch', /^switch change true/);
    await tellsOnce(page, '.van-collapse-item__title >> nth=1', /^collapse change \["1","2"\]/);
    await tellsOnce(page, '.van-sidebar-item >> nth=1', /^sidebar change 1/);
    await tellsOnce(page, '.van-tabbar-item >> nth=1', /^tabbar change 1/);
    await tellsOnce(page, '.van-submit-bar wx-button', /^submit-bar submit/);
    await tellsOnce(page, 'van-goods-action-button wx-button', /^goods click/);
    watch.check();
  });

  test('what one writes, drags and chooses', async () => {
    const { page, watch } = await open();
    await page.locator('van-field input').first().fill('小明');
    expect((await logOf(page)).at(-1)).toBe('field change "小明"');
    await page.locator('van-search input').fill('签到');
    await page.keyboard.press('Enter');
    expect((await logOf(page)).slice(-2)).toEqual(['search change "签到"', 'search search "签到"']);
    await page.locator('van-tab').first().scrollIntoViewIfNeeded();
    await page.locator('.van-tab', { hasText: '月榜' }).click();
    await page.getByText('月榜内容').waitFor();
    await page.locator('van-slider').scrollIntoViewIfNeeded();
    await drag(page, '.van-slider__button', 80, 0);
    await page.waitForFunction(
      'getApp().globalData.log.some((entry) => /^slider change (6|7)\\d$/.test(entry))',
    );
    await page.locator('.van-dropdown-menu__title').click();
    await page.locator('van-dropdown-item .van-cell', { hasText: '新的' }).click();
    await page.waitForFunction("getApp().globalData.log.includes('dropdown change 1')");
    await page.locator('van-picker .van-picker-column__item', { hasText: '宁波' }).first().click();
    await page.waitForFunction(
      "getApp().globalData.log.some((entry) => entry.startsWith('picker change') && entry.includes('宁波'))",
    );
    await page.locator('van-calendar .van-calendar__day:not(.van-calendar__day--disabled)').nth(2).click();
    await page.waitForFunction(
      "getApp().globalData.log.some((entry) => entry.startsWith('calendar select'))",
    );
    watch.check();
  });

  test('what comes over the page, and goes', async () => {
    const { page, watch } = await open();
    for (const name of ['popup', 'action-sheet', 'share-sheet', 'overlay']) {
      await page.locator(`.js-${name}`).click();
      await page.locator('.van-overlay:visible').last().waitFor();
      await page.waitForTimeout(400);
      if (name === 'share-sheet') await screenshot(page, 'gallery-vant-share');
      await page.mouse.click(180, 130);
      await page.waitForFunction(`getApp().globalData.log.some((entry) => entry.startsWith('${name} '))`);
      await page.waitForTimeout(350);
    }
    await page.locator('.js-action-sheet').click();
    await page.waitForTimeout(350);
    await page.getByText('选项二').click();
    await page.waitForFunction(
      'getApp().globalData.log.some((entry) => /^action-sheet select .*选项二/.test(entry))',
    );
    await page.waitForTimeout(350);
    await page.locator('.js-dialog').click();
    await page.getByText('要继续吗？').waitFor();
    await page.waitForTimeout(350);
    await page.getByRole('button', { name: '确认' }).click();
    await page.waitForFunction("getApp().globalData.log.includes('dialog confirmed')");
    await page.getByText('要继续吗？').waitFor({ state: 'hidden' });
    await page.locator('.js-toast').click();
    await page.getByText('轻轻一提').waitFor();
    await page.locator('.js-notify').click();
    await page.getByText('通知一声').waitFor();
    watch.check();
  });

  test('what is drawn is as large as it should be', async () => {
    const { page, watch } = await open();
    await page.getByText('购买').waitFor();
    expect(await style(page, '.js-progress .van-progress__portion', 'width')).not.toBe('0px');
    expect((await page.locator('.js-grid .van-grid-item').first().boundingBox())?.width).toBe(125);
    expect((await page.locator('.js-col').boundingBox())?.width).toBe(187.5);
    expect(await page.locator('.js-icon').innerText()).toContain('9');
    expect(await style(page, 'wx-view.line > van-loading .van-loading__spinner', 'width')).toBe('24px');
    watch.check();
  });

  test('what needs `wx.createAnimation` moves, and what needs a canvas is drawn', async () => {
    const { page, watch } = await open();
    const left = () =>
      page.locator('.van-notice-bar__content').evaluate((words) => words.getBoundingClientRect().left);
    const before = await left();
    await page.waitForFunction(
      (from) =>
        (document.querySelector('.van-notice-bar__content')?.getBoundingClientRect().left ?? 0) < from - 5,
      before,
    );
    const drawn = await page.locator('van-circle canvas').evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data;
      return pixels?.some((value) => value > 0);
    });
    expect(drawn).toBe(true);
    watch.check();
  });
});
