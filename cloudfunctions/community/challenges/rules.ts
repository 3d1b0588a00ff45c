import type { Account, ChallengeRun, Effects, Verdict } from '../ledger';
import type { Rulebook } from '../rulebook';
import { dayOf, endOfDayMs, isoDateOf, type DayNumber } from '../time';

export type JoinRefusal =
  'UNKNOWN_CHALLENGE' | 'PLEDGE_NOT_OFFERED' | 'ALREADY_JOINED' | 'TOO_MANY_CHALLENGES';

export const isRunning = ({ doneDays, goalDays, toDay }: ChallengeRun, today: DayNumber): boolean =>
  doneDays < goalDays && today <= toDay;

/** The first day that counts for who joins now: a check-in that is done already is not done for the challenge. */
export const startOf = ({ checkIn }: Account, today: DayNumber): DayNumber =>
  checkIn.lastDay === today ? today + 1 : today;

/** Joins a challenge. What is pledged is set aside until it is won, and lost with the end of its last day. */
export function decideJoin(
  account: Account,
  { key, challengeId, pledgePoints }: { key: string; challengeId: string; pledgePoints: number },
  rulebook: Rulebook,
  nowMs: number,
): Verdict<JoinRefusal> {
  const terms = rulebook.challenges.find(({ id }) => id === challengeId);
  if (!terms) return { refusal: 'UNKNOWN_CHALLENGE' };
  const option = terms.options.find((each) => each.pledgePoints === pledgePoints);
  if (!option) return { refusal: 'PLEDGE_NOT_OFFERED' };
  const today = dayOf(nowMs);
  const running = Object.entries(account.challenges).filter(([, run]) => isRunning(run, today));
  if (running.some(([id]) => id === challengeId)) return { refusal: 'ALREADY_JOINED' };
  if (running.length >= rulebook.challengesAtOnce) return { refusal: 'TOO_MANY_CHALLENGES' };
  const fromDay = startOf(account, today);
  const toDay = fromDay + terms.days - 1;
  const { goalDays, growthValue } = terms;
  const { rewardPoints } = option;
  const run = {
    seq: account.seq + 1,
    fromDay,
    toDay,
    goalDays,
    doneDays: 0,
    pledgePoints,
    rewardPoints,
    growthValue,
  };
  return {
    effects: {
      key,
      fact: { type: 'challenge_joined', challengeId, fromDay: isoDateOf(fromDay), toDay: isoDateOf(toDay) },
      rulebookVersion: rulebook.version,
      move:
        pledgePoints > 0
          ? {
              kind: 'hold',
              points: pledgePoints,
              holdId: holdIdOf(challengeId),
              expiresAtMs: endOfDayMs(toDay),
              forfeitTo: 'revenue:challenge',
            }
          : { kind: 'void' },
      challenges: { ...account.challenges, [challengeId]: run },
    },
  };
}

/** One run of a challenge at a time, so one hold. */
export const holdIdOf = (challengeId: string): string => `ch:${challengeId}`;

/** Undefined for a hold of something else. */
export const challengeOfHold = (holdId: string): string | undefined => /^ch:(.+)$/.exec(holdId)?.[1];

export interface Advanced {
  readonly challenges: Account['challenges'];
  /** What comes of a challenge that is won: the pledge comes back, and the published reward is paid. */
  readonly wins: readonly Effects[];
}

/** Lets a check-in of that day count. */
export function advanced(account: Account, day: DayNumber, rulebook: Rulebook): Advanced {
  const wins: Effects[] = [];
  const challenges = Object.entries(account.challenges).map(([id, run]) => {
    if (!isRunning(run, day) || day < run.fromDay) return [id, run] as const;
    const next = { ...run, doneDays: run.doneDays + 1 };
    if (next.doneDays === run.goalDays) wins.push(...wonBy(id, next, rulebook));
    return [id, next] as const;
  });
  return { challenges: Object.fromEntries(challenges), wins };
}

function wonBy(challengeId: string, run: ChallengeRun, { version: rulebookVersion }: Rulebook): Effects[] {
  const { seq, pledgePoints, rewardPoints, growthValue, doneDays } = run;
  const back: Effects = {
    key: `cb:${challengeId}:${seq}`,
    fact: { type: 'pledge_back', challengeId },
    rulebookVersion,
    move: { kind: 'release', holdId: holdIdOf(challengeId) },
  };
  const won: Effects = {
    key: `cw:${challengeId}:${seq}`,
    fact: { type: 'challenge_won', challengeId, doneDays },
    rulebookVersion,
    move:
      rewardPoints > 0 ? { kind: 'earn', points: rewardPoints, from: 'issuer:challenge' } : { kind: 'void' },
    growthValueDelta: growthValue,
  };
  return pledgePoints > 0 ? [back, won] : [won];
}
