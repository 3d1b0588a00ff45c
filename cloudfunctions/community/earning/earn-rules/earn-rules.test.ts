import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newAccount, type Account } from '../../ledger';
import { postedPurely } from '../../ledger/testing';
import { defaultRulebook as rulebook } from '../../rulebook';
import { dayOf, weekOf } from '../../time';
import { earnRules } from './index';

const NOW = Date.UTC(2026, 5, 18, 2);
const HOUR_MS = 3_600_000;

/** What any way to earn must keep, whatever its numbers. */
describe.each(earnRules.map((rule) => [rule.fact, rule] as const))('the rule %s', (fact, rule) => {
  const pay = (account: Account, atMs: number): Account | undefined => {
    const worth = rule.worth(account, rulebook, atMs);
    if (worth.points === 0) return undefined;
    const outcome = postedPurely(
      account,
      {
        key: `${fact}:${account.seq}`,
        fact: { type: fact },
        rulebookVersion: rulebook.version,
        move: { kind: 'earn', points: worth.points, from: `issuer:${fact}` },
        limits: worth.limits,
      },
      atMs,
    );
    return 'account' in outcome ? outcome.account : undefined;
  };

  it('says in Chinese what it is, and pays a member who begins', () => {
    expect(`${rule.title}${rule.hint}`).toMatch(/^[\u4e00-\u9fff，。、]+$/u);
    const worth = rule.worth(newAccount('m', NOW), rulebook, NOW);
    expect(worth.points).toBeGreaterThan(0);
    expect(worth.timesLeftToday).toBe(worth.timesToday);
    for (const value of [worth.points, worth.growthValue, worth.weekScore]) {
      expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
    }
  });

  it('is pure: the same account and moment, the same worth', () => {
    const account = Object.freeze(newAccount('m', NOW));
    expect(rule.worth(account, rulebook, NOW)).toEqual(rule.worth(account, rulebook, NOW));
  });

  it('never pays beyond its limits a day and a week, never more than the time before, and tells the truth of what is left', () => {
    if (rule.worth(newAccount('m', NOW), rulebook, NOW).limits.length === 0) return;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 120 }), (pauses) => {
        let account = newAccount('m', NOW);
        let atMs = NOW;
        const perDay = new Map<number, number[]>();
        const perWeek = new Map<number, number>();
        for (const pause of pauses) {
          atMs += pause * HOUR_MS;
          const { timesLeftToday, points, limits } = rule.worth(account, rulebook, atMs);
          const next = pay(account, atMs);
          expect(next !== undefined).toBe(timesLeftToday > 0);
          if (!next) continue;
          account = next;
          const paid = perDay.get(dayOf(atMs)) ?? [];
          expect(points).toBeLessThanOrEqual(paid.at(-1) ?? points);
          perDay.set(dayOf(atMs), [...paid, points]);
          perWeek.set(weekOf(atMs), (perWeek.get(weekOf(atMs)) ?? 0) + 1);
          const capOf = (period: string) => limits.find(({ name }) => name.endsWith(period))?.cap ?? Infinity;
          expect(perDay.get(dayOf(atMs))?.length).toBeLessThanOrEqual(capOf(':day'));
          expect(perWeek.get(weekOf(atMs))).toBeLessThanOrEqual(capOf(':week'));
        }
      }),
      { numRuns: 40 },
    );
  });
});
