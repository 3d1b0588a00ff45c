/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf } from './answers';
import { calendarOf } from './calendar-answers';
import type { OpenPage } from './open-page';
import { Stage } from './stage';

const stage = Stage.forThisFile();
interface Copy {
  readonly rescue: (day: string, days: string) => string;
  readonly acts: {
    readonly tier: string;
    readonly card: string;
    readonly buy: (price: string) => string;
    readonly tasks: string;
  };
  readonly cannot: { readonly tooOld: (days: string) => string; readonly monthlyLimit: string };
  readonly soldOut: string;
  readonly tooDear: (price: string, missing: string) => string;
  readonly done: (days: string) => string;
  readonly doneAlready: string;
  readonly bought: (cards: string) => string;
}
const copy = () => stage.copy<Copy>('calendar');
const refusal = (code: string) => stage.copy('refusals')[code];

type Given = NonNullable<Parameters<typeof calendarOf>[0]>;

/** What a make-up takes, beside what it takes everywhere in this file. */
const terms = (other: Given['makeUp']): Given => ({
  makeUp: { windowDays: 7, timesLeft: 3, cardPricePoints: 60, cardsLeftToBuy: 2, ...other },
});
const mended: Given = {
  doneDays: 16,
  streak: { days: 12, bestDays: 12, fromDay: '2026-06-06', madeUpDays: ['2026-06-16'] },
};

async function openWith(other: Given = {}): Promise<OpenPage> {
  const page = await stage.open('packages/daily/calendar/index');
  await stage.cloud.next('checkInCalendar').answer(calendarOf(other));
  return page;
}

const dataOf = (page: OpenPage) =>
  (
    page.instance as unknown as {
      data: { choosing: boolean; turning: boolean; view: { monthNumber: string } };
    }
  ).data;
const isSheetOpen = (page: OpenPage) => dataOf(page).choosing;
const monthShown = (page: OpenPage) => dataOf(page).view.monthNumber;

/** The arrows bear no words. */
const turn = (page: OpenPage, step: number) =>
  (page.instance as unknown as { turn(tap: object): void }).turn({ currentTarget: { dataset: { step } } });

async function openSheet(other: Given = {}): Promise<OpenPage> {
  const page = await openWith(other);
  await page.tap('16补');
  return page;
}

describe('a missed day', () => {
  test('is made up by a free one, once, however often one taps; the answer is the page', async () => {
    const page = await openSheet(terms({ freeLeft: 1, cards: 2 }));
    await page.tap(copy().acts.tier, 4);
    expect(stage.cloud.open('makeUp').map(({ input }) => input)).toEqual([{ day: '2026-06-16' }]);
    await stage.cloud.next('makeUp').answer(answerOf('makeUp', { ...calendarOf(mended), paidBy: 'tier' }));
    expect([isSheetOpen(page), page.text().includes('连着 12 天')]).toEqual([false, true]);
    expect(stage.phone.toasts).toEqual([copy().done('12')]);
    expect(stage.cloud.count('checkInCalendar')).toBe(1);
  });

  test('is made up by a card where there is no free one, and says how many are left then', async () => {
    const page = await openSheet(terms({ cards: 2 }));
    await page.tap(copy().acts.card);
    expect([page.text().includes('2 张'), page.text().includes('1 张')]).toEqual([true, true]);
    expect(stage.cloud.count('makeUp')).toBe(1);
    expect(stage.cloud.count('buyMakeUpCard')).toBe(0);
  });

  test('without a card takes two steps on the same sheet: one is bought, then it is used', async () => {
    const page = await openSheet();
    await page.tap(copy().acts.buy('60'), 4);
    for (const words of ['1,280', '1,220']) expect(page.text()).toContain(words);
    expect(stage.cloud.open('buyMakeUpCard').map(({ input }) => input)).toEqual([{ pricePoints: 60 }]);
    const { makeUp } = calendarOf(terms({ cards: 1, cardsLeftToBuy: 1 }));
    await stage.cloud.next('buyMakeUpCard').answer({ balancePoints: 1220, makeUp });
    expect([isSheetOpen(page), stage.cloud.count('makeUp')]).toEqual([true, 0]);
    expect(stage.phone.toasts).toEqual([copy().bought('1')]);
    await page.tap(copy().acts.card);
    expect(stage.cloud.next('makeUp').input).toEqual({ day: '2026-06-16' });
    expect(stage.cloud.count('checkInCalendar')).toBe(1);
  });

  test.each([
    [{ cardsLeftToBuy: 0 }, (words: Copy) => words.soldOut],
    [{ cardPricePoints: 2000 }, (words: Copy) => words.tooDear('2,000', '720')],
  ])('with %j to buy says so, and leads to where cards are earned', async (makeUp, says) => {
    const page = await openSheet(terms(makeUp));
    await page.tap(copy().acts.tasks);
    expect(page.text()).toContain(says(copy()));
    expect([stage.phone.routes, isSheetOpen(page)]).toEqual([
      ['navigateTo /packages/daily/tasks/index'],
      false,
    ]);
  });

  test.each([
    ['5', terms({}), (words: Copy) => words.cannot.tooOld('7')],
    ['16', terms({ timesLeft: 0 }), (words: Copy) => words.cannot.monthlyLimit],
  ])('that cannot be made up (the %s with %j) says why, and nothing is opened', async (day, given, why) => {
    const page = await openWith(given);
    expect(page.offers('16补')).toBe(day === '5');
    await page.tap(day);
    expect([stage.phone.toasts, isSheetOpen(page)]).toEqual([[why(copy())], false]);
  });

  test('is offered by what it would bring back, too, in whichever month it lies', async () => {
    const rescue = { day: '2026-05-31', streakDays: 9 };
    const page = await openWith({ ...terms({ freeLeft: 1 }), streak: { rescue } });
    await page.tap(copy().rescue('5月31日', '9'));
    await page.tap(copy().acts.tier);
    expect(stage.cloud.next('makeUp').input).toEqual({ day: '2026-05-31' });
  });
});

