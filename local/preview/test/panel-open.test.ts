import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { Harness, screenshot } from './harness';
import { eventually, inCard, wide } from './panel-stories';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

const paramsOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const hashOf = (page: Page) => new URL(page.url()).hash;

interface PhoneGlobals {
  wx?: { getLaunchOptionsSync(): { scene: number; path: string; query: Record<string, string> } };
}

/** What the phone was launched with, once it was launched so. */
async function launched(page: Page, scene: number) {
  const frame = page.frame({ name: 'phone' });
  if (!frame) throw new Error('no phone');
  await frame.waitForFunction((expected) => {
    const { wx } = globalThis as unknown as PhoneGlobals;
    return wx?.getLaunchOptionsSync().scene === expected;
  }, scene);
  return frame.evaluate(() => (globalThis as unknown as Required<PhoneGlobals>).wx.getLaunchOptionsSync());
}

async function makeCode(scene: string, codePage: string): Promise<Buffer> {
  const outcome = await harness.wechat.openApi.call('wxacode.getUnlimited', { scene, page: codePage });
  if (!outcome.ok || outcome.answer.kind !== 'picture') throw new Error(JSON.stringify(outcome));
  return Buffer.from(outcome.answer.bytes);
}

test('from the list, from a chat, from a group, with and without a shareTicket', async () => {
  const { page, watch } = await harness.visit('/?section=open', wide);
  await page.getByRole('combobox', { name: '群聊' }).selectOption({ label: '茶友群' });
  await page.getByRole('button', { name: '从群聊卡片打开' }).click();
  await launched(page, 1008);
  expect(paramsOf(page)).toMatchObject({ group: 'group-tea' });
  await page.getByText('现在：1008 群聊里的卡片，来自茶友群').waitFor();
  await page.getByRole('button', { name: '带 shareTicket' }).click();
  await launched(page, 1044);
  expect(paramsOf(page)).toMatchObject({ group: 'group-tea', scene: '1044' });
  await page.getByRole('button', { name: '从单聊卡片打开' }).click();
  await launched(page, 1007);
  expect(paramsOf(page)['group']).toBeUndefined();
  await page.getByRole('button', { name: '从列表打开' }).click();
  await launched(page, 1001);
  await page.goBack();
  await launched(page, 1007);
  await screenshot(page, 'panel-open');
  watch.check();
});

test('a card is opened by whom it was sent to, and a group’s by anybody', async () => {
  const card = { fromOpenid: 'member-ming', title: '一起来', imageUrl: '' };
  const path = 'pages/long/long?from=card';
  await harness.wechat.phone.sendCard({ ...card, path, to: { openid: 'member-hong' } });
  await harness.wechat.phone.sendCard({ ...card, title: '群里的', path, to: { opengid: 'group-tea' } });
  const { page, watch } = await harness.visit('/?section=open', wide);
  const cards = inCard(page, '发出的卡片');
  await cards.getByText('小明 → 小红').waitFor();
  expect(await cards.getByRole('listitem').locator('b').allTextContents()).toEqual(['群里的', '一起来']);
  await cards.getByRole('button', { name: '以小红打开' }).click();
  expect((await launched(page, 1007)).query).toEqual({ from: 'card' });
  expect(paramsOf(page)).toMatchObject({ openid: 'member-hong', scene: '1007' });
  expect(hashOf(page)).toBe('#/pages/long/long?from=card');
  await cards.getByRole('combobox', { name: '以谁打开' }).selectOption({ label: '以小明' });
  await cards.getByRole('button', { name: '打开', exact: true }).click();
  await launched(page, 1008);
  expect(paramsOf(page)).toMatchObject({ openid: 'member-ming', group: 'group-tea' });
  watch.check();
});

