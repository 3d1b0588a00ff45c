import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type * as v from 'valibot';
import type { tasksContract } from '../../cloudfunctions/community/tasks/contract';

type Tasks = v.InferOutput<typeof tasksContract.answer>;
type Task = Tasks['groups'][number]['tasks'][number];

interface Row {
  readonly line: string;
  readonly points: string;
  readonly cards: string;
  readonly linkPath: string;
  readonly way: { readonly figure: string; readonly percent: number } | null;
}
interface View {
  readonly headline: string;
  readonly line: string;
  readonly next: { readonly taskId: string } | null;
  readonly stair: {
    readonly spoken: string;
    readonly steps: readonly { readonly heightPx: number; readonly isClimbed: boolean }[];
  };
  readonly groups: readonly { readonly ends: string; readonly tasks: readonly Row[] }[];
}

/** The page's modules know WeChat's globals, whose types are none of this side's. */
const { viewOf } = jest.requireActual<{ viewOf: (tasks: Tasks) => View }>(
  '../../miniprogram/packages/daily/tasks/view',
);

const task = (state: Task['state'], other: Partial<Task> = {}): Task => ({
  taskId: 'one',
  period: 'd20622',
  title: '签到',
  hint: '点一下',
  progress: 0,
  goal: 1,
  state,
  reward: { points: 5, makeUpCards: 0 },
  isAutomatic: false,
  linkPath: '/pages/home/index',
  ...other,
});

const group = (other: Partial<Tasks['groups'][number]> = {}): Tasks['groups'][number] => ({
  groupId: 'today',
  title: '今日任务',
  period: 'day',
  endsAtMs: null,
  isChain: false,
  tasks: [task('open')],
  ...other,
});

const tasks = (other: Partial<Tasks> = {}): Tasks => ({
  businessDay: '2026-06-18',
  balancePoints: 0,
  groups: [group()],
  guide: null,
  tasksClaimable: 0,
  tasksOpen: 0,
  nextTask: null,
  ...other,
});

/** Midnight in Shanghai after so many more days. */
const midnightAfter = (days: number) => Date.UTC(2026, 5, 18 + days, 16);
const endsOf = (period: 'day' | 'week' | 'season' | 'once', endsAtMs: number | null) =>
  viewOf(tasks({ groups: [group({ period, endsAtMs })] })).groups[0]?.ends;
const rowOf = (one: Task) => viewOf(tasks({ groups: [group({ tasks: [one] })] })).groups[0]?.tasks[0];

describe('how long tasks are there', () => {
  it.each([
    ['day', midnightAfter(0), '今晚 24 点换新'],
    ['week', midnightAfter(0), '今晚 24 点换新'],
    ['season', midnightAfter(0), '今晚 24 点结束'],
    ['week', midnightAfter(1), '还剩 2 天'],
    ['week', midnightAfter(3), '还剩 4 天'],
    ['season', midnightAfter(1_200), '还剩 1,201 天'],
    ['once', null, ''],
  ] as const)('of a %s that ends at %d: %s', (period, endsAtMs, words) => {
    expect(endsOf(period, endsAtMs)).toBe(words);
  });
});

describe('what stands on top', () => {
  const wordsOf = (tasksClaimable: number, tasksOpen: number) => {
    const { headline, line } = viewOf(tasks({ tasksClaimable, tasksOpen }));
    return [headline, line];
  };

  it('is the reward that waits, then what is not done yet, then that all is', () => {
    expect(wordsOf(2, 3)).toEqual(['2 份奖励等你领', '今天和这周，还有 3 件']);
    expect(wordsOf(2, 0)).toEqual(['2 份奖励等你领', '今天和这周的都做好了']);
    expect(wordsOf(0, 1_234)[0]).toBe('今天和这周，还有 1,234 件');
    expect(wordsOf(0, 0)[0]).toBe('今天和这周的都做好了');
  });

  it("has a newcomer's reward that waits, which the first page shows apart; then the next thing", () => {
    const nextTask = task('open', { taskId: 'next' });
    const nextOf = (...own: Task[]) =>
      viewOf(tasks({ nextTask, guide: { title: '', tasks: own } })).next?.taskId;
    expect(nextOf(task('open'), task('claimable', { taskId: 'gift' }))).toBe('gift');
    expect(nextOf(task('open'))).toBe('next');
    expect(viewOf(tasks({ nextTask, guide: null })).next?.taskId).toBe('next');
  });

  it('is a stair of today and this week: it climbs, and as many steps are lit as tasks are done', () => {
    const state = fc.constantFrom('locked', 'open', 'claimable', 'claimed');
    const groups = fc.array(
      fc.record({
        period: fc.constantFrom('day', 'week', 'season', 'once'),
        states: fc.array(state, { maxLength: 6 }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(groups, (given) => {
        const { stair } = viewOf(
          tasks({
            groups: given.map(({ period, states }) =>
              group({ period, tasks: states.map((each) => task(each)) }),
            ),
          }),
        );
        const counted = given.flatMap(({ period, states }) =>
          period === 'day' || period === 'week' ? states : [],
        );
        const done = counted.filter((each) => each === 'claimable' || each === 'claimed').length;
        expect(stair.steps).toHaveLength(counted.length);
        expect(stair.steps.map(({ isClimbed }) => isClimbed)).toEqual(
          counted.map((_, index) => index < done),
        );
        const heights = stair.steps.map(({ heightPx }) => heightPx);
        expect(heights).toEqual([...heights].sort((a, b) => a - b));
        expect(stair.spoken).toBe(`今天和这周 ${counted.length} 件，做好 ${done} 件`);
      }),
    );
  });
});

describe('a task', () => {
  it('leads on only while it is open', () => {
    const states = ['locked', 'open', 'claimable', 'claimed'] as const;
    expect(states.map((state) => rowOf(task(state))?.linkPath)).toEqual(['', '/pages/home/index', '', '']);
  });

  it('never claims to be further than it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9_999_999 }), fc.nat(), (goal, some) => {
        const progress = some % goal;
        const percent = rowOf(task('open', { progress, goal }))?.way?.percent ?? 100;
        expect(percent).toBeLessThan(100);
        expect(percent / 100).toBeLessThanOrEqual(progress / goal);
      }),
    );
  });

  it('of no step or one has no way to measure', () => {
    for (const goal of [0, 1])
      expect(rowOf(task('claimable', { progress: goal, goal }))).toMatchObject({ way: null });
  });

  it('promises only what it pays', () => {
    expect(rowOf(task('open', { reward: { points: 0, makeUpCards: 0 } }))).toMatchObject({
      points: '',
      cards: '',
    });
    expect(rowOf(task('open', { reward: { points: 9_999_999, makeUpCards: 2 } }))).toMatchObject({
      points: '+9,999,999',
      cards: '补签卡 2 张',
    });
  });

  it('that is locked names the one before it in the chain, not its own way', () => {
    const chain = [task('open', { title: '头一件' }), task('locked'), task('locked', { title: '第三件' })];
    const rows = viewOf(tasks({ groups: [group({ isChain: true, tasks: chain })] })).groups[0]?.tasks;
    expect(rows?.map(({ line }) => line)).toEqual(['点一下', '先做好「头一件」', '先做好「签到」']);
  });
});
