import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { Agenda, type AgendaOptions, type Deliveries } from './agenda';
import { HostClock } from './clock';
import { readCron } from './cron';
import type { TimerTrigger } from './triggers';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Wednesday at noon in Shanghai. */
const START_MS = Date.UTC(2026, 0, 7, 4);

const timer = (name: string, cron: string): TimerTrigger => ({
  functionName: 'timer',
  name,
  nextAtMs: readCron(cron),
});

interface Seen {
  readonly name: string;
  readonly nowMs: number;
}

/** An agenda whose clock begins at START_MS, and what its timers saw. */
async function opened(
  timers: readonly TimerTrigger[],
  more: Partial<AgendaOptions> & { readonly isStarted?: boolean } = {},
) {
  const clock = new HostClock(START_MS - Date.now());
  const seen: Seen[] = [];
  const saved = { offsets: [] as number[], doneUntilMs: START_MS };
  const agenda = new Agenda({
    clock,
    timers: () => timers,
    runTimer: ({ name }) => {
      seen.push({ name, nowMs: clock.nowMs() });
      return Promise.resolve(true);
    },
    deliveries: [],
    doneUntilMs: START_MS,
    onMove: (offsetMs) => saved.offsets.push(offsetMs),
    onDone: (doneUntilMs) => (saved.doneUntilMs = doneUntilMs),
    ...more,
  });
  if (more.isStarted !== false) await agenda.start();
  return { agenda, clock, seen, saved };
}

/** Shanghai's weeks since 1970, whose first Monday was 5 January. */
const weekOf = (ms: number): number => Math.floor((ms + 8 * HOUR_MS - 4 * DAY_MS) / (7 * DAY_MS));

const MONDAY = timer('monday', '0 0 0 * * MON *');
const HOURLY = timer('hourly', '0 7 * * * * *');

