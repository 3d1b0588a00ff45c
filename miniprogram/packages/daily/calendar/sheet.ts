import { calendarCopy } from '../../../copy/calendar';
import type { CheckInCalendar } from '../../../services/check-in';
import { dateLineOf, withCommas } from '../../../utils/format';

/** What the sheet's one button does. */
type Act = 'makeUp' | 'buy' | 'tasks';

/** What changes by it, before and after. */
interface Change {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

interface Offer {
  readonly act: Act;
  readonly button: string;
  readonly changes: readonly Change[];
  /** What has to be known before. */
  readonly line: string;
}

/** Why a missed day stays missed, in one line; empty where it can be made up. */
export function cannotOf({ days, makeUp }: CheckInCalendar, wanted: string): string {
  const { cannot } = calendarCopy;
  if (makeUp.windowDays === 0) return cannot.off;
  // A day of another month is known as one that can be made up.
  const isTooOld = days.some(({ day, canMakeUp }) => day === wanted && !canMakeUp);
  if (isTooOld) return cannot.tooOld(withCommas(makeUp.windowDays));
  return makeUp.timesLeft === 0 ? cannot.monthlyLimit : '';
}

/** What it takes to make a day up: the tier's free ones come first, then cards, and a card may be bought before. */
export function sheetOf(calendar: CheckInCalendar, day: string) {
  const { rescue } = calendar.streak;
  return {
    title: calendarCopy.sheet(dateLineOf(day)),
    effect:
      rescue?.day === day ? calendarCopy.sheetRescue(withCommas(rescue.streakDays)) : calendarCopy.sheetLine,
    timesLeft: calendarCopy.timesLeft(withCommas(calendar.makeUp.timesLeft)),
    ...offerOf(calendar),
  };
}

export type SheetView = ReturnType<typeof sheetOf>;

function offerOf({ makeUp, balancePoints }: CheckInCalendar): Offer {
  const { acts } = calendarCopy;
  const { freeLeft, cards, cardPricePoints, cardsLeftToBuy } = makeUp;
  if (freeLeft > 0) return { ...NOTHING, button: acts.tier, changes: [freeChange(freeLeft)] };
  if (cards > 0) return { ...NOTHING, button: acts.card, changes: [cardChange(cards, -1)] };
  const price = withCommas(cardPricePoints);
  const elsewhere = { ...NOTHING, act: 'tasks', button: acts.tasks } as const;
  if (cardsLeftToBuy === 0) return { ...elsewhere, line: calendarCopy.soldOut };
  const missing = cardPricePoints - balancePoints;
  if (missing > 0) return { ...elsewhere, line: calendarCopy.tooDear(price, withCommas(missing)) };
  return {
    act: 'buy',
    button: acts.buy(price),
    changes: [cardChange(cards, 1), balanceChange(balancePoints, cardPricePoints)],
    line: calendarCopy.buyFirst,
  };
}

const NOTHING = { act: 'makeUp', changes: [], line: '' } as const;

const freeChange = (left: number): Change => ({
  name: calendarCopy.free,
  before: calendarCopy.times(withCommas(left)),
  after: calendarCopy.times(withCommas(left - 1)),
});

const cardChange = (cards: number, by: number): Change => ({
  name: calendarCopy.card,
  before: calendarCopy.cards(withCommas(cards)),
  after: calendarCopy.cards(withCommas(cards + by)),
});

const balanceChange = (balance: number, price: number): Change => ({
  name: calendarCopy.balance,
  before: withCommas(balance),
  after: withCommas(balance - price),
});
