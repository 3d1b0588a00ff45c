import { homeCopy } from '../../copy/home';
import type { Home } from '../../services/home';
import { withCommas, withSign } from '../../utils/format';

export type Guide = NonNullable<Home['guide']>;
export type Reward = 'joining_gift' | 'starter_task';

/** A newcomer's three steps, each with what it is worth and how far it is. */
export function guideOf({ gift, starter }: Guide) {
  const { guideSteps } = homeCopy;
  const came = starter.state !== 'locked';
  const steps = [
    { name: 'joining_gift', ...guideSteps.gift, points: withSign(gift.points), state: gift.state },
    { name: 'check_in', ...guideSteps.checkIn, points: '', state: came ? 'claimed' : 'open' },
    { name: 'starter_task', ...guideSteps.starter, points: withSign(starter.points), state: starter.state },
  ].map((step, index) => ({ ...step, line: lineOf(step), number: index + 1 }));
  const done = steps.filter(({ state }) => state === 'claimed').length;
  return { steps, done: homeCopy.guideDone(withCommas(done), withCommas(steps.length)) };
}

function lineOf({ state, line }: { readonly state: string; readonly line: string }): string {
  if (state === 'claimed') return homeCopy.guideDoneLine;
  return state === 'locked' ? homeCopy.guideLockedLine : line;
}

/** The first check-in opens the starter's reward. */
export const afterCheckIn = (guide: Home['guide']): Home['guide'] =>
  guide?.starter.state === 'locked' ? { ...guide, starter: { ...guide.starter, state: 'open' } } : guide;

/** With a reward claimed; null where nothing is left to claim. */
export function afterClaim(guide: Home['guide'], reward: Reward): Home['guide'] {
  if (!guide) return null;
  const part = reward === 'joining_gift' ? 'gift' : 'starter';
  const next = { ...guide, [part]: { ...guide[part], state: 'claimed' as const } };
  return next.gift.state === 'claimed' && next.starter.state === 'claimed' ? null : next;
}
