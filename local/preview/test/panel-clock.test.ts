import { afterAll, beforeEach, beforeAll, expect, test } from '@jest/globals';
import { Harness, logOf, screenshot } from './harness';
import { eventually, inCard, wide } from './panel-stories';

const noonMs = Date.UTC(2026, 0, 7, 4);
const dayMs = 86_400_000;

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
beforeEach(() => {
  Object.assign(harness, { nowMs: noonMs, moveTakesMs: 0, fired: [], snapshots: [], isMoving: false });
});
afterAll(() => harness.close());

test('what comes about on the way is listed in its order, and what failed is told', async () => {
  harness.fired = [
    { atMs: noonMs + dayMs, function: 'timer', trigger: 'daily', isAnswered: true },
    { atMs: noonMs + 2 * dayMs, function: 'timer', trigger: 'weekly', isAnswered: false },
  ];
  harness.moveTakesMs = 1500;
  const { page, watch } = await harness.visit('/?section=clock', wide);
  await page.locator('.clock-time', { hasText: '12:00' }).waitFor();
  await page.getByRole('button', { name: '+1 周' }).click();
  await page.locator('.clock-date', { hasText: '时间在走…' }).waitFor();
  expect(await page.getByRole('button', { name: '+1 周' }).isDisabled()).toBe(true);
  const fired = inCard(page, '上次走动触发的');
  await fired.getByText('没有成功').waitFor();
  expect(await fired.getByRole('listitem').allTextContents()).toEqual([
    '01-08 12:00:00timer · daily',
    '01-09 12:00:00timer · weekly没有成功',
  ]);
  expect(harness.nowMs - noonMs - 7 * dayMs).toBeLessThan(60_000);
  // Whoever opens this address comes to the same time.
  expect(new URL(page.url()).searchParams.get('clock')).toMatch(/^2026-01-14T04:0/);
  await screenshot(page, 'panel-clock');
  watch.check();
});

test('any later instant can be gone to, and none that is past', async () => {
  const { page, watch } = await harness.visit('/?section=clock', wide);
  await page.locator('.clock-time', { hasText: '12:00' }).waitFor();
  const later = page.getByLabel('走到');
  await later.fill('2026-01-07T09:00');
  await page.getByRole('button', { name: '出发' }).click();
  await page.getByText('时钟只能往前走，想回到过去就恢复一份快照').waitFor();
  expect(harness.nowMs).toBe(noonMs);
  await later.fill('2026-02-01T09:30');
  await page.getByRole('button', { name: '出发' }).click();
  await page.locator('.clock-date', { hasText: '2026-02-01 星期日' }).waitFor();
  expect(harness.nowMs).toBe(Date.UTC(2026, 1, 1, 1, 30));
  await page.getByRole('button', { name: '+1 小时' }).click();
  await page.locator('.clock-time', { hasText: '10:30' }).waitFor();
  watch.check();
});

test('an address with a clock is opened in that time; one that is past changes and says nothing', async () => {
  harness.moveTakesMs = 600;
  const { page, watch } = await harness.visit('/?section=clock&clock=2026-01-26T08:00', wide);
  await page.locator('.clock-date', { hasText: '2026-01-26 星期一' }).waitFor();
  const phone = page.frameLocator('iframe.phone');
  await phone.getByText('你好，群阶').waitFor();
  expect(await phone.locator('.status-time').textContent()).toBe('08:00');
  const movedTo = harness.nowMs;
  expect(movedTo).toBe(Date.UTC(2026, 0, 26, 0));
  await page.goto(`${harness.origin}/?section=clock&clock=2026-01-20`);
  await phone.getByText('你好，群阶').waitFor();
  await page.locator('.clock-date', { hasText: '2026-01-26' }).waitFor();
  expect(harness.nowMs).toBe(movedTo);
  expect(await page.getByRole('alert').count()).toBe(0);
  watch.check();
});

test('the clock that somebody else moves is followed, and the phone stays in the foreground', async () => {
  const { page, watch } = await harness.visit('/?section=clock', wide);
  const frame = page.frame({ name: 'phone' });
  if (!frame) throw new Error('no phone');
  await frame.getByText('你好，群阶').waitFor();
  await page.locator('.clock-date', { hasText: '2026-' }).waitFor();
  const before = (await logOf(frame)).length;
  harness.nowMs = Date.UTC(2027, 4, 5, 1, 30);
  await page.locator('.clock-date', { hasText: '2027-05-05 星期三' }).waitFor();
  await frame.locator('.status-time', { hasText: '09:30' }).waitFor();
  expect((await logOf(frame)).length).toBe(before);
  harness.isMoving = true;
  await page.locator('.head-time', { hasText: '时间在走…' }).waitFor();
  harness.isMoving = false;
  watch.check();
});

test('a snapshot is taken, gone back to after a question, and thrown away', async () => {
  const { page, watch } = await harness.visit('/?section=clock', wide, [/409 \(Conflict\)/]);
  const card = inCard(page, '快照');
  const name = card.getByRole('textbox', { name: '名字' });
  const take = card.getByRole('button', { name: '存一份' });
  await card.getByText('还没有快照').waitFor();
  await name.fill('a/b');
  await take.click();
  await card.getByText('名字要 1–40 个字').waitFor();
  expect(harness.snapshots).toEqual([]);
  await name.fill('开赛前');
  await name.press('Enter');
  await card.getByText('存好了“开赛前”').waitFor();
  await name.fill('开赛前');
  await take.click();
  await card.getByText('没有成功：已经有同名的快照').waitFor();
  await page.getByRole('button', { name: '+1 天' }).click();
  await page.locator('.clock-date', { hasText: '2026-01-08' }).waitFor();

  await card.getByRole('button', { name: '恢复' }).click();
  const dialog = page.getByRole('dialog', { name: '回到“开赛前”？' });
  await dialog.getByText('之后发生的一切都会没有').waitFor();
  await screenshot(page, 'panel-restore');
  // The safe answer has the focus.
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(harness.nowMs).toBeGreaterThan(noonMs);

  await card.getByRole('button', { name: '恢复' }).click();
  await dialog.getByRole('button', { name: '回到那时' }).click();
  await page.locator('.clock-date', { hasText: '2026-01-07' }).waitFor();
  expect(new URL(page.url()).searchParams.has('clock')).toBe(false);
  await card.getByRole('button', { name: '删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删掉' }).click();
  await eventually(() => harness.snapshots, []);
  await card.getByText('还没有快照').waitFor();
  watch.check();
});
