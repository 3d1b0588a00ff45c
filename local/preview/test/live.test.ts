import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openPreview, watchFolders } from '../index';
import { Harness, npmFolder } from './harness';

const withinMs = 2000;
const good: Readonly<Record<string, string>> = {
  'app.json': '{"pages":["pages/a/a"]}',
  'app.ts': 'App({})',
  'pages/a/a.ts': "Page({ data: { word: '一' } })",
  'pages/a/a.wxml': '<view class="word">{{word}}</view>',
  'pages/a/a.json': '{}',
  'pages/a/a.wxss': '.word { color: rgb(1, 1, 1); }',
};

let folder: string;
let harness: Harness;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'live-'));
  for (const [file, text] of Object.entries(good)) save(file, text);
  const options = { miniprogramFolder: folder, npmFolder, persons: [], title: '', watch: true };
  harness = await Harness.open({ base: '', open: () => openPreview(options) });
});
afterAll(async () => {
  await harness.close();
  fs.rmSync(folder, { recursive: true });
});

function save(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
}

/** Saves a file and gives the time until the page shows what is expected. */
async function savedMs(page: Page, file: string, text: string, expected: string): Promise<number> {
  const before = performance.now();
  save(file, text);
  await page.waitForFunction(expected);
  return performance.now() - before;
}

const reads = (text: string) => `document.querySelector('.word')?.textContent === '${text}'`;
const fails = (text: string) => `document.querySelector('.phone-failure')?.textContent.includes('${text}')`;

describe('saving', () => {
  test('a script, a template or a style rebuilds and reloads the page', async () => {
    const { page, watch } = await harness.phone('pages/a/a');
    await page.waitForFunction(reads('一'));
    const script = await savedMs(page, 'pages/a/a.ts', "Page({ data: { word: '二' } })", reads('二'));
    const template = await savedMs(
      page,
      'pages/a/a.wxml',
      '<view class="word">{{word}}三</view>',
      reads('二三'),
    );
    const style = await savedMs(
      page,
      'pages/a/a.wxss',
      '.word { color: rgb(2, 2, 2); }',
      "getComputedStyle(document.querySelector('.word') ?? document.body).color === 'rgb(2, 2, 2)'",
    );
    expect(Math.max(script, template, style)).toBeLessThan(withinMs);
    watch.check();
  });

  test('a mistake is shown with file, line and cause, the server goes on, and mending it goes on, too', async () => {
    const { page, watch } = await harness.phone('pages/a/a');
    await page.locator('.word').waitFor();
    const name = path.basename(folder);
    const broken: [file: string, text: string, shown: string][] = [
      ['pages/a/a.ts', 'Page({\n  data: ,\n})', `${name}/pages/a/a.ts:2`],
      ['pages/a/a.wxml', '<view>\n<mystery /></view>', '<mystery> is neither a built-in'],
      ['pages/a/a.json', '{\n"a": }', `${name}/pages/a/a.json:2`],
      ['pages/a/a.wxml', '<view />\n<wxs module="m">var = 1</wxs>', `${name}/pages/a/a.wxml:2`],
      ['pages/a/a.wxml', '<view>{{a +}}</view>', `${name}/pages/a/a.wxml:1`],
      ['pages/a/a.json', '{ "usingComponents": { "x-y": "/none" } }', 'there is no component /none'],
      ['app.json', '{"pages":["pages/a/a","pages/b/b"]}', 'pages/b/b.wxml is not there'],
    ];
    for (const [file, text, shown] of broken) {
      expect(await savedMs(page, file, text, fails(shown))).toBeLessThan(withinMs);
      // Who loads the page now sees it, too.
      await page.reload();
      await page.waitForFunction(fails(shown));
      await savedMs(page, file, good[file] ?? '', "document.querySelector('.word') !== null");
    }
    watch.check();
  });

  test('another part of the house can say that something went wrong, and that it is well again', async () => {
    const { page, watch } = await harness.phone('pages/a/a');
    await page.locator('.word').waitFor();
    harness.preview.tell({ kind: 'failure', message: 'functions/member/index.ts:3 oops' });
    await page.waitForFunction(fails('index.ts:3 oops'));
    harness.preview.tell({ kind: 'reload' });
    await page.waitForFunction("document.querySelector('.phone-failure') === null");
    watch.check();
  });
});

test('one can begin with a mistake: it is said in the page and on the terminal, and mended like any other', async () => {
  const begun = fs.mkdtempSync(path.join(os.tmpdir(), 'begun-'));
  const saveIn = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(begun, file)), { recursive: true });
    fs.writeFileSync(path.join(begun, file), text);
  };
  for (const [file, text] of Object.entries(good)) saveIn(file, text);
  saveIn('pages/a/a.wxml', '<view>\n<mystery /></view>');
  const terminal = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const options = { miniprogramFolder: begun, npmFolder, persons: [], title: '', watch: true };
  const opened = await Harness.open({ base: '', open: () => openPreview(options) });
  const mistake = `${path.basename(begun)}/pages/a/a.wxml:2 <mystery> is neither`;
  expect(terminal.mock.calls.flat()).toEqual([expect.stringContaining(mistake)]);
  terminal.mockRestore();
  const { page, watch } = await opened.phone('pages/a/a');
  await page.waitForFunction(fails(mistake));
  saveIn('pages/a/a.wxml', String(good['pages/a/a.wxml']));
  await page.locator('.word').waitFor();
  watch.check();
  await opened.close();
  fs.rmSync(begun, { recursive: true });
});

test('what is saved together is one change, and one build waits for the other', async () => {
  const watched = fs.mkdtempSync(path.join(os.tmpdir(), 'watch-'));
  let runs = 0;
  let running = 0;
  const errors: unknown[] = [];
  const watching = watchFolders(
    [watched],
    async () => {
      runs += 1;
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 150));
      running -= 1;
      if (runs === 2) throw new Error('second');
    },
    (error) => errors.push(error),
  );
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  for (const name of ['a', 'b', 'c']) fs.writeFileSync(path.join(watched, name), name);
  await pause(120);
  fs.writeFileSync(path.join(watched, 'a'), 'again');
  await pause(500);
  expect([runs, errors.length]).toEqual([2, 1]);
  fs.writeFileSync(path.join(watched, '.a.swp'), 'of an editor');
  await pause(150);
  expect(runs).toBe(2);
  watching.close();
  fs.rmSync(watched, { recursive: true });
});

test('an address of no page is said by name, and one is where one was', async () => {
  const unknown = (path: string) => `[preview] page "${path}" is not found: app.json does not name it`;
  const { page, watch } = await harness.phone('pages/none/none', {}, [
    /pages\/(none|neither).* is not found/,
  ]);
  await page.locator('.word').waitFor();
  const told = page.waitForEvent('console', (message) => message.type() === 'error');
  await page.evaluate("location.hash = '#/pages/neither/neither'");
  expect((await told).text()).toContain(unknown('pages/neither/neither'));
  expect(await page.evaluate('getCurrentPages().map((page) => page.route)')).toEqual(['pages/a/a']);
  watch.check();
});
