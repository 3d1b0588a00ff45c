import { challengesCopy as copy } from '../../../copy/challenges';
import type { Challenge } from '../../../services/challenges';
import { dayNameOf, withCommas, withSign } from '../../../utils/format';
import { percentOf, stepsOf } from './stair';

type Run = NonNullable<Challenge['run']>;

/** How a member's newest attempt stands, or how it went. */
export function runOf(run: Run, today: string) {
  const { state, doneDays, goalDays, daysLeft, fromDay, toDay } = run;
  const [done, goal] = [withCommas(doneDays), withCommas(goalDays)];
  const lastDay = dayNameOf(toDay, today);
  return {
    state,
    word: copy.states[state],
    steps: stepsOf(doneDays, goalDays),
    percent: percentOf(doneDays, goalDays),
    spoken: copy.stair(done, goal),
    done: copy.done(done, goal),
    when: {
      running: copy.left(withCommas(daysLeft), lastDay),
      out_of_reach: copy.ends(lastDay),
      won: copy.span(dayNameOf(fromDay, today), lastDay),
      lost: copy.span(dayNameOf(fromDay, today), lastDay),
    }[state],
    headline: headlineOf(run),
    stake: stakeOf(run, lastDay),
  };
}

/** Whether it still runs: then it cannot be joined again. */
export const isActive = ({ state }: Run): boolean => state === 'running' || state === 'out_of_reach';

function headlineOf({ state, doneDays, goalDays }: Run): string {
  if (state === 'running') return copy.missing(withCommas(Math.max(0, goalDays - doneDays)));
  return { out_of_reach: copy.outOfReach, won: copy.won, lost: copy.lost }[state];
}

/** What the attempt pays or takes. */
function stakeOf({ state, pledgePoints, rewardPoints }: Run, lastDay: string): string {
  const pledge = withCommas(pledgePoints);
  const reward = withCommas(rewardPoints);
  const gain = withSign(rewardPoints);
  const words =
    pledgePoints > 0
      ? {
          running: copy.rewardAndPledge(pledge, reward),
          out_of_reach: copy.willBeLost(pledge, lastDay),
          won: copy.paidAndBack(pledge, gain),
          lost: copy.gone(pledge),
        }
      : {
          running: copy.reward(reward),
          out_of_reach: copy.nothingAtStake,
          won: copy.paid(gain),
          lost: copy.nothingAtStake,
        };
  return words[state];
}
