import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newAccount, type Account, type Effects, type Fact } from '../ledger';
import { accountAfter, entriesIn } from '../ledger/testing';
import { defaultRulebook, type Rulebook, type TaskGroup, type TaskTerms } from '../rulebook';
import { dayOfIso, instantOf } from '../time';
import { counted, decideClaim } from './rules';
import { groupsOf, summaryOf } from './view';

const DAY_MS = 86_400_000;
/** A Wednesday, nine in the morning. */
const NOW = instantOf(dayOfIso('2026-06-17'), 9);

const task = (id: string, more: Partial<TaskTerms> = {}): TaskTerms => ({
  id,
  title: id,
  hint: '',
  facts: ['post'],
  goal: 1,
  reward: { points: 5, growthValue: 0, weekScore: 0, makeUpCards: 0 },
  claim: 'tap',
  linkPath: '',
  ...more,
});
const group = (id: string, more: Partial<TaskGroup> & Pick<TaskGroup, 'tasks'>): TaskGroup => ({
  id,
  title: id,
  period: 'once',
  isChain: false,
  ...more,
});
const rulesOf = (...taskGroups: TaskGroup[]): Rulebook => ({
  ...defaultRulebook,
  taskGroups,
  guideGroup: 'guide',
});

/** What a fact does: it is written with whatever follows from it. */
function happened(account: Account, fact: Fact, rulebook: Rulebook, nowMs: number): Account {
  const { tasks, rewards } = counted(account, [fact], rulebook, nowMs);
  const effects: Effects = {
    key: `f:${account.seq}`,
    fact,
    rulebookVersion: 1,
    move: { kind: 'void' },
    tasks,
  };
  return [effects, ...rewards].reduce((each, next) => accountAfter(each, next, nowMs), account);
}

function claimed(
  account: Account,
  wish: { taskId: string; period: string },
  rulebook: Rulebook,
  nowMs: number,
) {
  const verdict = decideClaim(account, wish, rulebook, nowMs);
  if ('refusal' in verdict) return verdict.refusal;
  return [verdict.effects, ...(verdict.followUps ?? [])].reduce(
    (each, effects) => accountAfter(each, effects, nowMs),
    account,
  );
}

const statesOf = (account: Account, rulebook: Rulebook, nowMs: number) =>
  groupsOf(account, rulebook, nowMs).flatMap(({ tasks }) => tasks.map(({ state }) => state));
const paidKeys = (account: Account) =>
  entriesIn(account)
    .map(({ _id }) => _id.slice(4))
    .filter((key) => key.startsWith('tk:'));

