import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sections } from '../address';
import { Harness, logOf, screenshot } from './harness';
import { wide } from './panel-stories';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

const wider = { viewport: { width: 1300, height: 900 } };

const paramsOf = (page: Page) => new URL(page.url()).searchParams;

function frameOf(page: Page, name = 'phone') {
  const frame = page.frame({ name });
  if (!frame) throw new Error(`no frame ${name}`);
  return frame;
}

test('one is somebody, and stays so', async () => {
  const { page, watch } = await harness.visit('/', wide);
  const phone = page.frameLocator('iframe.phone');
  await phone.getByText('你好，群阶').waitFor();
  await page.getByRole('radio', { name: '小红' }).check();
  await page.waitForURL(/openid=member-hong/);
  await phone.getByText('你好，群阶').waitFor();
  await page.getByRole('button', { name: '新成员', exact: true }).click();
  await page.waitForURL(/openid=new-/);
  const openid = paramsOf(page).get('openid') ?? '?';
  await page.reload();
  expect(await page.getByRole('radio', { name: openid, exact: false }).isChecked()).toBe(true);
  expect(frameOf(page).url()).toContain(`openid=${openid}`);
  await page.goBack();
  await page.waitForURL(/openid=member-hong/);
  expect(await page.getByRole('radio', { name: '小红' }).isChecked()).toBe(true);
  await page.waitForFunction(() => /openid=member-hong/.test(frames[0]?.location.href ?? ''));
  watch.check();
});

test('a member who has not consented yet is asked', async () => {
  const { page, watch } = await harness.visit('/', wide);
  await page.getByRole('button', { name: '还没同意隐私指引的新成员' }).click();
  await page.waitForURL(/openid=new-.*privacy=ask/);
  expect(
    await page.getByRole('radiogroup', { name: '隐私' }).getByRole('radio', { name: '询问' }).isChecked(),
  ).toBe(true);
  await page.waitForFunction(() => /privacy=ask/.test(frames[0]?.location.href ?? ''));
  watch.check();
});

test('the width changes under a page that goes on; what a phone reads at its launch launches it', async () => {
  const { page, watch } = await harness.visit('/', wide);
  const phone = page.frameLocator('iframe.phone');
  await phone.getByText('计数 3').click();
  await phone.getByText('计数 4').waitFor();
  await page.getByRole('radio', { name: '320' }).check();
  await page.waitForURL(/width=320/);
  expect((await page.locator('iframe.phone').boundingBox())?.width).toBe(320);
  await phone.getByText('计数 4').waitFor();
  expect(frameOf(page).url()).toContain('width=320');
  await page.getByRole('radio', { name: '深色' }).check();
  await phone.getByText('计数 3').waitFor();
  expect(paramsOf(page).get('theme')).toBe('dark');
  await page.reload();
  expect(await page.getByRole('radio', { name: '320' }).isChecked()).toBe(true);
  expect((await page.locator('iframe.phone').boundingBox())?.width).toBe(320);
  watch.check();
});

test('what WeChat and the network do is changed while the phone runs', async () => {
  const { page, watch } = await harness.visit('/', wide);
  const phone = page.frameLocator('iframe.phone');
  await phone.getByText('计数 3').click();
  await phone.getByText('计数 4').waitFor();
  const frame = frameOf(page);
  await frame.evaluate(
    'wx.onNetworkStatusChange(({ networkType }) => (window.told = [...(window.told ?? []), networkType]))',
  );
  const networkType = () => frame.evaluate('wx.getNetworkType().then((told) => told.networkType)');
  const becomes = async (type: string): Promise<void> => {
    while ((await networkType()) !== type) await page.waitForTimeout(20);
  };
  await becomes('wifi');
  await page.getByRole('radio', { name: '断网' }).check();
  await becomes('none');
  expect(await frame.evaluate('location.search')).toContain('net=offline');
  await page.getByRole('radio', { name: '正常' }).check();
  await becomes('wifi');
  expect(paramsOf(page).has('net')).toBe(false);
  expect(await frame.evaluate('window.told')).toEqual(['none', 'wifi']);
  await phone.getByText('计数 4').waitFor();
  watch.check();
});

