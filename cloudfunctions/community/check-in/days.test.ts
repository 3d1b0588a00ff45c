import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newAccount, type Account } from '../ledger';
import { accountAfter } from '../ledger/testing';
import { defaultRulebook } from '../rulebook';
import { dayOf, instantOf, isoDateOf } from '../time';
import { BITMAP_DAYS, isMarked } from './bitmap';
import { isDone } from './days';
import { decideMakeUp, rescueOf } from './make-up-rules';
import { decideCheckIn, streakOf } from './rules';

const FIRST = 20_619; // 2026-06-15
/** Cards enough for every history. */
const { makeUp } = defaultRulebook.checkIn;
const rulebook = {
  ...defaultRulebook,
  checkIn: { ...defaultRulebook.checkIn, makeUp: { ...makeUp, windowDays: 30, timesPerMonth: 1_000 } },
};

const msOf = (day: number) => instantOf(day, 9);
const newMember = (): Account => ({ ...newAccount('m', msOf(FIRST)), makeUpCards: 1_000 });

const checkedIn = (account: Account, today: number): Account => {
  const wish = { requestId: `request-${today}`, day: undefined };
  const verdict = decideCheckIn(account, wish, rulebook, msOf(today));
  return 'effects' in verdict ? accountAfter(account, verdict.effects, msOf(today)) : account;
};
const madeUp = (account: Account, day: number, today: number): Account => {
  const verdict = decideMakeUp(account, day, rulebook, msOf(today));
  return 'effects' in verdict ? accountAfter(account, verdict.effects, msOf(today)) : account;
};

/** What a member does on a day; `madeUpDaysAgo`: afterwards. */
interface Day {
  readonly passed: number;
  readonly checksIn: boolean;
  readonly madeUpDaysAgo: readonly number[];
}

const history = fc.array(
  fc.record<Day>({
    passed: fc.oneof(
      { weight: 6, arbitrary: fc.constant(1) },
      fc.integer({ min: 0, max: 4 }),
      fc.constant(70),
    ),
    checksIn: fc.boolean(),
    madeUpDaysAgo: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      fc.array(fc.integer({ min: 0, max: 35 }), { maxLength: 3 }),
    ),
  }),
  { minLength: 1, maxLength: 160 },
);

/** The naive model: the set of days that are done. */
class Done {
  readonly days = new Set<number>();
  bestDays = 0;

  add(day: number): void {
    this.days.add(day);
    let last = day;
    while (this.days.has(last + 1)) last += 1;
    this.bestDays = Math.max(this.bestDays, this.runUntil(last));
  }

  runUntil(day: number): number {
    let length = 0;
    while (this.days.has(day - length)) length += 1;
    return length;
  }

  streakOn(today: number): number {
    return Math.max(this.runUntil(today), this.runUntil(today - 1));
  }
}

function live(days: readonly Day[], each: (account: Account, done: Done, today: number) => void): void {
  const done = new Done();
  let today = FIRST;
  let account = newMember();
  for (const { passed, checksIn, madeUpDaysAgo } of days) {
    today += passed;
    if (checksIn) {
      account = checkedIn(account, today);
      done.add(today);
    }
    for (const daysAgo of madeUpDaysAgo) {
      const day = today - daysAgo;
      account = madeUp(account, day, today);
      if (daysAgo >= 1 && daysAgo <= 30 && day >= FIRST) done.add(day);
    }
    each(account, done, today);
  }
}