describe('a task', () => {
  const post = { type: 'post' };

  it('counts its facts up to the goal, and waits for the tap', () => {
    const rulebook = rulesOf(group('today', { period: 'day', tasks: [task('two', { goal: 2 })] }));
    const start = newAccount('m', NOW);
    const wish = { taskId: 'two', period: 'd20621' };
    expect(claimed(start, wish, rulebook, NOW)).toBe('TASK_UNFINISHED');
    const one = happened(start, post, rulebook, NOW);
    expect(statesOf(one, rulebook, NOW)).toEqual(['open']);
    const foreign = happened(one, { type: 'check_in' }, rulebook, NOW);
    expect(foreign.tasks).toEqual(one.tasks);
    const done = happened(happened(one, post, rulebook, NOW), post, rulebook, NOW);
    expect(done.tasks['two']).toEqual({ period: 'd20621', progress: 2, isPaid: false });
    const paid = claimed(done, wish, rulebook, NOW) as Account;
    expect(paid.availablePoints).toBe(5);
    expect(claimed(paid, wish, rulebook, NOW)).toBe('ALREADY_CLAIMED');
    expect(claimed(paid, { ...wish, period: 'd20622' }, rulebook, NOW)).toBe('UNKNOWN_TASK');
    expect(claimed(paid, { ...wish, taskId: 'constructor' }, rulebook, NOW)).toBe('UNKNOWN_TASK');
    expect(claimed(paid, { ...wish, taskId: '__proto__' }, rulebook, NOW)).toBe('UNKNOWN_TASK');
  });

  it('that was finished and not taken is paid with the first fact of the next period, or by a late tap', () => {
    const rulebook = rulesOf(group('today', { period: 'day', tasks: [task('one'), task('other')] }));
    const done = happened(newAccount('m', NOW), post, rulebook, NOW);
    const nextDay = NOW + DAY_MS;
    const after = happened(done, post, rulebook, nextDay);
    expect(paidKeys(after)).toEqual(['tk:one:d20621', 'tk:other:d20621']);
    expect(statesOf(after, rulebook, nextDay)).toEqual(['claimable', 'claimable']);
    const late = claimed(done, { taskId: 'other', period: 'd20621' }, rulebook, nextDay) as Account;
    expect(paidKeys(late)).toEqual(['tk:other:d20621', 'tk:one:d20621']);
    expect(statesOf(late, rulebook, nextDay)).toEqual(['open', 'open']);
    expect(claimed(late, { taskId: 'one', period: 'd20621' }, rulebook, nextDay)).toBe('UNKNOWN_TASK');
  });

  it('pays by itself where the rulebook says so, with cards and all', () => {
    const reward = { points: 0, growthValue: 3, weekScore: 2, makeUpCards: 2 };
    const rulebook = rulesOf(group('gifts', { tasks: [task('gift', { claim: 'automatic', reward })] }));
    const after = happened(newAccount('m', NOW), post, rulebook, NOW);
    expect(after).toMatchObject({ availablePoints: 0, makeUpCards: 2, growthValue: 3 });
    expect(after.openWeek.points).toBe(2);
    expect(entriesIn(after).at(-1)).toMatchObject({ kind: 'void', fact: { taskId: 'gift', makeUpCards: 2 } });
  });

  it('counts only facts within its bounds', () => {
    const where = { detail: 'hour', atMost: 8 };
    const rulebook = rulesOf(group('today', { period: 'day', tasks: [task('early', { where })] }));
    const start = newAccount('m', NOW);
    expect(statesOf(happened(start, { ...post, hour: 9 }, rulebook, NOW), rulebook, NOW)).toEqual(['open']);
    expect(statesOf(happened(start, { ...post, hour: 8 }, rulebook, NOW), rulebook, NOW)).toEqual([
      'claimable',
    ]);
    expect(statesOf(happened(start, post, rulebook, NOW), rulebook, NOW)).toEqual(['open']);
  });
});

describe('a chain', () => {
  it('opens task by task, and what finishes one does not count for the next', () => {
    const rulebook = rulesOf(
      group('guide', { isChain: true, tasks: [task('gift', { goal: 0 }), task('first'), task('second')] }),
    );
    let account = newAccount('m', NOW);
    expect(statesOf(account, rulebook, NOW)).toEqual(['claimable', 'open', 'locked']);
    expect(claimed(account, { taskId: 'second', period: 'o' }, rulebook, NOW)).toBe('TASK_LOCKED');
    account = happened(account, { type: 'post' }, rulebook, NOW);
    expect(statesOf(account, rulebook, NOW)).toEqual(['claimable', 'claimable', 'open']);
    account = happened(account, { type: 'post' }, rulebook, NOW);
    expect(statesOf(account, rulebook, NOW)).toEqual(['claimable', 'claimable', 'claimable']);
    expect(summaryOf(account, rulebook, NOW)).toMatchObject({ tasksClaimable: 3, nextTask: null });
    for (const taskId of ['gift', 'first', 'second']) {
      account = claimed(account, { taskId, period: 'o' }, rulebook, NOW) as Account;
    }
    expect(summaryOf(account, rulebook, NOW)).toMatchObject({ guide: null, tasksClaimable: 0 });
    expect(groupsOf(account, rulebook, NOW)).toEqual([]);
  });

  it('of what tells how far the member is passes as many as are reached at once', () => {
    const measure = { detail: 'streakDays' };
    const streak = (goal: number) => task(`s${goal}`, { goal, measure, claim: 'automatic' });
    const rulebook = rulesOf(group('streak', { isChain: true, tasks: [streak(3), streak(7), streak(30)] }));
    const account = happened(newAccount('m', NOW), { type: 'post', streakDays: 9 }, rulebook, NOW);
    expect(statesOf(account, rulebook, NOW)).toEqual(['claimed', 'claimed', 'open']);
    expect(account.tasks['s30']).toMatchObject({ progress: 9 });
    const broken = happened(account, { type: 'post', streakDays: 1 }, rulebook, NOW);
    expect(broken.tasks['s30']).toMatchObject({ progress: 1 });
    expect(statesOf(broken, rulebook, NOW)).toEqual(['claimed', 'claimed', 'open']);
  });
});

