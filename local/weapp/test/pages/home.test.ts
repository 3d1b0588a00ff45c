/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf } from './answers';
import type { OpenPage } from './open-page';
import { Stage } from './stage';

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

describe("a newcomer's three steps", () => {
  const fresh = {
    guide: { gift: { points: 20, state: 'open' }, starter: { points: 30, state: 'locked' } },
    balancePoints: 0,
    streakDays: 0,
    memberDays: 1,
  } as const;
  const steps = () => {
    const { guide, guideSteps } = stage.copy<{
      guide: string;
      guideSteps: Record<'gift' | 'checkIn' | 'starter', { title: string; act: string }>;
    }>('home');
    return { guide, ...guideSteps };
  };
  const openFresh = async (other: object = {}) => {
    const page = await stage.open('pages/home/index');
    await stage.cloud.next('home').answer(answerOf('home', { ...fresh, ...other }));
    return page;
  };

  test('are done one after another, without anything being asked for again, and then they are gone', async () => {
    const page = await openFresh();
    expect(page.offers(steps().starter.act)).toBe(false);
    await page.tap(steps().gift.act, 4);
    expect(stage.cloud.open('claimReward').map(({ input }) => input)).toEqual([{ reward: 'joining_gift' }]);
    await stage.cloud.next('claimReward').answer({ earnedPoints: 20, balancePoints: 20 });
    expect([page.offers('20'), page.offers(steps().gift.act)]).toEqual([true, false]);
    // The first of the two that say so is the large one; the step does the same.
    await page.tap(checkIn());
    await stage.cloud.next('checkIn').answer(answerOf('checkIn', { ...checkedIn, balancePoints: 35 }));
    for (const call of stage.cloud.open('home')) await call.lose();
    await page.tap(steps().starter.act);
    expect(stage.cloud.next('claimReward').input).toEqual({ reward: 'starter_task' });
    await stage.cloud.next('claimReward').answer({ earnedPoints: 30, balancePoints: 65 });
    expect([page.offers('65'), page.text().includes(steps().guide)]).toEqual([true, false]);
    expect(stage.cloud.count('home')).toBe(2);
  });

  test('whose reward was claimed elsewhere are brought up to date, and nothing is complained of', async () => {
    const page = await openFresh();
    await page.tap(steps().gift.act);
    await stage.cloud.next('claimReward').refuse('ALREADY_CLAIMED');
    const claimed = { gift: { points: 20, state: 'claimed' }, starter: fresh.guide.starter } as const;
    await stage.cloud.next('home').answer(answerOf('home', { ...fresh, guide: claimed, balancePoints: 20 }));
    expect([page.offers('20'), page.offers(steps().gift.act), stage.phone.toasts]).toEqual([true, false, []]);
  });

  test('stay as they were when the claim is lost, which is said', async () => {
    const page = await openFresh();
    await page.tap(steps().gift.act);
    await stage.cloud.next('claimReward').lose();
    expect(stage.phone.toasts).toEqual([stage.copy('refusals')['NETWORK_ERROR']]);
    expect([page.offers(steps().gift.act), page.offers('0')]).toEqual([true, true]);
  });

  test('keep what was claimed while the check-in was on its way', async () => {
    const page = await openFresh();
    await page.tap(checkIn());
    await page.tap(steps().gift.act);
    await stage.cloud.next('claimReward').answer({ earnedPoints: 20, balancePoints: 20 });
    await stage.cloud.next('checkIn').answer(answerOf('checkIn', { ...checkedIn, balancePoints: 35 }));
    expect([page.offers(steps().gift.act), page.offers(steps().starter.act)]).toEqual([false, true]);
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

test('the first page leads on: to the statement and to the board', async () => {
  const page = await openFilled();
  await page.tap('1,280');
  await page.tap(/^看前/);
  expect(stage.phone.routes).toEqual([
    'navigateTo /packages/points/statement/index',
    'switchTab /pages/rank/index',
  ]);
});

test('a newcomer is welcomed, with an empty board', async () => {
  const page = await stage.open('pages/home/index');
  const guide = { gift: { points: 20, state: 'open' }, starter: { points: 30, state: 'locked' } } as const;
  const fresh = { guide, memberDays: 1, balancePoints: 0, streakDays: 0, weekScore: 0, top10: [] };
  await stage.cloud.next('home').answer(answerOf('home', fresh));
  expect(page.text()).toContain(copy()['welcome']);
  expect(page.text()).toContain(copy()['boardEmpty']);
  expect(page.offers(checkIn())).toBe(true);
});
