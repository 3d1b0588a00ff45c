import type { Answers, Telling } from './answers';

type Calendar = Answers['checkInCalendar'];
type Day = Calendar['days'][number];

/** Where a member may stand with the month: with free make-ups, with a card to buy first, and in a month that is over. */
export const calendarPlaces = ['calendar', 'calendarBuying', 'calendarOver'] as const;

export type CalendarPlace = (typeof calendarPlaces)[number];

const TODAY = '2026-06-18';
const NOTHING = { points: 0, bonusPoints: 0, canMakeUp: false };
const BEFORE: Omit<Day, 'day'> = { ...NOTHING, state: 'before' };
const DAYS_A_WEEK = 7;

/** One letter a day: what came of it, or nothing before the member came. A capital X can still be made up. */
const letters: Readonly<Record<string, Omit<Day, 'day'>>> = {
  d: { ...NOTHING, state: 'done', points: 10 },
  m: { ...NOTHING, state: 'made_up' },
  x: { ...NOTHING, state: 'missed' },
  X: { ...NOTHING, state: 'missed', canMakeUp: true },
  t: { ...NOTHING, state: 'today', points: 10 },
  u: { ...NOTHING, state: 'upcoming', points: 10 },
};

/** @param bonusPoints What one day a week pays beside, of those ahead. */
const daysOf = (month: string, story: string, bonusPoints: number): Day[] =>
  [...story].map((letter, index) => {
    const told = letters[letter] ?? BEFORE;
    const pays = told.state === 'upcoming' && index % DAYS_A_WEEK === DAYS_A_WEEK - 2;
    const day = `${month}-${String(index + 1).padStart(2, '0')}`;
    return { ...told, day, bonusPoints: pays ? bonusPoints : 0 };
  });

const giftsOf = (reachedDays: number, scale = 1): Calendar['milestones'] =>
  (
    [
      [7, 20, 1],
      [14, 30, 0],
      [21, 40, 1],
      [30, 60, 1],
      [60, 120, 2],
      [100, 200, 2],
    ] as const
  ).map(([streakDays, points, makeUpCards]) => ({
    streakDays: streakDays * scale,
    points: points * scale,
    makeUpCards: makeUpCards * scale,
    isReached: streakDays * scale <= reachedDays,
  }));

const ordinary: Calendar = {
  businessDay: TODAY,
  balancePoints: 2_480,
  month: '2026-06',
  firstMonth: '2026-02',
  days: daysOf('2026-06', 'ddxxXdddmddddddddtuuuuuuuuuuuu', 20),
  doneDays: 14,
  streak: {
    days: 12,
    bestDays: 26,
    fromDay: '2026-06-06',
    madeUpDays: ['2026-06-09'],
    rescue: { day: '2026-06-05', streakDays: 13 },
  },
  makeUp: {
    windowDays: 14,
    timesLeft: 2,
    freeLeft: 1,
    cards: 2,
    cardPricePoints: 60,
    cardsLeftToBuy: 2,
  },
  milestones: giftsOf(7),
};

const buying: Calendar = { ...ordinary, makeUp: { ...ordinary.makeUp, freeLeft: 0, cards: 0 } };

const over: Calendar = {
  ...ordinary,
  month: '2026-02',
  days: daysOf('2026-02', 'bbbbbbbbbdddxdddddddddxxdddd', 0),
  doneDays: 16,
};

const MANY = 9_999_999;

/** Everything at its longest. */
const longest: Calendar = {
  ...ordinary,
  balancePoints: MANY,
  days: daysOf('2026-06', 'dmXmXmXdXdXmXdmXmtuuuuuuuuuuuu', MANY),
  doneDays: 9_999,
  streak: {
    days: 9_999,
    bestDays: MANY,
    fromDay: '1999-12-31',
    madeUpDays: Array.from({ length: 62 }, () => '2026-06-09'),
    rescue: { day: '2025-12-31', streakDays: MANY },
  },
  makeUp: {
    windowDays: 999,
    timesLeft: MANY,
    freeLeft: MANY,
    cards: MANY,
    cardPricePoints: MANY,
    cardsLeftToBuy: MANY,
  },
  milestones: giftsOf(0, 9_999),
};

/** Her first morning. */
const first: Calendar = {
  ...ordinary,
  balancePoints: 0,
  firstMonth: '2026-06',
  days: daysOf('2026-06', 'bbbbbbbbbbbbbbbbbtuuuuuuuuuuuu', 10),
  doneDays: 0,
  streak: { days: 0, bestDays: 0, fromDay: null, madeUpDays: [], rescue: null },
  makeUp: { ...ordinary.makeUp, freeLeft: 0, cards: 0 },
  milestones: giftsOf(0),
};

/** What `checkInCalendar` answers, wherever one stands. */
export const calendarsTold: Readonly<Record<Telling, Readonly<Record<CalendarPlace, Calendar>>>> = {
  normal: { calendar: ordinary, calendarBuying: buying, calendarOver: over },
  extreme: {
    calendar: longest,
    calendarBuying: { ...longest, makeUp: { ...longest.makeUp, freeLeft: 0, cards: 0 } },
    calendarOver: { ...longest, month: '2026-02', days: over.days },
  },
  empty: { calendar: first, calendarBuying: first, calendarOver: first },
};

/** The newest of the missed days is made up. */
export function madeUpOf(calendar: Calendar): Answers['makeUp'] {
  const { rescue } = calendar.streak;
  const days = calendar.days.map((day) =>
    day.day === rescue?.day ? { ...day, state: 'made_up' as const, canMakeUp: false } : day,
  );
  return {
    ...calendar,
    paidBy: calendar.makeUp.freeLeft > 0 ? 'tier' : 'card',
    days,
    doneDays: calendar.doneDays + 1,
    streak: { ...calendar.streak, days: rescue?.streakDays ?? calendar.streak.days, rescue: null },
  };
}

/** One more card. */
export const boughtOf = ({ balancePoints, makeUp }: Calendar): Answers['buyMakeUpCard'] => ({
  balancePoints: Math.max(0, balancePoints - makeUp.cardPricePoints),
  makeUp: {
    ...makeUp,
    cards: makeUp.cards + 1,
    cardsLeftToBuy: Math.max(0, makeUp.cardsLeftToBuy - 1),
  },
});
