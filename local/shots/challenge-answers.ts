import type { Answers, Telling } from './answers';

type Challenges = Answers['challenges'];
type Challenge = Challenges['challenges'][number];
type Run = NonNullable<Challenge['run']>;

/** Where a member may stand with the challenges: in none, in as many as may run, and at the end of some. */
export const challengePlaces = ['challenges', 'challengesRunning', 'challengesOver'] as const;

export type ChallengePlace = (typeof challengePlaces)[number];

const week: Challenge = {
  challengeId: 'week_of_seven',
  title: '七天不断线',
  hint: '7 天里签满 6 天',
  days: 7,
  goalDays: 6,
  options: [
    { pledgePoints: 0, rewardPoints: 10 },
    { pledgePoints: 50, rewardPoints: 25 },
  ],
  run: null,
  startsOn: '2026-06-18',
};

const habit: Challenge = {
  ...week,
  challengeId: 'habit_of_21',
  title: '21 天养成',
  hint: '21 天里签满 18 天',
  days: 21,
  goalDays: 18,
  options: [
    { pledgePoints: 0, rewardPoints: 40 },
    { pledgePoints: 100, rewardPoints: 80 },
    { pledgePoints: 5_000, rewardPoints: 300 },
  ],
};

const run = (state: Run['state'], doneDays: number, goalDays: number, pledgePoints: number): Run => ({
  state,
  fromDay: '2026-06-15',
  toDay: '2026-06-21',
  doneDays,
  goalDays,
  daysLeft: 4,
  pledgePoints,
  rewardPoints: 25,
});

const over = (state: 'won' | 'lost', doneDays: number, pledgePoints: number): Run => ({
  ...run(state, doneDays, 6, pledgePoints),
  fromDay: '2026-06-08',
  toDay: '2026-06-14',
  daysLeft: 0,
});

const third: Challenge = { ...week, challengeId: 'morning', title: '早起一周', hint: '早早地来，别断两天' };

const placesOf = (balancePoints: number): Readonly<Record<ChallengePlace, Challenges>> => {
  const standing = { businessDay: '2026-06-18', balancePoints, mostAtOnce: 2 };
  return {
    challenges: { ...standing, running: 0, challenges: [week, habit] },
    challengesRunning: {
      ...standing,
      running: 2,
      challenges: [
        { ...week, run: run('running', 3, 6, 50) },
        {
          ...habit,
          run: {
            ...run('out_of_reach', 9, 18, 100),
            fromDay: '2026-06-02',
            toDay: '2026-06-22',
            daysLeft: 5,
          },
        },
        third,
      ],
    },
    challengesOver: {
      ...standing,
      running: 0,
      challenges: [
        { ...week, run: over('won', 6, 50) },
        { ...third, run: over('lost', 4, 50) },
      ],
    },
  };
};

const LONG_TITLE = '把院子里那棵老柿子树下的茶桌和窑边的架子都收拾一遍再签到';
const UNBROKEN = 'ChallengeTitleWithoutAnySpaceInItThatWouldBreakTheLine';
const MOST = 9_999_999;

const atLongest = (told: Challenges): Challenges => ({
  ...told,
  balancePoints: MOST,
  mostAtOnce: told.running > 0 ? 9_999 : told.mostAtOnce,
  running: told.running > 0 ? 9_999 : 0,
  challenges: told.challenges.map((challenge, index) => ({
    ...challenge,
    title: index % 2 === 0 ? LONG_TITLE : UNBROKEN,
    hint: `${challenge.hint}，${LONG_TITLE}，${UNBROKEN}`,
    days: 9_999,
    goalDays: 9_999,
    options: challenge.options.map(({ pledgePoints }, option) => ({
      pledgePoints: pledgePoints > 0 ? MOST + option - 1 : 0,
      rewardPoints: MOST,
    })),
    run: challenge.run && {
      ...challenge.run,
      doneDays: 8_888,
      goalDays: 9_999,
      daysLeft: 9_999,
      toDay: '2053-10-31',
      pledgePoints: MOST,
      rewardPoints: MOST,
    },
  })),
});

const mapped = (
  places: Readonly<Record<ChallengePlace, Challenges>>,
  told: (challenges: Challenges) => Challenges,
): Readonly<Record<ChallengePlace, Challenges>> => ({
  challenges: told(places.challenges),
  challengesRunning: told(places.challengesRunning),
  challengesOver: told(places.challengesOver),
});

/** What `challenges` answers, wherever one stands. */
export const challengesTold: Readonly<Record<Telling, Readonly<Record<ChallengePlace, Challenges>>>> = {
  normal: placesOf(2_480),
  extreme: mapped(placesOf(MOST), atLongest),
  empty: mapped(placesOf(0), (told) => ({ ...told, running: 0, challenges: [] })),
};

/** What joining the first one answers, with its last pledge set aside. */
export function joinedOf(told: Challenges): Answers['joinChallenge'] {
  const [first, ...others] = told.challenges;
  if (!first) return told;
  const { pledgePoints = 0, rewardPoints = 0 } = first.options.at(-1) ?? {};
  const joined: Run = {
    ...run('running', 0, first.goalDays, pledgePoints),
    fromDay: first.startsOn,
    toDay: '2026-06-24',
    daysLeft: first.days,
    rewardPoints,
  };
  return {
    ...told,
    balancePoints: told.balancePoints - pledgePoints,
    running: told.running + 1,
    challenges: [{ ...first, run: joined }, ...others],
  };
}
