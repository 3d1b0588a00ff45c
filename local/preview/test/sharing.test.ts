import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { callWx, Harness, logOf, screenshot, type Opened } from './harness';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

async function open(search = '', query = '', width?: number): Promise<Opened> {
  const opened = await harness.phoneWith(search, `pages/wechat/wechat${query}`, [], width);
  await opened.page.getByText('微信的页面').waitFor();
  return opened;
}

const cards = () => harness.wechat.panel.state().cards;
const menuOf = async (page: Page) => {
  await page.getByRole('button', { name: '更多' }).click();
  return page.getByRole('dialog', { name: '菜单' });
};
const sheetOf = (page: Page) => page.getByRole('dialog', { name: '转发给朋友' });
const says = (page: Page, said: string) => page.evaluate(`getCurrentPages()[0].said = ${said}`);

describe('the three dots', () => {
  test('send the card that the page says, to a member', async () => {
    const { page, watch } = await open();
    await (await menuOf(page)).getByRole('button', { name: '转发给朋友' }).click();
    const sheet = sheetOf(page);
    await sheet.getByText('来喝茶').waitFor();
    await screenshot(page, 'share-light');
    expect(await sheet.getByRole('button', { name: '小明' }).count()).toBe(0);
    await sheet.getByRole('button', { name: '小红' }).click();
    await page.locator('.phone-toast', { hasText: '已发送' }).waitFor();
    expect(await sheet.count()).toBe(0);
    expect(cards().at(-1)).toMatchObject({
      fromOpenid: 'member-ming',
      to: { openid: 'member-hong' },
      title: '来喝茶',
      path: '/pages/home/home?from=card',
      imageUrl: '',
    });
    expect((await logOf(page)).filter((entry) => entry.startsWith('share'))).toEqual(['share menu']);
    watch.check();
  });

  test('are grey where the page does not share, and say why', async () => {
    const { page, watch } = await open('', '?plain=1', 320);
    const plain = await menuOf(page);
    await plain.getByText('这个页面没有 onShareAppMessage').waitFor();
    expect(await plain.getByRole('button', { name: '转发给朋友' }).isDisabled()).toBe(true);
    await screenshot(page, 'menu-320');
    await plain.getByRole('button', { name: '取消' }).click();
    await page.locator('.share').click();
    expect(await page.getByRole('dialog').count()).toBe(0);
    watch.check();
    const { page: sharing } = await open('theme=dark');
    await callWx(sharing, 'hideShareMenu');
    const hidden = await menuOf(sharing);
    await hidden.getByText('这个页面调用了 hideShareMenu').waitFor();
    await screenshot(sharing, 'menu-dark');
    await sharing.keyboard.press('Escape');
    await callWx(sharing, 'showShareMenu', { withShareTicket: true, menus: ['shareAppMessage'] });
    const shown = await menuOf(sharing);
    expect(await shown.getByRole('button', { name: '转发给朋友' }).isEnabled()).toBe(true);
    expect(await callWx(sharing, 'updateShareMenu', { withShareTicket: true })).toEqual({
      errMsg: 'updateShareMenu:ok',
    });
  });

  test('launch the mini program anew', async () => {
    const { page, watch } = await open();
    await (await menuOf(page)).getByRole('button', { name: '重新进入小程序' }).click();
    await page.getByText('你好，群阶').waitFor();
    expect((await logOf(page))[0]).toBe('app launch pages/home/home');
    watch.check();
  });
});

describe('a button that shares', () => {
  test('tells which it is; what the page leaves out is the name and the page itself', async () => {
    const { page, watch } = await open('theme=dark', '?tea=1', 320);
    await says(page, '{}');
    await page.locator('.share').click();
    const sheet = sheetOf(page);
    await sheet.locator('.phone-card-title', { hasText: '样板小程序' }).waitFor();
    await screenshot(page, 'share-dark-320');
    await sheet.getByRole('button', { name: /读书会员交流群/ }).click();
    await page.locator('.phone-toast', { hasText: '已发送' }).waitFor();
    expect(cards().at(-1)).toMatchObject({
      to: { opengid: 'group-long' },
      title: '样板小程序',
      path: 'pages/wechat/wechat?tea=1',
    });
    expect(await logOf(page)).toContain('share button share tea');
    watch.check();
  });

  test('a promise has three seconds; after that, or broken, what was said before it stands', async () => {
    for (const [promise, title] of [
      ["Promise.resolve({ title: '答应的' })", '答应的'],
      ['new Promise((_, reject) => setTimeout(reject, 1500))', '原来的'],
      ['new Promise(() => {})', '原来的'],
    ] as const) {
      const { page, watch } = await open();
      await says(page, `{ title: '原来的', promise: ${promise} }`);
      await page.locator('.share').click();
      await sheetOf(page).locator('.phone-card-title', { hasText: title }).waitFor();
      watch.check();
    }
  });

  test('a picture that only this page has goes into the card', async () => {
    const { page, watch } = await open();
    await page.evaluate(async () => {
      const { getCurrentPages, wx } = globalThis as unknown as {
        getCurrentPages: () => { said: object }[];
        wx: { canvasToTempFilePath(options: object): Promise<{ tempFilePath: string }> };
      };
      const canvas = Object.assign(document.createElement('canvas'), { width: 30, height: 80 });
      const { tempFilePath } = await wx.canvasToTempFilePath({ canvas });
      const [top] = getCurrentPages();
      if (top) top.said = { title: '画', imageUrl: tempFilePath };
    });
    await page.locator('.share').click();
    const picture = sheetOf(page).locator('.phone-card-picture');
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(250);
    await sheetOf(page).getByRole('button', { name: '茶友群' }).click();
    await page.locator('.phone-toast', { hasText: '已发送' }).waitFor();
    expect(cards().at(-1)?.imageUrl).toMatch(/^data:image\/jpeg;base64,/);
    watch.check();
  });

  test('what WeChat refuses is said there, nothing is sent, and the sheet stays', async () => {
    const { page, watch } = await open();
    const before = cards().length;
    await says(page, "{ path: '/pages/none/none' }");
    await page.locator('.share').click();
    await sheetOf(page).getByRole('button', { name: '小红' }).click();
    await sheetOf(page).getByRole('alert').filter({ hasText: 'pages/none/none' }).waitFor();
    await page.mouse.click(180, 20);
    expect(await sheetOf(page).count()).toBe(0);
    expect(cards().length).toBe(before);
    watch.check();
  });
});
