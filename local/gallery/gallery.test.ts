import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BuildError } from '../preview';
import { Harness, logOf, npmFolder, style } from '../preview/test/harness';
import { galleryBase, galleryOnDemand, openGallery } from './index';
import { both, drag, told } from './stories';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open({ base: galleryBase, open: () => openGallery(npmFolder) });
});
afterAll(() => harness.close());

const open = (name: string, options: Parameters<Harness['phone']>[1] = {}) =>
  harness.phone(`pages/${name}/index`, options);

describe('the gallery', () => {
  test('has an address of its own, panel and phone', async () => {
    const { page, watch } = await harness.visit('/', { viewport: { width: 900, height: 860 } });
    const phone = page.frameLocator('iframe.phone');
    await phone.getByText('Vant 全部组件').click();
    await phone.getByText('通知栏里').waitFor();
    expect((await page.request.get(`${harness.origin}/gallery`)).url()).toBe(`${harness.origin}/gallery/`);
    watch.check();
  });

  test('fields: view, text, rich-text, button, form, label, input, textarea, navigator, root-portal', async () => {
    const { page, watch } = await open('fields');
    await page.locator('.press').hover();
    await page.mouse.down();
    await page.waitForFunction("document.querySelector('.press').className.includes('pressed')");
    await page.mouse.up();
    await page.waitForFunction("!document.querySelector('.press').className.includes('pressed')");
    expect(await style(page, 'wx-text[selectable]', 'user-select')).toBe('text');
    expect(await page.locator('.rich').innerHTML()).toBe('<p>富<b>文本</b></p>');
    expect(await page.evaluate("document.querySelector('.portal').closest('wx-root-portal')")).toBeNull();
    await page.locator('.js-button').click();
    await page.locator('.js-disabled').click({ force: true });
    await page.locator('.js-portal').click();
    await page.getByText('姓名').click();
    await page.keyboard.type('阿群');
    await page.locator('textarea').fill('一句');
    await page.locator('.js-submit').click();
    const log = await told(
      page,
      'form submit {"value":{"name":"阿群","story":"一句"},"target":{"id":"","dataset":{}}}',
    );
    expect(log.filter((entry) => entry.startsWith('disabled'))).toEqual([]);
    expect(log[0]).toMatch(/^button tap/);
    await both(page, 'fields');
    await page.locator('.js-navigator').click();
    await page.getByText('checkbox-group').waitFor();
    expect(await page.evaluate('getCurrentPages()[1].options.from')).toBe('文');
    watch.check();
  });

  test('choices: checkbox, radio, switch, slider, progress, icon, and their form', async () => {
    const { page, watch } = await open('choices');
    await told(page, 'progress activeend {"curPercent":30}');
    await page.locator('wx-checkbox-group').getByText('香蕉').click();
    await page.locator('wx-checkbox').nth(2).click();
    await page.locator('wx-radio-group').getByText('葡萄').click();
    await page.locator('wx-radio').nth(2).click();
    await page.locator('.js-switch').click();
    await page.locator('.js-switch-off').click();
    expect((await logOf(page)).slice(1)).toEqual([
      'checkbox-group change {"value":["苹果","香蕉"]}',
      'radio-group change {"value":"葡萄"}',
      'switch change {"value":true}',
    ]);
    expect(await page.locator('wx-radio[aria-checked="true"]').count()).toBe(1);
    const track = await page.locator('.js-slider .builtin-slider-track').boundingBox();
    if (!track) throw new Error('no track');
    await page.mouse.move(track.x + track.width * 0.2, track.y);
    await page.mouse.down();
    await page.mouse.move(track.x + track.width * 0.61, track.y, { steps: 5 });
    await page.mouse.up();
    const log = await told(page, 'slider change {"value":40}');
    expect(log.filter((entry) => entry.startsWith('slider changing')).at(-1)).toBe(
      'slider changing {"value":40}',
    );
    expect(await page.locator('.js-slider').getAttribute('aria-valuenow')).toBe('40');
    await page.locator('.js-submit').click();
    const value = '{"fruits":["苹果","香蕉"],"one":"葡萄","on":true,"amount":40}';
    await told(page, `form submit {"value":${value},"target":{"id":"","dataset":{}}}`);
    const before = (await logOf(page)).length;
    await page.locator('.js-more').click();
    await told(page, 'progress activeend {"curPercent":80}', before);
    expect(await page.locator('.js-progress').innerText()).toBe('80%');
    expect(await page.locator('wx-icon svg').count()).toBe(9);
    await both(page, 'choices');
    await page.locator('.js-reset').click();
    expect(await page.locator('[aria-checked="true"]:not([disabled])').count()).toBe(0);
    watch.check();
  });

  test('scrolling: refresher, swiper, page-container', async () => {
    const { page, watch } = await open('scrolling');
    await drag(page, '.js-scroll', 0, 60);
    await told(page, 'scroll refresherabort {"dy":0}');
    await drag(page, '.js-scroll', 0, 130);
    await told(page, 'scroll refresherrestore {"dy":0}');
    expect((await logOf(page)).filter((entry) => entry.startsWith('scroll refresherrefresh'))).toHaveLength(
      1,
    );

    await page.waitForFunction("document.querySelector('.js-scroll .builtin-refresher').offsetHeight === 0");
    const lower = 'scroll scrolltolower {"direction":"bottom"}';
    const toBottom = () => page.locator('.js-scroll').evaluate((box) => box.scrollTo(0, 99_999));
    await toBottom();
    await told(page, lower);
    const more = (await logOf(page)).length;
    await page.evaluate('getCurrentPages()[0].setData({ rows: [...Array(40).keys()] })');
    await toBottom();
    await told(page, lower, more);

    const item = await page.locator('.js-swiper wx-swiper-item').first().boundingBox();
    const host = await page.locator('.js-swiper').boundingBox();
    expect([(item?.x ?? 0) - (host?.x ?? 0), item?.width]).toEqual([30, (host?.width ?? 0) - 60]);
    await both(page, 'scrolling');
    await drag(page, '.js-swiper', 150, 0);
    await told(page, 'swiper change {"current":3,"currentItemId":"丁","source":"touch"}');
    expect((await logOf(page)).some((entry) => entry.startsWith('swiper transition'))).toBe(true);
    await page.waitForFunction(
      `document.querySelector('.js-swiper').getBoundingClientRect().x + 30 ===
        document.querySelectorAll('.js-swiper wx-swiper-item')[3].getBoundingClientRect().x`,
    );
    await told(page, 'autoplay change {"current":1,"currentItemId":"","source":"autoplay"}');
    watch.check();
  });

  test('a page-container comes and goes with its events, and going back closes it first', async () => {
    const { page, watch } = await open('index');
    await page.getByText('滚动与轮播').click();
    await page.locator('.js-open').click();
    await told(page, 'container afterenter {}');
    await both(page, 'page-container');
    await page.locator('.builtin-container-overlay').click({ position: { x: 180, y: 100 } });
    await page.getByRole('button', { name: '返回' }).locator('visible=true').click();
    const log = await told(page, 'container afterleave {}');
    expect(log.filter((entry) => entry.startsWith('container'))).toEqual([
      'container beforeenter {}',
      'container afterenter {}',
      'container clickoverlay {}',
      'container beforeleave {}',
      'container afterleave {}',
    ]);
    expect(await page.evaluate('getCurrentPages().length')).toBe(2);
    await page.getByRole('button', { name: '返回' }).locator('visible=true').click();
    expect(await page.evaluate('getCurrentPages().length')).toBe(1);
    watch.check();
  });

  test('media: image, cover-view, canvas, video', async () => {
    const { page, watch } = await open('media');
    await told(page, 'image load {"width":200,"height":100}');
    await told(page, 'cover-image load {"width":200,"height":100}');
    await page.locator('.js-cover-view').click();
    const pixel = () =>
      page
        .locator('wx-canvas canvas')
        .evaluate((canvas) => [
          ...((canvas as HTMLCanvasElement).getContext('2d')?.getImageData(20, 20, 1, 1).data ?? []),
        ]);
    await page.waitForFunction("document.querySelector('wx-canvas canvas').width === 400");
    expect(await pixel()).toEqual([7, 163, 82, 255]);
    await page.evaluate("wx.createVideoContext('film').play()");
    await told(page, 'video play {}');
    await both(page, 'media');
    watch.check();
  });
});

test('the gallery is built when somebody asks, again after a mistake, and answers only for its own address', async () => {
  const broken = () => Promise.reject(new BuildError('is not mended yet', 'miniprogram/a.wxml', 3));
  const opens: (typeof openGallery)[] = [broken, openGallery];
  const gallery = galleryOnDemand(npmFolder, (folder) => (opens.shift() ?? broken)(folder));
  const server = createServer((request, response) => {
    void gallery.handle(request, response).then((handled) => handled || response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ask = (address: string) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${address}`);
  expect((await ask('/phone/')).status).toBe(404);
  const failed = await ask('/gallery/phone/');
  expect([failed.status, await failed.text()]).toEqual([500, 'miniprogram/a.wxml:3 is not mended yet']);
  expect(await (await ask('/gallery/phone/')).text()).toContain('/gallery/preview/app.js');
  await gallery.close();
  server.closeAllConnections();
  server.close();
});
