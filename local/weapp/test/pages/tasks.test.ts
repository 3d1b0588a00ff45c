/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf } from './answers';
import type { OpenPage } from './open-page';
import { Stage } from './stage';
import { dayOf, dayTaskOf } from './task-answers';

const stage = Stage.forThisFile();
interface Copy {
  readonly claim: string;
  readonly claimed: string;
  readonly go: string;
  readonly allDone: string;
  readonly emptyTitle: string;
  readonly emptyAction: string;
  readonly locked: (before: string) => string;
  readonly claimable: (rewards: string) => string;
}
const copy = () => stage.copy<Copy>('tasks');
const refusal = (code: string) => stage.copy('refusals')[code];

const waits = dayTaskOf('early', { state: 'claimable', progress: 1, reward: { points: 20, makeUpCards: 1 } });
const waiting = { ...dayOf(waits, dayTaskOf('seen')), tasksClaimable: 1, tasksOpen: 1 };
const claimed = {
  ...dayOf({ ...waits, state: 'claimed' }, dayTaskOf('seen')),
  tasksOpen: 1,
  balancePoints: 1300,
  earnedPoints: 20,
  earnedMakeUpCards: 1,
};

async function openWith(other: Parameters<typeof answerOf<'tasks'>>[1]): Promise<OpenPage> {
  const page = await stage.open('packages/daily/tasks/index');
  await stage.cloud.next('tasks').answer(answerOf('tasks', other));
  return page;
}

describe('a reward that waits', () => {
  test('is claimed once, however often one taps, for the period on the page; its answer fills the page', async () => {
    const page = await openWith(waiting);
    expect(page.text()).toContain(copy().claimable('1'));
    await page.tap(copy().claim, 4);
    expect(stage.cloud.open('claimTask').map(({ input }) => input)).toEqual([
      { taskId: 'early', period: 'd20622' },
    ]);
    await stage.cloud.next('claimTask').answer(answerOf('claimTask', claimed));
    expect([page.offers(copy().claim), page.text().includes('1,300')]).toEqual([false, true]);
    expect(page.text()).toContain(copy().claimed);
    expect(stage.phone.toasts).toEqual([expect.stringMatching(/\+20.*补签卡 1 张/)]);
    expect(stage.cloud.count('tasks')).toBe(1);
  });

  test('can be taken from the top, where it is the next thing to do', async () => {
    const page = await openWith({ ...dayOf(dayTaskOf('seen')), nextTask: waits, tasksClaimable: 1 });
    await page.tap(copy().claim);
    expect(stage.cloud.next('claimTask').input).toEqual({ taskId: 'early', period: 'd20622' });
  });

  test('whose claim is lost stays where it is, which is said, and can be claimed again', async () => {
    const page = await openWith(waiting);
    await page.tap(copy().claim);
    await stage.cloud.next('claimTask').lose();
    expect(stage.phone.toasts).toEqual([refusal('NETWORK_ERROR')]);
    expect([page.text().includes('1,280'), stage.cloud.count('tasks')]).toEqual([true, 1]);
    await page.tap(copy().claim);
    await stage.cloud.next('claimTask').answer(answerOf('claimTask', claimed));
    expect(page.text()).toContain('1,300');
  });

  test.each(['ALREADY_CLAIMED', 'UNKNOWN_TASK', 'TASK_LOCKED', 'TASK_UNFINISHED'] as const)(
    'that is refused by %s is said, and the page is brought up to date',
    async (code) => {
      const page = await openWith(waiting);
      await page.tap(copy().claim);
      await stage.cloud.next('claimTask').refuse(code);
      expect(stage.phone.toasts).toEqual([refusal(code)]);
      await stage.cloud.next('tasks').answer(answerOf('tasks', dayOf(dayTaskOf('fresh'))));
      expect([page.offers(copy().claim), page.text().includes('任务 fresh')]).toEqual([false, true]);
    },
  );

  test('is not overtaken by a slow answer from before its claim', async () => {
    const page = await openWith(waiting);
    await page.pullDown();
    const slow = stage.cloud.next('tasks');
    await page.tap(copy().claim);
    await stage.cloud.next('claimTask').answer(answerOf('claimTask', claimed));
    await slow.answer(answerOf('tasks', waiting));
    expect([page.offers(copy().claim), page.text().includes('1,300')]).toEqual([false, true]);
  });
});

describe('a task', () => {
  test.each([
    ['/pages/home/index', 'switchTab /pages/home/index'],
    ['/packages/points/earn/index', 'navigateTo /packages/points/earn/index'],
    ['packages/daily/challenges/index', 'navigateTo /packages/daily/challenges/index'],
  ])('that is done at %s leads there', async (linkPath, route) => {
    const page = await openWith(dayOf(dayTaskOf('seen', { linkPath })));
    await page.tap('任务 seen');
    expect(stage.phone.routes).toEqual([route]);
  });

  test.each(['locked', 'claimable', 'claimed'] as const)(
    'that is %s goes nowhere by a tap on its title',
    async (state) => {
      const page = await openWith(dayOf(dayTaskOf('seen', { state })));
      await page.tap('任务 seen');
      expect([stage.phone.routes, stage.cloud.count('claimTask')]).toEqual([[], 0]);
    },
  );

  test('that is locked says which one comes first', async () => {
    const page = await openWith(dayOf(dayTaskOf('one'), dayTaskOf('two', { state: 'locked' })));
    expect(page.text()).toContain(copy().locked('任务 one'));
    expect(page.text()).not.toContain('做 two 的办法');
  });

  test('of several steps tells how far it is, one of a single step does not', async () => {
    const page = await openWith(dayOf(dayTaskOf('five', { progress: 1200, goal: 5000 }), dayTaskOf('one')));
    expect(page.text()).toContain('1,200 / 5,000');
    expect(page.text()).not.toContain('0 / 1 ');
  });
});

test('with all done, it says so and promises no button', async () => {
  const page = await openWith(dayOf(dayTaskOf('seen', { state: 'claimed', progress: 1 })));
  expect(page.text()).toContain(copy().allDone);
  expect([page.offers(copy().claim), page.offers(copy().go)]).toEqual([false, false]);
});

test('a community without tasks says so, and leads to the first page', async () => {
  const page = await openWith({ groups: [] });
  expect(page.text()).toContain(copy().emptyTitle);
  await page.tap(copy().emptyAction);
  expect(stage.phone.routes).toEqual(['switchTab /pages/home/index']);
});
