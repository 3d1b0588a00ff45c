import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, Visitor } from '../support/browser';
import { freePort, StartedProcess } from '../support/process';
import { liveUpToYesterday } from './history';

jest.setTimeout(120_000);

const ME = 'new-old-hand';

describe("one's own pages", () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'story-'));
  let browser: Browser;
  let started: StartedProcess;
  let url: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    started = new StartedProcess(['--data', folder, '--empty'], { PORT: String(await freePort()) });
    url = await started.address();
    await liveUpToYesterday(url, ME);
  });
  afterAll(async () => {
    await browser.close();
    await started.killAll();
    rmSync(folder, { recursive: true, force: true });
  });

  let visitor: Visitor;
  const open = async () => {
    visitor = await Visitor.open(browser, `${url}/?openid=${ME}`);
    await visitor.openTab('我的');
  };
  afterEach(() => visitor.leave());

  it('badges tell what was done, and what they want next; the stair of tiers agrees with the first page', async () => {
    await open();
    // Ten days in a row: the streak's first rung and the second tier are reached, a month is not.
    await visitor.sees('.js-badge-streak', '曾连签 10 天');
    await visitor.sees('.js-badge-tier', '上了 1 阶');
    await visitor.sees('.js-badge-member_days', '来满 30 天就亮');
    await visitor.sees('.js-tier', '展叶');
    await visitor.openTab('首页');
    await visitor.sees('.js-tier', '展叶');
    await visitor.tap('.js-tier');
    await visitor.sees('.js-growth', '成长值 100');
    await visitor.sees('.js-left', '还差 400 到抽枝');
    expect(await visitor.phone.locator('.js-row:visible').count()).toBe(6);
    await visitor.sees('.js-row', '你在这里');
  });

  it('a setting outlives the visit, and clearing this phone brings it back', async () => {
    const isOn = () => visitor.phone.locator('.js-vibration:visible').getAttribute('aria-checked');
    await open();
    await visitor.tap('.js-door-settings');
    expect(await isOn()).toBe('true');
    await visitor.tap('.js-vibration');
    // The same phone, started anew where it was: the panel's address says so.
    await visitor.panel.reload();
    await visitor.sees('.js-update', '检查更新');
    expect(await isOn()).not.toBe('true');
    await visitor.tap('.js-clear');
    await visitor.phone.getByText('确定', { exact: true }).click();
    await visitor.phone.getByText('清好了').waitFor();
    expect(await isOn()).toBe('true');
  });

  it('feedback wants words, and takes the version along', async () => {
    await open();
    await visitor.tap('.js-door-feedback');
    await visitor.sees('.js-about', '小程序 开发版');
    await visitor.tap('.js-copy');
    await visitor.phone.getByText('先写几个字').waitFor();
    await visitor.phone.locator('.js-words textarea').fill('昨天的积分没到');
    await visitor.tap('.js-copy');
    await visitor.phone.getByText('内容已复制').waitFor();
  });
});
