import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { readPng, scan } from '../test-scan';
import { openTestWeChat, REFUSED } from '../testing';

const page = 'packages/mall/item/item';

describe('a code is a picture that can be scanned', () => {
  it('and opens the page with its scene, as a scanned code', async () => {
    const { wechat, picture } = openTestWeChat();
    const bytes = await picture({ scene: 'i=Q7&g=3', page });
    const text = scan(bytes);
    expect(text).toBe('http://127.0.0.1:8787/?scene=1047#/packages/mall/item/item?scene=i%3DQ7%26g%3D3');
    expect(wechat.phone.readCode(text)).toEqual({ ok: true, page, scene: 'i=Q7&g=3' });
    expect(wechat.panel.state().codes).toMatchObject([{ page, scene: 'i=Q7&g=3', url: text }]);
  });

  it('without a page it is the first one', async () => {
    const { picture } = openTestWeChat();
    expect(scan(await picture({ scene: 'a' }))).toContain('#/pages/home/home?scene=a');
  });

  it('for any scene of the document’s characters', async () => {
    const { wechat, picture } = openTestWeChat();
    const scenes = fc.stringMatching(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/);
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const text = scan(await picture({ scene, page, width: 280 }));
        expect(wechat.phone.readCode(text)).toEqual({ ok: true, page, scene });
      }),
      { numRuns: 25 },
    );
  });

  it.each([280, 430, 777, 1280])('%i pixels wide', async (width) => {
    const { picture } = openTestWeChat();
    const bytes = await picture({ scene: 'a', width });
    expect(readPng(bytes)).toMatchObject({ width, height: width });
    expect(scan(bytes)).toContain('?scene=a');
  });

  it('in the colour that was asked for, and with nothing behind it', async () => {
    const { picture } = openTestWeChat();
    const bytes = await picture({ scene: 'a', line_color: { r: '7', g: 193, b: 96 }, is_hyaline: true });
    const data = Buffer.from(readPng(bytes).data);
    const pixels = new Set(Array.from({ length: data.length / 4 }, (_, at) => data.readUInt32BE(at * 4)));
    expect(pixels).toEqual(new Set([0x07c160ff, 0xffffff00]));
  });

  it('in the middle of its paper', async () => {
    const { picture } = openTestWeChat();
    const { data, width } = readPng(await picture({ scene: 'a', width: 431 }));
    const ink = Array.from({ length: width * width }, (_, at) => at).filter((at) => data[at * 4] === 0);
    const columns = ink.map((at) => at % width);
    const [top, bottom] = [Math.min(...ink), Math.max(...ink)].map((at) => Math.floor(at / width));
    const [left, right] = [Math.min(...columns), Math.max(...columns)];
    expect([top, bottom]).toEqual([left, right]);
    expect(Math.abs((left ?? 0) + (right ?? 0) - (width - 1))).toBeLessThanOrEqual(1);
  });

  it('of a page that isn’t published yet, when the path isn’t checked', async () => {
    const { picture } = openTestWeChat();
    const bytes = await picture({ scene: 'a', page: 'pages/new/new', check_path: false });
    expect(scan(bytes)).toContain('#/pages/new/new?scene=a');
  });
});

describe('what the document doesn’t allow is refused with its errcode, and makes no code', () => {
  it.each([
    [{ scene: '' }, 40169],
    [{}, 40169],
    [{ scene: 'x'.repeat(33) }, 40169],
    [{ scene: '中文' }, 40129],
    [{ scene: 'a%20b' }, 40129],
    [{ scene: 'a b' }, 40129],
    [{ scene: 'a', page: '/pages/home/home' }, 41030],
    [{ scene: 'a', page: 'pages/home/home?x=1' }, 41030],
    [{ scene: 'a', page: 'pages/none/none' }, 41030],
    [{ scene: 'a', page: 7 }, 41030],
    [{ scene: 'a', width: 279 }, 40097],
    [{ scene: 'a', width: 1281 }, 40097],
    [{ scene: 'a', env_version: 'beta' }, 40097],
    [{ scene: 'a', line_color: { r: 256, g: 0, b: 0 } }, 40097],
    [{ scene: 'a', is_hyaline: 'yes' }, 40097],
  ])('%j', async (data, errcode) => {
    const { wechat, call } = openTestWeChat();
    expect(await call('wxacode.getUnlimited', data)).toEqual(REFUSED(errcode));
    expect(wechat.panel.state().codes).toEqual([]);
  });
});

describe('what somebody scans or pastes', () => {
  it.each([
    ['', 'NOT_A_CODE'],
    ['hello', 'NOT_A_CODE'],
    ['http://127.0.0.1:8787/#/pages/home/home', 'NOT_A_CODE'],
    ['http://127.0.0.1:8787/#/pages/home/home?scene=%E0%A4%A', 'NOT_A_CODE'],
    ['https://example.com/#/pages/home/home?scene=a', 'CODE_OF_ANOTHER_PLACE'],
    ['http://127.0.0.1:8787/#/pages/home/home?scene=', 'INVALID_SCENE'],
    [`http://127.0.0.1:8787/#/pages/home/home?scene=${'x'.repeat(33)}`, 'INVALID_SCENE'],
    [`http://127.0.0.1:8787/#/pages/home/home?scene=${encodeURIComponent('中文')}`, 'INVALID_SCENE'],
  ])('%p is refused by name', (text, code) => {
    expect(openTestWeChat().wechat.phone.readCode(text)).toEqual({ ok: false, code });
  });

  it('a picture without a code holds none', () => {
    const empty = PNG.sync.write(new PNG({ width: 300, height: 300 }));
    expect(() => scan(empty)).toThrow();
  });
});
