import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newMerchant } from '../../wechat/testing';
import { Harness, screenshot } from './harness';
import { eventually, inCard, wide } from './panel-stories';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open(undefined, { merchant: newMerchant().settings });
});
afterAll(() => harness.close());

const state = () => harness.wechat.panel.state();

/** A paid order of 小明's. */
function buy(outTradeNo: string, totalFen: number): void {
  const { cashier } = harness.wechat;
  cashier?.order({
    appid: 'wx0123456789abcdef',
    mchid: '1900000109',
    description: '一个月会员',
    out_trade_no: outTradeNo,
    notify_url: `${harness.origin}/pay`,
    amount: { total: totalFen, currency: 'CNY' },
    payer: { openid: 'member-ming' },
  });
  const order = state().orders.find((each) => each.outTradeNo === outTradeNo);
  cashier?.pay(order?.prepayId ?? '', 'once');
}

test('an order is refunded in parts, never more than is left, and its notice sent again', async () => {
  buy('order-0001', 990);
  const { page, watch } = await harness.visit('/?section=money', wide);
  const order = page.getByRole('list', { name: '订单' }).getByRole('listitem');
  await order.getByText('¥9.90').waitFor();
  await order.getByText('已付款').waitFor();
  const part = order.getByRole('textbox', { name: '退多少元' });
  const refund = order.getByRole('button', { name: '退款' });
  for (const [text, problem] of [
    ['0', '退多少元，例如 9.90'],
    ['1.234', '退多少元，例如 9.90'],
    ['9.91', '最多还能退 ¥9.90'],
  ] as const) {
    await part.fill(text);
    await refund.click();
    await order.getByText(problem).waitFor();
  }
  expect(state().refunds).toEqual([]);
  await part.fill('2.5');
  await refund.click();
  await order.getByText('已退 ¥2.50').waitFor();
  await refund.click();
  await order.getByText('已退 ¥9.90').waitFor();
  expect(state().refunds.map(({ refundFen }) => refundFen)).toEqual([250, 740]);
  expect(await refund.isDisabled()).toBe(true);
  const before = state().notices.length;
  await order.getByRole('button', { name: '再送通知' }).click();
  await eventually(() => state().notices.length, before + 1);
  const notices = page.getByRole('list', { name: '通知' }).getByRole('listitem');
  await notices.nth(before).waitFor();
  expect(await notices.getByText('待送达').count()).toBe(before + 1);
  await screenshot(page, 'panel-money');
  watch.check();
});

test('how a phone answers stands in the address and reaches the phone', async () => {
  const { page, watch } = await harness.visit('/?section=money', wide);
  await page
    .getByRole('radiogroup', { name: '付款', exact: true })
    .getByRole('radio', { name: '取消' })
    .check();
  await page.getByRole('radiogroup', { name: '付款通知' }).getByRole('radio', { name: '送两次' }).check();
  await page.getByRole('radiogroup', { name: '订阅' }).getByRole('radio', { name: '同意' }).check();
  await page.waitForURL(/subscribe=accept&pay=cancel&notice=twice/);
  await page.waitForFunction(() =>
    /subscribe=accept&pay=cancel&notice=twice/.test(frames[0]?.location.href ?? ''),
  );
  watch.check();
});

test('a message lies in its member’s inbox and opens its page', async () => {
  const { phone, openApi } = harness.wechat;
  phone.visit('member-hong');
  const tmplIds = ['template-week'];
  const choices = { 'template-week': 'accept' as const };
  await phone.requestSubscribe({ openid: 'member-hong', tmplIds, choices });
  await phone.requestSubscribe({ openid: 'member-hong', tmplIds, choices });
  await openApi.call('subscribeMessage.send', {
    touser: 'member-hong',
    template_id: 'template-week',
    page: 'pages/long/long?id=7',
    data: { thing1: { value: '本周打卡 6 天' } },
  });
  const card = { fromOpenid: 'member-ming', title: '给小红的', path: 'pages/long/long', imageUrl: '' };
  await phone.sendCard({ ...card, to: { openid: 'member-hong' } });
  await phone.sendCard({ ...card, title: '给小明的', to: { openid: 'member-ming' } });
  const { page, watch } = await harness.visit('/?section=inbox&openid=member-hong', wide);
  const message = page.getByRole('list', { name: '服务通知' }).getByRole('listitem');
  await message.getByText('本周打卡 6 天').waitFor();
  expect(await message.count()).toBe(1);
  const left = page.getByRole('list', { name: '还能发几条' }).getByRole('listitem');
  expect(await left.first().textContent()).toBe('每周报告1 条');
  expect(await page.getByRole('list', { name: '收到的卡片' }).locator('b').allTextContents()).toEqual([
    '给小红的',
  ]);
  await screenshot(page, 'panel-inbox');
  await message.getByRole('button', { name: '打开' }).click();
  await page.waitForURL(/scene=1014.*#\/pages\/long\/long\?id=7/);
  await page.frameLocator('iframe.phone').getByText('第 1 行', { exact: true }).waitFor();
  await page.goto(`${harness.origin}/?section=inbox&openid=nobody-yet`);
  await page.getByText('还没有消息。').waitFor();
  await inCard(page, '收到的卡片').getByText('还没有收到卡片。').waitFor();
  watch.check();
});
