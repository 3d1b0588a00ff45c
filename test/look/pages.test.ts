import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { memberContracts } from '../../cloudfunctions/member/contract';
import { answers, arrivals } from '../../local/shots/answers';
import { orderTold } from '../../local/shots/order-answers';
import { pagePaths, Stage, type PageName, type View } from '../../local/shots/stage';
import { buttonsTooSmall, countNodes, listenToSetData, topOf, troubleWithText } from './in-the-page';

jest.setTimeout(120_000);

const names = Object.keys(pagePaths) as PageName[];
const schemes = ['light', 'dark'] as const;
/** The narrowest phone, the largest type, the longest of everything. */
const worst = { telling: 'extreme', widthPx: 320, fontScale: 1.4 } as const;
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const sumOf = (crossed: readonly { readonly bytes: number }[]): number =>
  crossed.reduce((sum, { bytes }) => sum + bytes, 0);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

const views: View[] = names.flatMap((page) => [{ page }, { page, ...worst }]);

/** What axe calls serious or worse on the page that is shown. */
async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document.querySelector('.page-frame:not([hidden]) .page-root'), { resultTypes: ['violations'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

describe('what the pages are shown with', () => {
  it.each(Object.keys(answers) as (keyof typeof answers)[])('%s is what the contract says', (telling) => {
    for (const [action, contract] of Object.entries(memberContracts)) {
      const parsed = v.safeParse(contract.answer, answers[telling][action as keyof typeof memberContracts]);
      expect(parsed.issues?.map((issue) => [action, v.getDotPath(issue), issue.message])).toBeUndefined();
    }
  });

  it.each(Object.entries(arrivals))('%s is what the contract says, wherever one stands', (_telling, told) => {
    for (const [place, arrival] of Object.entries(told)) {
      const parsed = v.safeParse(memberContracts.arrive.answer, arrival);
      expect(parsed.issues?.map((issue) => [place, v.getDotPath(issue), issue.message])).toBeUndefined();
    }
  });

  it.each(Object.entries(orderTold))(
    '%s is what the contract says, wherever an order stands',
    (_telling, told) => {
      for (const [place, order] of Object.entries(told)) {
        const parsed = v.safeParse(memberContracts.order.answer, order);
        expect(parsed.issues?.map((issue) => [place, v.getDotPath(issue), issue.message])).toBeUndefined();
      }
    },
  );

  it('is small, with pictures of two members in it: the first page, tasks included, 2.5 KB, the board 2 KB', () => {
    expect(bytesOf({ ok: true, data: answers.normal.home })).toBeLessThanOrEqual(2_560);
    expect(bytesOf({ ok: true, data: answers.normal.leaderboard })).toBeLessThanOrEqual(2_048);
  });
});

describe.each(views.map((view) => [`${view.page}, ${view.telling ?? 'normal'}`, view] as const))(
  '%s',
  (_name, view) => {
    it('overlaps nothing, cuts nothing off, no finger misses a button, and axe finds nothing serious in either theme', async () => {
      const { page, watch } = await stage.show(view);
      expect(await troubleWithText(page)).toEqual([]);
      expect(await buttonsTooSmall(page)).toEqual([]);
      await page.evaluate(axe);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        expect([colorScheme, ...(await seriousFindings(page))]).toEqual([colorScheme]);
      }
      watch.check();
      await page.context().close();
    });
  },
);

/** What each page asks for when it opens; what is not here asks once. */
const calls: Partial<Record<PageName, readonly string[]>> = {
  settings: [],
  feedback: [],
  address: [],
  // Where a parcel goes.
  confirm: ['mallItem', 'addresses'],
  // What was shown is marked as read behind it: nothing waits for that.
  notices: ['notices', 'readNotices'],
  // Whether WeChat may tell the decision, too; the page stands before that is known.
  waiting: ['arrive', 'notices'],
};

describe.each(names)('the first view of %s', (name) => {
  it('takes one call or those that it needs, 4 KB of setData and 600 nodes', async () => {
    const { page, asked, letGo } = await stage.show({ page: name, network: 'held' });
    const crossed = await listenToSetData(page);
    letGo();
    await page.waitForTimeout(600);
    const all = await crossed();
    expect(asked).toEqual(calls[name] ?? [expect.any(String)]);
    expect({ bytes: sumOf(all) <= 4_096, all }).toMatchObject({ bytes: true });
    expect(await countNodes(page)).toBeLessThan(600);
    await page.context().close();
  });
});

describe.each([
  ['home', '.ground'],
  ['rank', '.list'],
  ['tier', '.ground'],
  ['statement', '.bar'],
  ['mine', '.person'],
  ['claim', '.ground'],
  ['calendar', '.calendar'],
  ['tasks', '.top'],
  ['challenges', '.card'],
  ['mall', '.purse'],
  ['item', '.words'],
  ['confirm', '.card'],
  ['resultParcel', '.ground'],
  ['orders', '.card'],
  ['orderPlaced', '.card'],
  ['coupons', '.card'],
  ['addresses', '.card'],
  ['addressEdit', '.card'],
  ['landing', '.about'],
  ['consent', '.card'],
  ['profile', '.person'],
  ['questions', '.card'],
  ['waiting', '.ground'],
  ['welcome', '.words'],
] as const)('when the answer comes to %s', (name, selector) => {
  it(`${selector} stays where its skeleton stood`, async () => {
    const { page, letGo } = await stage.show({ page: name, network: 'held' });
    const before = await topOf(page, selector);
    letGo();
    await page.waitForTimeout(400);
    expect(Math.abs((await topOf(page, selector)) - before)).toBeLessThanOrEqual(2);
    await page.context().close();
  });
});

describe('a check-in', () => {
  it('crosses to the view with at most 1 KB, however often it is tapped', async () => {
    const { page, asked } = await stage.show({ page: 'home' });
    const crossed = await listenToSetData(page);
    await page.locator('.js-check-in').evaluate((button: HTMLElement) => {
      for (let tap = 0; tap < 8; tap += 1) button.click();
    });
    await page.getByText('已连续 13 天').waitFor();
    await page.waitForTimeout(400);
    const all = await crossed();
    expect(asked.filter((action) => action === 'checkIn')).toHaveLength(1);
    expect({ bytes: sumOf(all) <= 1_024, all }).toMatchObject({ bytes: true });
    await page.context().close();
  });
});

describe('what comes with a check-in', () => {
  it.each([{ page: 'home' }, { page: 'home', ...worst }] as const)(
    'covers nothing, and least of all the balance: %j',
    async (view) => {
      const { page, watch } = await stage.show(view);
      await page.locator('.js-check-in').click();
      await page.locator('.js-rewards').waitFor();
      // The sun stands in a block without any extent: its words outgrow that, and nothing else.
      const trouble = await troubleWithText(page);
      expect(trouble.filter((line) => !/"(\+\d+|积分到账|上了一阶)" outgrows/.test(line))).toEqual([]);
      expect(await buttonsTooSmall(page)).toEqual([]);
      watch.check();
      await page.context().close();
    },
  );
});

describe('what a make-up takes', () => {
  it.each([{ page: 'calendar' }, { page: 'calendarBuying' }, { page: 'calendarBuying', ...worst }] as const)(
    'is readable, within reach and nothing serious in either theme: %j',
    async (view) => {
      const { page, watch } = await stage.show(view);
      await page.locator('.js-rescue').click();
      await page.locator('.js-act').waitFor();
      await page.waitForTimeout(400);
      expect(await troubleWithText(page)).toEqual([]);
      expect(await buttonsTooSmall(page)).toEqual([]);
      const button = await page.locator('.js-act').boundingBox();
      expect((button?.y ?? Infinity) + (button?.height ?? 0)).toBeLessThanOrEqual(
        page.viewportSize()?.height ?? 0,
      );
      await page.evaluate(axe);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        expect([colorScheme, ...(await seriousFindings(page))]).toEqual([colorScheme]);
      }
      watch.check();
      await page.context().close();
    },
  );
});

