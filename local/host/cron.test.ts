import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCron } from './cron';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const after = (cron: string, text: string): string | undefined => {
  const next = readCron(cron)(at(text));
  return next === undefined ? undefined : new Date(next + 8 * 3_600_000).toISOString().slice(0, 19);
};

describe('a timer of seven fields', () => {
  it.each([
    ['every hour, at minute 7', '0 7 * * * * *', '2026-01-05T08:30:00', '2026-01-05T09:07:00'],
    ['Monday at midnight in Shanghai', '0 0 0 * * MON *', '2026-01-05T00:00:00', '2026-01-12T00:00:00'],
    ['the instant before it', '0 0 0 * * MON *', '2026-01-04T23:59:59', '2026-01-05T00:00:00'],
    ['the first of the month at two', '0 0 2 1 * * *', '2026-01-31T23:00:00', '2026-02-01T02:00:00'],
    ['the first or a Monday', '0 0 0 1 * MON *', '2026-01-27T00:00:00', '2026-02-01T00:00:00'],
    ['every five seconds', '*/5 * * * * * *', '2026-01-05T00:00:02', '2026-01-05T00:00:05'],
    ['from minute one on every ten', '0 1/10 * * * * *', '2026-01-05T00:02:00', '2026-01-05T00:11:00'],
    ['29 February', '0 0 12 29 FEB * *', '2026-01-01T00:00:00', '2028-02-29T12:00:00'],
  ])('%s', (_what, cron, from, next) => {
    expect(after(cron, from)).toBe(next);
  });

  it.each([
    ['a year that is over', '0 0 12 * * * 2025'],
    ['a day that no month has', '0 0 12 31 FEB * *'],
  ])('%s never comes', (_what, cron) => {
    expect(after(cron, '2026-01-01T00:00:00')).toBeUndefined();
  });

  it.each([
    ['six fields', '0 7 * * * *'],
    ['an hour that there is not', '0 0 25 * * * *'],
    ['what only other crons know', '0 0 0 L * * *'],
    ['a macro', '@weekly'],
    ['a weekday by its number, which two documents read in two ways', '0 0 0 * * 1 *'],
    ['nothing', ''],
  ])('%s is refused', (_what, cron) => {
    expect(() => readCron(cron)).toThrow(TypeError);
  });

  it('what comes next lies ahead, and nothing lies between', () => {
    const next = readCron('0 7 * * * * *');
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2090, 0) }), (ms) => {
        const foundMs = next(ms) ?? 0;
        expect(foundMs).toBeGreaterThan(ms);
        expect(foundMs - ms).toBeLessThanOrEqual(3_600_000);
        expect(foundMs % 3_600_000).toBe(7 * 60_000);
      }),
    );
  });

  it('nonsense is refused, never taken', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readCron(text)).toThrow(TypeError);
      }),
    );
  });
});
