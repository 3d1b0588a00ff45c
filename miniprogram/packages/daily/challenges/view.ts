import { challengesCopy } from '../../../copy/challenges';
import type { Challenge, Challenges } from '../../../services/challenges';
import { withCommas } from '../../../utils/format';
import { isActive, runOf } from './run';

type Option = Challenge['options'][number];

/** Which pledge the member has chosen, by challenge. */
export type Chosen = Readonly<Record<string, number>>;

export function viewOf(answer: Challenges, chosen: Chosen) {
  const { balancePoints, challenges, businessDay } = answer;
  return {
    balancePoints,
    challenges: challenges.map((challenge) => {
      const { challengeId, title, hint, days, goalDays, run } = challenge;
      return {
        challengeId,
        title,
        hint,
        goal: challengesCopy.goal(withCommas(goalDays), withCommas(days)),
        run: run && runOf(run, businessDay),
        ...offerOf(challenge, answer, chosen),
      };
    }),
  };
}

export type ChallengesView = ReturnType<typeof viewOf>;

/** The option that is chosen: the member's own choice, or else the first one that there are points for. */
export function chosenOf(
  { challengeId, options }: Challenge,
  balancePoints: number,
  chosen: Chosen,
): Option | undefined {
  const affordable = options.filter(({ pledgePoints }) => pledgePoints <= balancePoints);
  return affordable.find(({ pledgePoints }) => pledgePoints === chosen[challengeId]) ?? affordable[0];
}

/** What can be joined, and what is said where nothing can. */
function offerOf(
  challenge: Challenge,
  { balancePoints, running, mostAtOnce }: Challenges,
  chosen: Chosen,
): { readonly options: readonly OptionView[]; readonly action: string; readonly instead: string } {
  const { options, run } = challenge;
  if (run && isActive(run)) return { options: [], action: '', instead: '' };
  if (running >= mostAtOnce)
    return { options: [], action: '', instead: challengesCopy.full(withCommas(mostAtOnce)) };
  const choice = chosenOf(challenge, balancePoints, chosen);
  return {
    options: options.map((option) => optionOf(option, balancePoints, option === choice)),
    action: choice ? (run ? challengesCopy.joinAgain : challengesCopy.join) : '',
    instead: '',
  };
}

function optionOf({ pledgePoints, rewardPoints }: Option, balancePoints: number, isChosen: boolean) {
  const reward = withCommas(rewardPoints);
  const missing = pledgePoints - balancePoints;
  return {
    pledgePoints,
    title: pledgePoints > 0 ? challengesCopy.pledge(withCommas(pledgePoints)) : challengesCopy.noPledge,
    line: pledgePoints > 0 ? challengesCopy.paysAndBack(reward) : challengesCopy.pays(reward),
    /** Empty where there are points enough. */
    short: missing > 0 ? challengesCopy.short(withCommas(missing)) : '',
    isChosen,
  };
}

type OptionView = ReturnType<typeof optionOf>;