describe('a make-up', () => {
  test.each(['NETWORK_ERROR', 'INTERNAL_ERROR'] as const)(
    'that met %s is the same wish when one taps again',
    async (code) => {
      const page = await openSheet(terms({ cards: 1 }));
      await page.tap(copy().acts.card);
      const wish = stage.cloud.next('makeUp');
      await (code === 'NETWORK_ERROR' ? wish.lose() : wish.refuse(code));
      expect([stage.phone.toasts, isSheetOpen(page)]).toEqual([[refusal(code)], true]);
      await page.tap(copy().acts.card);
      expect(stage.cloud.next('makeUp').requestId).toBe(wish.requestId);
      expect(stage.cloud.count('checkInCalendar')).toBe(1);
    },
  );

  test.each(['DAY_NOT_OVER', 'OUT_OF_WINDOW', 'MONTHLY_LIMIT'] as const)(
    'refused by %s says so, closes the sheet and is brought up to date',
    async (code) => {
      const page = await openSheet(terms({ cards: 1 }));
      await page.tap(copy().acts.card);
      await stage.cloud.next('makeUp').refuse(code);
      expect([stage.phone.toasts, isSheetOpen(page)]).toEqual([[refusal(code)], false]);
      await stage.cloud.next('checkInCalendar').answer(calendarOf(terms({ timesLeft: 0 })));
      expect(page.offers('16补')).toBe(false);
    },
  );

  test('that was done elsewhere already is shown, and no mistake', async () => {
    const page = await openSheet(terms({ cards: 1 }));
    await page.tap(copy().acts.card);
    await stage.cloud.next('makeUp').refuse('ALREADY_CHECKED_IN');
    await stage.cloud.next('checkInCalendar').answer(calendarOf(mended));
    expect(stage.phone.toasts).toEqual([copy().doneAlready]);
    expect([isSheetOpen(page), page.text().includes('连着 12 天')]).toEqual([false, true]);
  });

  test('whose card was used elsewhere stays on the sheet, which then sells one', async () => {
    const page = await openSheet(terms({ cards: 1 }));
    await page.tap(copy().acts.card);
    await stage.cloud.next('makeUp').refuse('NO_MAKE_UP_CARD');
    await stage.cloud.next('checkInCalendar').answer(calendarOf());
    expect([stage.phone.toasts, isSheetOpen(page)]).toEqual([[refusal('NO_MAKE_UP_CARD')], true]);
    expect(page.offers(copy().acts.buy('60'))).toBe(true);
  });
});

