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
  const fresh = { firstVisit: true, memberDays: 1, balancePoints: 0, streakDays: 0, weekScore: 0, top10: [] };
  await stage.cloud.next('home').answer(answerOf('home', fresh));
  expect(page.text()).toContain(copy()['welcome']);
  expect(page.text()).toContain(copy()['boardEmpty']);
  expect(page.offers(checkIn())).toBe(true);
});