test('the page of the phone stands in the address, and is there again after reloading', async () => {
  const { page, watch } = await harness.visit('/', wide);
  const phone = page.frameLocator('iframe.phone');
  await phone.getByText('去深页').click();
  await page.waitForURL(/#\/pages\/deep\/deep/);
  const { href } = new URL(page.url());
  await page.reload();
  expect(page.url()).toBe(href);
  await page.waitForFunction(() => /#\/pages\/deep\/deep/.test(frames[0]?.location.href ?? ''));
  watch.check();
});

test('two phones are two members, and the panel acts on the one that is chosen', async () => {
  const { page, watch } = await harness.visit('/', wider);
  await page.frameLocator('iframe[name=phone]').getByText('计数 3').click();
  await page.getByRole('switch', { name: '两台手机' }).click();
  await page.waitForURL(/2\.openid=member-hong.*phone=2/);
  const second = page.frameLocator('iframe[name=phone-2]');
  await second.getByText('你好，群阶').waitFor();
  const [one, two] = await Promise.all(
    ['phone', 'phone-2'].map((name) => page.locator(`iframe[name=${name}]`).boundingBox()),
  );
  expect(two?.y).toBe(one?.y);
  const panel = await page.getByRole('complementary', { name: '面板' }).boundingBox();
  expect((panel?.x ?? 0) + (panel?.width ?? 0)).toBeLessThanOrEqual(1300);
  await page.getByRole('button', { name: '新成员', exact: true }).click();
  await page.waitForURL(/2\.openid=new-/);
  expect(paramsOf(page).get('openid')).toBe('member-ming');
  // The other phone went on.
  await page.frameLocator('iframe[name=phone]').getByText('计数 4').waitFor();
  await second.getByText('去深页').click();
  await page.waitForURL(/2\.page=pages\/deep\/deep/);
  await page.getByRole('radio', { name: '手机 1' }).check();
  await page.waitForURL((url) => !url.searchParams.has('phone'));
  expect(await page.getByRole('radio', { name: '小明' }).isChecked()).toBe(true);
  await page.reload();
  await page.waitForFunction(() => /#\/pages\/deep\/deep/.test(frames[1]?.location.href ?? ''));
  await screenshot(page, 'panel-two-phones');
  await page.getByRole('button', { name: '关闭' }).click();
  await page.waitForURL((url) => !url.searchParams.has('2.openid'));
  expect(await page.locator('iframe').count()).toBe(1);
  watch.check();
});

test('what an address says wrongly is named, and the rest of it holds', async () => {
  const { page, watch } = await harness.visit('/?openid=member-hong&widht=320&scene=7&net=fast', wide);
  const alert = page.getByRole('alert');
  await alert.getByText('widht：地址里没有这一项，已忽略').waitFor();
  await alert.getByText('scene=7：场景值是 1 开头的四位数').waitFor();
  await alert.getByText('net=fast：没有这一种，可以写 ok、slow、lost、offline').waitFor();
  expect(await page.getByRole('radio', { name: '小红' }).isChecked()).toBe(true);
  await alert.getByRole('button', { name: '知道了' }).click();
  expect(await alert.count()).toBe(0);
  watch.check();
});

test('every section is a link, is reached by keys alone, and the way back leads back', async () => {
  const { page, watch } = await harness.visit('/', wide);
  const navigation = page.getByRole('navigation', { name: '面板' });
  await navigation.getByRole('link', { name: '微信接口' }).waitFor();
  const names = await navigation.getByRole('link').allTextContents();
  expect(names).toEqual(['我是谁', '打开方式', '时钟', '微信接口', '消息', '收银台', '调用', '存储']);
  for (const name of names) {
    await navigation.getByRole('link', { name }).focus();
    await page.keyboard.press('Enter');
    expect(await navigation.getByRole('link', { name }).getAttribute('aria-current')).toBe('page');
  }
  expect(paramsOf(page).get('section')).toBe('storage');
  await page.goBack();
  expect(paramsOf(page).get('section')).toBe('log');
  expect(await navigation.getByRole('link', { name: '调用' }).getAttribute('aria-current')).toBe('page');
  watch.check();
});

test('the phone is opened anew, and keeps its size in a low window', async () => {
  const { page, watch } = await harness.visit('/', { viewport: { width: 1000, height: 620 } });
  const phone = page.frameLocator('iframe.phone');
  await phone.getByText('计数 3').click();
  await phone.getByText('计数 4').waitFor();
  await page.getByRole('button', { name: '重新打开' }).click();
  await phone.getByText('计数 3').waitFor();
  const box = await page.locator('iframe.phone').boundingBox();
  expect([box?.width, box?.height]).toEqual([375, 812]);
  await page.setViewportSize({ width: 1000, height: 900 });
  await screenshot(page, 'panel-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await phone.locator('.tab-icon[src*="dark"]').first().waitFor();
  await screenshot(page, 'panel-dark');
  watch.check();
});

test('nothing of panel or phone is cut off, from the narrowest window to the widest phones', async () => {
  const address = `/?width=414&2.openid=${'long-name-'.repeat(12)}&2.width=414`;
  const { page, watch } = await harness.visit(address, wider);
  await page.frameLocator('iframe[name=phone-2]').getByText('你好，群阶').waitFor();
  const device = await page.locator('.device').nth(1).boundingBox();
  expect(device?.width).toBe(414 + 2 * 8);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  for (const width of [1300, 1100, 800, 460]) {
    await page.setViewportSize({ width, height: 900 });
    expect([width, await overflow()]).toEqual([width, 0]);
  }
  watch.check();
});

test('a phone told to come back goes through its lifecycles once', async () => {
  const { page, watch } = await harness.visit('/?section=clock', wide);
  const frame = frameOf(page);
  await frame.getByText('你好，群阶').waitFor();
  await page.locator('.clock-date', { hasText: '2026-01-07 星期三' }).waitFor();
  expect(await frame.locator('.status-time').textContent()).toBe('12:00');
  const before = (await logOf(frame)).length;
  await page.getByRole('button', { name: '下周一 00:00' }).click();
  await page.locator('.clock-date', { hasText: '2026-01-12 星期一' }).waitFor();
  await frame.locator('.status-time', { hasText: '00:00' }).waitFor();
  expect((await logOf(frame)).slice(before)).toEqual([
    'counter hide',
    'home hide',
    'app hide',
    'app show',
    'counter show',
    'home show',
  ]);
  expect(harness.nowMs).toBe(Date.UTC(2026, 0, 11, 16));
  await page.getByRole('button', { name: '+1 天' }).click();
  await page.locator('.clock-date', { hasText: '2026-01-13 星期二' }).waitFor();
  watch.check();
});

interface Axe {
  axe: {
    run(root: string, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
}

test.each(['light', 'dark'] as const)('every section can be used by everybody (%s)', async (colorScheme) => {
  const card = { fromOpenid: 'member-ming', title: '一起来', path: 'pages/long/long', imageUrl: '' };
  await harness.wechat.phone.sendCard({ ...card, to: { opengid: 'group-long' } });
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const { page, watch } = await harness.visit('/?2.openid=member-hong&oops=1', { ...wider, colorScheme });
  await page.frameLocator('iframe[name=phone-2]').getByText('你好，群阶').waitFor();
  await page.evaluate(axe);
  const found: string[] = [];
  for (const section of sections) {
    await page.getByRole('navigation').getByRole('link').nth(sections.indexOf(section)).click();
    await page.waitForTimeout(300);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as Axe).axe.run('.panel', { iframes: false }),
    );
    for (const { id, nodes } of violations) found.push(`${section}: ${id} ${nodes[0]?.html ?? ''}`);
  }
  expect(found).toEqual([]);
  watch.check();
});
