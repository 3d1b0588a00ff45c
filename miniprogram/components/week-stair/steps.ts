import { homeCopy } from '../../copy/home';
import type { Home } from '../../services/home';
import { weekdayOf } from '../../utils/format';

const FIRST_STEP_PX = 54;
const RISE_PX = 14;

/** The sun's middle, seen from the top of today's step: half hidden while it waits, and up behind the member's head. */
const SUN_WAITS_PX = 2;
const SUN_UP_PX = 24;

/** As high as the steps of a full week, for the skeleton. */
export const STEP_HEIGHTS_PX: readonly number[] = Array.from({ length: 7 }, (_, index) => heightOf(index));

export interface Step {
  readonly day: string;
  readonly label: string;
  readonly state: Home['weekStrip'][number]['state'];
  readonly today: boolean;
  readonly heightPx: number;
  readonly gain: string;
}

/** A place on the stair. */
export interface Place {
  readonly leftPercent: number;
  readonly bottomPx: number;
}

function heightOf(index: number): number {
  return FIRST_STEP_PX + RISE_PX * index;
}

/** The week as a stair: each day one step, each step higher. */
export function stepsOf(strip: Home['weekStrip'], businessDay: string): Step[] {
  return strip.map(({ day, state, points }, index) => {
    const today = day === businessDay;
    const label = today ? homeCopy.today : weekdayOf(day);
    const gain = points === null ? '' : homeCopy.gain(points);
    return { day, state, today, label, heightPx: heightOf(index), gain };
  });
}

/** Where the member stands: on the newest day that is done, or nowhere yet. */
export const standOf = (steps: readonly Step[]): Place | null =>
  placeOn(steps, steps.map(({ state }) => state).lastIndexOf('done'), 4);

/** Where the sun is: behind today's step as long as it waits there, and above it once the member has come. */
export function sunOf(steps: readonly Step[]): Place | null {
  const index = steps.findIndex(({ today }) => today);
  return placeOn(steps, index, steps[index]?.state === 'done' ? SUN_UP_PX : SUN_WAITS_PX);
}

function placeOn(steps: readonly Step[], index: number, abovePx: number): Place | null {
  const step = steps[index];
  return step
    ? { leftPercent: ((index + 0.5) * 100) / steps.length, bottomPx: step.heightPx + abovePx }
    : null;
}
