import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import type { PhoneMessage } from '../messages';
import { callWx, Harness, style, type Opened } from './harness';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

async function open(search: string, allowed: RegExp[] = []): Promise<Opened> {
  const opened = await harness.phoneWith(search, 'pages/wechat/wechat', allowed);
  await opened.page.getByText('微信的页面').waitFor();
  return opened;
}

describe('the network of the address', () => {
  const call = { name: 'member', data: { action: 'home' } };
  const asks = (page: Page) =>
    Promise.all([
      callWx(page, 'cloud.callFunction', call),
      callWx(page, 'login'),
      callWx(page, 'cloud.getTempFileURL', { fileList: ['cloud://local-env/none.png'] }),
      page.evaluate<Record<string, unknown>>(
        `new Promise((tell) => wx.request({ url: '/cloud/functions/any', method: 'POST', data: {},
           success: tell, fail: (failure) => tell({ ...failure, failed: true }) }))`,
      ),
    ]);

  test('slow: everything comes, three seconds late, and what is given up does not', async () => {
    const { page, watch } = await open('net=slow');
    const from = Date.now();
    const answers = await asks(page);
    expect(Date.now() - from).toBeGreaterThanOrEqual(3000);
    expect(answers.map(({ failed }) => failed)).toEqual([undefined, undefined, undefined, undefined]);
    const given = await page.evaluate(
      `new Promise((tell) => { const task = wx.request({ url: '/host/clock', fail: ({ errMsg }) => tell(errMsg) });
         setTimeout(() => task.abort(), 300) })`,
    );
    expect(given).toBe('request:fail abort');
    watch.check();
  });

  test('lost: each call arrives, its answer does not', async () => {
    const { page, watch } = await open('net=lost');
    const before = harness.calls.length;
    const answers = await asks(page);
    expect(answers.map(({ errMsg }) => errMsg)).toEqual([
      'cloud.callFunction:fail timeout',
      'login:fail timeout',
      'cloud.getTempFileURL:fail timeout',
      'request:fail timeout',
    ]);
    expect(harness.calls.slice(before).map(({ name }) => name)).toEqual(['member', 'any']);
    expect(harness.wechat.panel.state().logins.length).toBeGreaterThan(0);
    watch.check();
  });

  test('offline: nothing leaves the phone', async () => {
    const { page, watch } = await open('net=offline');
    const left: string[] = [];
    page.on('request', (request) => left.push(new URL(request.url()).pathname));
    const answers = await asks(page);
    expect(answers.map(({ failed }) => failed)).toEqual([true, true, true, true]);
    expect(left.filter((path) => path !== '/host/clock')).toEqual([]);
    expect(await callWx(page, 'getNetworkType')).toMatchObject({ networkType: 'none' });
    watch.check();
  });
});

describe('the look of the address', () => {
  const looks = async (page: Page) => [
    (await callWx(page, 'getAppBaseInfo'))['theme'],
    await style(page, '.page-view', 'background-color'),
    await page.evaluate('document.documentElement.dataset.theme'),
  ];
  const light = ['light', 'rgb(244, 245, 247)', 'light'];
  const dark = ['dark', 'rgb(17, 19, 21)', 'dark'];

  test('stands before the browser’s, in styles, bars and for the page', async () => {
    for (const [search, expected, other] of [
      ['theme=dark', dark, 'light'],
      ['theme=light', light, 'dark'],
    ] as const) {
      const { page, watch } = await open(search);
      await page.emulateMedia({ colorScheme: other });
      await page.waitForTimeout(50);
      expect(await looks(page)).toEqual(expected);
      watch.check();
    }
    const { page, watch } = await open('');
    expect(await looks(page)).toEqual(light);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('[data-theme="dark"]').waitFor();
    expect(await looks(page)).toEqual(dark);
    watch.check();
  });
});

