import type { DayNumber } from '../../cloudfunctions/community/time';
import { hourAndMinute, instantOf } from './calendar';
import type { Habit, Person } from './cast';
import { chanceOf, wholeOf } from './chance';
import { stepOf, type Deed, type Step } from './step';

type Wish = Extract<Deed, { kind: 'redeem' }>;

const wish = (itemId: string, quantity = 1, variantId = ''): Wish => ({
  kind: 'redeem',
  itemId,
  variantId,
  quantity,
});

/** What members come for, now and then; who has not enough goes away with nothing. */
const WISHES: readonly Wish[] = [
  wish('kiln-lot'),
  wish('clay-for-school', 2),
  wish('e-book'),
  wish('make-up-card'),
  wish('tote', 1, 'raw'),
  wish('tote', 1, 'clay'),
];
const LOOKS_DAYS_AGO = [13, 9, 5, 2];
const TAKES: Readonly<Record<Habit, number>> = { core: 0.9, ordinary: 0.4, lurking: 0, left: 0 };

/** The core takes the two places of the visit. */
const VISIT = { daysAgo: 10, places: 2 };

/** Late, when all that the day brings has come; and the operators send parcels the day after. */
const SHOPPING_MINUTE = hourAndMinute(22, 5);
const SENDING_MINUTE = hourAndMinute(23, 52);

/** What a member redeems, day by day. */
export function shoppingSteps(seed: string, cast: readonly Person[], today: DayNumber): Step[] {
  // What founders have from a year ago runs out before their eyes; shopping would use it up.
  const shoppers = cast.filter(({ isFounder }) => !isFounder);
  const visitors = shoppers.filter(({ habit }) => habit === 'core').slice(0, VISIT.places);
  return [
    ...shoppers.flatMap((person) => shoppingOf(seed, person, today)),
    ...visitors.map(({ openid }) =>
      stepOf(openid, instantOf(today - VISIT.daysAgo, SHOPPING_MINUTE, 30), wish('kiln-visit')),
    ),
  ];
}

function shoppingOf(seed: string, { openid, habit, joinedDaysAgo }: Person, today: DayNumber): Step[] {
  return LOOKS_DAYS_AGO.flatMap((daysAgo) => {
    const of = (what: string) => [seed, openid, daysAgo, what] as const;
    if (joinedDaysAgo <= daysAgo || chanceOf(...of('takes')) >= TAKES[habit]) return [];
    const wanted = WISHES[wholeOf(0, WISHES.length - 1, ...of('wish'))];
    return wanted ? bought(openid, today, daysAgo, wanted) : [];
  });
}

/**
 * The one that the phone begins as: a code, a draw, and a parcel that is on its way. All of it this morning: what was to run out has run
 * out by then, whatever day of the month it is.
 */
export const viewersShopping = (openid: string, today: DayNumber): Step[] => [
  stepOf(openid, instantOf(today, hourAndMinute(0, 20)), wish('e-book')),
  stepOf(openid, instantOf(today, hourAndMinute(0, 24)), wish('kiln-lot')),
  stepOf(openid, instantOf(today, hourAndMinute(0, 31)), wish('tote', 1, 'clay')),
  stepOf(openid, instantOf(today, hourAndMinute(6, 10)), { kind: 'ship', number: 'SF1388000024' }),
];

function bought(openid: string, today: DayNumber, daysAgo: number, wanted: Wish): Step[] {
  const steps = [stepOf(openid, instantOf(today - daysAgo, SHOPPING_MINUTE), wanted)];
  if (wanted.itemId !== 'tote') return steps;
  const number = `SF${1_380_000_000 + daysAgo}`;
  return [...steps, stepOf(openid, instantOf(today - daysAgo + 1, SENDING_MINUTE), { kind: 'ship', number })];
}
