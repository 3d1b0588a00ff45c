/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { commonRefusals, type CommonRefusalCode } from '../../../../cloudfunctions/community/contract';
import { answerOf } from './answers';
import { calendarOf } from './calendar-answers';
import { challengeOf, runOf } from './challenge-answers';
import { platformRequestId, type Action } from './cloud';
import { addressOf, bookOf, couponOf, lineOf, orderOf } from './order-answers';
import { itemOf, shelvedOf } from './mall-answers';
import { Stage } from './stage';
import { dayOf, dayTaskOf } from './task-answers';

const stage = Stage.forThisFile();

interface PageCase {
  readonly route: string;
  /** What of its answer must be read on it. */
  readonly shows: readonly string[];
  /** Whether it asks nobody. */
  readonly asksNothing?: true;
  /** What is answered there otherwise than everywhere. */
  readonly given?: object;
  /** What it is opened with. */
  readonly query?: Record<string, string>;
  /** Whether one passes through it only: then there is nothing to pull down. */
  readonly isPassed?: true;
  /** Whether it is there for who is no member, too. */
  readonly forVisitors?: true;
}

const club = { name: '清晨读书会', intro: '每天读十页', members: 12 };
const question = {
  kind: 'single',
  id: 'from',
  title: '从哪里来的',
  isRequired: true,
  options: [{ id: 'friend', text: '朋友介绍' }],
};

