import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newAccount, type Account, type Effects, type Verdict } from '../ledger';
import { accountAfter, entriesIn } from '../ledger/testing';
import { defaultRulebook, type Rulebook } from '../rulebook';
import { dayOfIso, instantOf } from '../time';
import { advanced, decideJoin, isRunning } from './rules';

const TODAY = dayOfIso('2026-06-17');
const rulebook: Rulebook = {
  ...defaultRulebook,
  challengesAtOnce: 2,
  challenges: [
    {
      id: 'three_of_five',
      title: '',
      hint: '',
      days: 5,
      goalDays: 3,
      options: [
        { pledgePoints: 0, rewardPoints: 10 },
        { pledgePoints: 50, rewardPoints: 30 },
      ],
      growthValue: 7,
    },
    {
      id: 'other',
      title: '',
      hint: '',
      days: 2,
      goalDays: 2,
      options: [{ pledgePoints: 0, rewardPoints: 0 }],
      growthValue: 0,
    },
    {
      id: 'third',
      title: '',
      hint: '',
      days: 2,
      goalDays: 2,
      options: [{ pledgePoints: 0, rewardPoints: 1 }],
      growthValue: 0,
    },
  ],
};
const atNoon = (day: number) => instantOf(day, 12);

const rich = (): Account =>
  accountAfter(
    newAccount('m', atNoon(TODAY)),
    {
      key: 'gift',
      fact: { type: 'gift' },
      rulebookVersion: 1,
      move: { kind: 'earn', points: 100, from: 'issuer:gift' },
    },
    atNoon(TODAY),
  );

function join(account: Account, challengeId: string, pledgePoints: number, day: number): Account | string {
  const wish = { key: `cj:${account.seq}`, challengeId, pledgePoints };
  const verdict: Verdict<string> = decideJoin(account, wish, rulebook, atNoon(day));
  return 'refusal' in verdict ? verdict.refusal : accountAfter(account, verdict.effects, atNoon(day));
}
const joined = (account: Account, challengeId: string, pledgePoints: number, day: number): Account => {
  const outcome = join(account, challengeId, pledgePoints, day);
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
};

function checkedIn(account: Account, day: number): Account {
  const { challenges, wins } = advanced(account, day, rulebook);
  const checkIn: Effects = {
    key: `ci:${day}`,
    fact: { type: 'check_in' },
    rulebookVersion: 1,
    move: { kind: 'void' },
    checkIn: { ...account.checkIn, lastDay: day },
    challenges,
  };
  return [checkIn, ...wins].reduce((each, effects) => accountAfter(each, effects, atNoon(day)), account);
}
const factsOf = (account: Account) => entriesIn(account).map(({ fact }) => fact.type);

