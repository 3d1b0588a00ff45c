import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultRulebook } from '../rulebook';
import { newAccount, type Account } from './account';
import { entryHashOf } from './chain';
import type { Effects, LedgerRefusal, Move } from './effects';
import type { Entry } from './entry';
import { isCopyDue } from './copy-entries';
import { settledAt } from './rules';
import { accountAfter, entriesIn, postedPurely } from './testing';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const NOW = Date.UTC(2026, 5, 18, 2);
const TERMS = defaultRulebook.expiry;

const earn = (points: number): Move => ({ kind: 'earn', points, from: 'issuer:test' });
const spend = (points: number): Move => ({ kind: 'spend', points, to: 'revenue:test' });
const hold = (points: number, holdId = 'h1', expiresAtMs = NOW + DAY_MS): Move => ({
  kind: 'hold',
  points,
  holdId,
  expiresAtMs,
});
const effects = (key: string, move: Move, more: Partial<Effects> = {}): Effects => ({
  key,
  fact: { type: 'test' },
  rulebookVersion: 1,
  move,
  ...more,
});

/** Posts each move under a key of its own. */
function afterMoves(moves: readonly Move[], atMs = NOW, from = newAccount('m', NOW)): Account {
  return moves.reduce(
    (account, move, i) => accountAfter(account, effects(`k${account.seq}-${i}`, move), atMs),
    from,
  );
}
const refusalOf = (account: Account, move: Move, key = 'x'): LedgerRefusal | undefined => {
  const outcome = postedPurely(account, effects(key, move), NOW);
  return 'refusal' in outcome ? outcome.refusal : undefined;
};
const last = (account: Account): Entry => entriesIn(account).at(-1) as Entry;

/** What must be true of any account, with all of its entries still in it. */
export function expectSound(account: Account): void {
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  expect(sum(account.lots.map((lot) => lot.points))).toBe(account.availablePoints);
  expect(sum(Object.values(account.holds).flatMap((h) => h.parts.map((part) => part.points)))).toBe(
    account.frozenPoints,
  );
  expect(Math.min(account.availablePoints, account.frozenPoints, account.debtPoints)).toBeGreaterThanOrEqual(
    0,
  );
  expect(account.lots.every((lot) => lot.points > 0)).toBe(true);
  expect(account.debtPoints === 0 || account.availablePoints === 0).toBe(true);
  const entries = entriesIn(account);
  expect(sum(entries.map((entry) => entry.pointsDelta))).toBe(
    account.availablePoints + account.frozenPoints - account.debtPoints,
  );
  let prevHash = '';
  for (const [index, entry] of entries.entries()) {
    expect(entry.seq).toBe(index + 1);
    expect(sum(entry.legs.map((leg) => leg.pointsDelta))).toBe(0);
    expect(entry.hash).toBe(entryHashOf(entry, prevHash));
    prevHash = entry.hash;
  }
  expect(account.headHash).toBe(prevHash);
}

describe('earning and spending', () => {
  it('spends what runs out first', () => {
    const june = afterMoves([earn(100)]);
    const august = afterMoves([earn(50), spend(120)], NOW + 60 * DAY_MS, june);
    expect(august.lots).toEqual([{ id: 'm202708', expiresAtMs: Date.UTC(2027, 7, 31, 16), points: 30 }]);
    expect(last(august).parts.map(({ id, points }) => [id, points])).toEqual([
      ['m202706', 100],
      ['m202708', 20],
    ]);
    expectSound(august);
  });

  it.each([0, -1, 0.5, NaN, Infinity, 2 ** 53, '5' as unknown as number])(
    'refuses the amount %p',
    (points) => {
      expect(refusalOf(afterMoves([earn(10)]), earn(points))).toBe('INVALID_AMOUNT');
      expect(refusalOf(afterMoves([earn(10)]), spend(points))).toBe('INVALID_AMOUNT');
      expect(refusalOf(afterMoves([earn(10)]), hold(points))).toBe('INVALID_AMOUNT');
    },
  );

  it('refuses a sum beyond exact integers, a spend beyond the balance and foreign keys', () => {
    const rich = afterMoves([earn(Number.MAX_SAFE_INTEGER)]);
    expect(refusalOf(rich, earn(1))).toBe('AMOUNT_OVERFLOW');
    expect(refusalOf(afterMoves([hold(Number.MAX_SAFE_INTEGER)], NOW, rich), earn(1))).toBe(
      'AMOUNT_OVERFLOW',
    );
    expect(refusalOf(afterMoves([earn(10)]), spend(11))).toBe('INSUFFICIENT_POINTS');
    for (const key of ['', 'a b', '钥匙', 'a/b', '$set', 'x'.repeat(81), '__proto__ ']) {
      expect(refusalOf(afterMoves([]), earn(1), key)).toBe('INVALID_KEY');
    }
  });
});

