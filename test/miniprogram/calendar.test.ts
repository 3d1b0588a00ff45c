import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type * as v from 'valibot';
import type { checkInCalendarContract } from '../../cloudfunctions/community/check-in/contract';

type CheckInCalendar = v.InferOutput<typeof checkInCalendarContract.answer>;
type State = CheckInCalendar['days'][number]['state'];

/** The page's own words, as far as they are looked at here: it is typed for the phone, and this is not one. */
interface Month {
  readonly cellsOf: (calendar: CheckInCalendar) => { look: string; link: string; gain: string }[];
  readonly columnOf: (day: string) => number;
  readonly monthBeside: (month: string, step: number) => string;
}
interface Sheet {
  readonly cannotOf: (calendar: CheckInCalendar, day: string) => string;
  readonly sheetOf: (
    calendar: CheckInCalendar,
    day: string,
  ) => { act: string; changes: { name: string; after: string }[] };
}
interface View {
  readonly viewOf: (
    calendar: CheckInCalendar,
  ) => Record<'hasPrevious' | 'hasNext', boolean> & { today: number; why: string; more: string };
}
interface Gifts {
  readonly giftsOf: (calendar: CheckInCalendar) => { streakDays: number; look: string; when: string }[];
}

const ofThePage = <Part>(name: string): Part =>
  jest.requireActual<Part>(`../../miniprogram/packages/daily/calendar/${name}`);
const { cellsOf, columnOf, monthBeside } = ofThePage<Month>('month');
const { cannotOf, sheetOf } = ofThePage<Sheet>('sheet');
const { viewOf } = ofThePage<View>('view');
const { giftsOf } = ofThePage<Gifts>('gifts');

const TODAY = '2026-06-18';
const STATES: readonly State[] = ['before', 'done', 'made_up', 'missed', 'upcoming'];
const dayOf = (number: number) => `2026-06-${String(number).padStart(2, '0')}`;

const daysOf = (states: readonly State[]): CheckInCalendar['days'] =>
  states.map((state, index) => ({
    day: dayOf(index + 1),
    state,
    points: 10,
    bonusPoints: 5,
    canMakeUp: state === 'missed',
  }));

const calendar: CheckInCalendar = {
  businessDay: TODAY,
  balancePoints: 100,
  month: '2026-06',
  firstMonth: '2026-06',
  days: [],
  doneDays: 0,
  streak: { days: 0, bestDays: 0, fromDay: null, madeUpDays: [], rescue: null },
  makeUp: { windowDays: 7, timesLeft: 1, freeLeft: 0, cards: 0, cardPricePoints: 60, cardsLeftToBuy: 1 },
  milestones: [],
};

const states = fc.array(fc.constantFrom(...STATES), { minLength: 28, maxLength: 30 });
const count = fc.nat(5);
const makeUps = fc.record({
  windowDays: count,
  timesLeft: count,
  freeLeft: count,
  cards: count,
  cardPricePoints: fc.nat(200),
  cardsLeftToBuy: count,
});

