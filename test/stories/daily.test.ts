import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openLocal, type Local } from '../../local/local';
import { DIST_FOLDER } from '../support/bundle-functions';
import { ask, checkIn, clockTo, dataOf, DAY_MS, home, join, newRequestId } from '../support/community';
import { launchBrowser, Visitor } from '../support/browser';
import { beginOnMonday } from './history';

jest.setTimeout(120_000);

const HOUR_MS = 3_600_000;
const SHANGHAI_MS = 8 * HOUR_MS;
const CHALLENGES = '/packages/daily/challenges/index';
const CALENDAR = '/packages/daily/calendar/index';

/** Reasons to come back tomorrow, in the phone. */
describe('day after day', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daily-stories-'));
  let browser: Browser;
  let local: Local;
  let visitor: Visitor;
  /** The Shanghai day that it is; days only go on. */
  let today: number;

  beforeAll(async () => {
    [browser, local] = await Promise.all([
      launchBrowser(),
      openLocal({
        port: 0,
        dataFolder: path.join(folder, 'data'),
        distFolder: DIST_FOLDER,
        demo: false,
        preview: true,
        onLog: () => undefined,
      }),
    ]);
    await beginOnMonday(local.url);
    const { nowMs } = (await (await fetch(`${local.url}/host/clock`)).json()) as { nowMs: number };
    today = Math.floor((nowMs + SHANGHAI_MS) / DAY_MS);
  });
  afterAll(async () => {
    await browser.close();
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => visitor.leave());

  /** To half past nine in the morning. */
  async function passDays(days: number): Promise<void> {
    today += days;
    await clockTo(local.url, today * DAY_MS - SHANGHAI_MS + 9.5 * HOUR_MS);
  }
  const hourOfToday = (hour: number) => clockTo(local.url, today * DAY_MS - SHANGHAI_MS + hour * HOUR_MS);

  async function open(openid: string, address = ''): Promise<void> {
    visitor = await Visitor.open(browser, `${local.url}/?openid=${openid}${address}`);
  }
  const balanceOf = async (openid: string) => (await home(local.url, openid)).balancePoints;
  /** As a phone shows it. */
  const dayOfMonth = (day: number) => new Date(day * DAY_MS).getUTCDate();
  const signedCheckIn = async (openid: string) => dataOf(await checkIn(local.url, openid));

  it('a newcomer takes the gift, checks in, and on the third day has a card: a chain of tasks', async () => {
    await join(local.url, 'o-chain');
    await open('o-chain');
    await visitor.tap('.js-guide-joining_gift .js-guide-act');
    await visitor.sees('.js-balance', '50');
    // The check-in is the next step, and its reward waits for a tap.
    await visitor.tap('.js-guide-starter_task .js-guide-act');
    await visitor.sees('.js-streak', '已连续 1 天');
    await visitor.tap('.js-guide-starter_task .js-guide-act');
    await visitor.sees('.js-balance', '80');
    for (let day = 2; day <= 3; day += 1) {
      await passDays(1);
      await signedCheckIn('o-chain');
    }
    await visitor.panel.reload();
    await visitor.tap('.js-guide-three_days .js-guide-act');
    await visitor.sees('.js-balance', '115');
    // Nothing is left of the guide.
    await visitor.phone.locator('.js-guide').waitFor({ state: 'detached' });
    await visitor.panel.goto(`${local.url}/?openid=o-chain#${CALENDAR}`);
    await visitor.sees('.js-figure', '1');
    // The first one counts this month only.
    const thisMonth = String(Math.min(3, dayOfMonth(today)));
    expect(await visitor.phone.locator('.js-figure:visible').allInnerTexts()).toEqual([thisMonth, '3', '1']);
  });

  it('the page of tasks leads a newcomer along: one reward is taken, the next step is done where it leads', async () => {
    const openid = 'o-tasks';
    await join(local.url, openid);
    await open(openid);
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
    await visitor.openTab('我的');
    await visitor.tap('.js-door-tasks');
    await visitor.sees('.js-task-week_check_in', '1 / 5');
    await visitor.sees('.js-task-three_days', '1 / 3');
    await visitor.tap('.js-claim-starter_task');
    await visitor.sees('.js-task-starter_task', '已领');
    await visitor.sees('.js-balance', '80');
    expect(await visitor.phone.locator('.js-claim-starter_task').count()).toBe(0);
  });

  it('the seventh day in a row pays its bonus and its gift, and a gap is mended with the card from it', async () => {
    const openid = 'o-week';
    for (let day = 1; day <= 6; day += 1) {
      await passDays(1);
      await signedCheckIn(openid);
    }
    await passDays(1);
    const before = await balanceOf(openid);
    await open(openid);
    await visitor.tap('.js-check-in');
    // Ten, twenty on top on the seventh day; the gift is another twenty and a card.
    await visitor.sees('.js-joy', '+30');
    await visitor.sees('.js-rewards', '连签 7 天');
    await visitor.sees('.js-streak', '已连续 7 天');
    expect(await balanceOf(openid)).toBe(before + 50);

    // A day is forgotten.
    await passDays(2);
    await signedCheckIn(openid);
    const missed = today - 1;
    await visitor.panel.goto(`${local.url}/?openid=${openid}#${CALENDAR}`);
    await visitor.sees('.js-rescue', '连签接回 9 天');
    await visitor.tap('.js-rescue');
    await visitor.sees('.js-sheet', '补签');
    const points = await balanceOf(openid);
    await visitor.tap('.js-act');
    await visitor.sees('.js-why', '连着 9 天没断');
    await visitor.sees(`.js-day-${dayOfMonth(missed)}`, String(dayOfMonth(missed)));
    expect(await visitor.phone.locator('.js-rescue:visible').count()).toBe(0);
    expect(await balanceOf(openid)).toBe(points);
    expect(await home(local.url, openid)).toMatchObject({ streakDays: 9 });
    const calendar = dataOf(await ask(local.url, openid, 'checkInCalendar'));
    expect(calendar).toMatchObject({ streak: { days: 9 }, makeUp: { cards: 0 } });
  });

  it('a challenge with a pledge is won by the check-in that reaches its goal', async () => {
    const openid = 'o-wins';
    await signedCheckIn(openid);
    dataOf(
      await ask(local.url, openid, 'claimTask', { taskId: 'joining_gift', period: 'o' }, newRequestId()),
    );
    await passDays(1);
    await open(openid, `#${CHALLENGES}`);
    await visitor.tap('.js-challenge-week_of_seven .js-option-50');
    await visitor.tap('.js-join-week_of_seven');
    await visitor.sees('.js-before', '60');
    await visitor.sees('.js-after', '10');
    await visitor.tap('.js-confirm');
    await visitor.sees('.js-challenge-week_of_seven .js-run', '进行中');
    expect(await balanceOf(openid)).toBe(10);

    for (let day = 1; day <= 5; day += 1) {
      await signedCheckIn(openid);
      await passDays(1);
    }
    const before = await balanceOf(openid);
    await visitor.panel.goto(`${local.url}/?openid=${openid}`);
    await visitor.tap('.js-check-in');
    await visitor.sees('.js-rewards', '挑战赢了：七天不断线');
    await visitor.sees('.js-rewards', '押的积分回来了');
    // The check-in is the seventh in a row: with its bonus, its gift, the pledge and the reward.
    expect(await balanceOf(openid)).toBe(before + 30 + 20 + 50 + 25);
    await visitor.panel.goto(`${local.url}/?openid=${openid}#${CHALLENGES}`);
    await visitor.sees('.js-challenge-week_of_seven .js-run', '做到了');
  });

  it('a challenge that is not reached takes the pledge with its last day, and says so', async () => {
    const openid = 'o-loses';
    await join(local.url, openid);
    dataOf(
      await ask(local.url, openid, 'claimTask', { taskId: 'joining_gift', period: 'o' }, newRequestId()),
    );
    await open(openid, `#${CHALLENGES}`);
    await visitor.tap('.js-challenge-week_of_seven .js-option-50');
    await visitor.tap('.js-join-week_of_seven');
    await visitor.tap('.js-confirm');
    await visitor.sees('.js-challenge-week_of_seven .js-run', '进行中');
    await signedCheckIn(openid);
    await passDays(3);
    await visitor.panel.reload();
    await visitor.sees('.js-challenge-week_of_seven .js-run', '日子不够了');
    await passDays(4);
    await visitor.panel.reload();
    await visitor.sees('.js-challenge-week_of_seven .js-run', '没走到');
    await visitor.panel.goto(`${local.url}/?openid=${openid}#/packages/member/notices/index`);
    await visitor.sees('.js-notice', '七天不断线这次没走到');
    await visitor.panel.goto(`${local.url}/?openid=${openid}#/packages/points/statement/index`);
    await visitor.sees('.js-line', '挑战没走到，押的积分没有退回');
    expect(await balanceOf(openid)).toBe(10);
  });

  it('a reminder that was accepted once is sent once, in the evening of a day without a check-in', async () => {
    const openid = 'o-reminded';
    await join(local.url, openid);
    await open(openid, '&subscribe=accept&section=inbox');
    await visitor.tap('.js-check-in');
    await visitor.tap('.js-remind');
    await visitor.sees('.js-reminder-line', '已约好 1 次');
    const messages = visitor.panel.getByText('今天还没签到，已连签 1 天');
    // Today is done, so nobody is reminded of it.
    await hourOfToday(22);
    expect(await messages.count()).toBe(0);
    today += 1;
    await hourOfToday(19.9);
    expect(await messages.count()).toBe(0);
    await hourOfToday(21);
    await messages.first().waitFor();
    await passDays(1);
    await hourOfToday(22);
    expect(await messages.count()).toBe(1);
    expect((await home(local.url, openid)).reminder).toMatchObject({ left: 0 });
  });
});
