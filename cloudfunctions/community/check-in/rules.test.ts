import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newAccount, type Account } from '../ledger';
import { accountAfter } from '../ledger/testing';
import { defaultRulebook as rulebook } from '../rulebook';
import { isoDateOf } from '../time';
import { bestAheadOf, checkInPointsOf, decideCheckIn, streakBonusOf, weekStripOf } from './rules';

const MONDAY = 20_619; // 2026-06-15
const msOf = (day: number) => day * 86_400_000 - 8 * 3_600_000 + 60_000;

const checkedIn = (account: Account, clockDay: number, requestId = `request-${clockDay}`): Account => {
  const verdict = decideCheckIn(account, { requestId, day: undefined }, rulebook, msOf(clockDay));
  return 'effects' in verdict ? accountAfter(account, verdict.effects, msOf(clockDay)) : account;
};
const after = (...days: number[]) =>
  days.reduce((account, day) => checkedIn(account, day), newAccount('m', msOf(MONDAY)));
const refusalOf = (
  account: Account,
  { clockDay, ...wish }: { requestId?: string; day?: string; clockDay: number },
) => {
  const whole = { requestId: 'another-wish', day: undefined, ...wish };
  const verdict = decideCheckIn(account, whole, rulebook, msOf(clockDay));
  return 'refusal' in verdict ? verdict.refusal : undefined;
};

describe('a check-in', () => {
  it('pays what the rulebook says for the day of the streak', () => {
    const account = after(MONDAY, MONDAY + 1, MONDAY + 2);
    expect(account.checkIn).toMatchObject({ streakDays: 3, earnedPoints: 15, bonusPoints: 5 });
    expect(account.availablePoints).toBe(10 + 10 + 15);
  });

  it('begins the bonus cycle anew after its last day', () => {
    const eightDays = Array.from({ length: 8 }, (_, i) => MONDAY + i);
    expect(after(...eightDays).checkIn).toMatchObject({ streakDays: 8, bonusPoints: 0 });
  });

  it('is refused the second time of a day, and answered again for the same request', () => {
    const account = after(MONDAY);
    expect(refusalOf(account, { clockDay: MONDAY })).toBe('ALREADY_CHECKED_IN');
    expect(refusalOf(account, { clockDay: MONDAY, requestId: `request-${MONDAY}` })).toBe('ANSWERED_BEFORE');
  });

  it('never counts for another day than the one that was meant', () => {
    const account = after(MONDAY);
    expect(refusalOf(account, { clockDay: MONDAY + 1, day: isoDateOf(MONDAY) })).toBe('DAY_CHANGED');
    expect(refusalOf(account, { clockDay: MONDAY + 1, day: isoDateOf(MONDAY + 2) })).toBe('DAY_CHANGED');
    expect(refusalOf(account, { clockDay: MONDAY + 1, day: isoDateOf(MONDAY + 1) })).toBeUndefined();
  });

  it('gives nothing twice when a clock goes back over midnight', () => {
    const account = after(MONDAY + 1);
    expect(refusalOf(account, { clockDay: MONDAY })).toBe('ALREADY_CHECKED_IN');
  });

  it('answers a repeated request even after midnight', () => {
    const wish = { clockDay: MONDAY + 1, day: isoDateOf(MONDAY), requestId: `request-${MONDAY}` };
    expect(refusalOf(after(MONDAY), wish)).toBe('ANSWERED_BEFORE');
  });
});

describe('the bonus table', () => {
  const bonuses = (afterLast: 'again' | 'stays') =>
    [1, 2, 3, 4, 5, 6, 7].map((days) =>
      streakBonusOf(days, {
        ...rulebook,
        checkIn: { ...rulebook.checkIn, streakBonus: { afterLast, points: [0, 2, 5] } },
      }),
    );

  it('begins anew after its last day, or stays there', () => {
    expect(bonuses('again')).toEqual([0, 2, 5, 0, 2, 5, 0]);
    expect(bonuses('stays')).toEqual([0, 2, 5, 5, 5, 5, 5]);
  });
});

describe('the week strip', () => {
  it('shows what was, what is and what would be paid', () => {
    const strip = weekStripOf(after(MONDAY - 1, MONDAY, MONDAY + 2), MONDAY + 3, rulebook);
    expect(strip.map(({ state, points }) => points ?? state)).toEqual([
      'done',
      'missed',
      'done',
      10,
      15,
      15,
      20,
    ]);
    expect(strip.map(({ state }) => state)).toEqual([
      'done',
      'missed',
      'done',
      'today',
      'upcoming',
      'upcoming',
      'upcoming',
    ]);
    expect(strip[0]?.day).toBe('2026-06-15');
  });

  it('blames nobody for days before the first arrival', () => {
    const arrived = newAccount('m', msOf(MONDAY + 2));
    const states = weekStripOf(arrived, MONDAY + 4, rulebook).map(({ state }) => state);
    expect(states).toEqual(['before', 'before', 'missed', 'missed', 'today', 'upcoming', 'upcoming']);
  });

  it('promises exactly what is paid later', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -9, max: 0 })), fc.boolean(), (past, todayToo) => {
        const days = [
          ...past.map((ago) => MONDAY - 1 + ago).sort((a, b) => a - b),
          ...(todayToo ? [MONDAY] : []),
        ];
        let account = after(...days);
        for (const { day, points } of weekStripOf(account, MONDAY, rulebook)) {
          if (points === null) continue;
          const paidDay =
            Array.from({ length: 7 }, (_, i) => MONDAY + i).find((d) => isoDateOf(d) === day) ?? 0;
          account = checkedIn(account, paidDay);
          expect(account.checkIn.earnedPoints).toBe(points);
        }
      }),
    );
  });
});

describe('the best day ahead', () => {
  it('is one of the next cycle, and none of it pays more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), (streakDays) => {
        const days = Array.from({ length: streakDays }, (_, i) => MONDAY + i);
        const today = MONDAY + Math.max(0, streakDays - 1);
        const best = bestAheadOf(after(...days).checkIn, today, rulebook);
        expect(best.points).toBe(checkInPointsOf(streakDays + best.inDays, rulebook));
        rulebook.checkIn.streakBonus.points.forEach((_, index) => {
          expect(checkInPointsOf(streakDays + index + 1, rulebook)).toBeLessThanOrEqual(best.points);
        });
      }),
    );
  });
});