describe('running out', () => {
  it('keeps points until the end of the twelfth month after earning, and not a moment longer', () => {
    const end = Date.UTC(2027, 5, 30, 16);
    const account = afterMoves([earn(70)]);
    expect(refusalAt(account, spend(70), end - 1)).toBeUndefined();
    expect(refusalAt(account, spend(1), end)).toBe('INSUFFICIENT_POINTS');
    const later = afterMoves([earn(1)], end, account);
    expect(later.availablePoints).toBe(1);
    expect(entriesIn(later).map(({ kind, _id }) => [kind, _id])).toEqual([
      ['earn', 'j:m:k0-0'],
      ['expire', 'j:m:x:m202706'],
      ['earn', 'j:m:k1-0'],
    ]);
    expectSound(later);
  });

  it('gives a hold back when its time is over, before lots run out', () => {
    const account = afterMoves([earn(50), hold(20)]);
    const later = afterMoves([spend(50)], NOW + 2 * DAY_MS, account);
    expect(later).toMatchObject({ availablePoints: 0, frozenPoints: 0, holds: {} });
    expectSound(later);
  });

  it('gives a hold back that ran out after its lot for the days of grace, counted from its own end', () => {
    const endsMs = Date.UTC(2027, 6, 10);
    const account = afterMoves([earn(50), hold(20, 'h1', endsMs)]);
    const graceMs = endsMs + 30 * DAY_MS;
    for (const days of [0, 1, 29]) {
      const { account: seen, drafts } = settledAt(account, endsMs + days * DAY_MS, TERMS, 1);
      expect(seen.lots).toEqual([{ id: 'g4', expiresAtMs: graceMs, points: 20 }]);
      expect(drafts.map(({ kind, atMs }) => [kind, atMs])).toEqual([
        ['expire', Date.UTC(2027, 5, 30, 16)],
        ['release', endsMs],
      ]);
    }
    expect(settledAt(account, graceMs, TERMS, 1).account).toMatchObject({ availablePoints: 0, lots: [] });
  });

  it('is the same for who looks often and who looks once', () => {
    const days = fc.integer({ min: 0, max: 800 });
    const holds = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), days), { maxLength: 6 });
    const looks = fc.array(days, { maxLength: 5 });
    fc.assert(
      fc.property(holds, looks, (wanted, between) => {
        const parked = wanted.map(([points, day], n) => hold(points, `h${n}`, NOW + (day + 1) * DAY_MS));
        const account = afterMoves([earn(60), ...parked]);
        const at = (from: Account, day: number) => settledAt(from, NOW + day * DAY_MS, TERMS, 1);
        const often = [...between]
          .sort((a, b) => a - b)
          .reduce((seen, day) => at(seen, day).account, account);
        expect(at(often, 900).account).toEqual(at(account, 900).account);
      }),
    );
  });

  const refusalAt = (account: Account, move: Move, atMs: number) => {
    const outcome = postedPurely(account, effects('x', move), atMs);
    return 'refusal' in outcome ? outcome.refusal : undefined;
  };
});