describe('a challenge', () => {
  it('sets the pledge aside, and gives it back with the reward on the day that reaches the goal', () => {
    let account = joined(rich(), 'three_of_five', 50, TODAY);
    expect(account).toMatchObject({ availablePoints: 50, frozenPoints: 50 });
    for (const day of [TODAY, TODAY + 1]) account = checkedIn(account, day);
    expect(account.frozenPoints).toBe(50);
    account = checkedIn(account, TODAY + 4);
    expect(account).toMatchObject({ availablePoints: 130, frozenPoints: 0, growthValue: 7, holds: {} });
    expect(factsOf(account).slice(-3)).toEqual(['check_in', 'pledge_back', 'challenge_won']);
    expect(checkedIn(account, TODAY + 5)).toMatchObject({ availablePoints: 130 });
  });

  it('that is not reached takes the pledge with the end of its last day, not a millisecond before', () => {
    let account = joined(rich(), 'three_of_five', 50, TODAY);
    account = checkedIn(account, TODAY + 3);
    const endMs = instantOf(TODAY + 5, 0);
    const look = (atMs: number) =>
      accountAfter(
        account,
        { key: 'look', fact: { type: 'look' }, rulebookVersion: 1, move: { kind: 'void' } },
        atMs,
      );
    expect(look(endMs - 1)).toMatchObject({ availablePoints: 50, frozenPoints: 50 });
    expect(look(endMs)).toMatchObject({ availablePoints: 50, frozenPoints: 0, debtPoints: 0 });
    expect(factsOf(look(endMs))).toContain('hold_forfeited');
  });

  it('begins tomorrow for who has checked in today, so that no day counts twice', () => {
    const account = joined(checkedIn(rich(), TODAY), 'three_of_five', 0, TODAY);
    expect(account.challenges['three_of_five']).toMatchObject({ fromDay: TODAY + 1, toDay: TODAY + 5 });
  });

  it('is refused by name', () => {
    const account = joined(rich(), 'three_of_five', 50, TODAY);
    expect(join(account, 'constructor', 0, TODAY)).toBe('UNKNOWN_CHALLENGE');
    expect(join(account, 'other', 50, TODAY)).toBe('PLEDGE_NOT_OFFERED');
    expect(join(account, 'three_of_five', 0, TODAY)).toBe('ALREADY_JOINED');
    expect(join(joined(account, 'other', 0, TODAY), 'third', 0, TODAY)).toBe('TOO_MANY_CHALLENGES');
    expect(() => join(newAccount('m', atNoon(TODAY)), 'three_of_five', 50, TODAY)).toThrow(
      'INSUFFICIENT_POINTS',
    );
  });

  it('never gives more than what was published, whoever plays it how often in whatever order', () => {
    const step = fc.record({
      passed: fc.integer({ min: 0, max: 3 }),
      joins: fc.constantFrom('', 'three_of_five', 'other', 'third'),
      pledgePoints: fc.constantFrom(0, 50),
      checksIn: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let account = rich();
        let day = TODAY;
        /** Days that count, by run: what a plain list of days says. */
        let expectedPoints = 100;
        let runs: {
          id: string;
          from: number;
          to: number;
          goal: number;
          pledge: number;
          pays: number;
          days: Set<number>;
        }[] = [];
        for (const { passed, joins, pledgePoints, checksIn } of steps) {
          day += passed;
          expectedPoints -= runs.filter(({ to }) => to < day).reduce((sum, { pledge }) => sum + pledge, 0);
          runs = runs.filter(({ to }) => to >= day);
          const outcome = joins ? joinIfAllowed(account, joins, pledgePoints, day) : undefined;
          if (outcome) {
            const terms = rulebook.challenges.find(({ id }) => id === joins);
            const from = account.checkIn.lastDay === day ? day + 1 : day;
            const option = terms?.options.find((each) => each.pledgePoints === pledgePoints);
            runs.push({
              id: joins,
              from,
              to: from + (terms?.days ?? 0) - 1,
              goal: terms?.goalDays ?? 0,
              pledge: pledgePoints,
              pays: option?.rewardPoints ?? 0,
              days: new Set(),
            });
            account = outcome;
          }
          if (checksIn && account.checkIn.lastDay < day) {
            account = checkedIn(account, day);
            for (const run of runs) if (day >= run.from) run.days.add(day);
            const won = runs.filter(({ days, goal }) => days.size >= goal);
            expectedPoints += won.reduce((sum, { pays }) => sum + pays, 0);
            runs = runs.filter((run) => !won.includes(run));
          }
          const now = accountAfter(
            account,
            { key: `l${account.seq}`, fact: { type: 'look' }, rulebookVersion: 1, move: { kind: 'void' } },
            atNoon(day),
          );
          expect(now.availablePoints + now.frozenPoints).toBe(expectedPoints);
          expect(Object.keys(now.holds)).toHaveLength(runs.filter(({ pledge }) => pledge > 0).length);
          expect(Object.values(now.challenges).filter((run) => isRunning(run, day))).toHaveLength(
            runs.length,
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Undefined where it is refused, by the rules or by the ledger. */
function joinIfAllowed(
  account: Account,
  challengeId: string,
  pledgePoints: number,
  day: number,
): Account | undefined {
  try {
    const outcome = join(account, challengeId, pledgePoints, day);
    return typeof outcome === 'string' ? undefined : outcome;
  } catch {
    return undefined;
  }
}
