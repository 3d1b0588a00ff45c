import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, endOfWeekMs, firstDayOf, isoDateOf, weekOf, weekOfDay } from './time';

const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2060, 0, 1) });

describe('time in Shanghai', () => {
  it('begins a day at 16:00 UTC', () => {
    expect(isoDateOf(dayOf(Date.UTC(2026, 5, 18, 15, 59, 59, 999)))).toBe('2026-06-18');
    expect(isoDateOf(dayOf(Date.UTC(2026, 5, 18, 16, 0, 0, 0)))).toBe('2026-06-19');
  });

  it('knows 29 February', () => {
    expect(isoDateOf(dayOf(Date.UTC(2028, 1, 28, 16)))).toBe('2028-02-29');
  });

  it('begins a week on Monday 00:00', () => {
    const monday = Date.UTC(2026, 5, 14, 16); // 2026-06-15 00:00 in Shanghai, a Monday
    expect(weekOf(monday)).toBe(weekOf(monday - 1) + 1);
    expect(isoDateOf(firstDayOf(weekOf(monday)))).toBe('2026-06-15');
  });

  it('agrees with the calendar that Intl keeps, at any instant', () => {
    const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    fc.assert(fc.property(instants, (atMs) => expect(isoDateOf(dayOf(atMs))).toBe(calendar.format(atMs))));
  });

  it('puts every day into exactly the week whose seven days it is one of', () => {
    fc.assert(
      fc.property(instants, (atMs) => {
        const week = weekOf(atMs);
        const offset = dayOf(atMs) - firstDayOf(week);
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThan(7);
        expect(weekOfDay(firstDayOf(week) + 6)).toBe(week);
        expect(atMs).toBeLessThan(endOfWeekMs(week));
        expect(weekOf(endOfWeekMs(week))).toBe(week + 1);
      }),
    );
  });
});