describe('holds', () => {
  it('are captured or released once', () => {
    const account = afterMoves([earn(50), hold(20)]);
    expect(account).toMatchObject({ availablePoints: 30, frozenPoints: 20 });
    const captured = afterMoves([{ kind: 'capture', holdId: 'h1', to: 'revenue:test' }], NOW, account);
    expect(captured).toMatchObject({ availablePoints: 30, frozenPoints: 0, holds: {} });
    expect(refusalOf(captured, { kind: 'release', holdId: 'h1' })).toBe('UNKNOWN_HOLD');
    expect(refusalOf(captured, { kind: 'capture', holdId: 'toString', to: 'revenue:x' })).toBe(
      'UNKNOWN_HOLD',
    );
    const released = afterMoves([{ kind: 'release', holdId: 'h1' }], NOW, account);
    expect(released).toMatchObject({ availablePoints: 50, frozenPoints: 0 });
    [captured, released].forEach(expectSound);
  });

  it('are sixteen at most, and a hold id is used once', () => {
    const sixteen = afterMoves([earn(100), ...Array.from({ length: 16 }, (_, i) => hold(1, `h${i}`))]);
    expect(refusalOf(sixteen, hold(1, 'h16'))).toBe('TOO_MANY_HOLDS');
    expect(refusalOf(afterMoves([earn(9), hold(1)]), hold(1))).toBe('KEY_REUSED');
  });

  it.each(['', 'a.b', '$x', '__proto__ ', 'x'.repeat(65), '冻结'])('refuse the id %j', (holdId) => {
    expect(refusalOf(afterMoves([earn(9)]), hold(1, holdId))).toBe('INVALID_KEY');
  });

  it('may use an id again after it has run out, and both are on record', () => {
    const twice = [earn(9), hold(1), hold(1, 'h1', NOW + 3 * DAY_MS)];
    const account = twice.reduce(
      (before, move, day) => afterMoves([move], NOW + 2 * day * DAY_MS, before),
      newAccount('m', NOW),
    );
    const later = afterMoves([earn(1)], NOW + 9 * DAY_MS, account);
    expect(later.pending.filter((entry) => entry.fact.type === 'hold_ran_out')).toHaveLength(2);
    expect(new Set(later.pending.map((entry) => entry.key)).size).toBe(later.pending.length);
    expectSound(later);
  });

  it('put what has run out in the meantime into a grace lot', () => {
    const long = afterMoves([earn(50), hold(20, 'h1', NOW + 500 * DAY_MS)]);
    const end = Date.UTC(2027, 5, 30, 16);
    const released = afterMoves([{ kind: 'release', holdId: 'h1' }], end + DAY_MS, long);
    expect(released.lots).toEqual([{ id: 'g4', expiresAtMs: end + 31 * DAY_MS, points: 20 }]);
    expectSound(released);
  });
});

describe('a pledge', () => {
  const endsMs = NOW + 3 * DAY_MS;
  const pledge = (points: number, holdId = 'p1', expiresAtMs = endsMs): Move => ({
    kind: 'hold',
    points,
    holdId,
    expiresAtMs,
    forfeitTo: 'revenue:challenge',
  });

  it('goes where it was promised when its time is over, and not a moment before', () => {
    const account = afterMoves([earn(50), pledge(20)]);
    expect(settledAt(account, endsMs - 1, TERMS, 1)).toEqual({ account, drafts: [] });
    const { account: after, drafts } = settledAt(account, endsMs + 9 * DAY_MS, TERMS, 1);
    expect(after).toMatchObject({ availablePoints: 30, frozenPoints: 0, holds: {} });
    expect(drafts).toMatchObject([
      {
        kind: 'capture',
        fact: { type: 'hold_forfeited', holdId: 'p1' },
        legs: [
          { account: 'me/frozen', pointsDelta: -20 },
          { account: 'revenue:challenge', pointsDelta: 20 },
        ],
        atMs: endsMs,
      },
    ]);
    const later = afterMoves([earn(1)], endsMs, account);
    expect(later.availablePoints).toBe(31);
    expectSound(later);
  });

  it('comes back to who has earned it in time, and cannot be lost any more', () => {
    const account = afterMoves([earn(50), pledge(20), { kind: 'release', holdId: 'p1' }]);
    expect(account).toMatchObject({ availablePoints: 50, frozenPoints: 0, holds: {} });
    expect(settledAt(account, endsMs + DAY_MS, TERMS, 1).drafts).toEqual([]);
    expectSound(account);
  });

  it('is lost beside a hold that comes back at the same moment', () => {
    const account = afterMoves([earn(50), pledge(20), hold(5, 'h1', endsMs)]);
    const { account: after, drafts } = settledAt(account, endsMs, TERMS, 1);
    expect(drafts.map(({ fact }) => [fact.type, fact['holdId']])).toEqual([
      ['hold_ran_out', 'h1'],
      ['hold_forfeited', 'p1'],
    ]);
    expect(after).toMatchObject({ availablePoints: 30, frozenPoints: 0 });
  });
});

