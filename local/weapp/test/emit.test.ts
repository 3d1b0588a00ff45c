import { afterEach, describe, expect, jest, test } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { emitMiniProgram } from '../emit';
import { isOver, packageSizes, sizeLine } from '../sizes';

const npmFolder = path.join(__dirname, '../../../node_modules');
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

function project(files: Record<string, string>): { mini: string; out: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'emit-'));
  folders.push(folder);
  const base = {
    'app.json': '{"pages":["pages/a/a"],"subpackages":[{"root":"shop","pages":["b"]}]}',
    'app.ts': 'App({})',
    'pages/a/a.ts':
      "import dayjs from 'dayjs'; import { x } from '../../x'; Page({ data: { x, d: dayjs() } })",
    'pages/a/a.wxml': '<wxs src="./t.wxs" module="t" /><view>{{t.a}}</view>',
    'pages/a/a.json': '{"usingComponents":{"van-icon":"@vant/weapp/icon/index"}}',
    'pages/a/a.wxss': '@import "/style.wxss";',
    'pages/a/t.wxs': 'module.exports = { a: 1 }',
    'style.wxss': 'view { color: red }',
    'x.ts': 'import type { Y } from "./nowhere"; export const x: number = 1 as Y & number',
    'unused.ts': 'export const unused = 1',
    'assets/a.svg': '<svg/>',
    'shop/b.ts': 'Page({})',
    'shop/b.wxml': '<view />',
  };
  for (const [name, text] of Object.entries({ ...base, ...files })) {
    const file = path.join(folder, 'mini', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return { mini: path.join(folder, 'mini'), out: path.join(folder, 'out') };
}

describe('what goes to WeChat', () => {
  test('is JavaScript, what is reached, and the pictures; of npm the used files only', async () => {
    const { mini, out } = project({});
    const { files } = await emitMiniProgram(mini, npmFolder, out);
    const own = [...files.keys()].filter((file) => !file.startsWith('miniprogram_npm/')).sort();
    expect(own).toEqual([
      'app.js',
      'app.json',
      'assets/a.svg',
      'pages/a/a.js',
      'pages/a/a.json',
      'pages/a/a.wxml',
      'pages/a/a.wxss',
      'pages/a/t.wxs',
      'shop/b.js',
      'shop/b.wxml',
      'style.wxss',
      'x.js',
    ]);
    const packed = new Set(
      [...files.keys()].filter((file) => file.endsWith('.wxml')).map((file) => path.dirname(file)),
    );
    expect([...packed].filter((folder) => folder.startsWith('miniprogram_npm')).sort()).toEqual([
      'miniprogram_npm/@vant/weapp/icon',
      'miniprogram_npm/@vant/weapp/info',
    ]);
    expect(files.has('miniprogram_npm/dayjs/index.js')).toBe(true);
    const script = fs.readFileSync(path.join(out, 'pages/a/a.js'), 'utf8');
    expect(script).toContain('require("../../x")');
    expect(script).not.toContain('import ');
  });

  test('brings what only one subpackage needs with that one, and everything still finds its way', async () => {
    const { mini, out } = project({
      'shop/b.ts': "import { t } from '../copy/shop'; import { x } from '../x'; Page({ data: { t, x } })",
      'shop/c.ts': "export * from '../copy/shop'",
      'copy/shop.ts': "import { p } from '../utils/price'; export const t = p",
      'utils/price.ts': "import { x } from '../x'; import { only } from './only'; export const p = [x, only]",
      'utils/only.ts': 'export const only = 7',
    });
    const { files } = await emitMiniProgram(mini, npmFolder, out);
    const scripts = [...files.keys()].filter((file) => /^(?!miniprogram_npm).*\.js$/.test(file)).sort();
    expect(scripts).toEqual([
      'app.js',
      'pages/a/a.js',
      'shop/b.js',
      'shop/shared/copy/shop.js',
      'shop/shared/utils/only.js',
      'shop/shared/utils/price.js',
      'x.js',
    ]);
    let page: unknown;
    Object.assign(globalThis, { Page: (definition: unknown) => (page = definition) });
    jest.requireActual(path.join(out, 'shop/b.js'));
    expect(page).toEqual({ data: { t: [1, 7], x: 1 } });
  });

  test('is weighed package by package', async () => {
    const { mini, out } = project({ 'shop/picture.svg': 'x'.repeat(251 * 1024) });
    const sizes = packageSizes(await emitMiniProgram(mini, npmFolder, out));
    expect(sizes.map(({ name }) => name)).toEqual(['main package', 'shop']);
    expect(sizes.map(isOver)).toEqual([false, true]);
    expect(sizes.map(sizeLine)[1]).toMatch(/^shop +251 KB {2}budget 250 KB, rule 2048 KB {2}OVER$/);
  });

  test.each([
    ["import u from 'dayjs/plugin/utc'; Page({ data: { u } })", "packing takes only a package's entry"],
    [
      "import u from 'no-such-package'; Page({ data: { u } })",
      'the package no-such-package is not installed',
    ],
    ["import { u } from './none'; Page({ data: { u } })", 'there is no ./none'],
    ['Page({\n  data: ,\n})', 'mini/pages/a/a.ts:2'],
  ])('cannot be made of %j, and says why', async (script, message) => {
    const { mini, out } = project({ 'pages/a/a.ts': script });
    await expect(emitMiniProgram(mini, npmFolder, out)).rejects.toThrow(message);
  });
});
