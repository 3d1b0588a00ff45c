import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Harness, logOf, screenshot } from './harness';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

const wide = { viewport: { width: 900, height: 620 } };

test('one is somebody, and stays so', async () => {
  const { page, watch } = await harness.visit('/', wide);
  const phone = page.frameLocator('iframe.phone');
  await phone.getByText('你好，群阶').waitFor();
  await page.getByRole('radio', { name: '小红' }).click();
  await page.waitForURL(/openid=member-hong/);
  expect(await page.getByRole('radio', { checked: true }).textContent()).toContain('小红');
  await page.getByRole('button', { name: '新成员' }).click();
  await page.waitForURL(/openid=new-/);
  const { searchParams } = new URL(page.url());
  await page.reload();
  expect(await page.getByRole('radio', { checked: true }).textContent()).toContain(
    searchParams.get('openid') ?? '?',
  );
  const frame = page.frame({ name: 'phone' });
  expect(frame?.url()).toContain(`openid=${searchParams.get('openid') ?? '?'}`);
  watch.check();
});

test('the clock moves and the phone comes back to the foreground', async () => {
  const { page, watch } = await harness.visit('/', wide);
  const frame = page.frame({ name: 'phone' });
  if (!frame) throw new Error('no phone');
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

test('the clock that somebody else moves is followed, and the phone stays in the foreground', async () => {
  const { page, watch } = await harness.visit('/', wide);
  const frame = page.frame({ name: 'phone' });
  if (!frame) throw new Error('no phone');
  await frame.getByText('你好，群阶').waitFor();
  await page.locator('.clock-date', { hasText: '2026-' }).waitFor();
  const before = (await logOf(frame)).length;
  harness.nowMs = Date.UTC(2027, 4, 5, 1, 30);
  await page.locator('.clock-date', { hasText: '2027-05-05 星期三' }).waitFor();
  await frame.locator('.status-time', { hasText: '09:30' }).waitFor();
  expect((await logOf(frame)).length).toBe(before);
  watch.check();
});

test('the phone is opened anew, and keeps its size in a low window', async () => {
  const { page, watch } = await harness.visit('/', wide);
  const phone = page.frameLocator('iframe.phone');
  await phone.getByText('计数 3').click();
  await phone.getByText('计数 4').waitFor();
  await page.getByRole('button', { name: '重新打开' }).click();
  await phone.getByText('计数 3').waitFor();
  const box = await page.locator('iframe.phone').boundingBox();
  expect([box?.width, box?.height]).toEqual([375, 812]);
  await page.setViewportSize({ width: 900, height: 880 });
  await screenshot(page, 'panel-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await phone.locator('.tab-icon[src*="dark"]').first().waitFor();
  await screenshot(page, 'panel-dark');
  watch.check();
});
