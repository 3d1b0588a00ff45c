import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Harness, logOf, npmFolder } from '../preview/test/harness';
import { galleryBase, openGallery } from './index';
import { both, drag, told } from './stories';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open({ base: galleryBase, open: () => openGallery(npmFolder) });
});
afterAll(() => harness.close());

const open = (name: string) => harness.phone(`pages/${name}/index`);

describe('pickers', () => {
  test('pickers: all five modes', async () => {
    const { page, watch } = await open('pickers');
    const sheet = page.locator('.picker-sheet');
    const confirm = page.getByRole('button', { name: '确定' });
    const choose = async (column: number, text: string) => {
      const wheel = sheet.locator('.wheel').nth(column);
      await wheel.getByText(text, { exact: true }).evaluate((item) => (item as HTMLElement).click());
      await wheel.locator('[aria-selected="true"]').getByText(text, { exact: true }).waitFor();
    };
    await page.locator('.js-selector').click();
    expect(await sheet.locator('[aria-selected="true"]').innerText()).toBe('小红');
    await choose(0, '小刚');
    await page.waitForTimeout(300);
    await both(page, 'picker-sheet');
    await confirm.click();
    await told(page, 'selector change {"value":2}');
    await page.locator('.js-selector', { hasText: '小刚' }).click();
    await page.getByRole('button', { name: '取消' }).click();
    await told(page, 'selector cancel {}');

    await page.locator('.js-multi').click();
    await choose(0, '浙江');
    await told(page, 'multi columnchange {"column":0,"value":1}');
    await choose(1, '宁波');
    await confirm.click();
    await told(page, 'multi change {"value":[1,1]}');

    await page.locator('.js-time').click();
    expect(await sheet.locator('.wheel').first().locator('.wheel-item').allInnerTexts()).toHaveLength(10);
    await choose(0, '18');
    expect(await sheet.locator('.wheel').nth(1).locator('.wheel-item').allInnerTexts()).toEqual(['00']);
    await confirm.click();
    await told(page, 'time change {"value":"18:00"}');

    await page.locator('.js-date').click();
    expect(await sheet.locator('.wheel').nth(2).locator('.wheel-item').count()).toBe(28);
    await choose(0, '2025年');
    expect(await sheet.locator('.wheel').nth(1).locator('.wheel-item').first().innerText()).toBe('6月');
    await confirm.click();
    await told(page, 'date change {"value":"2025-06-28"}');
    await page.locator('.js-month').click();
    expect(await sheet.locator('.wheel').count()).toBe(2);
    await confirm.click();
    await told(page, 'month change {"value":"2026-02"}');

    await page.locator('.js-region').click();
    await choose(2, '天河区');
    await confirm.click();
    const code = '["440000","440100","440106"]';
    await told(page, `region change {"value":["广东省","广州市","天河区"],"code":${code}}`);
    watch.check();
  });

  test('picker-view: wheels in the page', async () => {
    const { page, watch } = await open('pickers');
    const column = page.locator('wx-picker-view-column').first();
    await column.scrollIntoViewIfNeeded();
    expect(await column.evaluate((host) => host.scrollTop)).toBe(88);
    expect((await column.locator('.wheel-line').first().boundingBox())?.height).toBe(44);
    await both(page, 'pickers');
    await drag(page, 'wx-picker-view-column', 0, -132);
    await told(page, 'wheel change {"value":[5,1]}');
    await told(page, 'wheel pickend {}');
    expect((await logOf(page)).filter((entry) => entry === 'wheel pickstart {}')).toHaveLength(1);
    await page.evaluate('getCurrentPages()[0].setData({ wheel: [0, 11] })');
    await page.waitForFunction("document.querySelectorAll('wx-picker-view-column')[1].scrollTop === 11 * 44");
    watch.check();
  });
});
