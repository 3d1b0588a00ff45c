import { describe, expect, it } from '@jest/globals';
import { defaultRulebook } from './index';

describe('the default rulebook', () => {
  it('has tiers that begin at zero and rise', () => {
    const thresholds = defaultRulebook.tiers.map((tier) => tier.growthValue);
    expect(thresholds[0]).toBe(0);
    expect([...thresholds].sort((a, b) => a - b)).toEqual(thresholds);
    expect(new Set(thresholds).size).toBe(thresholds.length);
  });

  it('holds whole numbers only, and a check-in that is worth something', () => {
    const numbers: number[] = [];
    JSON.stringify(defaultRulebook, (_key, value: unknown) => {
      if (typeof value === 'number') numbers.push(value);
      return value;
    });
    expect(numbers.every((n) => Number.isSafeInteger(n) && n >= 0)).toBe(true);
    expect(defaultRulebook.checkIn.points).toBeGreaterThan(0);
  });

  const { taskGroups, challenges, checkIn, guideGroup, streakGroup } = defaultRulebook;
  const tasks = taskGroups.flatMap((group) => group.tasks);

  it('has tasks and challenges of names that tell them apart, over facts that there are', () => {
    const ids = [...tasks, ...taskGroups, ...challenges].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9_]{1,24}$/);
    const facts = ['check_in', 'make_up', 'make_up_card', 'challenge_joined', 'challenge_won'];
    facts.push(...Object.keys(defaultRulebook.facts));
    for (const task of tasks) {
      expect(facts).toEqual(expect.arrayContaining([...task.facts]));
      expect(task.goal === 0).toBe(task.facts.length === 0);
      expect(task.reward.points + task.reward.makeUpCards).toBeGreaterThan(0);
    }
    expect(taskGroups.map(({ id }) => id)).toEqual(expect.arrayContaining([guideGroup, streakGroup]));
  });

  it('chains only what there is once, each step of days in a row longer than the one before', () => {
    for (const { isChain, period, tasks: own } of taskGroups) {
      expect(!isChain || period === 'once').toBe(true);
      // What nobody has to do is not finished by anything, so in the next period nothing would pay it.
      expect(period === 'once' || own.every(({ goal }) => goal > 0)).toBe(true);
    }
    const days = taskGroups.find(({ id }) => id === streakGroup)?.tasks.map(({ goal }) => goal) ?? [];
    expect([...new Set(days)].sort((a, b) => a - b)).toEqual(days);
  });

  it('has challenges that can be won, and reaches back no farther than the bitmap', () => {
    for (const { days, goalDays, options } of challenges) {
      expect(goalDays).toBeLessThanOrEqual(days);
      expect(goalDays).toBeGreaterThan(0);
      const pledges = options.map(({ pledgePoints }) => pledgePoints);
      expect(new Set(pledges).size).toBe(pledges.length);
    }
    expect(checkIn.makeUp.windowDays).toBeLessThan(62);
    expect(checkIn.reminderHour).toBeLessThan(24);
  });
});
