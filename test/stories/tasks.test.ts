import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { openLocal, type Local } from '../../local/local';
import { launchBrowser, Visitor } from '../support/browser';
import { home, join } from '../support/community';

jest.setTimeout(120_000);

const ME = 'o-tasks';

describe('the page of tasks', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tasks-story-'));
  let browser: Browser;
  let local: Local;

  beforeAll(async () => {
    [browser, local] = await Promise.all([
      launchBrowser(),
      openLocal({
        port: 0,
        dataFolder: path.join(folder, 'data'),
        distFolder: path.join(folder, 'dist'),
        demo: false,
        preview: true,
        onLog: () => undefined,
      }),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('leads a newcomer along the chain: one reward is taken, the next step is done where it leads', async () => {
    await join(local.url, ME);
    const visitor = await Visitor.open(browser, `${local.url}/?openid=${ME}`);
    await visitor.openTab('我的');
    await visitor.tap('.js-door-tasks');
    await visitor.sees('.js-task-three_days', '先做好「第一次签到」');
    await visitor.tap('.js-claim-joining_gift');
    await visitor.phone.getByText('收下了，+50').waitFor();
    await visitor.sees('.js-task-joining_gift', '已领');
    await visitor.sees('.js-balance', '50');

    // The check-in is done on the first page; its reward waits here.
    await visitor.tap('.js-task-starter_task');
    await visitor.tap('.js-check-in');
    await visitor.sees('.js-streak', '已连续 1 天');
    const { balancePoints } = await home(local.url, ME);
    await visitor.openTab('我的');
    await visitor.tap('.js-door-tasks');
    await visitor.sees('.js-task-week_check_in', '1 / 5');
    await visitor.sees('.js-task-three_days', '1 / 3');
    await visitor.tap('.js-claim-starter_task');
    await visitor.sees('.js-task-starter_task', '已领');
    await visitor.sees('.js-balance', String(balancePoints + 20));
    expect(await visitor.phone.locator('.js-claim-starter_task').count()).toBe(0);
    await visitor.leave();
  });
});
