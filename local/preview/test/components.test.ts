import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Harness, logged, logOf, screenshot, style, type Opened } from './harness';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open();
});
afterAll(() => harness.close());

describe('taps', () => {
  test('bubble with their place, once, and can be caught', async () => {
    const { page, watch } = await harness.phone('pages/home/home');
    await page.getByText('你好，群阶').waitFor();
    expect(await logged(page, () => page.locator('.inner').click())).toEqual([
      'inner plain number',
      'outer plain',
    ]);
    expect(await logged(page, () => page.locator('.caught').click())).toEqual(['inner caught number']);
    watch.check();
  });

  test('come once from a finger, too', async () => {
    const { page, watch } = await harness.phone('pages/home/home', { hasTouch: true });
    await page.getByText('你好，群阶').waitFor();
    expect(await logged(page, () => page.locator('.inner').tap())).toEqual([
      'inner plain number',
      'outer plain',
    ]);
    watch.check();
  });

  test('become a long press when held', async () => {
    const { page, watch } = await harness.phone('pages/home/home');
    await page.getByText('你好，群阶').waitFor();
    expect(await logged(page, () => page.locator('.hold').click({ delay: 500 }))).toEqual(['hold']);
    expect(await logged(page, () => page.locator('.hold').click())).toEqual(['held tap']);
    watch.check();
  });
});

