import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, Visitor } from '../support/browser';
import { join } from '../support/community';
import { freePort, StartedProcess } from '../support/process';
import { beginOnMonday, liveDays, liveUpToYesterday } from './history';

jest.setTimeout(120_000);

describe('one tap', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'story-'));
  let browser: Browser;
  let port: string;
  let started: StartedProcess;

  let stories = 0;
  /** Each story has a community of its own. */
  const start = async (...args: string[]) => {
    stories += 1;
    return restart(...args);
  };
  const restart = async (...args: string[]) => {
    started = new StartedProcess(['--data', path.join(folder, String(stories)), ...args], { PORT: port });
    return started.address();
  };

  beforeAll(async () => {
    port = String(await freePort());
    browser = await launchBrowser();
  });
  afterEach(() => started.killAll());
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a newcomer checks in, taps again, comes back the next day, and all of it outlives a restart', async () => {
    const url = await start('--empty');
    // Whoever comes early in the morning is paid for that, too.
    await beginOnMonday(url);
    await join(url, 'new-story-member');
    const me = `${url}/?openid=new-story-member&section=clock`;
    let visitor = await Visitor.open(browser, me);

    // First visit: nothing yet.
    await visitor.sees('.js-date', '来了就是一阶');
    await visitor.sees('.js-balance', '0');
    await visitor.sees('.js-streak', '今天从第一阶开始');
    await visitor.sees('.js-own-rank', '本周还没有得分');
    await visitor.sees('.js-check-in', '签到');
    await visitor.screenshot('home-first-visit');

    // The tap.
    await visitor.tap('.js-check-in');
    await visitor.sees('.js-joy', '+10');
    await visitor.sees('.js-balance', '10');
    await visitor.sees('.js-streak', '已连续 1 天');
    await visitor.sees('.js-own-rank', '第');
    const rank = await visitor.reads('.js-own-rank');
    await visitor.sees('.js-check-in', '已签到');

    // Once more: already, and the same numbers.
    await visitor.tap('.js-check-in');
    await visitor.phone.getByText('今天已经签过了').waitFor();
    expect(await visitor.reads('.js-balance')).toBe('10');
    expect(await visitor.reads('.js-streak')).toBe('已连续 1 天');
    expect(await visitor.reads('.js-own-rank')).toBe(rank);

    // The next day.
    await visitor.panel.getByRole('button', { name: '+1 天' }).click();
    await visitor.sees('.js-check-in', '签到');
    await visitor.phone.locator('.js-check-in').filter({ hasNotText: '已签到' }).waitFor();
    await visitor.tap('.js-check-in');
    await visitor.sees('.js-streak', '已连续 2 天');
    await visitor.sees('.js-balance', '20');
    await visitor.leave();

    // Everything ends and starts again.
    await started.killAll();
    await restart();
    visitor = await Visitor.open(browser, me);
    await visitor.sees('.js-streak', '已连续 2 天');
    await visitor.sees('.js-balance', '20');
    await visitor.sees('.js-check-in', '已签到');
    await visitor.leave();
  });

  it('an impatient finger counts once', async () => {
    const url = await start('--empty');
    await join(url, 'new-impatient-member');
    const visitor = await Visitor.open(browser, `${url}/?openid=new-impatient-member`);
    await visitor.sees('.js-balance', '0');
    const button = visitor.phone.locator('.js-check-in');
    await button.evaluate((element) => {
      for (let i = 0; i < 8; i += 1) (element as HTMLElement).click();
    });
    await visitor.sees('.js-streak', '已连续 1 天');
    await visitor.sees('.js-balance', '10');
    await visitor.panel.waitForTimeout(500);
    expect(await visitor.reads('.js-balance')).toBe('10');
    await visitor.leave();
  });

  it('a page that is still open after midnight asks for the new day, and never checks in for the old one', async () => {
    const url = await start('--empty');
    await join(url, 'new-night-owl');
    const visitor = await Visitor.open(browser, `${url}/?openid=new-night-owl`);
    await visitor.sees('.js-balance', '0');
    // The clock moves without the phone being told: nobody came back to the foreground.
    await visitor.panel.evaluate(async () => {
      const { nowMs } = (await (await fetch('/host/clock')).json()) as { nowMs: number };
      await fetch('/host/clock', { method: 'POST', body: JSON.stringify({ toMs: nowMs + 86_400_000 }) });
    });
    await visitor.tap('.js-check-in');
    await visitor.phone.getByText('新的一天了').waitFor();
    expect(await visitor.reads('.js-balance')).toBe('0');
    await visitor.tap('.js-check-in');
    await visitor.sees('.js-streak', '已连续 1 天');
    await visitor.leave();
  });

  describe.each(['light', 'dark'] as const)('to look at, %s', (scheme) => {
    it('every tab of a member with a history, before and after the tap', async () => {
      const url = await start('--empty');
      await liveUpToYesterday(url, 'new-old-hand');
      const visitor = await Visitor.open(browser, `${url}/?openid=new-old-hand`, { scheme });
      await visitor.sees('.js-streak', '已连续 10 天');
      await visitor.screenshot(`home-${scheme}`);
      await visitor.tap('.js-check-in');
      await visitor.sees('.js-joy', '+15');
      await visitor.screenshot(`home-joy-${scheme}`);
      await visitor.sees('.js-streak', '已连续 11 天');
      await visitor.phone.locator('.js-joy').waitFor({ state: 'detached' });
      await visitor.screenshot(`home-checked-in-${scheme}`);
      await visitor.openTab('商城');
      await visitor.phone.getByText('货架正在整理').waitFor();
      await visitor.sees('.js-balance', '205');
      await visitor.screenshot(`mall-${scheme}`);
      await visitor.openTab('榜单');
      await visitor.sees('.js-own-rank', '第 1 名');
      await visitor.screenshot(`rank-${scheme}`);
      await visitor.openTab('我的');
      await visitor.sees('.js-streak', '11');
      await visitor.screenshot(`mine-${scheme}`);
      await visitor.leave();
    });

    it('an empty community', async () => {
      const url = await start('--empty');
      await join(url, 'new-alone');
      const visitor = await Visitor.open(browser, `${url}/?openid=new-alone`, { scheme });
      await visitor.sees('.js-own-rank', '本周还没有得分');
      await visitor.screenshot(`home-empty-${scheme}`);
      await visitor.openTab('榜单');
      await visitor.phone.getByText('本周还没有人上榜', { exact: true }).waitFor();
      await visitor.screenshot(`rank-empty-${scheme}`);
      await visitor.leave();
    });

    it('no network: what is safe, and a way on', async () => {
      const url = await start('--empty');
      await liveDays(url, 'new-old-hand', 2);
      const allowed = [/net::ERR_FAILED/];
      const visitor = await Visitor.open(browser, `${url}/?openid=new-old-hand`, {
        scheme,
        allowed,
        offline: true,
      });
      await visitor.sees('.js-failure', '签到和积分都没有丢');
      await visitor.screenshot(`home-offline-${scheme}`);
      await visitor.openTab('榜单');
      await visitor.sees('.js-failure', '签到和积分都没有丢');
      await visitor.openTab('首页');
      await visitor.backOnline();
      await visitor.tap('.js-state-action');
      await visitor.sees('.js-streak', '已连续');
      await visitor.leave();
    });
  });
});