describe('make-up cards', () => {
  const cards = (account: Account, makeUpCardsDelta: number) =>
    postedPurely(account, effects(`c${account.seq}`, { kind: 'void' }, { makeUpCardsDelta }), NOW);

  it('come and go one by one, and never are fewer than none', () => {
    const none = newAccount('m', NOW);
    expect(cards(none, -1)).toEqual({ refusal: 'NO_MAKE_UP_CARD' });
    const two = accountAfter(none, effects('a', earn(1), { makeUpCardsDelta: 2 }), NOW);
    expect(two.makeUpCards).toBe(2);
    expect(cards(two, -3)).toEqual({ refusal: 'NO_MAKE_UP_CARD' });
    expect(cards(two, -2)).toMatchObject({ account: { makeUpCards: 0 } });
    expect(afterMoves([earn(1)], NOW, two).makeUpCards).toBe(2);
  });
});

describe('tasks and challenges', () => {
  it('are what the newest fact says of them, and stay where it says nothing', () => {
    const tasks = { early: { period: 'd20622', progress: 1, isPaid: false } };
    const run = { seq: 1, fromDay: 1, toDay: 7, goalDays: 6, doneDays: 0 };
    const challenges = { week: { ...run, pledgePoints: 0, rewardPoints: 5, growthValue: 0 } };
    const account = accountAfter(newAccount('m', NOW), effects('a', earn(1), { tasks, challenges }), NOW);
    expect(afterMoves([earn(1)], NOW, account)).toMatchObject({ tasks, challenges });
    const without = effects('b', earn(1), { tasks: {}, challenges: {} });
    expect(accountAfter(account, without, NOW)).toMatchObject({ tasks: {}, challenges: {} });
  });
});

