import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type * as v from 'valibot';
import type { challengesContract } from '../../cloudfunctions/community/challenges/contract';
import { percentOf, stepsOf } from '../../miniprogram/packages/daily/challenges/stair';
import { dayAfter, daysBetween } from '../../miniprogram/utils/day';

type Challenges = v.InferOutput<typeof challengesContract.answer>;
type Challenge = Challenges['challenges'][number];
type Option = Challenge['options'][number];
type Run = NonNullable<Challenge['run']>;
type Chosen = Readonly<Record<string, number>>;
type Standing = Pick<Challenges, 'businessDay' | 'balancePoints'>;

interface Offer {
  readonly options: readonly { readonly short: string; readonly isChosen: boolean }[];
  readonly action: string;
  readonly instead: string;
}

/** The page's modules know WeChat's globals, whose types are none of this side's. */
const moduleOf = <Exports>(name: string): Exports =>
  jest.requireActual<Exports>(`../../miniprogram/packages/daily/challenges/${name}`);

const { chosenOf, viewOf } = moduleOf<{
  chosenOf: (challenge: Challenge, balancePoints: number, chosen: Chosen) => Option | undefined;
  viewOf: (answer: Challenges, chosen: Chosen) => { readonly challenges: readonly Offer[] };
}>('view');
const { runOf } = moduleOf<{ runOf: (run: Run, today: string) => object }>('run');
const { sheetOf } = moduleOf<{
  sheetOf: (challenge: Challenge, option: Option, standing: Standing) => object;
}>('sheet');

const challenge = (other: Partial<Challenge> = {}): Challenge => ({
  challengeId: 'week',
  title: '七天不断线',
  hint: '一周里别断两天',
  days: 7,
  goalDays: 6,
  options: [
    { pledgePoints: 0, rewardPoints: 10 },
    { pledgePoints: 50, rewardPoints: 25 },
  ],
  run: null,
  startsOn: '2026-06-18',
  ...other,
});

const run = (other: Partial<Run> = {}): Run => ({
  state: 'running',
  fromDay: '2026-06-15',
  toDay: '2026-06-21',
  doneDays: 3,
  goalDays: 6,
  daysLeft: 4,
  pledgePoints: 50,
  rewardPoints: 25,
  ...other,
});

const offerOf = (balancePoints: number, running: number, other: Partial<Challenge> = {}) =>
  viewOf(
    { businessDay: '2026-06-18', balancePoints, challenges: [challenge(other)], running, mostAtOnce: 2 },
    {},
  ).challenges[0];

describe('business days', () => {
  it('are counted without a time zone, over months, years and leap days', () => {
    expect([dayAfter('2026-12-28', 6), dayAfter('2028-02-28', 1), dayAfter('2026-03-29', 0)]).toEqual([
      '2027-01-03',
      '2028-02-29',
      '2026-03-29',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        expect(daysBetween('2026-06-18', dayAfter('2026-06-18', days))).toBe(days);
      }),
    );
  });
});

describe('the stair of a challenge', () => {
  it('has a step for each day of the goal, lit for each that is done, and climbs; a long one is a bar', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (done, goal) => {
        const steps = stepsOf(done, goal);
        expect([0, goal]).toContain(steps.length);
        expect(steps.filter(({ isClimbed }) => isClimbed)).toHaveLength(Math.min(done, steps.length));
        const heights = steps.map(({ heightPx }) => heightPx);
        expect(heights).toEqual([...heights].sort((a, b) => a - b));
        const percent = percentOf(done, goal);
        expect(percent === 100).toBe(done >= goal);
      }),
    );
    expect([stepsOf(3, 21).length, stepsOf(3, 365)]).toEqual([21, []]);
  });
});

