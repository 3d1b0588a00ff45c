import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Harness, screenshot } from './harness';
import { eventually, inCard, wide } from './panel-stories';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

const behaviours = () => harness.wechat.panel.state().behaviours;

function simulator(page: Page, name: string) {
  return page.locator('details.simulator').filter({ hasText: name });
}

test('a simulator fails, is slow, judges, and is as usual again', async () => {
  const { page, watch } = await harness.visit('/?section=wechat', wide);
  const check = simulator(page, 'security.msgSecCheck');
  await check.locator('summary').click();
  const fail = check.getByLabel('失败');
  await fail.fill('不行');
  await fail.press('Tab');
  await check.getByText('errcode 是一个不为 0 的整数').waitFor();
  expect(behaviours()).toEqual({});
  await fail.fill('45009');
  await fail.press('Tab');
  await eventually(behaviours, { 'security.msgSecCheck': { failWith: 45009 } });
  await check.getByLabel('慢').fill('70000');
  await check.getByLabel('慢').press('Tab');
  await check.getByText('要 0–60000 毫秒').waitFor();
  await check.getByLabel('慢').fill('1500');
  await check.getByLabel('慢').press('Tab');
  await check.getByRole('radio', { name: '复核' }).check();
  await eventually(behaviours, {
    'security.msgSecCheck': { failWith: 45009, delayMs: 1500, suggest: 'review' },
  });
  await check.locator('summary').getByText('失败 45009 · 慢 1500 毫秒 · 复核').waitFor();
  await page.reload();
  await check.locator('summary').getByText('失败 45009 · 慢 1500 毫秒 · 复核').waitFor();
  await check.locator('summary').click();
  await check.getByRole('button', { name: '恢复正常' }).click();
  await eventually(behaviours, { 'security.msgSecCheck': {} });
  await check.locator('summary').getByText('正常', { exact: true }).waitFor();

  const rank = simulator(page, 'riskControl.getUserRiskRank');
  await rank.locator('summary').click();
  await rank.getByRole('combobox', { name: '等级' }).selectOption({ label: '4 风险最高' });
  await eventually(() => behaviours()['riskControl.getUserRiskRank'], { riskRank: 4 });
  await screenshot(page, 'panel-wechat');
  watch.check();
});

test('what one types stays while the lists are refreshed', async () => {
  const { page, watch } = await harness.visit('/?section=wechat', wide);
  const word = page.getByRole('textbox', { name: '词' });
  await word.pressSequentially('加微');
  const log = inCard(page, '微信收到的调用');
  await harness.wechat.phone.login('member-hong');
  await log.getByText('登录', { exact: true }).first().waitFor();
  await word.pressSequentially('信');
  expect(await word.inputValue()).toBe('加微信');
  await word.press('Enter');
  const keywords = () => harness.wechat.panel.state().keywords;
  await eventually(keywords, [{ word: '加微信', suggest: 'risky', label: 10001 }]);
  const list = page.getByRole('list', { name: '词库' });
  await list.getByText('违规 · 广告').waitFor();
  await list.getByRole('button', { name: '删除' }).click();
  await eventually(keywords, []);
  watch.check();
});

test('the newest call stands first, and is unfolded to what was asked and answered', async () => {
  const { page, watch } = await harness.visit('/?section=wechat', wide);
  const rows = inCard(page, '微信收到的调用').getByRole('listitem');
  await rows.first().waitFor();
  await harness.wechat.openApi.call('security.msgSecCheck', {
    content: '你好呀',
    version: 2,
    scene: 2,
    openid: 'member-ming',
  });
  await rows.first().getByText('文本内容安全').waitFor();
  await rows.first().locator('summary').click();
  await rows.first().getByText('"content": "你好呀"').waitFor();
  await rows.first().getByText('"suggest": "pass"').first().waitFor();
  // Newer ones come before it, and it stays unfolded.
  await harness.wechat.phone.login('member-ming');
  await rows.nth(1).getByText('"content": "你好呀"').waitFor();
  watch.check();
});

test('a push is sent with right and wrong signatures, and its answer shown', async () => {
  const { page, watch } = await harness.visit('/?section=wechat', wide);
  const card = inCard(page, '消息推送');
  const send = card.getByRole('button', { name: '推送' });
  const fields = card.getByRole('textbox', { name: '内容' });
  await fields.fill('[1]');
  await send.click();
  await card.getByText('内容要是一个 JSON 对象').waitFor();
  expect(harness.wechat.panel.state().pushes).toEqual([]);
  await card.getByRole('combobox', { name: '事件' }).fill('user_authorization_revoke');
  await fields.fill('{"RevokeInfo": "8"}');
  await send.click();
  await card.getByText('没有人接收推送').waitFor();
  const [push] = harness.wechat.panel.state().pushes;
  expect(push?.message).toMatchObject({
    Event: 'user_authorization_revoke',
    FromUserName: 'member-ming',
    RevokeInfo: '8',
  });
  const asked: unknown[] = [];
  await page.route('**/wechat/panel/push', async (route) => {
    asked.push(route.request().postDataJSON());
    await route.fulfill({ json: { ok: true, status: 403, body: 'WRONG_SIGNATURE' } });
  });
  await card.getByRole('combobox', { name: '签名' }).selectOption({ label: '签名错误' });
  await send.click();
  await card.getByText('回答 HTTP 403').waitFor();
  await card.getByText('WRONG_SIGNATURE').waitFor();
  expect(asked).toEqual([
    {
      event: 'user_authorization_revoke',
      openid: 'member-ming',
      fields: { RevokeInfo: '8' },
      signature: 'wrong',
    },
  ]);
  watch.check();
});

test('a preview under another address shows what needs no server', async () => {
  const guest = await Harness.open({
    base: '/gallery',
    open: async () => {
      const { openPreview } = await import('../index');
      const { fixtureFolder, npmFolder } = await import('./harness');
      return openPreview({
        miniprogramFolder: fixtureFolder,
        npmFolder,
        base: '/gallery',
        title: '客人',
        persons: [{ openid: 'guest', label: '客人' }],
      });
    },
  });
  try {
    const { page, watch } = await guest.visit('/?section=money', wide);
    const links = page.getByRole('navigation', { name: '面板' }).getByRole('link');
    expect(await links.allTextContents()).toEqual(['我是谁', '打开方式', '调用', '存储']);
    expect(await links.first().getAttribute('aria-current')).toBe('page');
    watch.check();
  } finally {
    await guest.close();
  }
});
