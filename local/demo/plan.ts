import { dayOf, type DayNumber } from '../../cloudfunctions/community/time';
import { instantOf } from './calendar';
import { castOf, leadsOf, type Person } from './cast';
import { eventSteps } from './events';
import { foundingSteps } from './founding';
import { lifeOf } from './life';
import { applicantSteps } from './newcomers';
import { shelfSteps } from './shelf';
import { shoppingSteps, viewersShopping } from './shopping';
import type { Step } from './step';
import { viewersLife } from './viewer';

/** When the hourly timer comes by after midnight: the hour in which days, weeks and months end. */
const TIMERS_AT_MINUTE = 7;

export interface DemoPlan {
  readonly cast: readonly Person[];
  /** What the operators put on the mall's shelf before. */
  readonly shelf: readonly Step[];
  /** Everything that anybody does, in order of time. */
  readonly steps: readonly Step[];
}

/**
 * What the demo community has lived through when it is looked at on the day `today`, that day included. Pure: the same
 * seed and day give the same plan, and another day gives the same six weeks, only later.
 */
export function planDemo(seed: string, today: DayNumber, nameOf: (openid: string) => string): DemoPlan {
  const cast = castOf(seed, nameOf);
  const lives = cast.flatMap((person) => [
    ...(person.isFounder ? foundingSteps(person.openid, today) : []),
    ...(person.isViewer
      ? [...viewersLife(person.openid, today), ...viewersShopping(person.openid, today)]
      : lifeOf(seed, person, today)),
  ]);
  const steps = [
    ...lives,
    ...eventSteps(cast, today),
    ...shoppingSteps(seed, cast, today),
    ...applicantSteps(today),
  ].sort((a, b) => a.atMs - b.atMs);
  return { cast, shelf: shelfSteps(today), steps };
}

/** The shelf and the leads: what has to be there before anybody looks. */
export const FIRST_STRETCHES = 2;

/** What can be lived at a stretch: members side by side, each member's own steps in order. */
export interface Stretch {
  /** When the timers run before it; null where they do not. */
  readonly timersAtMs: number | null;
  readonly lives: readonly (readonly Step[])[];
}

/**
 * The plan up to an instant, as stretches one after another. The shelf comes first, then the leads, all that they have lived at once, so
 * that whoever opens the page meets a member who is complete, and a tap of today never comes before that member's past.
 * Then the others, day by day, with the timers in between.
 */
export function stretchesOf({ cast, shelf, steps }: DemoPlan, untilMs: number): Stretch[] {
  const leads = new Set(leadsOf(cast).map(({ openid }) => openid));
  const past = steps.filter(({ atMs }) => atMs < untilMs);
  const others = past.filter(({ openid }) => !leads.has(openid));
  const days = [...groupsOf(others, ({ atMs }) => dayOf(atMs))].map(([day, stepsOfDay]) => ({
    timersAtMs: instantOf(day, TIMERS_AT_MINUTE),
    lives: livesOf(stepsOfDay),
  }));
  return [
    { timersAtMs: null, lives: [shelf] },
    { timersAtMs: null, lives: livesOf(past.filter(({ openid }) => leads.has(openid))) },
    ...days,
  ];
}

const livesOf = (steps: readonly Step[]): Step[][] => [...groupsOf(steps, ({ openid }) => openid).values()];

/** Groups in the order in which their first ones come. */
function groupsOf<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
