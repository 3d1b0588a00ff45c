/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf, noticeOf } from './answers';
import type { OpenPage } from './open-page';
import { Stage } from './stage';

const stage = Stage.forThisFile();
interface Copy {
  readonly allow: string;
  readonly left: (left: string) => string;
  readonly rejected: string;
  readonly switchedOff: string;
  readonly emptyTitle: string;
  readonly tail: Readonly<Record<'more' | 'end' | 'failed', string>>;
}
const copy = () => stage.copy<Copy>('notices');

/** So many, newest first, down to the number `last`. */
const downTo = (last: number, count: number) =>
  Array.from({ length: count }, (_, index) => noticeOf(last + count - 1 - index));

const newest = downTo(21, 20);
const older = downTo(1, 20);
const cursor = '1781738760000:notice-21';

async function openWith(other: Parameters<typeof answerOf<'notices'>>[1]): Promise<OpenPage> {
  const page = await stage.open('packages/member/notices/index');
  await stage.cloud.next('notices').answer(answerOf('notices', other));
  return page;
}

const shown = (page: OpenPage, notices: readonly { title: string }[]) =>
  notices.filter(({ title }) => page.text().includes(title)).length;

describe('at the bottom', () => {
  test('what is older is asked for once, comes below, and ends', async () => {
    const page = await openWith({ notices: newest, nextCursor: cursor });
    for (let reached = 0; reached < 3; reached += 1) await page.reachBottom();
    expect(stage.cloud.open('notices').map(({ input }) => input)).toEqual([{ cursor }]);
    // One of them both pages bring: it stands there once.
    await stage.cloud
      .next('notices')
      .answer(answerOf('notices', { notices: [noticeOf(21), ...older], nextCursor: null }));
    expect([shown(page, newest), shown(page, older), page.text().split('第 21 条').length]).toEqual([
      20, 20, 2,
    ]);
    expect(page.text()).toContain(copy().tail.end);
    await page.reachBottom();
    expect(stage.cloud.count('notices')).toBe(2);
  });

  test('what did not come is asked for again by a tap', async () => {
    const page = await openWith({ notices: newest, nextCursor: cursor });
    await page.reachBottom();
    await stage.cloud.next('notices').lose();
    expect(shown(page, newest)).toBe(20);
    await page.tap(copy().tail.failed);
    await stage.cloud.next('notices').answer(answerOf('notices', { notices: older, nextCursor: null }));
    expect(shown(page, older)).toBe(20);
  });

  test('what was loaded stays there when one comes back, with what is new above', async () => {
    const page = await openWith({ notices: newest, nextCursor: cursor });
    await page.reachBottom();
    await stage.cloud.next('notices').answer(answerOf('notices', { notices: older, nextCursor: null }));
    await page.comeBack();
    const newer = [noticeOf(41), ...newest.slice(0, 19)];
    await stage.cloud.next('notices').answer(answerOf('notices', { notices: newer, nextCursor: cursor }));
    expect([shown(page, newer), shown(page, newest), shown(page, older)]).toEqual([20, 20, 20]);
    expect(page.text().indexOf('第 41 条')).toBeLessThan(page.text().indexOf('第 40 条'));
  });
});

test('what is shown is read, up to the newest of it, and only where something was not', async () => {
  const [first, ...rest] = newest;
  const page = await openWith({
    notices: [{ ...first, isRead: false }, ...rest],
    unread: 1,
    nextCursor: null,
  });
  const read = stage.cloud.next('readNotices');
  expect(read.input).toEqual({ untilMs: noticeOf(40).atMs });
  await read.lose();
  expect(stage.phone.toasts).toEqual([]);
  await page.comeBack();
  await stage.cloud.next('notices').answer(answerOf('notices', { notices: newest, unread: 0 }));
  expect(stage.cloud.count('readNotices')).toBe(1);
});

test.each([
  ['/pages/home/index', 'switchTab /pages/home/index'],
  ['pages/mine/index?from=notice', 'switchTab /pages/mine/index'],
  ['/packages/join/profile/index?from=mine', 'navigateTo /packages/join/profile/index?from=mine'],
])('a notice that links to %s leads there', async (linkPath, route) => {
  const page = await openWith({ notices: [{ ...noticeOf(1), linkPath }] });
  await page.tap('第 1 条通知');
  expect(stage.phone.routes).toEqual([route]);
});

test('a notice that leads nowhere goes nowhere', async () => {
  const page = await openWith({ notices: [{ ...noticeOf(1), linkPath: '' }] });
  await page.tap('第 1 条通知');
  expect(stage.phone.routes).toEqual([]);
});

test('a challenge that was lost leads to the challenges', async () => {
  const lost = {
    ...noticeOf(1),
    kind: 'challenge_lost' as const,
    linkPath: '/packages/daily/challenges/index',
  };
  const page = await openWith({ notices: [lost] });
  await page.tap('第 1 条通知');
  expect(stage.phone.routes).toEqual(['navigateTo /packages/daily/challenges/index']);
});

test('an inbox with nothing in it says so', async () => {
  const page = await openWith({ notices: [] });
  expect(page.text()).toContain(copy().emptyTitle);
});

describe('a message by WeChat', () => {
  const messages = { templateId: 'template-7', left: 2 };

  test('is allowed in its own dialog, and counted', async () => {
    const page = await openWith({ messages });
    expect(page.text()).toContain(copy().left('2'));
    await page.tap(copy().allow);
    expect(stage.cloud.next('allowMessage').input).toEqual({ templateId: 'template-7' });
    await stage.cloud.next('allowMessage').answer({ left: 3 });
    expect(page.text()).toContain(copy().left('3'));
  });

  test.each(['reject', 'switchedOff'] as const)(
    'that is not (%s) is not counted, and that is said',
    async (says) => {
      stage.phone.subscription = says;
      const page = await openWith({ messages });
      await page.tap(copy().allow);
      expect(stage.cloud.count('allowMessage')).toBe(0);
      expect(stage.phone.toasts).toEqual([says === 'reject' ? copy().rejected : copy().switchedOff]);
    },
  );

  test('is not offered where none is set up', async () => {
    const page = await openWith({ messages: null });
    expect(page.offers(copy().allow)).toBe(false);
  });
});