describe('reversal', () => {
  it('refunds a spend to the lots it came from', () => {
    const spent = afterMoves([earn(100), spend(80)]);
    const refunded = afterMoves([{ kind: 'reverse', entry: last(spent) }], NOW + 40 * DAY_MS, spent);
    expect(refunded.lots).toEqual([{ id: 'm202706', expiresAtMs: Date.UTC(2027, 5, 30, 16), points: 100 }]);
    expectSound(refunded);
  });

  it('refuses a refund that would be beyond exact integers', () => {
    const spent = afterMoves([earn(5), spend(5)]);
    const rich = afterMoves([earn(Number.MAX_SAFE_INTEGER)], NOW, spent);
    expect(refusalOf(rich, { kind: 'reverse', entry: last(spent) })).toBe('AMOUNT_OVERFLOW');
  });

  it('keeps one grace lot, however late points come back', () => {
    const long = (id: string) => hold(10, id, NOW + 500 * DAY_MS);
    const end = Date.UTC(2027, 5, 30, 16);
    const first = afterMoves([earn(50), long('h1'), long('h2')]);
    const graced = afterMoves([{ kind: 'release', holdId: 'h1' }], end + DAY_MS, first);
    const spent = afterMoves([spend(10)], end + DAY_MS, graced);
    const again = afterMoves([{ kind: 'release', holdId: 'h2' }], end + 2 * DAY_MS, spent);
    const refunded = afterMoves([{ kind: 'reverse', entry: last(spent) }], end + 3 * DAY_MS, again);
    expect(refunded.lots).toHaveLength(1);
    expect(refunded.availablePoints).toBe(20);
    expectSound(refunded);
  });

  it('takes an earning back; what is spent already becomes debt, and earning repays it first', () => {
    const earned = afterMoves([earn(100)]);
    const spent = afterMoves([spend(70)], NOW, earned);
    const back = afterMoves([{ kind: 'reverse', entry: last(earned) }], NOW, spent);
    expect(back).toMatchObject({ availablePoints: 0, debtPoints: 70 });
    const repaying = afterMoves([earn(50)], NOW, back);
    expect(repaying).toMatchObject({ availablePoints: 0, debtPoints: 20 });
    const free = afterMoves([earn(50)], NOW, repaying);
    expect(free).toMatchObject({ availablePoints: 30, debtPoints: 0 });
    [back, repaying, free].forEach(expectSound);
  });

  it.each([
    ['by itself', (account: Account) => afterMoves([earn(1)], NOW + 2 * DAY_MS, account)],
    [
      'by a release',
      (account: Account) => afterMoves([{ kind: 'release', holdId: 'h1' }, earn(1)], NOW, account),
    ],
    [
      'by a refund of what was captured',
      (account: Account) => {
        const captured = afterMoves([{ kind: 'capture', holdId: 'h1', to: 'revenue:test' }], NOW, account);
        return afterMoves([{ kind: 'reverse', entry: last(captured) }, earn(1)], NOW, captured);
      },
    ],
  ])('lets nobody keep points from it in a hold: coming back %s they repay first', (_how, comeBack) => {
    const earned = afterMoves([earn(100)]);
    const held = afterMoves([hold(70)], NOW, earned);
    const back = afterMoves([{ kind: 'reverse', entry: last(earned) }], NOW, held);
    expect(back).toMatchObject({ availablePoints: 0, frozenPoints: 70, debtPoints: 70 });
    const after = comeBack(back);
    expect(after).toMatchObject({ availablePoints: 1, frozenPoints: 0, debtPoints: 0 });
    expectSound(after);
  });

  it('takes from the lot that was filled before it touches others', () => {
    const june = afterMoves([earn(40)]);
    const august = afterMoves([earn(60)], NOW + 60 * DAY_MS, june);
    const back = afterMoves([{ kind: 'reverse', entry: last(august) }], NOW + 60 * DAY_MS, august);
    expect(back.lots.map(({ id, points }) => [id, points])).toEqual([['m202706', 40]]);
    expectSound(back);
  });

  it('refuses what cannot be undone, and what is not the member’s', () => {
    const account = afterMoves([earn(50), hold(20)]);
    expect(refusalOf(account, { kind: 'reverse', entry: last(account) })).toBe('NOT_REVERSIBLE');
    const foreign = { ...last(afterMoves([earn(5)])), member: 'other' };
    expect(refusalOf(account, { kind: 'reverse', entry: foreign })).toBe('NOT_REVERSIBLE');
  });
});

describe('limits', () => {
  const limited = (key: string, endsAtMs = NOW + DAY_MS) =>
    effects(key, earn(1), { limits: [{ name: 'test:day', amount: 1, cap: 2, endsAtMs }] });

  it('hold within their period and are pruned after it', () => {
    const two = accountAfter(accountAfter(newAccount('m', NOW), limited('a'), NOW), limited('b'), NOW);
    expect(postedPurely(two, limited('c'), NOW)).toEqual({ refusal: 'LIMIT_REACHED' });
    const next = accountAfter(two, limited('c', NOW + 2 * DAY_MS), NOW + DAY_MS);
    expect(next.limits).toEqual({ 'test:day': { used: 1, endsAtMs: NOW + 2 * DAY_MS } });
    expect(accountAfter(next, effects('d', earn(1)), NOW + 3 * DAY_MS).limits).toEqual({});
  });
});

