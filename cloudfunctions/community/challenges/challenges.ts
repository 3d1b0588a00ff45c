import type { LedgerCall } from '../call';
import { balanceOf, timeOf, type Account, type ChallengeRun } from '../ledger';
import { membersOnly } from '../members-only';
import { dayOf, isoDateOf, type DayNumber } from '../time';
import { challengesContract } from './contract';
import { isRunning, startOf } from './rules';

/** All challenges, and how the member stands in them. */
export const challenges = membersOnly(challengesContract, (call, account) =>
  Promise.resolve({ data: challengesViewOf(call, account) }),
);

export function challengesViewOf(call: LedgerCall, account: Account) {
  const { rulebook } = call;
  const today = dayOf(timeOf(account, call.nowMs));
  const startsOn = startOf(account, today);
  return {
    businessDay: isoDateOf(today),
    balancePoints: balanceOf(call, account),
    challenges: rulebook.challenges.map(({ id, title, hint, days, goalDays, options }) => {
      const run = account.challenges[id];
      return {
        challengeId: id,
        title,
        hint,
        days,
        goalDays,
        options: options.map(({ pledgePoints, rewardPoints }) => ({ pledgePoints, rewardPoints })),
        run: run ? runOf(run, today, startsOn) : null,
        startsOn: isoDateOf(startsOn),
      };
    }),
    mostAtOnce: rulebook.challengesAtOnce,
    running: Object.values(account.challenges).filter((run) => isRunning(run, today)).length,
  };
}

type State = 'running' | 'out_of_reach' | 'won' | 'lost';

/** @param nextDay The next day on which a check-in can count. */
function runOf(run: ChallengeRun, today: DayNumber, nextDay: DayNumber) {
  const { fromDay, toDay, doneDays, goalDays, pledgePoints, rewardPoints } = run;
  const daysLeft = isRunning(run, today) ? Math.max(0, toDay - Math.max(fromDay, nextDay) + 1) : 0;
  return {
    state: stateOf(run, today, daysLeft),
    fromDay: isoDateOf(fromDay),
    toDay: isoDateOf(toDay),
    doneDays,
    goalDays,
    daysLeft,
    pledgePoints,
    rewardPoints,
  };
}

function stateOf(run: ChallengeRun, today: DayNumber, daysLeft: number): State {
  if (run.doneDays >= run.goalDays) return 'won';
  if (!isRunning(run, today)) return 'lost';
  return run.doneDays + daysLeft < run.goalDays ? 'out_of_reach' : 'running';
}
