import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Harness, screenshot } from './harness';
import { inCard, wide } from './panel-stories';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

interface PhoneGlobals {
  getCurrentPages(): { setData(data: object): void }[];
  wx: {
    cloud: { callFunction(options: object): Promise<unknown> };
    setStorageSync(key: string, data: unknown): void;
    getStorageSync(key: string): unknown;
  };
}

async function phoneOf(page: Page) {
  const frame = page.frame({ name: 'phone' });
  if (!frame) throw new Error('no phone');
  await frame.getByText('你好，群阶').waitFor();
  return frame;
}

test('what a page asks is logged with what was answered', async () => {
  const { page, watch } = await harness.visit('/?section=log', wide);
  const frame = await phoneOf(page);
  await frame.evaluate(() =>
    (globalThis as unknown as PhoneGlobals).wx.cloud.callFunction({
      name: 'member',
      data: { greeting: '早' },
    }),
  );
  const row = page.getByRole('listitem').filter({ hasText: 'cloud.callFunction member' });
  await row.locator('summary').click();
  expect(await row.locator('pre').first().textContent()).toContain('"greeting": "早"');
  expect(await row.locator('pre').nth(1).textContent()).toContain('"openid": "member-ming"');
  await row.getByText('成功').waitFor();
  await page.getByRole('button', { name: '清空' }).click();
  await page.getByText('还没有调用。').waitFor();
  watch.check();
});

test('what an audit of WeChat’s would complain about is told', async () => {
  const { page, watch } = await harness.visit('/?section=log', wide);
  const frame = await phoneOf(page);
  const log = inCard(page, '手机的调用');
  await log.getByText('setData').first().waitFor();
  expect(await log.getByRole('status').count()).toBe(0);
  await frame.evaluate(() => {
    const [top] = (globalThis as unknown as PhoneGlobals).getCurrentPages();
    for (let index = 0; index < 25; index++) top?.setData({ index });
    top?.setData({ much: 'x'.repeat(300 * 1024) });
  });
  await log.getByText(/1 秒里 setData 了 \d+ 次，1 次 setData 超过 256 KB/).waitFor();
  await log.getByText('300.0 KB').waitFor();
  await screenshot(page, 'panel-log');
  watch.check();
});

test('what is stored for a member is shown, and thrown away piece by piece or whole', async () => {
  const { page, watch } = await harness.visit('/?section=storage', wide);
  const frame = await phoneOf(page);
  await frame.evaluate(() => {
    const { wx } = globalThis as unknown as PhoneGlobals;
    for (const key of ['draft', 'seen', 'tour']) wx.setStorageSync(key, { key, 字: '早' });
    localStorage.setItem('preview:member-hong:other', '{"data":1}');
  });
  const list = page.getByRole('list', { name: '本地缓存' });
  await list.getByText('draft').waitFor();
  expect(await list.locator('summary b').allTextContents()).toEqual(['draft', 'seen', 'tour']);
  await list.locator('summary', { hasText: 'draft' }).click();
  await list.getByText('"字": "早"').waitFor();
  await list.getByRole('listitem').filter({ hasText: 'seen' }).getByRole('button', { name: '删除' }).click();
  expect(await list.locator('summary b').allTextContents()).toEqual(['draft', 'tour']);
  const read = (key: string) =>
    frame.evaluate((name) => (globalThis as unknown as PhoneGlobals).wx.getStorageSync(name), key);
  expect(await read('seen')).toBe('');
  await screenshot(page, 'panel-storage');
  await page.getByRole('button', { name: '全部删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '算了' }).click();
  expect(await read('draft')).toEqual({ key: 'draft', 字: '早' });
  await page.getByRole('button', { name: '全部删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '全部删除' }).click();
  await page.getByText('小程序没有为这个人存下什么。').waitFor();
  expect(await page.evaluate(() => localStorage.getItem('preview:member-hong:other'))).toBe('{"data":1}');
  await page.getByText('云端还没有文件。').waitFor();
  watch.check();
});