/** The terms of a challenge, read to their end. */
async function openTerms(view: View) {
  const opened = await stage.show(view);
  const { page } = opened;
  await page.locator('.option').nth(1).click();
  await page.locator('.js-join-week_of_seven').click();
  await page.locator('.js-confirm').waitFor();
  await page.waitForTimeout(400);
  await page.locator('.js-sheet').evaluate((sheet) => sheet.parentElement?.scrollTo(0, sheet.scrollHeight));
  return opened;
}

describe('the terms of a challenge', () => {
  it.each([{ page: 'challenges' }, { page: 'challenges', ...worst }] as const)(
    'have their end above the button, which stays at hand: %j',
    async (view) => {
      const { page, watch } = await openTerms(view);
      expect(await troubleWithText(page)).toEqual([]);
      expect(await buttonsTooSmall(page)).toEqual([]);
      const [after, button] = await Promise.all(
        ['.js-after', '.js-confirm'].map(async (selector) => page.locator(selector).boundingBox()),
      );
      if (!after || !button) throw new Error('the sheet is not there');
      expect(after.y + after.height).toBeLessThanOrEqual(button.y);
      expect(button.y + button.height).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
      watch.check();
      await page.context().close();
    },
  );

  it('have nothing serious in either theme, says axe', async () => {
    const { page } = await openTerms({ page: 'challenges' });
    await page.evaluate(axe);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, ...(await seriousFindings(page))]).toEqual([colorScheme]);
    }
    await page.context().close();
  });
});

describe('a page that is opened', () => {
  it.each([
    ['home', '.js-thing'],
    ['home', '.js-open-statement'],
    ['home', '.js-open-calendar'],
    ['home', '.js-stair'],
    ['mine', '.js-door-statement'],
  ] as const)('from %s by %s is there once, however often it is tapped', async (name, selector) => {
    const { page, watch } = await stage.show({ page: name });
    await page
      .locator(selector)
      .first()
      .evaluate((door: HTMLElement) => {
        for (let tap = 0; tap < 4; tap += 1) (door.querySelector<HTMLElement>('wx-view') ?? door).click();
      });
    await page.waitForFunction('getCurrentPages().length > 1');
    await page.waitForTimeout(300);
    expect(await page.evaluate('getCurrentPages().length')).toBe(2);
    watch.check();
    await page.context().close();
  });
});

describe('without a network', () => {
  it('what is there stays, says that it is old, and a tap brings it up to date', async () => {
    const { page } = await stage.show({ page: 'rank' });
    await page.route('**/cloud/functions/**', (route) => route.abort());
    await page.evaluate('getCurrentPages()[0].onShow()');
    await page.locator('.js-stale').waitFor();
    expect(await page.locator('.js-row').count()).toBe(7);
    await page.unrouteAll();
    await page.route('**/cloud/functions/**', (route) =>
      route.fulfill({ json: { ok: true, data: answers.normal.leaderboard } }),
    );
    await page.locator('.js-stale').click();
    await page.locator('.js-stale').waitFor({ state: 'detached' });
    await page.context().close();
  });
});
