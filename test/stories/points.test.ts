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

const CLOUD = '**/cloud/functions/**';
const OFFLINE = [/net::ERR_FAILED/];

describe('points', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'story-'));
  let browser: Browser;
  let port: string;
  let started: StartedProcess;

  let stories = 0;
  /** Each story has a community of its own. */
  const start = async (...args: string[]) => {
    stories += 1;
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

  /** The number that stands at a place, whatever its sign and its commas. */
  const numberOf = (text: string) => Number(text.replace('−', '-').replace(/[+,]/g, ''));

  const texts = (visitor: Visitor, selector: string) =>
    visitor.phone.locator(`${selector}:visible`).allInnerTexts();

  const sumOf = async (visitor: Visitor, selector: string) =>
    (await texts(visitor, selector)).reduce((sum, text) => sum + numberOf(text), 0);

  const openFromMine = async (visitor: Visitor, door: string) => {
    await visitor.openTab('我的');
    await visitor.tap(`.js-door-${door}`);
  };

  const goBack = (visitor: Visitor) => visitor.tap('.navigation-back');

  /** As a finger does it: through the middle, so that the page notices that the end has moved. */
  const scrollToEnd = (visitor: Visitor) =>
    visitor.phone.locator('.page-scroller:visible').evaluate(async (scroller) => {
      for (const above of [1_000, 0]) {
        scroller.scrollTop = scroller.scrollHeight - scroller.clientHeight - above;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }
    });

  const waitForLines = async (visitor: Visitor, count: number) => {
    await visitor.phone
      .locator('.js-line:visible')
      .nth(count - 1)
      .waitFor();
    expect(await visitor.phone.locator('.js-line:visible').count()).toBe(count);
  };

  it('every line adds up to the balance, and a check-in is the new line on top', async () => {
    const url = await start('--empty');
    await liveUpToYesterday(url, 'new-old-hand');
    const visitor = await Visitor.open(browser, `${url}/?openid=new-old-hand`);
    await visitor.sees('.js-balance', '190');

    // Newest first, and the sum of them is what the member has.
    await openFromMine(visitor, 'statement');
    await visitor.sees('.js-balance', '190');
    await visitor.sees('.js-expiry', '积分到期');
    await waitForLines(visitor, 12);
    expect(await sumOf(visitor, '.js-delta')).toBe(190);
    const before = await texts(visitor, '.js-reason');
    expect(before[0]).toContain('第 10 天');
    expect(before[11]).toContain('第 1 天');
    await visitor.sees('.js-tail', '最早的一笔就在这里');

    // What came in is all of it; nothing went out, and nothing expired.
    const tabs = visitor.phone.locator('.js-tabs:visible');
    await tabs.getByText('收入', { exact: true }).click();
    await waitForLines(visitor, 12);
    await tabs.getByText('支出', { exact: true }).click();
    await visitor.sees('.js-empty', '还没有支出');
    expect(await visitor.reads('.js-balance')).toBe('190');
    await visitor.tap('.js-state-action');
    await waitForLines(visitor, 12);
    await visitor.tap('.js-kind');
    await visitor.phone.getByText('到期', { exact: true }).click();
    await visitor.sees('.js-empty', '这一类还没有');
    await visitor.sees('.js-kind', '到期');
    await visitor.tap('.js-state-action');
    await visitor.sees('.js-kind', '全部类型');
    await waitForLines(visitor, 12);

    // The check-in on the first page, and back by the balance.
    await goBack(visitor);
    await visitor.openTab('首页');
    await visitor.tap('.js-check-in');
    await visitor.sees('.js-balance', '205');
    await visitor.tap('.js-open-statement');
    await visitor.sees('.js-balance', '205');
    await waitForLines(visitor, 13);
    expect((await texts(visitor, '.js-delta'))[0]).toBe('+15');
    expect((await texts(visitor, '.js-reason')).slice(1)).toEqual(before);
    expect(await sumOf(visitor, '.js-delta')).toBe(205);
    await visitor.leave();
  });

  it('what can be done today, before and after it is done, and the rules that decide it', async () => {
    const url = await start('--empty');
    await liveUpToYesterday(url, 'new-old-hand');
    const visitor = await Visitor.open(browser, `${url}/?openid=new-old-hand`);
    await visitor.sees('.js-balance', '190');
    await openFromMine(visitor, 'earn');
    await visitor.sees('.js-way-check_in', '今天还能 1 次');
    await visitor.sees('.js-way-check_in', '+15');
    const [summary] = await texts(visitor, '.js-summary');

    // The button leads to where it is done.
    await visitor.tap('.js-act');
    await visitor.tap('.js-check-in');
    await visitor.sees('.js-balance', '205');
    await openFromMine(visitor, 'earn');
    await visitor.sees('.js-way-check_in', '今天已完成');
    expect(await visitor.phone.locator('.js-act:visible').count()).toBe(0);
    expect(await texts(visitor, '.js-summary')).not.toEqual([summary]);

    await goBack(visitor);
    await openFromMine(visitor, 'rules');
    await visitor.sees('.js-version', '第 1 版');
    expect(await visitor.phone.locator('.js-section:visible').count()).toBeGreaterThan(1);
    await visitor.leave();
  });

  it('a long history comes a page at a time, without doubles or gaps while new lines arrive', async () => {
    const url = await start('--empty');
    const openid = 'new-long-member';
    await beginOnMonday(url);
    // With four gifts for days in a row and six weeks of five days there are 55 lines.
    await liveDays(url, openid, 45);
    const visitor = await Visitor.open(browser, `${url}/?openid=${openid}`, { allowed: OFFLINE });
    await visitor.tap('.js-open-statement');
    await visitor.sees('.js-tail', '看更早的');
    const page = await visitor.phone.locator('.js-line:visible').count();
    expect(page).toBeLessThan(55);

    // A line arrives while the member reads: the next page follows the one that is shown.
    await liveDays(url, openid, 1);
    await scrollToEnd(visitor);
    await waitForLines(visitor, 2 * page);

    // No network: what is there stays, and one tap goes on.
    await visitor.panel.route(CLOUD, (route) => route.abort());
    await scrollToEnd(visitor);
    await visitor.sees('.js-tail', '没有翻出来');
    await waitForLines(visitor, 2 * page);
    await visitor.screenshot('statement-page-failed');
    await visitor.backOnline();
    await visitor.tap('.js-tail');
    await visitor.sees('.js-tail', '最早的一笔就在这里');
    await waitForLines(visitor, 55);

    // Back in the foreground: the new line is on top, and each line is there once.
    await visitor.panel.evaluate(() => {
      for (let i = 0; i < frames.length; i += 1)
        frames[i]?.postMessage({ from: 'panel', kind: 'return' }, location.origin);
    });
    await waitForLines(visitor, 56);
    const days = (await texts(visitor, '.js-reason')).flatMap((text) => /第 (\d+) 天/.exec(text)?.[1] ?? []);
    expect(days.map(Number)).toEqual(Array.from({ length: 46 }, (_, index) => 46 - index));
    expect(await sumOf(visitor, '.js-delta')).toBe(numberOf(await visitor.reads('.js-balance')));
    await visitor.leave();
  });

  it('a tap on another filter without a network says so, and comes through afterwards', async () => {
    const url = await start('--empty');
    await liveUpToYesterday(url, 'new-old-hand');
    const visitor = await Visitor.open(browser, `${url}/?openid=new-old-hand`, { allowed: OFFLINE });
    await visitor.tap('.js-open-statement');
    await waitForLines(visitor, 12);
    await visitor.panel.route(CLOUD, (route) => route.abort());
    await visitor.phone.locator('.js-tabs').getByText('收入', { exact: true }).click();
    await visitor.sees('.js-tail', '没有翻出来');
    expect(await visitor.reads('.js-balance')).toBe('190');
    await visitor.backOnline();
    await visitor.tap('.js-tail');
    await waitForLines(visitor, 12);
    await visitor.leave();
  });

  describe.each(['light', 'dark'] as const)('to look at, %s', (scheme) => {
    it('the points pages of a member with a history', async () => {
      const url = await start('--empty');
      await liveUpToYesterday(url, 'new-old-hand');
      const visitor = await Visitor.open(browser, `${url}/?openid=new-old-hand`, { scheme });
      await visitor.sees('.js-balance', '190');
      await visitor.openTab('我的');
      await visitor.sees('.js-door-rules', '积分规则');
      await visitor.screenshot(`mine-doors-${scheme}`);
      await visitor.tap('.js-door-statement');
      await waitForLines(visitor, 12);
      await visitor.screenshot(`statement-${scheme}`);
      await visitor.tap('.js-kind');
      await visitor.screenshot(`statement-kinds-${scheme}`);
      await visitor.phone.getByText('取消', { exact: true }).click();
      await visitor.phone.locator('.js-tabs').getByText('支出', { exact: true }).click();
      await visitor.sees('.js-empty', '还没有支出');
      await visitor.screenshot(`statement-out-${scheme}`);
      await goBack(visitor);
      await visitor.tap('.js-door-earn');
      await visitor.sees('.js-way-check_in', '+15');
      await visitor.screenshot(`earn-${scheme}`);
      await goBack(visitor);
      await visitor.tap('.js-door-rules');
      await visitor.sees('.js-version', '版');
      await visitor.screenshot(`rules-${scheme}`);
      await goBack(visitor);
      await visitor.openTab('首页');
      await visitor.tap('.js-check-in');
      await visitor.sees('.js-balance', '205');
      await openFromMine(visitor, 'earn');
      await visitor.sees('.js-way-check_in', '今天已完成');
      await visitor.screenshot(`earn-done-${scheme}`);
      await visitor.leave();
    });

    it('a newcomer without a line, and a long history in the middle of it', async () => {
      const url = await start('--empty');
      const openid = 'new-quiet-member';
      await join(url, openid);
      let visitor = await Visitor.open(browser, `${url}/?openid=${openid}`, { scheme });
      await visitor.tap('.js-open-statement');
      await visitor.sees('.js-empty', '还没有积分往来');
      await visitor.screenshot(`statement-empty-${scheme}`);
      await visitor.tap('.js-state-action');
      await visitor.sees('.js-check-in', '签到');
      await visitor.leave();

      await liveDays(url, openid, 45);
      visitor = await Visitor.open(browser, `${url}/?openid=${openid}`, { scheme });
      await visitor.tap('.js-open-statement');
      await visitor.sees('.js-tail', '看更早的');
      await scrollToEnd(visitor);
      await waitForLines(visitor, 40);
      await visitor.screenshot(`statement-long-${scheme}`);
      await visitor.leave();
    });

    it('no network: what is safe, and a way on', async () => {
      const url = await start('--empty');
      await liveDays(url, 'new-old-hand', 2);
      const visitor = await Visitor.open(browser, `${url}/?openid=new-old-hand`, {
        scheme,
        allowed: OFFLINE,
      });
      await visitor.sees('.js-streak', '已连续');
      await visitor.openTab('我的');
      await visitor.panel.route(CLOUD, (route) => route.abort());
      for (const door of ['statement', 'earn', 'rules']) {
        await visitor.tap(`.js-door-${door}`);
        await visitor.sees('.js-failure', '签到和积分都没有丢');
        if (door === 'statement') await visitor.screenshot(`statement-offline-${scheme}`);
        await goBack(visitor);
      }
      await visitor.tap('.js-door-statement');
      await visitor.sees('.js-failure', '网络不太顺');
      await visitor.backOnline();
      await visitor.tap('.js-state-action');
      await visitor.sees('.js-tail', '最早的一笔就在这里');
      await visitor.leave();
    });
  });
});