describe('built-ins', () => {
  async function open(allowed: RegExp[] = []): Promise<Opened> {
    const opened = await harness.phone('pages/builtins/builtins', {}, allowed);
    await opened.page.getByText('普通').waitFor();
    await opened.page.waitForFunction(
      'getApp().globalData.log.filter((entry) => entry.startsWith("loaded")).length > 0',
    );
    return opened;
  }

  test('view, text and image', async () => {
    const { page, watch } = await open();
    await page.locator('.pressed').hover();
    await page.mouse.down();
    await page.waitForFunction("document.querySelector('.pressed').className.includes('is-pressed')");
    expect(await style(page, '.pressed', 'background-color')).toBe('rgb(200, 100, 0)');
    await page.mouse.up();
    expect((await page.locator('.lines').evaluate((lines) => lines.getClientRects().length)) > 1).toBe(true);
    expect((await page.locator('.fit').boundingBox())?.height).toBe(50);
    expect((await page.locator('.tall').boundingBox())?.width).toBe(80);
    expect(await style(page, '.fill > img', 'object-fit')).toBe('cover');
    expect(await logOf(page)).toEqual(expect.arrayContaining(['loaded 200x100', 'image failed']));
    await screenshot(page, 'builtins-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await screenshot(page, 'builtins-dark');
    watch.check();
  });

  test('image: every mode, and no other', async () => {
    const { page } = await open();
    const positions = ['top', 'bottom', 'center', 'left', 'right', 'top left', 'bottom right'];
    const modes = ['scaleToFill', 'aspectFit', 'aspectFill', 'widthFix', 'heightFix', ...positions];
    await page.evaluate((all) => {
      const { getCurrentPages } = globalThis as unknown as {
        getCurrentPages: () => { setData(data: object): void }[];
      };
      getCurrentPages()[0]?.setData({ modes: all });
    }, modes);
    const drawn = await page.locator('.mode').evaluateAll((hosts) =>
      hosts.map((host) => {
        const { width, height } = host.getBoundingClientRect();
        const { objectFit, objectPosition } = getComputedStyle(host.firstElementChild ?? host);
        return [width, height, objectFit, objectPosition];
      }),
    );
    expect(drawn).toEqual([
      [60, 60, 'fill', '50% 50%'],
      [60, 60, 'contain', '50% 50%'],
      [60, 60, 'cover', '50% 50%'],
      [60, 30, 'fill', '50% 50%'],
      [120, 60, 'fill', '50% 50%'],
      [60, 60, 'none', '50% 0%'],
      [60, 60, 'none', '50% 100%'],
      [60, 60, 'none', '50% 50%'],
      [60, 60, 'none', '0% 50%'],
      [60, 60, 'none', '100% 50%'],
      [60, 60, 'none', '0% 0%'],
      [60, 60, 'none', '100% 100%'],
    ]);
  });

  test('text, fields and navigators: what their attributes say', async () => {
    const { page, watch } = await open([/is not found/]);
    const drawsWith = (kind: string) =>
      page
        .locator('.gl canvas')
        .evaluate((canvas, name) => (canvas as HTMLCanvasElement).getContext(name) !== null, kind);
    expect(await drawsWith('webgl')).toBe(true);
    expect(await style(page, '.spaced', 'white-space')).toBe('pre-wrap');
    expect(await style(page, '.selectable', 'user-select')).toBe('text');
    expect(await page.locator('.secret input').getAttribute('type')).toBe('password');
    await page.locator('.named input').pressSequentially('一二三');
    expect(await page.locator('.named input').inputValue()).toBe('一二');
    const routes = () => page.evaluate('getCurrentPages().map((page) => page.route)');
    await page.locator('.nowhere').click();
    await page.waitForFunction('getApp().globalData.log.some((entry) => entry.startsWith("refused"))');
    expect((await logOf(page)).at(-1)).toBe('refused navigateTo:fail page "pages/none/none" is not found');
    await page.locator('.instead').click();
    await page.getByText('第 0 行').waitFor();
    expect(await routes()).toEqual(['pages/long/long']);
    watch.check();
  });

  test('button: taps and disabled', async () => {
    const { page, watch } = await open();
    expect(await logged(page, () => page.locator('.plain-button').click())).toEqual(['tapped plain']);
    expect(await logged(page, () => page.locator('.disabled-button').click({ force: true }))).toEqual([]);
    watch.check();
  });

  test('button and label: a tap on a component inside them is theirs', async () => {
    const { page, watch } = await open();
    expect(await logged(page, () => page.locator('.in-button').click())).toEqual(['tapped full']);
    expect(await logged(page, () => page.locator('.in-label').click())).toEqual(['focused']);
    watch.check();
  });

  test('what is not there is said by name: in the page, in its console, and with the template', async () => {
    const { page } = await open([/\[preview\]/]);
    const complaint = page.locator('.phone-complaint');
    const refuses = async (what: string, act: () => Promise<unknown>) => {
      const told = page.waitForEvent('console', (message) => message.type() === 'error');
      await act();
      const message = `[preview] ${what} is not in the preview (pages/builtins/builtins.wxml)`;
      expect((await told).text()).toContain(message);
      await complaint.filter({ hasText: message }).click();
      expect(await complaint.count()).toBe(0);
    };
    for (const [type, name] of [
      ['launchApp', 'launch'],
      ['feedback', 'feedback'],
      ['getPhoneNumber', 'number'],
    ])
      await refuses(`<button open-type="${type}">`, () => page.locator(`.${name}-button`).click());
    const set = (data: string) => () => page.evaluate(`getCurrentPages()[0].setData(${data})`);
    await refuses('<image mode="sideways">', set("{ modes: ['sideways'] }"));
    await page.evaluate(() => {
      const complaints: string[] = [];
      const said = console.error;
      console.error = (...words: unknown[]) => {
        const what = /^\[preview\] (<.+?>) is not in the preview/.exec(String(words[0]))?.[1];
        if (what !== undefined) complaints.push(what);
        said(...words);
      };
      Object.assign(globalThis, { complaints });
    });
    await set("{ odd: 'odd' }")();
    const listed = () => page.evaluate('globalThis.complaints');
    await page.waitForFunction('globalThis.complaints.length === 3');
    expect(await listed()).toEqual(['<icon type="odd">', '<input type="odd">', '<canvas type="">']);
  });

  test('input, textarea, label and form', async () => {
    const { page, watch } = await open();
    const field = page.getByPlaceholder('请输入姓名').or(page.locator('.name input'));
    expect(await style(page, '.name .builtin-placeholder', 'color')).toBe('rgb(1, 2, 3)');
    expect(await style(page, '.name .builtin-placeholder', 'font-style')).toBe('italic');
    expect(await logged(page, () => page.locator('.name-label').click())).toEqual(['focused']);
    expect(await logged(page, () => page.keyboard.type('abc'))).toEqual(['typed a', 'typed ab', 'typed abc']);
    expect(await field.first().inputValue()).toBe('ABC');
    expect(await page.evaluate('getCurrentPages()[0].data.name')).toBe('ABC');
    expect(await logged(page, () => page.keyboard.press('Enter'))).toEqual(['confirmed ABC', 'blurred']);
    await page.locator('.story textarea').fill('一\n二\n三');
    expect((await logOf(page)).filter((entry) => entry.startsWith('lines')).at(-1)).toBe('lines 3');
    expect(await logged(page, () => page.locator('.submit').click())).toContain(
      'submitted {"name":"ABC","story":"一\\n二\\n三","custom":"自定"}',
    );
    expect(await logged(page, () => page.locator('.reset').click())).toEqual(['lines 1', 'reset']);
    expect(await field.first().inputValue()).toBe('');
    watch.check();
  });

  test('scroll-view, swiper, rich-text, root-portal and animation', async () => {
    const { page, watch } = await open();
    await page.evaluate("getCurrentPages()[0].setData({ into: 'line-10' })");
    await page.waitForFunction('getApp().globalData.scrolled === 300');
    await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, 10_000));
    await page.waitForFunction('getApp().globalData.log.includes("lower")');
    await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, 0));
    await page.waitForFunction('getApp().globalData.log.includes("upper")');
    expect((await logOf(page)).filter((entry) => entry === 'lower')).toHaveLength(1);

    await page.locator('.swiper').scrollIntoViewIfNeeded();
    expect(await page.locator('.swiper .builtin-dots i').count()).toBe(3);
    const box = await page.locator('.swiper').boundingBox();
    if (!box) throw new Error('no swiper');
    await page.mouse.move(box.x + 300, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 50, { steps: 4 });
    await page.mouse.up();
    await page.evaluate('getCurrentPages()[0].setData({ current: 2 })');
    expect((await logOf(page)).filter((entry) => entry.startsWith('swiped'))).toEqual([
      'swiped 1 touch slide-2',
      'swiped 2  slide-3',
    ]);

    expect(await page.locator('.rich').innerHTML()).toBe('<p class="x">富<b>文本</b></p>');
    expect(await page.locator('.rich-array').innerHTML()).toBe(
      '<p style="color: rgb(4, 5, 6)">数组&lt;节点</p>',
    );
    expect(await logged(page, () => page.locator('.portal').click())).toEqual(['tapped portal']);
    await page.waitForFunction("getComputedStyle(document.querySelector('.moving')).opacity === '0.5'");
    watch.check();
  });
});
