/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf } from './answers';
import type { OpenPage } from './open-page';
import { Stage } from './stage';
import { dayTaskOf } from './task-answers';

const stage = Stage.forThisFile();
const copy = () => stage.copy('home');
const checkIn = () => String(copy()['checkIn']);

const checkedIn = { checkedInToday: true, balancePoints: 1295, streakDays: 11, earnedPoints: 15 };
const nextDay = { businessDay: '2026-06-19' };

async function openFilled(): Promise<OpenPage> {
  const page = await stage.open('pages/home/index');
  await stage.cloud.next('home').answer(answerOf('home'));
  return page;
}

describe('the check-in', () => {
  test('is one wish for the day on the page, however often one taps, and its answer fills the page', async () => {
    const page = await openFilled();
    await page.tap(checkIn(), 5);
    expect(stage.cloud.count('checkIn')).toBe(1);
    const wish = stage.cloud.next('checkIn');
    expect(wish.input).toEqual({ day: '2026-06-18' });
    await wish.answer(answerOf('checkIn', checkedIn));
    expect(page.text()).toContain('1,295');
    expect(page.text()).toContain('+15');
    expect(page.offers(checkIn())).toBe(false);
    expect(page.offers(String(copy()['checkedIn']))).toBe(true);
    // Who else moved is asked for quietly: that it fails is nobody's business now.
    for (const call of stage.cloud.open('home')) await call.lose();
    expect([page.text().includes('1,295'), stage.phone.toasts]).toEqual([true, []]);
  });

  test('whose answer was lost is the same wish when one taps again', async () => {
    const page = await openFilled();
    await page.tap(checkIn());
    const lost = stage.cloud.next('checkIn');
    await lost.lose();
    expect(stage.phone.toasts).toEqual([stage.copy('refusals')['NETWORK_ERROR']]);
    await page.tap(checkIn());
    expect(stage.cloud.next('checkIn').requestId).toBe(lost.requestId);
    await stage.cloud.next('checkIn').answer(answerOf('checkIn', checkedIn));
    expect(page.text()).toContain('1,295');
  });

  test('is the same wish, too, after the app was closed over it', async () => {
    const before = await openFilled();
    await before.tap(checkIn());
    const { requestId } = stage.cloud.next('checkIn');
    await before.close();
    const page = await openFilled();
    await page.tap(checkIn());
    const wishes = stage.cloud.open('checkIn');
    expect(wishes.map((wish) => wish.requestId)).toEqual([requestId, requestId]);
    for (const wish of wishes) await wish.answer(answerOf('checkIn', checkedIn));
    expect(page.text()).toContain('1,295');
  });

  test('is another wish on another day', async () => {
    const page = await openFilled();
    await page.tap(checkIn());
    const lost = stage.cloud.next('checkIn');
    await lost.lose();
    await page.leave();
    await page.comeBack();
    await stage.cloud.next('home').answer(answerOf('home', nextDay));
    await page.tap(checkIn());
    const wish = stage.cloud.next('checkIn');
    expect([wish.input, wish.requestId === lost.requestId]).toEqual([{ day: '2026-06-19' }, false]);
  });

  test('that was done elsewhere already is shown, not failed', async () => {
    const page = await openFilled();
    await page.tap(checkIn());
    await stage.cloud.next('checkIn').refuse('ALREADY_CHECKED_IN', answerOf('checkIn', checkedIn));
    expect(stage.phone.toasts).toEqual([stage.copy('refusals')['ALREADY_CHECKED_IN']]);
    expect([page.text().includes('1,295'), page.offers(checkIn())]).toEqual([true, false]);
  });

  test('after midnight shows the new day first, and counts for it only when one taps again', async () => {
    const page = await openFilled();
    await page.tap(checkIn());
    await stage.cloud.next('checkIn').refuse('DAY_CHANGED', nextDay);
    await stage.cloud.next('home').answer(answerOf('home', nextDay));
    expect(stage.phone.toasts).toEqual([stage.copy('refusals')['DAY_CHANGED']]);
    expect(stage.cloud.open('checkIn')).toEqual([]);
    await page.tap(checkIn());
    expect(stage.cloud.next('checkIn').input).toEqual({ day: '2026-06-19' });
  });

  test('that is refused leaves the page as it was, and the next tap is a new wish', async () => {
    const page = await openFilled();
    await page.tap(checkIn());
    const refused = stage.cloud.next('checkIn');
    await refused.refuse('UNAUTHENTICATED');
    expect(stage.phone.toasts).toEqual([stage.copy('refusals')['UNAUTHENTICATED']]);
    expect(page.text()).toContain('1,280');
    await page.tap(checkIn());
    expect(stage.cloud.next('checkIn').requestId).not.toBe(refused.requestId);
  });
});

