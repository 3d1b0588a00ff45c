import { describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Seen } from './support/borders/line';
import { livesOf, type Wish } from './support/borders/lives';
import { plainLinesOf } from './support/borders/plain';
import { realLinesOf } from './support/borders/real';

/** How many on demand: `BORDER_MOMENTS=100000 npx jest test/borders.test.ts`. */
const MOMENTS = Number(process.env.BORDER_MOMENTS ?? 10_000);

/** West and east of Shanghai, with daylight saving and without, and the farthest east that there is. */
const ZONES = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Africa/Casablanca'];

/** All that comes of wishes. */
const OUTCOMES = [
  'buyCard CARD_LIMIT',
  'buyCard INSUFFICIENT_POINTS',
  'buyCard ok',
  'challenge ALREADY_JOINED',
  'challenge INSUFFICIENT_POINTS',
  'challenge ok',
  'checkIn ALREADY_CHECKED_IN',
  'checkIn ok',
  'claim ALREADY_CLAIMED',
  'claim TASK_UNFINISHED',
  'claim UNKNOWN_TASK',
  'claim ok',
  'makeUp ALREADY_CHECKED_IN',
  'makeUp DAY_NOT_OVER',
  'makeUp MONTHLY_LIMIT',
  'makeUp OUT_OF_WINDOW',
  'makeUp ok',
  'pick LIMIT_REACHED',
  'pick ok',
];

jest.setTimeout(60_000 + MOMENTS * 20);

const root = path.join(__dirname, '..');

interface Printed {
  readonly digest: string;
  readonly minutesAtNewYear: number;
}

async function printedIn(zone: string): Promise<Printed> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'test/support/borders/print.ts', String(MOMENTS)],
    { cwd: root, env: { ...process.env, TZ: zone } },
  );
  return JSON.parse(stdout) as Printed;
}

describe(`around midnight, in ${MOMENTS} moments of weeks, months, seasons and years`, () => {
  const lives = livesOf(MOMENTS);

  it('passes every border that there is, and everything happens there', () => {
    const seen = lives.flatMap(plainLinesOf).map((line) => JSON.parse(line) as [Wish, Seen]);
    const days = new Set(seen.map(([, { today }]) => today));
    for (const leapDay of ['2024-02-29', '2028-02-29']) expect(days).toContain(leapDay);
    for (const last of ['2027-02-28', '2100-02-28']) expect(days).toContain(last);
    for (const newYear of ['2024-01-01', '2027-01-01', '2028-01-01', '2100-01-01']) {
      expect(days).toContain(newYear);
    }
    const outcomes = new Set(seen.map(([{ kind }, { outcome }]) => `${kind} ${outcome}`));
    expect([...outcomes].sort()).toEqual(OUTCOMES);
    for (const [task, times] of [
      ['winter_challenge', 4],
      ['winter_check_in', 4],
      ['streak_30', 1],
    ] as const) {
      const claimed = seen.flatMap(([, { tasks }]) =>
        tasks.filter((each) => each.includes(task) && each.endsWith(' claimed')),
      );
      expect(new Set(claimed).size).toBeGreaterThanOrEqual(times);
    }
  });

  it.each(lives.map((life, index) => [index, life] as const))(
    'two instances whose clocks differ see life %i as a plain calendar does',
    async (_index, life) => {
      const [real, plain] = [await realLinesOf(life), plainLinesOf(life)];
      const first = real.findIndex((line, index) => line !== plain[index]);
      const at = first < 0 ? undefined : { first, ...life.moments[first], before: plain[first - 1] };
      expect({ ...at, line: real[first] }).toEqual({ ...at, line: plain[first] });
      expect(real).toHaveLength(life.moments.length);
    },
  );

  it('processes in five time zones see the same', async () => {
    const digest = createHash('sha256');
    for (const life of lives) digest.update(plainLinesOf(life).join('\n'));
    const printed = await Promise.all(ZONES.map(printedIn));
    const expected = digest.digest('hex');
    expect(printed.map((each) => each.digest)).toEqual(ZONES.map(() => expected));
    // They do live elsewhere.
    expect(printed.map(({ minutesAtNewYear }) => minutesAtNewYear)).toEqual([0, -480, 480, -840, -60]);
  });
});