describe('an account after any sequence of moves', () => {
  const move = fc.oneof(
    fc.record({ type: fc.constant('earn' as const), points: fc.integer({ min: 1, max: 500 }) }),
    fc.record({ type: fc.constant('spend' as const), points: fc.integer({ min: 1, max: 500 }) }),
    fc.record({ type: fc.constant('hold' as const), points: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ type: fc.constantFrom('capture' as const, 'release' as const), points: fc.nat(5) }),
    fc.record({ type: fc.constant('reverse' as const), points: fc.nat(30) }),
    fc.record({ type: fc.constant('adjust' as const), points: fc.integer({ min: -200, max: 200 }) }),
  );
  const steps = fc.array(fc.tuple(move, fc.integer({ min: 0, max: 70 * DAY_MS })), { maxLength: 40 });

  const moveOf = (
    account: Account,
    step: { type: string; points: number },
    atMs: number,
  ): Move | undefined => {
    if (step.type === 'hold') return hold(step.points, `h${account.seq}`, atMs + 20 * DAY_MS);
    if (step.type === 'capture' || step.type === 'release') {
      const holdId = Object.keys(account.holds)[step.points];
      if (!holdId) return undefined;
      return step.type === 'release'
        ? { kind: 'release', holdId }
        : { kind: 'capture', holdId, to: 'revenue:t' };
    }
    if (step.type === 'reverse') {
      const entry = entriesIn(account)[step.points];
      return entry && { kind: 'reverse', entry };
    }
    return step.type === 'adjust'
      ? { kind: 'adjust', points: step.points }
      : step.type === 'earn'
        ? earn(step.points)
        : spend(step.points);
  };

  it('is sound: sums, lots, holds, sequence, legs and chain', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        let account = newAccount('m', NOW);
        let atMs = NOW;
        for (const [step, passedMs] of sequence) {
          atMs += passedMs;
          const wanted = moveOf(account, step, atMs);
          if (!wanted) continue;
          const key = wanted.kind === 'reverse' ? `rv:${wanted.entry.seq}` : `k${account.seq}`;
          if (account.pending.some((entry) => entry.key === key)) continue;
          const outcome = postedPurely(account, effects(key, wanted), atMs);
          if ('account' in outcome) account = outcome.account;
          expectSound(account);
          expect(account.lots.filter((lot) => lot.id.startsWith('m')).length).toBeLessThanOrEqual(13);
          expect(account.lots.filter((lot) => lot.id.startsWith('g')).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('committing', () => {
  it('never dates an entry before the one that stands already', () => {
    const account = afterMoves([earn(1)], NOW - 5_000, afterMoves([earn(1)]));
    expect(account.pending.map((entry) => entry.atMs)).toEqual([NOW, NOW]);
  });

  it('sets the old week aside when a new one begins, and loses no score', () => {
    const score = (account: Account, atMs: number) =>
      accountAfter(account, effects(`k${atMs}`, earn(1), { weekScoreDelta: 7 }), atMs);
    const first = score(newAccount('m', NOW), NOW);
    const third = score(score(first, NOW + WEEK_MS), NOW + 3 * WEEK_MS);
    const { week } = first.openWeek;
    expect(third.openWeek).toEqual({ week: week + 3, points: 7, reachedAtMs: NOW + 3 * WEEK_MS });
    expect(third.closedWeeks).toEqual({
      [week]: { points: 7, reachedAtMs: NOW },
      [week + 1]: { points: 7, reachedAtMs: NOW + WEEK_MS },
    });
  });

  it('never dates an entry before one that has left the account', () => {
    const account = afterMoves([earn(1)], NOW - 5_000, { ...afterMoves([earn(1)]), pending: [] });
    expect(last(account).atMs).toBe(NOW);
  });

  it('lets one post in eight copy, also where one brings two entries or older ones hang', () => {
    const carrying = (count: number) => ({ ...newAccount('m', NOW), pending: Array(count).fill({}) as [] });
    const due = (before: number, after: number) => isCopyDue(carrying(before), carrying(after));
    expect([due(6, 7), due(7, 8), due(7, 9), due(8, 9), due(15, 16)]).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });

  it('chains entries so that a change of any field shows', () => {
    const [first, entry] = entriesIn(afterMoves([earn(3), earn(5)])) as [Entry, Entry];
    expect(entryHashOf(entry, first.hash)).toBe(entry.hash);
    for (const field of Object.keys(entry).filter((name) => name !== 'hash')) {
      expect(entryHashOf({ ...entry, [field]: 'another' }, first.hash)).not.toBe(entry.hash);
    }
    expect(entryHashOf(entry, '')).not.toBe(entry.hash);
  });
});