const known: readonly PageCase[] = [
  { route: 'pages/home/index', shows: ['晨光里的小满', '1,280', '远山'] },
  {
    route: 'pages/mall/index',
    shows: ['1,280', '常客', '帆布袋', '260', '还差 120 积分'],
    given: { items: [shelvedOf(), shelvedOf({ itemId: 'cup', missingPoints: 120 })] },
  },
  { route: 'pages/rank/index', shows: ['远山', '1,260', '晨光里的小满'] },
  { route: 'pages/mine/index', shows: ['晨光里的小满', '1,280', '常客'] },
  { route: 'packages/points/statement/index', shows: ['1,280', '第 3 笔签到', '+10', '第 1 笔签到'] },
  { route: 'packages/points/earn/index', shows: ['每日签到', '+15', '精华内容'] },
  { route: 'packages/points/rules/index', shows: ['签到怎么算', '漏签可以补', '12'], forVisitors: true },
  { route: 'packages/member/tier/index', shows: ['常客', '老友', '1,000'] },
  { route: 'packages/member/notices/index', shows: ['第 1 条通知', '见面礼备好了'], forVisitors: true },
  { route: 'packages/member/claim/index', shows: ['已经有主理人了'] },
  { route: 'packages/invite/poster/index', shows: ['入社领 50 积分见面礼'] },
  {
    route: 'packages/daily/calendar/index',
    shows: ['2026', '30', '连着 1 天', '最长连过 12 天', '补上 6月16日', '连签接回 12 天', '14 天'],
    given: calendarOf({ milestones: [{ streakDays: 14, points: 30 }] }),
  },
  {
    route: 'packages/daily/tasks/index',
    shows: ['1,280', '今日任务', '任务 seen', '做 seen 的办法', '+5', '补签卡 2 张'],
    given: dayOf(dayTaskOf('seen', { reward: { points: 5, makeUpCards: 2 } })),
  },
  {
    route: 'packages/daily/challenges/index',
    shows: ['1,280', '七天不断线', '3 / 6 天', '第二个', '做到退回，再得 25'],
    given: {
      challenges: [challengeOf({ run: runOf() }), challengeOf({ challengeId: 'other', title: '第二个' })],
      mostAtOnce: 2,
    },
  },
  {
    route: 'packages/join/landing/index',
    shows: ['清晨读书会', '每天读十页', '有人一起读'],
    given: { step: 'rules', community: { ...club, benefits: ['有人一起读'] } },
    isPassed: true,
    forVisitors: true,
  },
  {
    route: 'packages/join/rules/index',
    shows: ['好好说话', '不发广告'],
    given: { step: 'rules', rules: { version: 1, sections: [{ title: '好好说话', lines: ['不发广告'] }] } },
    isPassed: true,
    forVisitors: true,
  },
  {
    route: 'packages/join/profile/index',
    shows: ['安静的松鼠'],
    given: { step: 'profile', own: { face: { displayName: '安静的松鼠' } } },
    isPassed: true,
    forVisitors: true,
  },
  {
    route: 'packages/join/questions/index',
    shows: ['从哪里来的', '朋友介绍'],
    given: { step: 'questions', questions: [question] },
    isPassed: true,
    forVisitors: true,
  },
  {
    route: 'packages/join/waiting/index',
    shows: ['6月18日'],
    given: {
      step: 'waiting',
      application: { state: 'rejected', reason: 'full', mayApplyAtMs: Date.UTC(2126, 5, 18) },
    },
    forVisitors: true,
  },
  {
    route: 'packages/join/welcome/index',
    shows: ['满满，欢迎', '位置留好了'],
    given: { step: 'member', welcome: { title: '满满，欢迎', text: '位置留好了' } },
    isPassed: true,
    forVisitors: true,
  },
  {
    route: 'packages/mall/item/index',
    shows: ['帆布袋', '260', '十二安厚帆布', '用 260 积分兑换', '1,280'],
    given: { item: itemOf() },
    query: { itemId: 'tote' },
  },
  {
    route: 'packages/mall/confirm/index',
    shows: ['帆布袋', '1,280', '−260', '1,020', '用 260 积分兑换'],
    given: { item: itemOf() },
    query: { itemId: 'tote', variantId: '', quantity: '1' },
    isPassed: true,
  },
  {
    route: 'packages/mall/result/index',
    shows: ['换好了', '帆布袋', '900'],
    given: { order: orderOf() },
    query: { orderId: 'order00000000001' },
    isPassed: true,
  },
  {
    route: 'packages/mall/orders/index',
    shows: ['帆布袋', '米白 ×2', '900'],
    given: { orders: [lineOf()], nextCursor: null },
  },
  {
    route: 'packages/mall/order/index',
    shows: ['等着发货', '帆布袋', '林知夏', '13800138000', 'order00000000001'],
    given: { order: orderOf() },
    query: { orderId: 'order00000000001' },
  },
  {
    route: 'packages/mall/addresses/index',
    shows: ['林知夏', '13800138000', '浙江省 杭州市 西湖区', '青禾路 18 号'],
    given: bookOf(addressOf()),
  },
  {
    route: 'packages/mall/address/index',
    shows: ['浙江省 杭州市 西湖区'],
    given: bookOf(addressOf()),
    query: { addressId: 'address00001' },
    isPassed: true,
  },
  {
    route: 'packages/mall/coupons/index',
    shows: ['体验课', 'CUP-8F2K'],
    given: { coupons: [couponOf()], nextCursor: null },
  },
  { route: 'packages/member/settings/index', shows: ['1.2.3'], asksNothing: true },
  { route: 'packages/member/feedback/index', shows: ['1.2.3'], asksNothing: true },
];

const cases = known.filter(({ route }) => stage.routes.includes(route));
const asking = cases.filter(({ asksNothing }) => !asksNothing);
/** Whoever is no member is led to the way in, and told nothing. */
const toldRefusals = (Object.keys(commonRefusals) as CommonRefusalCode[]).filter(
  (code) => code !== 'NOT_A_MEMBER',
);
const missing = ({ shows }: PageCase, text: string) => shows.filter((words) => !text.includes(words));
const answerAll = async ({ given }: PageCase) => {
  for (const call of stage.cloud.open()) await call.answer(answerOf<Action>(call.action, given));
};
const openFilled = async (each: PageCase) => {
  const page = await stage.open(each.route, each.query);
  await answerAll(each);
  return page;
};
const loseAll = async () => {
  for (const call of stage.cloud.open()) await call.lose();
};

test('every page of app.json is here', () => {
  expect(stage.routes.filter((route) => !cases.some((each) => each.route === route))).toEqual([]);
});

