/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { commonRefusals, type CommonRefusalCode } from '../../../../cloudfunctions/community/contract';
import { answerOf } from './answers';
import { platformRequestId, type Action } from './cloud';
import { Stage } from './stage';

const stage = Stage.forThisFile();

interface PageCase {
  readonly route: string;
  /** What of its answer must be read on it. */
  readonly shows: readonly string[];
  /** Whether it is worth something without an answer; then it never fails. */
  readonly standsAlone?: true;
  /** Whether it asks nobody. */
  readonly asksNothing?: true;
}

const known: readonly PageCase[] = [
  { route: 'pages/home/index', shows: ['晨光里的小满', '1,280', '远山'] },
  { route: 'pages/mall/index', shows: ['1,280'], standsAlone: true },
  { route: 'pages/rank/index', shows: ['远山', '1,260', '晨光里的小满'] },
  { route: 'pages/mine/index', shows: ['晨光里的小满', '1,280', '常客'] },
  { route: 'packages/points/statement/index', shows: ['1,280', '第 3 笔签到', '+10', '第 1 笔签到'] },
  { route: 'packages/points/earn/index', shows: ['每日签到', '+15', '精华内容'] },
  { route: 'packages/points/rules/index', shows: ['签到怎么算', '漏签可以补', '12'] },
  { route: 'packages/member/tier/index', shows: ['常客', '老友', '1,000'] },
  { route: 'packages/member/settings/index', shows: ['1.2.3'], asksNothing: true },
  { route: 'packages/member/feedback/index', shows: ['1.2.3'], asksNothing: true },
];

const cases = known.filter(({ route }) => stage.routes.includes(route));
const asking = cases.filter(({ asksNothing }) => !asksNothing);
const failing = asking.filter(({ standsAlone }) => !standsAlone);
const missing = ({ shows }: PageCase, text: string) => shows.filter((words) => !text.includes(words));
const answerAll = async () => {
  for (const call of stage.cloud.open()) await call.answer(answerOf<Action>(call.action));
};
const loseAll = async () => {
  for (const call of stage.cloud.open()) await call.lose();
};

test('every page of app.json is here', () => {
  expect(stage.routes.filter((route) => !cases.some((each) => each.route === route))).toEqual([]);
});

describe.each(asking)('$route', (each) => {
  const openFilled = async () => {
    const page = await stage.open(each.route);
    await answerAll();
    return page;
  };

  test('asks for each thing once, promises nothing while it waits, and then shows what it was answered', async () => {
    const page = await stage.open(each.route);
    const asked = stage.cloud.calls.map(({ action }) => action);
    expect(asked).not.toEqual([]);
    expect(asked).toEqual([...new Set(asked)]);
    expect(missing(each, page.text())).toEqual(each.shows);
    expect(page.text()).not.toContain(stage.copy('common')['failedTitle']);
    await answerAll();
    expect(missing(each, page.text())).toEqual([]);
    expect(page.text()).not.toMatch(/undefined|null|NaN|\[object/);
    expect([stage.cloud.calls.length, stage.phone.toasts]).toEqual([asked.length, []]);
  });

  test('pulled down, it asks anew and lets go whatever comes; what stood there stays', async () => {
    const page = await openFilled();
    const before = page.text();
    await page.pullDown();
    await loseAll();
    expect([missing(each, page.text()), stage.phone.refreshesEnded]).toEqual([[], 1]);
    // It is said, on the page or over it; but a page that needs no answer may keep it to itself.
    const said = stage.phone.toasts.length > 0 || page.text() !== before;
    expect(said || each.standsAlone === true).toBe(true);
    await page.pullDown();
    await answerAll();
    expect([page.text(), stage.phone.refreshesEnded]).toEqual([before, 2]);
  });

  test('comes back quietly: what fails then is not told over the page, and nothing goes', async () => {
    const page = await openFilled();
    await page.leave();
    await page.comeBack();
    await loseAll();
    expect([missing(each, page.text()), stage.phone.toasts]).toEqual([[], []]);
  });

  test('an answer that comes after it was left for good harms nobody', async () => {
    const page = await stage.open(each.route);
    await page.close();
    await answerAll();
    expect(stage.phone.toasts).toEqual([]);
  });
});

describe.each(failing)('$route without an answer', (each) => {
  test('says so, asks again when it is told to, once, and then is as if nothing had been', async () => {
    const common = stage.copy('common');
    const retry = String(common['retry']);
    const page = await stage.open(each.route);
    const asked = stage.cloud.calls.length;
    await loseAll();
    expect(page.text()).toContain(common['failedTitle']);
    await page.tap(retry);
    // An impatient finger finds nothing more to tap.
    expect([page.offers(retry), stage.cloud.calls.length]).toEqual([false, 2 * asked]);
    await loseAll();
    await page.tap(retry);
    await answerAll();
    expect([page.offers(retry), missing(each, page.text())]).toEqual([false, []]);
  });

  test.each(Object.keys(commonRefusals) as CommonRefusalCode[])(
    '%s is said in words, with a number to tell',
    async (code) => {
      const page = await stage.open(each.route);
      for (const call of stage.cloud.open()) await call.refuse(code);
      const words =
        code === 'INTERNAL_ERROR' ? stage.copy('common')['brokenLine'] : stage.copy('refusals')[code];
      expect(page.text()).toContain(words);
      expect(page.text()).toContain(platformRequestId.slice(-4).toUpperCase());
      expect(page.text()).not.toContain(code);
      expect(page.text()).not.toContain('for developers');
      expect(page.offers(String(stage.copy('common')['retry']))).toBe(true);
    },
  );
});

test('a page that asks nobody is there at once', async () => {
  for (const each of cases.filter(({ asksNothing }) => asksNothing)) {
    const page = await stage.open(each.route);
    expect([missing(each, page.text()), stage.cloud.calls]).toEqual([[], []]);
  }
});

test('the mall stands without an answer', async () => {
  const page = await stage.open('pages/mall/index');
  const before = page.text();
  for (const call of stage.cloud.open()) await call.refuse('INTERNAL_ERROR');
  expect(page.text()).toBe(before);
  expect(before).not.toBe('');
});
