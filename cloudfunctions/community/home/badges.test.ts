import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newAccount } from '../ledger';
import { defaultRulebook as rulebook } from '../rulebook';
import { badgesOf, type Standing } from './badges';

const NOW = Date.UTC(2026, 5, 18, 2);
const account = newAccount('m', NOW);
const newcomer: Standing = { memberDays: 1, level: 1, levels: 6, weekScore: 0, ownRank: 1 };

const valueOf = (badge: string, standing: Partial<Standing> = {}, checkIn = account.checkIn) =>
  badgesOf({ ...account, checkIn }, { ...newcomer, ...standing }, rulebook).find(
    (each) => each.badge === badge,
  )?.value;

describe('badges', () => {
  it('give a newcomer nothing, not even the podium of a week in which nobody has scored', () => {
    const badges = badgesOf(account, newcomer, rulebook);
    expect(badges.filter(({ value, goals }) => value >= (goals[0] ?? 0))).toEqual([]);
  });

  it('want what the rulebook says, each rung more than the one before', () => {
    for (const { goals } of badgesOf(account, newcomer, rulebook)) {
      expect(goals.length).toBeGreaterThan(0);
      expect(goals).toEqual([...new Set(goals)].sort((a, b) => a - b));
    }
  });

  it('count the best streak that is known, not only the one that is alive', () => {
    const checkIn = { ...account.checkIn, lastDay: 20_620, streakDays: 2, bestDays: 90 };
    expect(valueOf('streak', {}, checkIn)).toBe(90);
  });

  it('count a tier from the second one up, and a place on the podium from the third one up', () => {
    expect([1, 2, 6].map((level) => valueOf('tier', { level }))).toEqual([0, 1, 5]);
    expect([1, 2, 3, 4, 900].map((ownRank) => valueOf('week_podium', { ownRank, weekScore: 10 }))).toEqual([
      3, 2, 1, 0, 0,
    ]);
  });

  it('never fall while everything that they count rises', () => {
    const standing = fc.record({
      memberDays: fc.integer({ min: 1, max: 2_000 }),
      level: fc.integer({ min: 1, max: 5 }),
      weekScore: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(standing, fc.integer({ min: 2, max: 9 }), (less, ownRank) => {
        const before = badgesOf(account, { ...less, levels: 6, ownRank }, rulebook);
        const after = badgesOf(
          account,
          {
            memberDays: less.memberDays + 1,
            level: less.level + 1,
            levels: 6,
            weekScore: less.weekScore,
            ownRank: ownRank - 1,
          },
          rulebook,
        );
        after.forEach(({ value }, index) => expect(value).toBeGreaterThanOrEqual(before[index]?.value ?? 0));
      }),
    );
  });
});