describe('the grid', () => {
  it('links exactly the neighbours of a row that are done, from both sides', () => {
    fc.assert(
      fc.property(states, (told) => {
        const cells = cellsOf({ ...calendar, days: daysOf(told) });
        const isDone = (index: number) => told[index] === 'done' || told[index] === 'made_up';
        for (const [index, { link }] of cells.entries()) {
          const isRowsLast = columnOf(dayOf(index + 1)) === 6;
          const goesOn = isDone(index) && isDone(index + 1) && !isRowsLast;
          expect(link === 'right' || link === 'both').toBe(goesOn);
          if (index + 1 < cells.length)
            expect(['left', 'both'].includes(cells[index + 1]?.link ?? '')).toBe(goesOn);
        }
      }),
    );
  });

  it('runs up to today while it is open, but not on from there', () => {
    const cells = cellsOf({ ...calendar, days: daysOf(['done', 'done', 'today', 'done', 'done']) });
    expect(cells.map(({ link }) => link)).toEqual(['right', 'both', 'left', 'right', 'left']);
  });

  it('tells what a streak pays only of days that can still be earned', () => {
    const cells = cellsOf({ ...calendar, days: daysOf(['done', 'missed', 'made_up', 'today', 'upcoming']) });
    expect(cells.map(({ gain }) => gain)).toEqual(['', '', '', '+5', '+5']);
  });

  it('offers no make-up where the month has none left', () => {
    const days = daysOf(['missed']);
    const lookWith = (timesLeft: number) =>
      cellsOf({ ...calendar, days, makeUp: { ...calendar.makeUp, timesLeft } })[0]?.look;
    expect([lookWith(1), lookWith(0)]).toEqual(['open', 'missed']);
  });

  it('begins on the weekday of the first: a Sunday last, a Monday first', () => {
    expect(['2026-02-01', '2026-06-01', '2026-06-18'].map(columnOf)).toEqual([6, 0, 3]);
  });

  it('goes over the turn of the year', () => {
    expect([monthBeside('2026-12', 1), monthBeside('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  });
});

describe('the page of a month', () => {
  it('marks today only in its own month', () => {
    const other = viewOf({ ...calendar, month: '2026-05', days: [], firstMonth: '2026-04' });
    expect([viewOf(calendar).today, other.today]).toEqual([18, 0]);
    expect([viewOf(calendar).hasPrevious, viewOf(calendar).hasNext]).toEqual([false, false]);
    expect([other.hasPrevious, other.hasNext]).toEqual([true, true]);
  });

  it('says why the streak is what it is', () => {
    const streak = { ...calendar.streak, days: 12, bestDays: 26, fromDay: '2025-12-30' };
    const told = viewOf({ ...calendar, streak: { ...streak, madeUpDays: ['2026-01-02'] } });
    expect([told.why, told.more]).toEqual([
      '2025年12月30日起，连着 12 天没断',
      '1 天是补上的 · 最长连过 26 天',
    ]);
    expect(viewOf({ ...calendar, streak: { ...streak, bestDays: 12 } }).more).toBe('这就是最长的一次');
    expect(viewOf({ ...calendar, streak: { ...streak, days: 1, bestDays: 1 } }).more).toBe('');
  });
});

describe('the sheet', () => {
  it('takes a free one before a card, a card before points, and never offers what there is not', () => {
    fc.assert(
      fc.property(makeUps, fc.nat(200), (makeUp, balancePoints) => {
        const { act, changes } = sheetOf({ ...calendar, makeUp, balancePoints }, TODAY);
        const names = changes.map(({ name }) => name);
        if (makeUp.freeLeft > 0) expect([act, names]).toEqual(['makeUp', ['免费补签']]);
        else if (makeUp.cards > 0) expect([act, names]).toEqual(['makeUp', ['补签卡']]);
        else if (makeUp.cardsLeftToBuy > 0 && makeUp.cardPricePoints <= balancePoints)
          expect([act, names]).toEqual(['buy', ['补签卡', '积分']]);
        else expect([act, names]).toEqual(['tasks', []]);
        for (const { after } of changes) expect(after).not.toContain('-');
      }),
    );
  });

  it('is opened exactly for days that can be made up', () => {
    fc.assert(
      fc.property(makeUps, fc.boolean(), (makeUp, canMakeUp) => {
        const days = daysOf(['missed']).map((day) => ({ ...day, canMakeUp }));
        const cannot = cannotOf({ ...calendar, days, makeUp }, dayOf(1));
        expect(cannot === '').toBe(canMakeUp && makeUp.windowDays > 0 && makeUp.timesLeft > 0);
      }),
    );
  });
});

describe('the gifts for days in a row', () => {
  const milestones = [7, 14, 21, 30, 60, 100].map((streakDays) => ({
    streakDays,
    points: streakDays,
    makeUpCards: 1,
    isReached: false,
  }));
  const reachedTo = (reached: number) =>
    milestones.map((each) => ({ ...each, isReached: each.streakDays <= reached }));
  const withDays = (streakDays: number, reached: number, state: State = 'today') =>
    giftsOf({
      ...calendar,
      days: [{ day: TODAY, state, points: 0, bonusPoints: 0, canMakeUp: false }],
      streak: { ...calendar.streak, days: streakDays },
      milestones: reachedTo(reached),
    });

  it.each([
    [0, [7, 14, 21, 30]],
    [7, [7, 14, 21, 30]],
    [14, [14, 21, 30, 60]],
    [30, [21, 30, 60, 100]],
    [100, [21, 30, 60, 100]],
  ])('show the last that was reached and the next ones: %d', (reached, shown) => {
    expect(withDays(0, reached).map(({ streakDays }) => streakDays)).toEqual(shown);
  });

  it('mark the next one only, and none where all are reached', () => {
    const looks = (reached: number) => withDays(0, reached).map(({ look }) => look);
    expect(looks(14)).toEqual(['reached', 'next', 'ahead', 'ahead']);
    expect(looks(100)).toEqual(['reached', 'reached', 'reached', 'reached']);
  });

  it.each([
    [13, 'today', '今天'],
    [12, 'today', '明天'],
    [11, 'today', '还差 3 天'],
    [13, 'done', '明天'],
    [12, 'done', '还差 2 天'],
  ] as const)('after %d days, today being %s, the next one comes: %s', (days, state, when) => {
    expect(withDays(days, 7, state)[1]?.when).toBe(when);
  });

  it('are fewer where there are fewer', () => {
    const few = milestones.slice(0, 2);
    expect(giftsOf({ ...calendar, milestones: few })).toHaveLength(2);
    expect(giftsOf(calendar)).toEqual([]);
  });
});