describe('a card', () => {
  test('whose price has changed is not bought: the new price is shown, and is another wish', async () => {
    const page = await openSheet();
    await page.tap(copy().acts.buy('60'));
    const { requestId } = stage.cloud.next('buyMakeUpCard');
    await stage.cloud.next('buyMakeUpCard').refuse('PRICE_CHANGED', { pricePoints: 80 });
    expect([stage.phone.toasts, stage.cloud.count('checkInCalendar')]).toEqual([
      [refusal('PRICE_CHANGED')],
      1,
    ]);
    await page.tap(copy().acts.buy('80'));
    expect(stage.cloud.next('buyMakeUpCard').input).toEqual({ pricePoints: 80 });
    expect(stage.cloud.next('buyMakeUpCard').requestId).not.toBe(requestId);
  });

  test.each([
    ['it had not been bought', 1280, true],
    ['it had been bought', 1220, false],
  ])('whose answer was lost, when %s, is never bought twice by mistake', async (_what, balance, isSame) => {
    const page = await openSheet();
    await page.tap(copy().acts.buy('60'));
    const lost = stage.cloud.next('buyMakeUpCard');
    await lost.lose();
    await page.leave();
    await page.comeBack();
    await stage.cloud.next('checkInCalendar').answer(calendarOf({ balancePoints: balance }));
    await page.tap(copy().acts.buy('60'));
    expect(stage.cloud.next('buyMakeUpCard').requestId === lost.requestId).toBe(isSame);
  });

  test.each(['INSUFFICIENT_POINTS', 'CARD_LIMIT'] as const)(
    'refused by %s says so, and the sheet is brought up to date',
    async (code) => {
      const page = await openSheet();
      await page.tap(copy().acts.buy('60'));
      await stage.cloud.next('buyMakeUpCard').refuse(code);
      await stage.cloud.next('checkInCalendar').answer(calendarOf(terms({ cardsLeftToBuy: 0 })));
      expect([stage.phone.toasts, isSheetOpen(page)]).toEqual([[refusal(code)], true]);
      expect(page.text()).toContain(copy().soldOut);
    },
  );
});

describe('the months', () => {
  const may = { month: '2026-05', days: [{ day: '2026-05-01', state: 'done' as const }] };

  test('are turned back to the first one and on to that of today, and no further', async () => {
    const page = await openWith();
    turn(page, 1);
    for (let turns = 0; turns < 4; turns += 1) turn(page, -1);
    expect(stage.cloud.calls.map(({ input }) => input)).toEqual([
      {},
      { month: '2026-05' },
      { month: '2026-04' },
    ]);
    turn(page, 1);
    turn(page, 1);
    turn(page, 1);
    expect(stage.cloud.calls.slice(3).map(({ input }) => input)).toEqual([{ month: '2026-05' }, {}]);
  });

  test('the old one stays until the new one is there, and a slow answer never covers a newer one', async () => {
    const page = await openWith();
    turn(page, -1);
    const slow = stage.cloud.next('checkInCalendar');
    turn(page, -1);
    expect([monthShown(page), dataOf(page).turning]).toEqual(['6', true]);
    const [, april] = stage.cloud.open('checkInCalendar');
    await april?.answer(calendarOf({ ...may, month: '2026-04' }));
    await slow.answer(calendarOf(may));
    expect([monthShown(page), dataOf(page).turning]).toEqual(['4', false]);
  });

  test('one that does not come leaves the page where it is, which is said', async () => {
    const page = await openWith();
    turn(page, -1);
    await stage.cloud.next('checkInCalendar').lose();
    expect([monthShown(page), dataOf(page).turning]).toEqual(['6', false]);
    expect(stage.phone.toasts).toEqual([refusal('NETWORK_ERROR')]);
    await page.pullDown();
    expect(stage.cloud.next('checkInCalendar').input).toEqual({});
  });

  test('one that is over is the one that is asked for again when one comes back', async () => {
    const page = await openWith();
    turn(page, -1);
    await stage.cloud.next('checkInCalendar').answer(calendarOf(may));
    await page.comeBack();
    expect(stage.cloud.next('checkInCalendar').input).toEqual({ month: '2026-05' });
  });

  test('that of a made-up day comes with the answer', async () => {
    const page = await openWith({
      ...terms({ freeLeft: 1 }),
      streak: { rescue: { day: '2026-05-31', streakDays: 9 } },
    });
    await page.tap(copy().rescue('5月31日', '9'));
    await page.tap(copy().acts.tier);
    await stage.cloud.next('makeUp').answer(answerOf('makeUp', { ...calendarOf(may), paidBy: 'tier' }));
    expect(monthShown(page)).toBe('5');
    await page.comeBack();
    expect(stage.cloud.next('checkInCalendar').input).toEqual({ month: '2026-05' });
  });
});

test('today, while it is open, leads to the first page', async () => {
  const page = await openWith();
  await page.tap('18');
  expect(stage.phone.routes).toEqual(['switchTab /pages/home/index']);
});

test('a day that is done and one that has not come do nothing', async () => {
  const page = await openWith();
  for (const day of ['17', '19']) await page.tap(day);
  expect([stage.phone.routes, stage.phone.toasts, isSheetOpen(page)]).toEqual([[], [], false]);
});