test('a slow answer from before the check-in never covers what came after it', async () => {
  const page = await openFilled();
  await page.pullDown();
  const slow = stage.cloud.next('home');
  await page.tap(checkIn());
  await stage.cloud.next('checkIn').answer(answerOf('checkIn', checkedIn));
  await slow.answer(answerOf('home'));
  expect([page.text().includes('1,295'), page.offers(checkIn())]).toEqual([true, false]);
});

describe("a newcomer's steps", () => {
  const gift = dayTaskOf('joining_gift', { period: 'o', title: '收下见面礼', goal: 0, state: 'claimable' });
  const starter = dayTaskOf('starter_task', { period: 'o', title: '第一次签到' });
  const days = dayTaskOf('three_days', { period: 'o', title: '连着来三天', goal: 3, state: 'locked' });
  const guide = { title: '新手三步', tasks: [gift, starter, days] };
  const fresh = { guide, balancePoints: 0, streakDays: 0, memberDays: 1 };
  const claimed = { ...gift, state: 'claimed' } as const;
  const claimable = { ...starter, state: 'claimable', progress: 1 } as const;
  const withGift = {
    guide: { ...guide, tasks: [claimed, starter, days] },
    balancePoints: 20,
    earnedPoints: 20,
  };
  const withBoth = { guide: { ...guide, tasks: [claimed, claimable, days] }, balancePoints: 35 };
  const claim = () => String(copy()['claim']);
  const openFresh = async (other: object = {}) => {
    const page = await stage.open('pages/home/index');
    await stage.cloud.next('home').answer(answerOf('home', { ...fresh, ...other }));
    return page;
  };
  const claims = () => stage.cloud.open('claimTask').map(({ input }) => input);

  test('are done one after another, each answer fills the page, and then they are gone', async () => {
    const page = await openFresh();
    expect([page.offers('收下见面礼+5'), page.text().includes('0 / 3')]).toEqual([true, true]);
    await page.tap(claim(), 4);
    expect(claims()).toEqual([{ taskId: 'joining_gift', period: 'o' }]);
    await stage.cloud.next('claimTask').answer(answerOf('claimTask', withGift));
    expect([page.offers('20'), page.offers(claim())]).toEqual([true, false]);
    // The first of the two that say so is the large one; the step does the same.
    await page.tap(checkIn());
    await stage.cloud.next('checkIn').answer(answerOf('checkIn', { ...checkedIn, ...withBoth }));
    for (const call of stage.cloud.open('home')) await call.lose();
    await page.tap(claim());
    expect(claims()).toEqual([{ taskId: 'starter_task', period: 'o' }]);
    await stage.cloud.next('claimTask').answer(answerOf('claimTask', { balancePoints: 65, guide: null }));
    expect([page.offers('65'), page.text().includes(guide.title)]).toEqual([true, false]);
    expect(stage.cloud.count('home')).toBe(2);
  });

  test('offer the check-in while it is the one to do, and tell how far the longer one is', async () => {
    const open = { ...days, state: 'open', progress: 1 } as const;
    const page = await openFresh({ guide: { ...guide, tasks: [claimed, starter, open] } });
    await page.tap(/^第一次签到/);
    expect(stage.cloud.count('checkIn')).toBe(0);
    expect(page.text()).toContain('1 / 3');
    const acts = page.text().split(checkIn()).length;
    await stage.cloud.open('home').at(0)?.lose();
    await page.pullDown();
    await stage.cloud
      .next('home')
      .answer(answerOf('home', { ...fresh, guide: { ...guide, tasks: [claimed, claimable, open] } }));
    expect(page.text().split(checkIn()).length).toBe(acts - 1);
  });

  test('whose reward was claimed elsewhere are brought up to date, and nothing is complained of', async () => {
    const page = await openFresh();
    await page.tap(claim());
    await stage.cloud.next('claimTask').refuse('ALREADY_CLAIMED');
    await stage.cloud.next('home').answer(answerOf('home', { ...fresh, ...withGift }));
    expect([page.offers('20'), page.offers(claim()), stage.phone.toasts]).toEqual([true, false, []]);
  });

  test.each(['UNKNOWN_TASK', 'TASK_LOCKED', 'TASK_UNFINISHED'] as const)(
    'whose claim is refused by %s say so, and are brought up to date',
    async (code) => {
      const page = await openFresh();
      await page.tap(claim());
      await stage.cloud.next('claimTask').refuse(code);
      await stage.cloud.next('home').answer(answerOf('home', { ...fresh, ...withGift }));
      expect([page.offers(claim()), stage.phone.toasts]).toEqual([false, [stage.copy('refusals')[code]]]);
    },
  );

  test('stay as they were when the claim is lost, which is said', async () => {
    const page = await openFresh();
    await page.tap(claim());
    await stage.cloud.next('claimTask').lose();
    expect(stage.phone.toasts).toEqual([stage.copy('refusals')['NETWORK_ERROR']]);
    expect([page.offers(claim()), page.offers('0')]).toEqual([true, true]);
  });

  test.each(['claimTask', 'checkIn'] as const)(
    'claimed while one checks in: whichever answer is last, %s or the other, the page asks how things stand',
    async (last) => {
      const page = await openFresh();
      await page.tap(checkIn());
      await page.tap(claim());
      const answers = {
        claimTask: () => stage.cloud.next('claimTask').answer(answerOf('claimTask', withGift)),
        checkIn: () => stage.cloud.next('checkIn').answer(answerOf('checkIn', { ...checkedIn, guide })),
      };
      await answers[last === 'claimTask' ? 'checkIn' : 'claimTask']();
      await answers[last]();
      for (const call of stage.cloud.open('home'))
        await call.answer(answerOf('home', { ...fresh, ...checkedIn, ...withBoth }));
      expect([page.offers('35'), page.text().includes('1 / 3')]).toEqual([true, true]);
    },
  );
});

