import { homeCopy } from '../../copy/home';
import type { Home } from '../../services/home';
import { weekdayOf } from '../../utils/format';

const FIRST_STEP_PX = 54;
const RISE_PX = 14;

export interface Step {
  readonly day: string;
  readonly label: string;
  readonly state: Home['weekStrip'][number]['state'];
  readonly heightPx: number;
  readonly gain: string;
  /** What a screen reader says of the step. */
  readonly spoken: string;
}

/** The week as a stair: each day one step, each step higher. */
export function stepsOf(strip: Home['weekStrip'], businessDay: string): Step[] {
  return strip.map(({ day, state, points }, index) => {
    const label = day === businessDay ? homeCopy.today : weekdayOf(day);
    const gain = points === null ? '' : homeCopy.gain(points);
    const heightPx = FIRST_STEP_PX + RISE_PX * index;
    return { day, state, label, heightPx, gain, spoken: `${label} ${homeCopy.stepStates[state]} ${gain}` };
  });
}

/** Where the member stands: on the newest day that is done, or nowhere yet. */
export function standOf(steps: readonly Step[]): { leftPercent: number; bottomPx: number } | null {
  const index = steps.map((step) => step.state).lastIndexOf('done');
  const step = steps[index];
  return step ? { leftPercent: ((index + 0.5) * 100) / steps.length, bottomPx: step.heightPx + 4 } : null;
}
