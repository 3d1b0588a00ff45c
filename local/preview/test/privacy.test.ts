import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { callWx, fixtureFolder, Harness, logOf, screenshot, type Opened } from './harness';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

async function open(search: string, width?: number, allowed: RegExp[] = []): Promise<Opened> {
  const opened = await harness.phoneWith(search, 'pages/wechat/wechat', allowed, width);
  await opened.page.getByText('微信的页面').waitFor();
  return opened;
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: '用户隐私保护提示' });
const notAuthorized = (name: string) => ({
  failed: true,
  errMsg: `${name}:fail privacy permission is not authorized`,
  errno: 104,
});
const picture = path.join(fixtureFolder, 'assets/tab.png');
const contract = '《样板小程序隐私保护指引》';

describe('consent', () => {
  test('who has given it is asked for nothing', async () => {
    const { page, watch } = await open('');
    expect(await callWx(page, 'getPrivacySetting')).toMatchObject({
      needAuthorization: false,
      privacyContractName: contract,
    });
    expect(await callWx(page, 'requirePrivacyAuthorize')).toEqual({ errMsg: 'requirePrivacyAuthorize:ok' });
    expect(await callWx(page, 'setClipboardData', { data: '口令' })).toMatchObject({
      errMsg: 'setClipboardData:ok',
    });
    expect(await page.getByRole('dialog').count()).toBe(0);
    watch.check();
  });

  test('WeChat asks: no keeps the call from going on, yes is remembered, the guideline can be read', async () => {
    const { page, watch } = await open('privacy=ask', 320);
    expect(await callWx(page, 'getPrivacySetting')).toMatchObject({ needAuthorization: true });
    const refused = callWx(page, 'setClipboardData', { data: '一' });
    await dialogOf(page).waitFor();
    await screenshot(page, 'privacy-320');
    await dialogOf(page).getByRole('button', { name: contract }).click();
    await page.getByRole('button', { name: '返回', exact: true }).click();
    await dialogOf(page).getByRole('button', { name: '拒绝' }).click();
    expect(await refused).toEqual(notAuthorized('setClipboardData'));
    const agreed = callWx(page, 'setClipboardData', { data: '二' });
    await dialogOf(page).getByRole('button', { name: '同意' }).click();
    expect(await agreed).toMatchObject({ errMsg: 'setClipboardData:ok' });
    expect(await callWx(page, 'getClipboardData')).toMatchObject({ data: '二' });
    expect(new URL(page.url()).searchParams.get('privacy')).toBe('agreed');
    await page.reload();
    await page.getByText('微信的页面').waitFor();
    expect(await callWx(page, 'requirePrivacyAuthorize')).toMatchObject({
      errMsg: 'requirePrivacyAuthorize:ok',
    });
    watch.check();
  });

  test('two calls at once are one question', async () => {
    const { page, watch } = await open('privacy=ask&theme=dark');
    const both = ['getClipboardData', 'requirePrivacyAuthorize'].map((name) => callWx(page, name));
    await dialogOf(page).waitFor();
    await page.waitForTimeout(50);
    expect(await dialogOf(page).count()).toBe(1);
    await screenshot(page, 'privacy-dark');
    await dialogOf(page).getByRole('button', { name: '同意' }).click();
    expect((await Promise.all(both)).map(({ failed }) => failed)).toEqual([undefined, undefined]);
    watch.check();
  });

  test('who always refuses is not asked, and hears it each time, also through callbacks', async () => {
    const { page, watch } = await open('privacy=refuse');
    for (const name of ['chooseImage', 'chooseMedia', 'getClipboardData', 'saveImageToPhotosAlbum'])
      expect(await callWx(page, name)).toEqual(notAuthorized(name));
    const heard = await page.evaluate(
      `new Promise((tell) => { const heard = []; const returned = wx.chooseImage({
         fail: ({ errno }) => heard.push(errno), complete: () => tell([...heard, 'complete', typeof returned]) }) })`,
    );
    expect(heard).toEqual([104, 'complete', 'undefined']);
    await page.locator('.agree').click();
    await page.locator('.phone-toast', { hasText: '不同意' }).waitFor();
    await page.locator('.avatar').click();
    expect(await logOf(page)).not.toContain('agreed');
    expect(await callWx(page, 'getPrivacySetting')).toMatchObject({ needAuthorization: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    watch.check();
  });
});

describe('a page that asks in its own way', () => {
  const listen = (page: Page) =>
    page.evaluate(
      `globalThis.asked = []; wx.onNeedPrivacyAuthorization((resolve, { referrer }) => {
         asked.push(referrer); getCurrentPages()[0].resolve = resolve; resolve({ event: 'exposureAuthorization' }) })`,
    );
  const resolve = (page: Page, decision: object) =>
    page.evaluate(`getCurrentPages()[0].resolve(${JSON.stringify(decision)})`);

  test('is told what needs it, and its button of consent lets the call go on', async () => {
    const { page, watch } = await open('privacy=ask');
    await listen(page);
    const refused = callWx(page, 'getClipboardData');
    await page.waitForFunction('asked.length === 1');
    await resolve(page, { event: 'disagree' });
    expect(await refused).toEqual(notAuthorized('getClipboardData'));
    const agreed = callWx(page, 'getClipboardData');
    await page.waitForFunction('asked.length === 2');
    await page.locator('.agree').click();
    expect(await agreed).toMatchObject({ errMsg: 'getClipboardData:ok' });
    expect(await page.evaluate('asked')).toEqual(['getClipboardData', 'getClipboardData']);
    expect(await logOf(page)).toContain('agreed');
    expect(await dialogOf(page).count()).toBe(0);
    watch.check();
  });

  test('cannot make consent up', async () => {
    const { page } = await open('privacy=ask', undefined, [/\[preview\] onNeedPrivacyAuthorization/]);
    await listen(page);
    const told = page.waitForEvent('console', (message) => message.type() === 'error');
    const asked = callWx(page, 'requirePrivacyAuthorize');
    await page.waitForFunction('asked.length === 1');
    await resolve(page, { event: 'agree', buttonId: 'agree' });
    expect((await told).text()).toContain('"agree"');
    expect(await callWx(page, 'getPrivacySetting')).toMatchObject({ needAuthorization: true });
    await resolve(page, { event: 'disagree' });
    expect(await asked).toEqual(notAuthorized('requirePrivacyAuthorize'));
  });
});

describe('avatar and nickname', () => {
  test('an avatar comes from WeChat or from a file, or not at all', async () => {
    const { page, watch } = await open('', 320);
    const chosen = async () => (await logOf(page)).filter((entry) => entry === 'avatar chosen').length;
    const avatar = () => page.evaluate<string>('getCurrentPages()[0].data.avatar');
    await page.locator('.avatar').click();
    await screenshot(page, 'avatar-320');
    await page.getByRole('button', { name: '取消' }).click();
    expect(await chosen()).toBe(0);
    await page.locator('.avatar').click();
    await page.getByRole('button', { name: '用微信头像' }).click();
    await page.waitForFunction("getCurrentPages()[0].data.avatar !== ''");
    expect(await callWx(page, 'getImageInfo', { src: await avatar() })).toMatchObject({ width: 132 });
    await page.locator('.avatar').click();
    page.once('filechooser', (chooser) => void chooser.setFiles(picture));
    await page.getByRole('button', { name: '从相册选择' }).click();
    await page.waitForFunction(
      "getApp().globalData.log.filter((entry) => entry === 'avatar chosen').length === 2",
    );
    watch.check();
  });

  test('without consent the nickname is a plain field, with it WeChat offers one', async () => {
    const { page, watch } = await open('privacy=ask', 320);
    const field = page.locator('.nickname input');
    await field.focus();
    await page.waitForTimeout(50);
    expect(await page.locator('.phone-nickname').count()).toBe(0);
    await field.blur();
    await page.locator('.agree').click();
    await field.focus();
    await page.getByRole('button', { name: '用微信昵称“小明”' }).waitFor();
    await screenshot(page, 'nickname-320');
    await page.getByRole('button', { name: '用微信昵称“小明”' }).click();
    expect(await field.inputValue()).toBe('小明');
    await field.blur();
    expect(await page.locator('.phone-nickname').count()).toBe(0);
    watch.check();
  });
});

describe('the album', () => {
  const save = (page: Page) => callWx(page, 'saveImageToPhotosAlbum', { filePath: '/assets/tab.png' });
  const settings = (page: Page) => callWx(page, 'getSetting');
  const scope = 'scope.writePhotosAlbum';
  const denied = { failed: true, errMsg: 'saveImageToPhotosAlbum:fail auth deny' };

  test('is asked for once; a no stays until the settings say otherwise', async () => {
    const { page, watch } = await open('', 320);
    expect(await settings(page)).toMatchObject({ authSetting: {} });
    const first = save(page);
    const asks = page.getByRole('dialog', { name: '申请使用你的相册（仅写入）' });
    await asks.waitFor();
    await screenshot(page, 'album-320');
    await asks.getByRole('button', { name: '拒绝' }).click();
    expect(await first).toEqual(denied);
    expect(await save(page)).toEqual(denied);
    expect(await callWx(page, 'authorize', { scope })).toEqual({
      failed: true,
      errMsg: 'authorize:fail auth deny',
    });
    expect(await asks.count()).toBe(0);
    const opened = callWx(page, 'openSetting');
    await page.getByRole('switch', { name: '保存到相册' }).click();
    await screenshot(page, 'settings-320');
    await page.getByRole('button', { name: '返回', exact: true }).click();
    expect(await opened).toMatchObject({ errMsg: 'openSetting:ok', authSetting: { [scope]: true } });
    const [download] = await Promise.all([page.waitForEvent('download'), save(page)]);
    expect(download.suggestedFilename()).toBe('tab.png');
    expect(new URL(page.url()).searchParams.get('album')).toBe('allow');
    watch.check();
  });

  test('a drawn picture is saved, a file that is not there is told', async () => {
    const { page, watch } = await open('album=allow', undefined, [/404/]);
    const drawn = await page.evaluate(() => {
      const { wx } = globalThis as unknown as {
        wx: { canvasToTempFilePath(options: object): Promise<{ tempFilePath: string }> };
      };
      const canvas = Object.assign(document.createElement('canvas'), { width: 30, height: 20 });
      return wx.canvasToTempFilePath({ canvas });
    });
    const filePath = drawn.tempFilePath;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      callWx(page, 'saveImageToPhotosAlbum', { filePath }),
    ]);
    expect(download.suggestedFilename()).toBe('picture.png');
    expect(await callWx(page, 'saveImageToPhotosAlbum', { filePath: '/assets/none.png' })).toMatchObject({
      failed: true,
      errMsg: 'saveImageToPhotosAlbum:fail the file is not there',
    });
    watch.check();
  });

  test('the address refuses for the member, and a button opens the settings', async () => {
    const { page, watch } = await open('album=refuse&theme=dark');
    expect(await save(page)).toEqual(denied);
    await page.locator('.settings').click();
    await page.getByRole('switch', { name: '保存到相册' }).waitFor();
    await screenshot(page, 'settings-dark');
    await page.getByRole('button', { name: '返回', exact: true }).click();
    expect(await logOf(page)).toContain(`settings {"${scope}":false}`);
    watch.check();
  });

  test('another scope is refused by name', async () => {
    const { page } = await open('', undefined, [/\[preview\]/]);
    expect(await callWx(page, 'authorize', { scope: 'scope.camera' })).toMatchObject({
      failed: true,
      errMsg: expect.stringContaining('the scope "scope.camera" is not in the preview'),
    });
  });
});

test('who talks to the customer service comes back to where the card leads', async () => {
  const { page, watch } = await open('', 320);
  await page.locator('.contact').click();
  await page.getByRole('dialog', { name: '客服消息' }).getByText('样板小程序').waitFor();
  await screenshot(page, 'contact-320');
  await page.getByRole('button', { name: '返回小程序' }).click();
  expect(await logOf(page)).toContain('contact pages/deep/deep {"word":"back"}');
  watch.check();
});