describe('a clock that is moved', () => {
  it('three weeks ahead fires Monday three times, in order, each at its own instant', async () => {
    const { agenda, seen, clock } = await opened([MONDAY]);
    const fired = await agenda.moveTo(START_MS + 21 * DAY_MS);
    await agenda.stop();
    const mondays = [11, 18, 25].map((day) => Date.UTC(2026, 0, day, 16));
    expect(fired?.map(({ atMs }) => atMs)).toEqual(mondays);
    expect(seen.map(({ nowMs }) => Math.round((nowMs - START_MS) / HOUR_MS))).toEqual(
      mondays.map((atMs) => Math.round((atMs - START_MS) / HOUR_MS)),
    );
    expect(Math.abs(clock.nowMs() - START_MS - 21 * DAY_MS)).toBeLessThan(5_000);
  });

  it('fires in the order of time, whoever’s timers they are', async () => {
    const { agenda } = await opened([MONDAY, HOURLY]);
    const fired = (await agenda.moveTo(START_MS + 7 * DAY_MS)) ?? [];
    await agenda.stop();
    expect(fired).toHaveLength(7 * 24 + 1);
    expect(fired.map(({ atMs }) => atMs)).toEqual(fired.map(({ atMs }) => atMs).sort((a, b) => a - b));
  });

  it('back is refused, and nothing fires', async () => {
    const { agenda, seen, saved } = await opened([HOURLY]);
    expect(await agenda.moveTo(START_MS - DAY_MS)).toBeUndefined();
    await agenda.stop();
    expect(seen).toEqual([]);
    expect(saved.offsets).toEqual([]);
  });

  it('by years thins out what is frequent, and leaves out neither what is rare nor the last', async () => {
    const { agenda } = await opened([MONDAY, HOURLY]);
    const toMs = START_MS + 700 * DAY_MS;
    const fired = (await agenda.moveTo(toMs)) ?? [];
    await agenda.stop();
    expect(fired.filter(({ trigger }) => trigger === 'monday')).toHaveLength(100);
    const hours = fired.filter(({ trigger }) => trigger === 'hourly').map(({ atMs }) => atMs);
    expect(hours.length).toBeLessThanOrEqual(1_001);
    expect(toMs - (hours.at(-1) ?? 0)).toBeLessThan(HOUR_MS);
  });

  it('before the start moves without firing; the start makes good once for each timer', async () => {
    const { agenda, seen } = await opened([MONDAY, HOURLY], { isStarted: false });
    expect(await agenda.moveTo(START_MS + 21 * DAY_MS)).toEqual([]);
    expect(seen).toEqual([]);
    await agenda.stop();
    const later = await opened([MONDAY, HOURLY], { doneUntilMs: START_MS - 21 * DAY_MS });
    await later.agenda.stop();
    expect(later.seen.map(({ name }) => name)).toEqual(['monday', 'hourly']);
    const again = await opened([MONDAY, HOURLY], { doneUntilMs: later.saved.doneUntilMs });
    await again.agenda.stop();
    expect(again.seen).toEqual([]);
  });

  it('is remembered before it goes, so that nobody comes back into a time that was already left', async () => {
    const { agenda, saved } = await opened([MONDAY], {
      runTimer: () => {
        expect(saved.offsets).toHaveLength(1);
        return Promise.resolve(false);
      },
    });
    const fired = await agenda.moveTo(START_MS + 7 * DAY_MS);
    await agenda.stop();
    expect(fired).toMatchObject([{ isAnswered: false }]);
  });

  it('stops in the middle when all is stopped, and remembers how far it came', async () => {
    const { agenda, saved, seen } = await opened([HOURLY], {
      runTimer: async () => {
        seen.push({ name: 'hourly', nowMs: 0 });
        if (seen.length === 3) void agenda.stop();
        return Promise.resolve(true);
      },
    });
    await agenda.moveTo(START_MS + DAY_MS);
    expect(seen).toHaveLength(3);
    expect(saved.doneUntilMs).toBe(START_MS + 2 * HOUR_MS + 7 * 60_000);
  });

  it('brings timers and deliveries about in the order of their instants, each once, however it is moved', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 30 * 24 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 10 * 24 }), { minLength: 1, maxLength: 6 }),
        async (dueAfterHours, jumpsHours) => {
          const waiting = dueAfterHours.map((hours) => START_MS + hours * HOUR_MS);
          const state = { clock: undefined as HostClock | undefined };
          const deliveries: Deliveries = {
            nextAtMs: () => (waiting.length === 0 ? undefined : Math.min(...waiting)),
            deliver: () => {
              const nowMs = state.clock?.nowMs() ?? 0;
              const due = waiting.filter((atMs) => atMs <= nowMs);
              due.forEach((atMs) => waiting.splice(waiting.indexOf(atMs), 1));
              return Promise.resolve(
                due.map((atMs) => ({ function: 'push', trigger: String(atMs), isAnswered: true })),
              );
            },
          };
          const { agenda, clock } = await opened([MONDAY], { deliveries: [deliveries] });
          state.clock = clock;
          let toMs = START_MS;
          const fired = [];
          for (const hours of jumpsHours) {
            toMs += hours * HOUR_MS;
            fired.push(...((await agenda.moveTo(toMs)) ?? []));
          }
          await agenda.stop();
          expect(fired.map(({ atMs }) => atMs)).toEqual(fired.map(({ atMs }) => atMs).sort((a, b) => a - b));
          const pushed = fired
            .filter(({ function: called }) => called === 'push')
            .map(({ trigger }) => Number(trigger));
          const expected = dueAfterHours
            .map((hours) => START_MS + hours * HOUR_MS)
            .filter((atMs) => atMs <= toMs);
          expect(pushed).toEqual(expected.sort((a, b) => a - b));
          const mondays = fired.filter(({ trigger }) => trigger === 'monday');
          expect(mondays).toHaveLength(weekOf(toMs) - weekOf(START_MS));
        },
      ),
      { numRuns: 40 },
    ));
});

describe('a clock that goes by itself', () => {
  it('fires a timer within the second', async () => {
    const { agenda, seen } = await opened([timer('second', '* * * * * * *')]);
    await new Promise((resolve) => setTimeout(resolve, 2_300));
    await agenda.stop();
    expect(seen.length).toBeGreaterThanOrEqual(1);
    expect(seen.length).toBeLessThanOrEqual(3);
  });

  it('does nothing while something is done exclusively', async () => {
    const { agenda, seen } = await opened([timer('second', '* * * * * * *')]);
    const counts = jest.fn();
    await agenda.exclusively(async () => {
      const before = seen.length;
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      counts(seen.length - before);
    });
    await agenda.stop();
    expect(counts).toHaveBeenCalledWith(0);
  });
});