describe.each(asking)('$route', (each) => {
  test('asks for each thing once, promises nothing while it waits, and then shows what it was answered', async () => {
    const page = await stage.open(each.route, each.query);
    const asked = stage.cloud.calls.map(({ action }) => action);
    expect(asked).not.toEqual([]);
    expect(asked).toEqual([...new Set(asked)]);
    expect(missing(each, page.text())).toEqual(each.shows);
    expect(page.text()).not.toContain(stage.copy('common')['failedTitle']);
    await answerAll(each);
    expect(missing(each, page.text())).toEqual([]);
    expect(page.text()).not.toMatch(/undefined|null|NaN|\[object/);
    expect([stage.cloud.calls.length, stage.phone.toasts]).toEqual([asked.length, []]);
  });

  test('comes back quietly: what fails then is not told over the page, and nothing goes', async () => {
    const page = await openFilled(each);
    await page.leave();
    await page.comeBack();
    await loseAll();
    expect([missing(each, page.text()), stage.phone.toasts]).toEqual([[], []]);
  });

  test('an answer that comes after it was left for good harms nobody', async () => {
    const page = await stage.open(each.route, each.query);
    await page.close();
    await answerAll(each);
    expect(stage.phone.toasts).toEqual([]);
  });
});

describe.each(asking.filter(({ isPassed }) => !isPassed))('$route', (each) => {
  test('pulled down, it asks anew and lets go whatever comes; what stood there stays', async () => {
    const page = await openFilled(each);
    const before = page.text();
    await page.pullDown();
    await loseAll();
    expect([missing(each, page.text()), stage.phone.refreshesEnded]).toEqual([[], 1]);
    // It is said, on the page or over it; but a page that needs no answer may keep it to itself.
    const said = stage.phone.toasts.length > 0 || page.text() !== before;
    expect(said).toBe(true);
    await page.pullDown();
    await answerAll(each);
    expect([page.text(), stage.phone.refreshesEnded]).toEqual([before, 2]);
  });
});

describe.each(asking.filter(({ forVisitors }) => !forVisitors))('$route', (each) => {
  test('leads who is no member to the way in, once, with no word of an error', async () => {
    const page = await stage.open(each.route, each.query);
    const before = page.text();
    for (const call of stage.cloud.open()) await call.refuse('NOT_A_MEMBER');
    expect(stage.phone.routes).toEqual(['reLaunch /packages/join/landing/index']);
    expect([page.text(), stage.phone.toasts]).toEqual([before, []]);
  });
});

describe.each(asking)('$route without an answer', (each) => {
  test('says so, asks again when it is told to, once, and then is as if nothing had been', async () => {
    const common = stage.copy('common');
    const retry = String(common['retry']);
    const page = await stage.open(each.route, each.query);
    const asked = stage.cloud.calls.length;
    await loseAll();
    expect(page.text()).toContain(common['failedTitle']);
    await page.tap(retry);
    // An impatient finger finds nothing more to tap.
    expect([page.offers(retry), stage.cloud.calls.length]).toEqual([false, 2 * asked]);
    await loseAll();
    await page.tap(retry);
    await answerAll(each);
    expect([page.offers(retry), missing(each, page.text())]).toEqual([false, []]);
  });

  test.each(toldRefusals)('%s is said in words, with a number to tell', async (code) => {
    const page = await stage.open(each.route, each.query);
    const asked = stage.cloud.open();
    for (const call of asked) await call.refuse(code);
    const words =
      code === 'INTERNAL_ERROR' ? stage.copy('common')['brokenLine'] : stage.copy('refusals')[code];
    expect(page.text()).toContain(words);
    const { requestId = platformRequestId } = asked.at(-1) ?? {};
    expect(page.text()).toContain(requestId.slice(-4).toUpperCase());
    expect(page.text()).not.toContain(code);
    expect(page.text()).not.toContain('for developers');
    expect(page.offers(String(stage.copy('common')['retry']))).toBe(true);
  });
});

test('a page that asks nobody is there at once', async () => {
  for (const each of cases.filter(({ asksNothing }) => asksNothing)) {
    const page = await stage.open(each.route, each.query);
    expect([missing(each, page.text()), stage.cloud.calls]).toEqual([[], []]);
  }
});
