import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type * as v from 'valibot';
import type { MemberAction } from '../cloudfunctions/community/call';
import { buyMakeUpCard, checkIn, checkInCalendar, makeUp } from '../cloudfunctions/community/check-in';
import type { checkInCalendarContract } from '../cloudfunctions/community/check-in/contract';
import { collections } from '../cloudfunctions/community/collections';
import { openAccount } from '../cloudfunctions/community/ledger';
import { claimTask } from '../cloudfunctions/community/tasks';
import type { Documents } from '../cloudfunctions/platform/documents';
import { startTestGateway, type TestGateway } from '../local/gateway/testing';
import { Random } from './faults/random';
import { memberCall } from './support/member-call';
import { dateAfter, dateAt, monthOf, startOf } from './support/shanghai';

jest.setTimeout(120_000);

const HOUR_MS = 3_600_000;
const JOINED = '2026-01-07';
const LAST = '2027-03-20';
const MONTHS = 15;
const BONUS_POINTS = [0, 0, 5, 5, 10, 10, 20];

/** Through the real SDK and gateway, but without doors: nobody waits for the timers of fourteen months. */
describe('a calendar of fourteen months', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  const memberId = 'm'.padEnd(24, '_');
  /** What each day paid that was checked in, and the days that were made up. */
  const paid = new Map<string, number>();
  const madeUp = new Set<string>();
  let requests = 0;

  async function does(action: Pick<MemberAction, 'run'>, input: object, date: string): Promise<unknown> {
    const documents = openDocuments();
    const nowMs = startOf(date) + 20 * HOUR_MS;
    const call = memberCall({ memberId, documents, requestId: `request-${(requests += 1)}`, nowMs });
    const outcome = (await action.run(call, input)) as { data?: unknown };
    if (outcome.data === undefined) throw new Error(JSON.stringify(outcome));
    return outcome.data;
  }

  const isDone = (day: string) => paid.has(day) || madeUp.has(day);
  const pays = (day: string) => {
    let streakDays = 1;
    while (isDone(dateAfter(day, -streakDays))) streakDays += 1;
    return 10 + (BONUS_POINTS[(streakDays - 1) % 7] ?? 0);
  };

  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../cloudfunctions/platform/cloudbase-documents'));
    const call = memberCall({
      memberId,
      documents: openDocuments(),
      requestId: '',
      nowMs: startOf(JOINED) + 9 * HOUR_MS,
    });
    await openAccount(call, memberId);
    const random = new Random(14);
    await does(claimTask, { taskId: 'joining_gift', period: 'o' }, JOINED);
    for (let date = JOINED; date <= LAST; date = dateAfter(date, 1)) {
      if (!random.chance(0.7)) continue;
      paid.set(date, pays(date));
      const answer = (await does(checkIn, {}, date)) as { earnedPoints: number };
      expect([date, answer.earnedPoints]).toEqual([date, paid.get(date)]);
      const missed = dateAfter(date, -1);
      const isPoor = date < '2026-03' && madeUp.size > 0;
      if (isPoor || madeUp.size > 1 || missed < JOINED || isDone(missed)) continue;
      await does(buyMakeUpCard, { pricePoints: 60 }, date);
      await does(makeUp, { day: missed }, date);
      madeUp.add(missed);
    }
  });
  afterAll(() => gateway.close());

  type Calendar = v.InferOutput<(typeof checkInCalendarContract)['answer']>;
  const calendarOf = async (month: string) => (await does(checkInCalendar, { month }, LAST)) as Calendar;
  const months = Array.from({ length: MONTHS }, (_, index) => {
    const [year, ofYear] = [2026 + Math.floor(index / 12), (index % 12) + 1];
    return `${year}-${String(ofYear).padStart(2, '0')}`;
  });

  it('tells in each month the days that were checked in or made up, what they paid, and nothing else', async () => {
    const seen: string[] = [];
    for (const month of months) {
      const calendar = await calendarOf(month);
      expect(calendar).toMatchObject({ month, firstMonth: '2026-01', businessDay: LAST });
      for (const { day, state, points } of calendar.days) {
        if (state === 'upcoming' || state === 'today') continue;
        const paidThen = paid.get(day) ?? 0;
        const missed = day < JOINED ? 'before' : 'missed';
        const done = madeUp.has(day) ? 'made_up' : 'done';
        expect([day, state, points]).toEqual([day, isDone(day) ? done : missed, paidThen]);
      }
      expect(calendar.doneDays).toBe(calendar.days.filter(({ day }) => isDone(day)).length);
      seen.push(...calendar.days.map(({ day }) => day));
    }
    const first = '2026-01-01';
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => dateAfter(first, index)));
    expect(monthOf(dateAfter(seen.at(-1) ?? '', 1))).toBe('2027-04');
    expect(madeUp.size).toBe(2);
  });

  it('takes one call more than the account, however long ago', async () => {
    for (const month of months) {
      const { calls } = gateway.gateway;
      const before = calls.total;
      await calendarOf(month);
      expect([month, calls.total - before]).toEqual([month, 2]);
    }
  });

  it('has no month before the member joined, and none that has not begun', async () => {
    for (const month of ['2025-12', '2027-04', '0001-01', '9999-12']) {
      const nowMs = startOf(LAST) + 20 * HOUR_MS;
      expect(dateAt(nowMs)).toBe(LAST);
      const call = memberCall({ memberId, documents: openDocuments(), requestId: '', nowMs });
      expect(await checkInCalendar.run(call, { month })).toMatchObject({ refused: 'MONTH_OUT_OF_RANGE' });
    }
  });
});
