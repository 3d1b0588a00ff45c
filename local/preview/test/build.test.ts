import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { builtinNames } from '../build/builtin-names';
import { Source } from '../build/source';
import { requiredScripts, wxsToJavaScript } from '../build/wxs';
import { compileStyle } from '../build/wxss';
import { BuildError, openPreview } from '../index';
import { rewriteLengths } from '../lengths';
import { nextDay, nextMonday } from '../panel/clock';
import { parseUrl, resolveUrl } from '../runtime/url';
import { fixtureFolder, npmFolder } from './harness';

const folders: string[] = [];

function project(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preview-'));
  folders.push(folder);
  const base = { 'app.json': '{"pages":["pages/a/a"]}', 'app.ts': 'App({})', 'pages/a/a.wxml': '<view />' };
  for (const [name, text] of Object.entries({ ...base, 'pages/a/a.ts': 'Page({})', ...files })) {
    const file = path.join(folder, 'mini', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return path.join(folder, 'mini');
}

async function failureOf(files: Record<string, string>): Promise<BuildError> {
  const opening = openPreview({ miniprogramFolder: project(files), npmFolder, persons: [], title: '' });
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BuildError)) throw new Error(`expected a BuildError, got ${String(error)}`);
  return error;
}

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

describe('a build error names file, line and cause', () => {
  test('a tag that is neither built-in nor declared', async () => {
    const error = await failureOf({
      'pages/a/a.wxml': '<view>\n  <!-- <nothing> -->\n  <mystery a="{{1 > 2}}" />\n</view>',
    });
    expect(error).toMatchObject({ file: 'mini/pages/a/a.wxml', line: 3 });
    expect(error.message).toContain('<mystery> is neither a built-in of the preview nor in usingComponents');
  });

  test('a template that cannot be parsed', async () => {
    expect(await failureOf({ 'pages/a/a.wxml': '<view>\n<text>{{a +}}</text></view>' })).toMatchObject({
      file: 'mini/pages/a/a.wxml',
      line: 2,
    });
  });

  test('a component that is not there', async () => {
    const json = '{\n  "usingComponents": { "x-y": "/components/none" }\n}';
    expect(await failureOf({ 'pages/a/a.json': json })).toMatchObject({
      file: 'mini/pages/a/a.json',
      line: 2,
    });
  });

  test('JSON that is none', async () => {
    const error = await failureOf({ 'pages/a/a.json': '{\n  "a": 1,\n  oops\n}' });
    expect(error).toMatchObject({ file: 'mini/pages/a/a.json', line: 3 });
  });

  test('a script, its import and a style sheet', async () => {
    expect(await failureOf({ 'pages/a/a.ts': 'Page({})\nconst a = ;' })).toMatchObject({
      file: 'mini/pages/a/a.ts',
      line: 2,
    });
    expect(await failureOf({ 'pages/a/a.ts': "\nimport './none'" })).toMatchObject({ line: 2 });
    expect(await failureOf({ 'pages/a/a.wxss': 'view {\n  color: red\n' })).toMatchObject({
      file: 'mini/pages/a/a.wxss',
    });
    expect(await failureOf({ 'pages/a/a.wxss': 'view {}\n@import "none.wxss";' })).toMatchObject({ line: 2 });
    expect(await failureOf({ 'pages/a/a.wxss': '\nview { background: url(/a.png) }' })).toMatchObject({
      line: 2,
    });
  });

  test('a WXS script, in a file of its own and inside a template', async () => {
    const used = '<wxs src="./a.wxs" module="a" />';
    expect(
      await failureOf({ 'pages/a/a.wxml': used, 'pages/a/a.wxs': 'var a = 1;\nvar b = ;' }),
    ).toMatchObject({ file: 'mini/pages/a/a.wxs', line: 2 });
    const inline = '<view />\n<wxs module="m">\nmodule.exports = {\n  a: function ( {}\n}\n</wxs>';
    expect(await failureOf({ 'pages/a/a.wxml': inline })).toMatchObject({
      file: 'mini/pages/a/a.wxml',
      line: 5,
    });
    expect((await failureOf({ 'pages/a/a.wxml': used })).message).toContain('there is no ');
  });

  test('a page without files, a tab that is no page, no app.json at all', async () => {
    expect(await failureOf({ 'app.json': '{\n"pages":["pages/a/a",\n"pages/b/b"]}' })).toMatchObject({
      line: 3,
    });
    const tab = '{"pages":["pages/a/a"],"tabBar":{"list":[{"pagePath":"pages/c/c","text":""}]}}';
    expect((await failureOf({ 'app.json': tab })).cause).toContain('pages/c/c, which is no page');
    await expect(
      openPreview({ miniprogramFolder: os.tmpdir(), npmFolder, persons: [], title: '' }),
    ).rejects.toThrow('there is no app.json');
  });
});