describe('what can still be done today', () => {
  const waits = dayTaskOf('early', {
    state: 'claimable',
    progress: 1,
    reward: { points: 20, makeUpCards: 1 },
  });
  const words = () => stage.copy<Record<'thingsClaimable', (count: string) => string>>('home');
  const openWith = async (other: Parameters<typeof answerOf<'home'>>[1]) => {
    const page = await stage.open('pages/home/index');
    await stage.cloud.next('home').answer(answerOf('home', other));
    return page;
  };

  test('begins with the reward that waits: a tap takes it, and the next one is there', async () => {
    const page = await openWith({ nextTask: waits, tasksClaimable: 2 });
    expect(page.text()).toContain(words().thingsClaimable('2'));
    expect(page.text()).toContain('+20 · 补签卡 1 张');
    await page.tap('任务 early', 3);
    expect(stage.cloud.open('claimTask').map(({ input }) => input)).toEqual([
      { taskId: 'early', period: 'd20622' },
    ]);
    const after = { balancePoints: 1300, earnedPoints: 20, earnedMakeUpCards: 1, tasksClaimable: 1 };
    await stage.cloud
      .next('claimTask')
      .answer(answerOf('claimTask', { ...after, nextTask: dayTaskOf('seen') }));
    expect([page.text().includes('1,300'), page.offers('任务 early'), page.offers('任务 seen')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(stage.phone.toasts).toEqual([expect.stringContaining('+20 · 补签卡 1 张')]);
    expect(stage.cloud.count('home')).toBe(1);
  });

  test('claimed after midnight brings the new day', async () => {
    const page = await openWith({ nextTask: waits });
    await page.tap('任务 early');
    await stage.cloud.next('claimTask').answer(answerOf('claimTask', nextDay));
    await stage.cloud.next('home').answer(answerOf('home', nextDay));
    expect(page.text()).toContain('6月19日');
  });

  test.each([
    ['/packages/points/earn/index', 'navigateTo /packages/points/earn/index'],
    ['pages/rank/index', 'switchTab /pages/rank/index'],
    // It is done here, or nowhere: the tasks' own page tells of it.
    ['/pages/home/index', 'navigateTo /packages/daily/tasks/index'],
    ['', 'navigateTo /packages/daily/tasks/index'],
  ])('a task that is done at "%s" leads on, and tells how far it is', async (linkPath, route) => {
    const page = await openWith({ nextTask: dayTaskOf('five', { progress: 1200, goal: 5000, linkPath }) });
    expect(page.text()).toContain('1,200 / 5,000');
    await page.tap('任务 five');
    expect(stage.phone.routes).toEqual([route]);
  });
});

describe('with the check-in', () => {
  const openCheckedIn = async (other: object) => {
    const page = await openFilled();
    await page.tap(checkIn());
    await stage.cloud.next('checkIn').answer(answerOf('checkIn', { ...checkedIn, ...other }));
    return page;
  };

  test('what came beside is told until the page is left, whatever comes in between', async () => {
    const page = await openCheckedIn({
      rewards: [
        { kind: 'task', title: '连签 14 天', points: 30, makeUpCards: 1 },
        { kind: 'challenge', title: '七天不断线', points: 25 },
        { kind: 'pledge', title: '七天不断线', points: 50 },
      ],
    });
    for (const call of stage.cloud.open('home')) await call.answer(answerOf('home', checkedIn));
    for (const words of ['连签 14 天', '+30 · 补签卡 1 张', '七天不断线', '+25', '+50', '1,295'])
      expect(page.text()).toContain(words);
    await page.leave();
    expect(page.text()).not.toContain('连签 14 天');
  });

  test('nothing that came beside is not told', async () => {
    const page = await openCheckedIn({ rewards: [] });
    expect(page.text()).not.toContain(copy()['rewards']);
  });
});

describe('the reminder', () => {
  interface Words {
    readonly reminderAct: string;
    readonly reminderLeft: (left: string) => string;
    readonly reminded: (left: string) => string;
    readonly notReminded: Readonly<Record<'rejected' | 'switchedOff', string>>;
  }
  const words = () => stage.copy<Words>('home');
  const reminder = { templateId: 'template-8', left: 0, hour: 20 };
  const openWith = async (other: object) => {
    const page = await stage.open('pages/home/index');
    await stage.cloud.next('home').answer(answerOf('home', { ...checkedIn, reminder, ...other }));
    return page;
  };

  test("is arranged in WeChat's own dialog, and counted", async () => {
    const page = await openWith({});
    expect(page.text()).toContain('20 点');
    await page.tap(words().reminderAct);
    expect(stage.cloud.next('allowMessage').input).toEqual({ templateId: 'template-8' });
    await stage.cloud.next('allowMessage').answer({ left: 1 });
    expect(page.text()).toContain(words().reminderLeft('1'));
    expect(stage.phone.toasts).toEqual([words().reminded('1')]);
  });

  test.each(['reject', 'switchedOff'] as const)(
    'that is not (%s) is not counted, and that is said kindly',
    async (says) => {
      stage.phone.subscription = says;
      const page = await openWith({});
      await page.tap(words().reminderAct);
      const { rejected, switchedOff } = words().notReminded;
      expect(stage.cloud.count('allowMessage')).toBe(0);
      expect(stage.phone.toasts).toEqual([says === 'reject' ? rejected : switchedOff]);
    },
  );

  test('that could not be counted is said, and the page stays as it was', async () => {
    const page = await openWith({});
    await page.tap(words().reminderAct);
    await stage.cloud.next('allowMessage').refuse('UNKNOWN_TEMPLATE');
    expect(stage.phone.toasts).toEqual([stage.copy('refusals')['UNKNOWN_TEMPLATE']]);
    expect(page.text()).toContain('20 点');
  });

  test.each([{ checkedInToday: false }, { reminder: null }])('is not offered with %j', async (other) => {
    const page = await openWith(other);
    expect(page.offers(words().reminderAct)).toBe(false);
  });
});

test('new rules and unread notices are told, and lead there', async () => {
  const page = await stage.open('pages/home/index');
  await stage.cloud.next('home').answer(answerOf('home', { consentDue: 2, unreadNotices: 130 }));
  await page.tap(String(copy()['consentDue']));
  await page.tap('99+');
  expect(stage.phone.routes).toEqual([
    'navigateTo /packages/join/rules/index?from=home',
    'navigateTo /packages/member/notices/index',
  ]);
  await page.comeBack();
  await stage.cloud.next('home').answer(answerOf('home', { consentDue: null, unreadNotices: 0 }));
  expect([page.offers(String(copy()['consentDue'])), page.offers('99+')]).toEqual([false, false]);
});

describe('a card that is sent from the first page', () => {
  interface Card {
    title: string;
    path: string;
    imageUrl: string;
    promise: Promise<{ path: string }>;
  }
  const cardOf = (page: OpenPage) => (page.instance['onShareAppMessage'] as () => Card)();

  test("opens the way in by the member's own code", async () => {
    const page = await openFilled();
    const card = cardOf(page);
    expect(card.title).toContain('清晨读书会');
    // Not the page, with the member's own points on it.
    expect(card.imageUrl).toBe('/assets/share-card.png');
    await stage.cloud.next('myJoinCode').answer(answerOf('myJoinCode'));
    expect((await card.promise).path).toBe('/packages/join/landing/index?scene=Ab3dEf7hJk9m');
  });

  test('opens the way in all the same where the code does not come', async () => {
    const card = cardOf(await openFilled());
    await stage.cloud.next('myJoinCode').lose();
    expect([card.path, (await card.promise).path]).toEqual([
      '/packages/join/landing/index',
      '/packages/join/landing/index',
    ]);
  });
});

test('who is no member any more is led to the way in by a tap, too', async () => {
  const page = await openFilled();
  await page.tap(checkIn());
  await stage.cloud.next('checkIn').refuse('NOT_A_MEMBER');
  expect([stage.phone.routes, stage.phone.toasts]).toEqual([['reLaunch /packages/join/landing/index'], []]);
});

test('the first page leads on: to the statement, the calendar, the tasks and the board', async () => {
  const page = await openFilled();
  await page.tap('1,280');
  await page.tap('周一');
  await page.tap('已连续 10 天');
  await page.tap(String(copy()['thingsMore']));
  await page.tap(/^看前/);
  expect(stage.phone.routes).toEqual([
    'navigateTo /packages/points/statement/index',
    'navigateTo /packages/daily/calendar/index',
    'navigateTo /packages/daily/calendar/index',
    'navigateTo /packages/daily/tasks/index',
    'switchTab /pages/rank/index',
  ]);
});

test('a newcomer is welcomed, with an empty board', async () => {
  const page = await stage.open('pages/home/index');
  const guide = { title: '新手三步', tasks: [dayTaskOf('starter_task', { period: 'o' })] };
  const fresh = { guide, memberDays: 1, balancePoints: 0, streakDays: 0, weekScore: 0, top10: [] };
  await stage.cloud.next('home').answer(answerOf('home', fresh));
  expect(page.text()).toContain(copy()['welcome']);
  expect(page.text()).toContain(copy()['boardEmpty']);
  expect(page.offers(checkIn())).toBe(true);
});