test('a code is scanned from the list and from its picture', async () => {
  const picture = await makeCode('i=Ab3,x', 'pages/long/long');
  const { page, watch } = await harness.visit('/?section=open', wide);
  const codes = inCard(page, '小程序码');
  await codes.getByText('i=Ab3,x').waitFor();
  await codes.getByRole('button', { name: '扫码打开' }).click();
  expect((await launched(page, 1047)).query).toEqual({ scene: encodeURIComponent('i=Ab3,x') });
  await page.getByRole('button', { name: '从列表打开' }).click();
  await launched(page, 1001);
  await codes
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture });
  expect((await launched(page, 1047)).path).toBe('pages/long/long');
  watch.check();
});

test('a picture without a code, what is no picture, and a foreign code are named and change nothing', async () => {
  const { page, watch } = await harness.visit('/?section=open', wide);
  await launched(page, 1001);
  const before = page.url();
  const codes = inCard(page, '小程序码');
  const upload = (buffer: Buffer) =>
    codes.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer });
  await upload(PNG.sync.write(new PNG({ width: 80, height: 80 })));
  await codes.getByText('图片里没有找到二维码').waitFor();
  await upload(Buffer.from('not a picture'));
  await codes.getByText('这个文件不是图片').waitFor();
  const other = await Harness.open();
  try {
    const outcome = await other.wechat.openApi.call('wxacode.getUnlimited', {
      scene: 'a=1',
      page: 'pages/home/home',
    });
    if (!outcome.ok || outcome.answer.kind !== 'picture') throw new Error('no picture');
    await upload(Buffer.from(outcome.answer.bytes));
  } finally {
    await other.close();
  }
  await codes.getByText('不属于这个预览').waitFor();
  expect(page.url()).toBe(before);
  watch.check();
});

test('a pasted scene is checked as WeChat checks it', async () => {
  const { page, watch } = await harness.visit('/?section=open', wide);
  await launched(page, 1001);
  const before = page.url();
  const codes = inCard(page, '小程序码');
  const scene = codes.getByRole('textbox', { name: 'scene' });
  const open = codes.getByRole('button', { name: '用这个 scene 打开' });
  await codes.getByRole('textbox', { name: '页面' }).fill('pages/long/long');
  for (const [text, problem] of [
    ['', '先写 scene'],
    ['x'.repeat(33), 'scene 有 33 个字符，最多 32 个'],
    ['i=小明', 'scene 里不能有“小”'],
  ] as const) {
    await scene.fill(text);
    await open.click();
    await codes.getByText(problem).waitFor();
    expect(page.url()).toBe(before);
  }
  await scene.fill('i=a&t=1');
  await scene.press('Enter');
  expect((await launched(page, 1047)).query).toEqual({ scene: 'i%3Da%26t%3D1' });
  watch.check();
});

test('a scene is a number of four digits', async () => {
  const { page, watch } = await harness.visit('/?section=open', wide);
  await launched(page, 1001);
  const card = inCard(page, '场景值');
  const number = card.getByRole('combobox', { name: '场景值' });
  await number.fill('12');
  await card.getByRole('button', { name: '以这个场景值打开' }).click();
  await card.getByText('场景值是 1 开头的四位数').waitFor();
  expect(paramsOf(page)['scene']).toBeUndefined();
  await number.fill('1154');
  await card.getByRole('button', { name: '以这个场景值打开' }).click();
  await launched(page, 1154);
  await card.getByText('现在：1154 朋友圈单页模式').waitFor();
  watch.check();
});

test('a member leaves a group and comes back', async () => {
  const { page, watch } = await harness.visit('/?section=open', wide);
  const toggle = page.getByRole('switch', { name: '小明在“茶友群”里' });
  await toggle.click();
  const departures = () => harness.wechat.panel.state().departures;
  await eventually(departures, [{ openid: 'member-ming', opengid: 'group-tea' }]);
  await page.reload();
  await launched(page, 1001);
  expect(await toggle.isChecked()).toBe(false);
  await toggle.click();
  await eventually(departures, []);
  watch.check();
});
