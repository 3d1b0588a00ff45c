import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOfIso, instantOf, isoDateOf } from '../time';
import { periodOf, seasonOf } from './period';

const noonOf = (date: string) => instantOf(dayOfIso(date), 12);
const inWords = (season: { first: number; last: number } | null) =>
  season && `${isoDateOf(season.first)} to ${isoDateOf(season.last)}`;

describe('a season', () => {
  const winter = { from: '12-01', to: '02-29' };

  it('goes over New Year, and ends with the last day that February has', () => {
    const expected = '2026-12-01 to 2027-02-28';
    for (const date of ['2026-12-01', '2026-12-31', '2027-01-01', '2027-02-28']) {
      expect(inWords(seasonOf(winter, dayOfIso(date)))).toBe(expected);
    }
    for (const date of ['2026-11-30', '2027-03-01']) expect(seasonOf(winter, dayOfIso(date))).toBeNull();
    expect(inWords(seasonOf(winter, dayOfIso('2028-02-29')))).toBe('2027-12-01 to 2028-02-29');
  });

  it('of one year only comes once', () => {
    const once = { from: '2026-06-18', to: '2026-06-20' };
    expect(inWords(seasonOf(once, dayOfIso('2026-06-20')))).toBe('2026-06-18 to 2026-06-20');
    expect(seasonOf(once, dayOfIso('2027-06-19'))).toBeNull();
  });

  it('of four, each day is in exactly one', () => {
    const four = [
      { from: '03-01', to: '05-31' },
      { from: '06-01', to: '08-31' },
      { from: '09-01', to: '11-30' },
      winter,
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (day) => {
        expect(four.filter((season) => seasonOf(season, day)).length).toBe(1);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a period', () => {
  it('is named by its day, its week or its first day, and says when it ends', () => {
    const nowMs = noonOf('2026-11-22');
    expect(periodOf({ period: 'day' }, nowMs)).toEqual({
      id: 'd20779',
      endsAtMs: noonOf('2026-11-23') - 12 * 3_600_000,
    });
    expect(periodOf({ period: 'week' }, nowMs)?.id).toBe('w2968');
    expect(periodOf({ period: 'week' }, noonOf('2026-11-23'))?.id).toBe('w2969');
    expect(periodOf({ period: 'once' }, nowMs)).toEqual({ id: 'o', endsAtMs: null });
    expect(periodOf({ period: { from: '09-01', to: '11-30' } }, nowMs)?.id).toBe(
      `s${dayOfIso('2026-09-01')}`,
    );
    expect(periodOf({ period: { from: '12-01', to: '02-29' } }, nowMs)).toBeNull();
  });
});