describe('what is chosen', () => {
  it('is never more than there is: the own choice where it can be paid, else the first that can', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(200), { maxLength: 5 }),
        fc.nat(200),
        fc.nat(200),
        (pledges, balance, choice) => {
          const options = pledges.map((pledgePoints) => ({ pledgePoints, rewardPoints: 1 }));
          const chosen = chosenOf(challenge({ options }), balance, { week: choice })?.pledgePoints;
          const payable = pledges.filter((pledge) => pledge <= balance);
          expect(chosen).toBe(payable.includes(choice) ? choice : payable[0]);
        },
      ),
    );
  });
});

describe('what can be joined', () => {
  it('is offered with a button, once more after an end, and not while it runs', () => {
    expect(offerOf(100, 0)).toMatchObject({ action: '参加', instead: '' });
    expect(offerOf(100, 0, { run: run({ state: 'won' }) })).toMatchObject({ action: '再来一次' });
    expect(offerOf(100, 0, { run: run({ state: 'lost' }) })).toMatchObject({ action: '再来一次' });
    for (const state of ['running', 'out_of_reach'] as const)
      expect(offerOf(100, 1, { run: run({ state }) })).toMatchObject({
        options: [],
        action: '',
        instead: '',
      });
  });

  it('says how many may run where that many do, also of those that ended', () => {
    const words = { options: [], action: '', instead: '最多同时走 2 个，走完一个再来' };
    expect(offerOf(100, 2)).toMatchObject(words);
    expect(offerOf(100, 2, { run: run({ state: 'lost' }) })).toMatchObject(words);
  });

  it('tells what is missing for a pledge', () => {
    expect(offerOf(49, 0)?.options.map(({ short, isChosen }) => [short, isChosen])).toEqual([
      ['', true],
      ['还差 1 积分', false],
    ]);
  });
});

describe('an attempt', () => {
  it.each([
    ['running', 50, '再签 3 天就做到', '押了 50，做到退回，再得 25 积分', '还能签 4 天，到6月21日'],
    ['running', 0, '再签 3 天就做到', '做到得 25 积分', '还能签 4 天，到6月21日'],
    ['out_of_reach', 50, '这次来不及了，签到照样算数', '押的 50 积分，过了6月21日不退回', '到6月21日结束'],
    ['out_of_reach', 0, '这次来不及了，签到照样算数', '没有押积分，什么也不少', '到6月21日结束'],
    ['won', 50, '说到做到，真好', '+25 积分到账，押的 50 也退回了', '6月15日 – 6月21日'],
    ['won', 0, '说到做到，真好', '+25 积分到账了', '6月15日 – 6月21日'],
    ['lost', 50, '这次没走到，想走时再约', '押的 50 积分没有退回', '6月15日 – 6月21日'],
    ['lost', 0, '这次没走到，想走时再约', '没有押积分，什么也不少', '6月15日 – 6月21日'],
  ] as const)('that is %s with %d pledged: %s, %s', (state, pledgePoints, headline, stake, when) => {
    expect(runOf(run({ state, pledgePoints }), '2026-06-18')).toMatchObject({ headline, stake, when });
  });
});

describe('the terms before joining', () => {
  const standing = { businessDay: '2026-06-18', balancePoints: 1_280 };
  const sheet = (pledgePoints: number, startsOn = '2026-06-18') =>
    sheetOf(challenge({ startsOn }), { pledgePoints, rewardPoints: 25 }, standing);

  it('name the cost, on the button, too, and what is left after it', () => {
    expect(sheet(50)).toMatchObject({
      before: '1,280',
      cost: '−50',
      after: '1,230',
      action: '押 50 积分，参加',
    });
    expect(sheet(0)).toMatchObject({ before: '', cost: '', after: '', action: '不押积分，参加' });
  });

  it('span as many days as the challenge has, the first one included', () => {
    expect(sheet(0)).toMatchObject({
      starts: '今天算起',
      fromDay: '6月18日 周四',
      toDay: '6月24日 周三',
    });
    expect(sheet(0, '2026-06-19')).toMatchObject({ starts: '明天算起', toDay: '6月25日 周四' });
  });
});