describe('streaks after any sequence of check-ins, gaps and make-ups', () => {
  it('are those of a plain set of days, however long they are', () => {
    fc.assert(
      fc.property(history, (days) => {
        live(days, (account, done, today) => {
          const { checkIn } = account;
          expect(streakOf(checkIn, today)).toBe(done.streakOn(today));
          expect(streakOf(checkIn, today + 1)).toBe(done.runUntil(today));
          expect(streakOf(checkIn, today + 2)).toBe(0);
          expect(checkIn.bestDays).toBe(done.bestDays);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('rest on a bitmap that knows each of its days, in sixteen letters', () => {
    fc.assert(
      fc.property(history, (days) => {
        live(days, ({ checkIn }, done) => {
          for (let ago = 0; ago < BITMAP_DAYS + 3; ago += 1) {
            const known = ago < BITMAP_DAYS && done.days.has(checkIn.lastDay - ago);
            expect(isMarked(checkIn, ago)).toBe(known);
          }
          expect(checkIn.bits.length).toBeLessThanOrEqual(16);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('of a hundred days come back whole when the one day is made up that broke them', () => {
    let account = newMember();
    for (let day = FIRST; day < FIRST + 100; day += 1) account = checkedIn(account, day);
    const today = FIRST + 103;
    for (const day of [FIRST + 101, FIRST + 102, today]) account = checkedIn(account, day);
    expect(account.checkIn).toMatchObject({ streakDays: 3, bestDays: 100 });
    expect(rescueOf(account, rulebook, msOf(today))).toEqual({
      day: isoDateOf(FIRST + 100),
      streakDays: 104,
    });
    account = madeUp(account, FIRST + 100, today);
    expect(account.checkIn).toMatchObject({ streakDays: 104, bestDays: 104 });
    expect(rescueOf(account, rulebook, msOf(today))).toBeNull();
  });
});

describe('a make-up', () => {
  const refusalOf = (account: Account, day: number, today: number, terms = rulebook) => {
    const verdict = decideMakeUp(account, day, terms, msOf(today));
    return 'refusal' in verdict ? verdict.refusal : undefined;
  };
  const today = FIRST + 40;

  it('is for days that are over, missed, not too old, and of a member', () => {
    const account = checkedIn(newMember(), today - 2);
    expect(refusalOf(account, today, today)).toBe('DAY_NOT_OVER');
    expect(refusalOf(account, today + 1, today)).toBe('DAY_NOT_OVER');
    expect(refusalOf(account, today - 31, today)).toBe('OUT_OF_WINDOW');
    expect(refusalOf(newMember(), FIRST - 1, FIRST + 1)).toBe('OUT_OF_WINDOW');
    expect(refusalOf(account, today - 2, today)).toBe('ALREADY_CHECKED_IN');
    expect(refusalOf(account, today - 30, today)).toBeUndefined();
  });

  it("takes the tier's free ones first, then cards, and never more than the month allows", () => {
    const growthValue = rulebook.tiers.find(
      ({ freeMakeUpsPerMonth }) => freeMakeUpsPerMonth === 1,
    )?.growthValue;
    let account: Account = { ...newMember(), growthValue: growthValue ?? 0, makeUpCards: 1 };
    account = madeUp(account, today - 1, today);
    expect(account).toMatchObject({ makeUpCards: 1 });
    account = madeUp(account, today - 2, today);
    expect(account).toMatchObject({ makeUpCards: 0 });
    expect(refusalOf(account, today - 3, today)).toBe('NO_MAKE_UP_CARD');
    const strict = { ...rulebook, checkIn: { ...rulebook.checkIn, makeUp: { ...makeUp, timesPerMonth: 2 } } };
    expect(refusalOf({ ...account, makeUpCards: 9 }, today - 3, today, strict)).toBe('MONTHLY_LIMIT');
  });

  it('pays nothing, and leaves what today has earned as it was', () => {
    const before = checkedIn(newMember(), today);
    const after = madeUp(before, today - 1, today);
    expect(after.availablePoints).toBe(before.availablePoints);
    expect(after.growthValue).toBe(before.growthValue);
    expect(after.checkIn).toEqual({
      ...before.checkIn,
      streakDays: 2,
      bestDays: 2,
      bits: '3',
    });
    expect(isDone(after.checkIn, today - 1)).toBe(true);
    expect(dayOf(msOf(today))).toBe(today);
  });
});