describe('what the panel is told', () => {
  /** The phone in a page that keeps what it hears. */
  async function framed(search: string, pagePath: string, allowed: RegExp[] = []) {
    const opened = await harness.visit('/host/clock', {}, [/favicon/, ...allowed]);
    await opened.page.evaluate((source) => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      window.addEventListener('message', ({ data }) => heard.push(data));
      const frame = document.createElement('iframe');
      Object.assign(frame, { name: 'phone', src: source, width: '375', height: '812' });
      document.body.replaceChildren(frame);
    }, `/phone/?openid=member-ming&${search}#/${pagePath}`);
    const frame = (await (await opened.page.waitForSelector('iframe')).contentFrame()) as Frame;
    await frame.locator('.page-frame').first().waitFor();
    const heard = <Kind extends PhoneMessage['kind']>(kind: Kind) =>
      opened.page.evaluate<Extract<PhoneMessage, { kind: Kind }>[]>(
        `heard.filter(({ kind }) => kind === '${kind}')`,
      );
    const waitFor = (condition: string) =>
      opened.page.waitForFunction(`heard.some((message) => ${condition})`);
    return { ...opened, frame, heard, waitFor };
  }

  test('each call: what was asked, what came, how long and how much', async () => {
    const { frame, heard, waitFor, watch } = await framed('pay=cancel', 'pages/wechat/wechat', [/500/]);
    const asked = frame as unknown as Page;
    await callWx(asked, 'cloud.callFunction', { name: 'member', data: { word: '茶' } });
    await callWx(asked, 'cloud.callFunction', { name: 'broken' });
    await frame.evaluate("wx.request({ url: '/host/clock', complete: () => {} })");
    await callWx(asked, 'getGroupEnterInfo');
    await frame.evaluate('wx.login({ success: () => {} })');
    await waitFor("message.call?.name === 'login'");
    const calls = (await heard('call')).map(({ from, call }) => {
      expect([from, call.atMs > 0, call.tookMs >= 0]).toEqual(['phone', true, true]);
      expect(call.answerBytes).toBe(Buffer.byteLength(JSON.stringify(call.answer)));
      return call;
    });
    const named = (name: string) => calls.find((call) => call.name === name);
    expect(named('cloud.callFunction member')).toMatchObject({
      input: { word: '茶' },
      answer: { errMsg: 'cloud.callFunction:ok', result: { body: { word: '茶' } } },
      isFailure: false,
    });
    expect(named('cloud.callFunction broken')).toMatchObject({
      answer: { errMsg: 'cloud.callFunction:fail BROKEN 坏了' },
      isFailure: true,
    });
    expect(named('request')).toMatchObject({
      input: { method: 'GET', url: '/host/clock' },
      isFailure: false,
    });
    expect(named('getGroupEnterInfo')).toMatchObject({ answer: { errCode: 40097 }, isFailure: true });
    expect(named('login')).toMatchObject({ input: {}, answer: { errMsg: 'login:ok' } });
    watch.check();
  });

  test('each setData of pages and components, and which page is on top', async () => {
    const { frame, heard, waitFor, watch } = await framed('', 'pages/home/home?n=1');
    await frame.getByText('计数 3').click();
    await frame.getByText('计数 4').waitFor();
    await callWx(frame as unknown as Page, 'navigateTo', { url: '/pages/deep/deep?word=%E8%8C%B6' });
    await waitFor("message.setData?.of === 'pages/deep/deep'");
    const told = (await heard('setData')).map(({ setData: { of, keys, sizeBytes } }) => [
      of,
      keys,
      sizeBytes,
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['components/counter/counter', ['value'], Buffer.byteLength('{"value":4}')],
        ['pages/deep/deep', ['word'], Buffer.byteLength('{"word":"茶"}')],
      ]),
    );
    expect((await heard('page')).map(({ page }) => page)).toEqual([
      'pages/home/home?n=1',
      'pages/deep/deep?word=%E8%8C%B6',
    ]);
    watch.check();
  });

  test('what the person decides, and that something changed at WeChat', async () => {
    const { frame, heard, waitFor, watch } = await framed(
      'privacy=ask&subscribe=accept',
      'pages/wechat/wechat',
    );
    await frame.locator('.agree').click();
    await waitFor("message.kind === 'state'");
    expect(await heard('state')).toEqual([{ from: 'phone', kind: 'state', state: { privacy: 'agreed' } }]);
    await callWx(frame as unknown as Page, 'requestSubscribeMessage', { tmplIds: ['template-week'] });
    await waitFor("message.kind === 'wechat'");
    watch.check();
  });
});
