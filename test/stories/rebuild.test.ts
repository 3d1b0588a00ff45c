import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, Visitor } from '../support/browser';
import { join } from '../support/community';
import { freePort, StartedProcess } from '../support/process';

jest.setTimeout(60_000);

const root = path.join(__dirname, '../..');
const REBUILD_WITHIN_MS = 2_000;

describe('saving', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rebuild-'));
  let browser: Browser;
  let started: StartedProcess;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(() => started.killAll());
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['a page', 'miniprogram/pages/home/index.ts'],
    ['a component', 'miniprogram/components/points/index.wxml'],
    ['a function', 'cloudfunctions/member/index.ts'],
    ['a contract', 'cloudfunctions/community/home/contract.ts'],
  ])('%s reloads the page, and the functions answer as before', async (_what, file) => {
    started = new StartedProcess(['--empty', '--data', folder], { PORT: String(await freePort()) });
    const url = await started.address();
    await join(url, 'new-saver');
    const visitor = await Visitor.open(browser, `${url}/?openid=new-saver`);
    await visitor.sees('.js-balance', '0');
    const frame = visitor.panel.frame({ name: 'phone' });
    await frame?.evaluate(() => Object.assign(window, { before: true }));

    const now = new Date();
    utimesSync(path.join(root, file), now, now);
    const savedAt = performance.now();
    while (await isOld(visitor)) await visitor.panel.waitForTimeout(20);
    expect(performance.now() - savedAt).toBeLessThan(REBUILD_WITHIN_MS);

    await visitor.sees('.js-balance', '0');
    await visitor.leave();
  });

  /** Whether the phone still shows the page that was there before; while it is loaded anew, nobody can tell. */
  async function isOld(visitor: Visitor): Promise<boolean> {
    try {
      const frame = visitor.panel.frame({ name: 'phone' });
      return (await frame?.evaluate(() => 'before' in window)) ?? true;
    } catch {
      return true;
    }
  }
});