describe('WXS becomes JavaScript', () => {
  test('the constructor is the name of a type, a pattern keeps its backslashes', () => {
    expect(wxsToJavaScript("a.constructor === 'Array'")).toBe("a.constructor.name === 'Array'");
    expect(wxsToJavaScript("getRegExp('\\d+', 'g')")).toBe("getRegExp('\\\\d+', 'g')");
    expect(requiredScripts(`var a = require('./a.wxs'); require("../b")`)).toEqual(['./a.wxs', '../b']);
  });
});

describe('WXSS', () => {
  test('built-ins, page, :host, rpx, vh and safe areas', () => {
    const folder = project({
      'pages/a/a.wxss':
        'page { height: 100vh } view.x > text, .y { width: 750rpx; padding: env(safe-area-inset-bottom, 3px) } :host { top: constant(safe-area-inset-top) }',
    });
    const css = compileStyle(new Source(folder, npmFolder), 'pages/a/a', 'page');
    expect(css).toContain(':where([data-page="pages/a/a"]) wx-page');
    expect(css).toContain('wx-view._SCOPE_x > wx-text');
    expect(css).toContain('width: 100vw');
    expect(css).toContain('calc(var(--viewport-height) * 100 / 100)');
    expect(css).toContain('padding: var(--safe-area-inset-bottom, 3px)');
    expect(css).toContain('[wx-is="pages/a/a"]');
  });

  test("Vant's icon font comes from a package, not from the network", () => {
    const source = new Source(fixtureFolder, npmFolder);
    const css = compileStyle(source, 'miniprogram_npm/@vant/weapp/icon/index', 'component');
    expect(css).not.toContain('alicdn');
    expect(css).toContain('src:url(data:font/woff2');
  });

  test('lengths in rpx', () => {
    expect(rewriteLengths('1px solid; margin: -15rpx 7.5rpx')).toBe('1px solid; margin: -2vw 1vw');
  });
});

describe('addresses and the clock', () => {
  test('a query is decoded, a relative address starts at the page', () => {
    expect(parseUrl('/pages/a/a?word=%E7%BE%A4&n=1=2&flag')).toEqual({
      path: 'pages/a/a',
      query: { word: '群', n: '1=2', flag: '' },
      search: '?word=%E7%BE%A4&n=1=2&flag',
    });
    // A scanned code's `scene` comes as it stands in the code; the page decodes it.
    expect(parseUrl('pages/a/a?scene=id%3D7').query).toEqual({ scene: 'id%3D7' });
    expect(resolveUrl('../b/b?x=/1', 'pages/a/a')).toBe('/pages/b/b?x=/1');
  });

  test('the next Monday starts at midnight in Shanghai', () => {
    const sunday = Date.UTC(2026, 0, 4, 15, 59, 59);
    expect(new Date(nextMonday(sunday)).toISOString()).toBe('2026-01-04T16:00:00.000Z');
    expect(new Date(nextMonday(sunday + 1000)).toISOString()).toBe('2026-01-11T16:00:00.000Z');
    expect(nextDay(sunday) - sunday).toBe(86_400_000);
  });
});

test('the build knows the built-ins that the runtime has', () => {
  const folder = path.join(__dirname, '../runtime/builtins');
  const defined = fs
    .readdirSync(folder)
    .flatMap((file) => [
      ...fs.readFileSync(path.join(folder, file), 'utf8').matchAll(/^ {2}name: '(.+)',$/gm),
    ])
    .map((match) => match[1]);
  expect(defined.sort()).toEqual([...builtinNames].sort());
});

test('the framework and Vant are those that all of this was tried with', () => {
  const versionOf = (name: string) =>
    (JSON.parse(fs.readFileSync(path.join(npmFolder, name, 'package.json'), 'utf8')) as { version: string })
      .version;
  const framework = ['glass-easel', 'glass-easel-miniprogram-adapter', 'glass-easel-template-compiler'];
  expect(framework.map(versionOf)).toEqual(['0.12.1', '0.12.1', '0.12.1']);
  expect(versionOf('@vant/weapp')).toBe('1.11.7');
});

test('the build is fast', async () => {
  const started = performance.now();
  await openPreview({ miniprogramFolder: fixtureFolder, npmFolder, persons: [], title: '' });
  expect(performance.now() - started).toBeLessThan(2500);
});