describe('the next best thing', () => {
  const rulebook = rulesOf(
    group('today', {
      period: 'day',
      tasks: [
        task('far', { goal: 5 }),
        task('near', { goal: 2 }),
        task('early', { facts: ['check_in'], where: { detail: 'hour', atMost: 8 } }),
      ],
    }),
  );
  const nextAt = (account: Account, atMs: number) => summaryOf(account, rulebook, atMs).nextTask?.taskId;

  it('is over sooner than what takes less, and never waits behind what nobody can lose', () => {
    const mixed = rulesOf(
      group('once', { period: 'once', tasks: [task('one_day', { goal: 1 })] }),
      group('week', { period: 'week', tasks: [task('this_week', { goal: 2 })] }),
      group('day', { period: 'day', tasks: [task('this_day', { goal: 3 })] }),
    );
    const start = newAccount('m', NOW);
    expect(summaryOf(start, mixed, NOW).nextTask?.taskId).toBe('this_day');
    const posted = happened(start, { type: 'post' }, mixed, NOW);
    expect(summaryOf(posted, mixed, NOW).nextTask?.taskId).toBe('one_day');
  });

  it('takes the least, can still be done, and is taken before it is done', () => {
    const start = newAccount('m', NOW);
    expect(nextAt(start, NOW - 3_600_000)).toBe('early');
    expect(nextAt(start, NOW)).toBe('near');
    const done = happened(start, { type: 'check_in', hour: 8 }, rulebook, NOW);
    expect(nextAt(done, NOW)).toBe('early');
    expect(summaryOf(done, rulebook, NOW)).toMatchObject({ tasksClaimable: 1, tasksOpen: 2 });
    // It is nine by now.
    expect(statesOf(start, rulebook, NOW)).toEqual(['open', 'open', 'missed']);
    expect(summaryOf(start, rulebook, NOW)).toMatchObject({ tasksOpen: 2 });
  });
});

describe('rewards', () => {
  const { taskGroups } = defaultRulebook;

  it('are paid once a task and period, whatever happens in whatever order, and none that was finished is lost', () => {
    const wish = fc.constantFrom(...taskGroups.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
    const step = fc.oneof(
      fc.record({
        hours: fc.integer({ min: 0, max: 60 }),
        fact: fc.constantFrom('check_in', 'quality_pick', 'challenge_won'),
      }),
      fc.record({ hours: fc.integer({ min: 0, max: 30 }), claim: wish }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let account = newAccount('m', NOW);
        let nowMs = NOW;
        let streakDays = 0;
        const finished = new Set<string>();
        const paid: string[] = [];
        const take = (next: Account) => {
          paid.push(...paidKeys({ ...next, pending: next.pending.filter(({ seq }) => seq > account.seq) }));
          account = next;
          for (const [id, { period, progress }] of Object.entries(account.tasks)) {
            const goal = taskGroups.flatMap(({ tasks }) => tasks).find((each) => each.id === id)?.goal ?? 0;
            if (progress >= goal) finished.add(`tk:${id}:${period}`);
          }
        };
        for (const each of steps) {
          nowMs += each.hours * 3_600_000;
          if ('fact' in each) {
            streakDays = each.hours < 30 ? streakDays + 1 : 1;
            take(happened(account, { type: each.fact, streakDays, hour: 7 }, defaultRulebook, nowMs));
            continue;
          }
          const period = groupsOf(account, defaultRulebook, nowMs)
            .flatMap(({ tasks }) => tasks)
            .find(({ taskId }) => taskId === each.claim)?.period;
          const outcome = claimed(
            account,
            { taskId: each.claim, period: period ?? 'o' },
            defaultRulebook,
            nowMs,
          );
          if (typeof outcome !== 'string') take(outcome);
        }
        expect(new Set(paid).size).toBe(paid.length);
        // A year later, all that was finished and not taken has come.
        take(happened(account, { type: 'nothing' }, defaultRulebook, nowMs + 366 * DAY_MS));
        const waiting = groupsOf(account, defaultRulebook, nowMs + 366 * DAY_MS)
          .flatMap(({ tasks }) => tasks)
          .filter(({ state }) => state === 'claimable')
          .map(({ taskId, period }) => `tk:${taskId}:${period}`);
        for (const key of finished) expect([...paid, ...waiting]).toContain(key);
      }),
      { numRuns: 150 },
    );
  });
});
