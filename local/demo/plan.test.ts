import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultRulebook as rulebook } from '../../cloudfunctions/community/rulebook';
import { dayOf, firstDayOf, weekOf, type DayNumber } from '../../cloudfunctions/community/time';
import { hourAndMinute, instantOf } from './calendar';
import { HISTORY_DAYS, type Habit } from './cast';
import { nameOf } from './demo';
import { planDemo, stretchesOf, type DemoPlan } from './plan';
import type { Step } from './step';

const TODAY = dayOf(Date.UTC(2026, 10, 22));
const SEED = 'a seed';
const viewer = 'demo-member-1';

const plan = (today: DayNumber = TODAY, seed = SEED): DemoPlan => planDemo(seed, today, nameOf);
const anyDay = fc.integer({ min: TODAY - 1_000, max: TODAY + 1_000 });

/** Without what stands before the six weeks: that follows the calendar's months. */
const sixWeeksOf = (today: DayNumber): Step[] =>
  plan(today).steps.filter(({ atMs }) => dayOf(atMs) >= today - HISTORY_DAYS);

const countsBy = <T>(items: readonly T[], keyOf: (item: T) => string | number) => {
  const counts = new Map<string | number, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
};

/** What each member has scored in the week of an instant, by the rulebook. */
function weekScoresAt({ steps }: DemoPlan, untilMs: number): Map<string, number> {
  const scores = new Map<string, number>();
  const reversed = new Set(steps.flatMap((step) => (step.kind === 'reverse' ? step.factId : [])));
  for (const step of steps) {
    if (weekOf(step.atMs) !== weekOf(untilMs) || step.atMs >= untilMs || reversed.has(step.id)) continue;
    const score =
      step.kind === 'checkIn'
        ? rulebook.checkIn.weekScore
        : step.kind === 'fact'
          ? rulebook.facts[step.type].weekScore
          : 0;
    if (score > 0) scores.set(step.openid, (scores.get(step.openid) ?? 0) + score);
  }
  return scores;
}

describe('the plan of the demo community', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    expect(plan()).toEqual(plan());
    expect(plan(TODAY, 'another seed').steps).not.toEqual(plan().steps);
  });

  it('is the same six weeks on any day, only later', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const shiftMs = instantOf(today, 0) - instantOf(TODAY, 0);
        const shape = (steps: readonly Step[], byMs: number) =>
          steps.map(({ openid, kind, atMs }) => [openid, kind, atMs - byMs]);
        expect(shape(sixWeeksOf(today), shiftMs)).toEqual(shape(sixWeeksOf(TODAY), 0));
      }),
      { numRuns: 10 },
    );
  });

  it('gives each of sixty members a name of their own, who join before all else', () => {
    const { cast, steps } = plan();
    expect(cast).toHaveLength(60);
    expect(new Set(cast.map(({ openid }) => nameOf(openid))).size).toBe(60);
    for (const { openid } of cast) {
      const own = steps.filter((step) => step.openid === openid);
      expect(own[0]?.kind).toBe('join');
      expect(own[1]).toMatchObject({ kind: 'claim', taskId: 'joining_gift' });
    }
  });

  it('asks for nothing that the rulebook refuses, on any day', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const { steps } = plan(today);
        const checkIns = steps.filter(({ kind }) => kind === 'checkIn');
        const days = countsBy(checkIns, ({ openid, atMs }) => `${openid} ${dayOf(atMs)}`);
        expect(Math.max(...days.values())).toBe(1);
        for (const [type, terms] of Object.entries(rulebook.facts)) {
          const facts = steps.filter((step) => step.kind === 'fact' && step.type === type);
          const daily = countsBy(facts, ({ openid, atMs }) => `${openid} ${dayOf(atMs)}`);
          const weekly = countsBy(facts, ({ openid, atMs }) => `${openid} ${weekOf(atMs)}`);
          expect(Math.max(0, ...daily.values())).toBeLessThanOrEqual(terms.timesPerDay);
          expect(Math.max(0, ...weekly.values())).toBeLessThanOrEqual(terms.timesPerWeek ?? Infinity);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('names each step by an id of its own that doors and facts take', () => {
    const ids = plan().steps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{8,48}$/);
  });

  it('has the four habits in it', () => {
    const { cast, steps } = plan();
    const shareOf = (habit: Habit) => {
      const people = cast.filter((person) => person.habit === habit && !person.isViewer);
      const openids = new Set(people.map(({ openid }) => openid));
      const days = people.reduce((sum, { joinedDaysAgo }) => sum + joinedDaysAgo + 1, 0);
      const own = steps.filter(({ openid, atMs }) => openids.has(openid) && dayOf(atMs) >= TODAY - 42);
      return own.filter(({ kind }) => kind === 'checkIn').length / days;
    };
    expect(shareOf('core')).toBeGreaterThan(0.9);
    expect(shareOf('ordinary')).toBeGreaterThan(0.4);
    expect(shareOf('ordinary')).toBeLessThan(0.75);
    expect(shareOf('lurking')).toBeLessThan(0.12);
    const left = new Set(cast.filter(({ habit }) => habit === 'left').map(({ openid }) => openid));
    const heardDaysAgo = steps
      .filter(({ openid }) => left.has(openid))
      .map(({ atMs }) => TODAY - dayOf(atMs));
    expect(Math.min(...heardDaysAgo)).toBeGreaterThanOrEqual(12);
  });
});

describe('the viewer, whatever weekday it is', () => {
  const week = Array.from({ length: 7 }, (_, index) => firstDayOf(weekOf(instantOf(TODAY, 0))) + index);

  it.each(week)('day %i: today is open, a streak is alive, and the board is worth climbing', (today) => {
    const current = planDemo('qunjie', today, nameOf);
    const noonMs = instantOf(today, hourAndMinute(12, 0));
    const own = current.steps.filter(({ openid, kind }) => openid === viewer && kind === 'checkIn');
    const daysAgo = own.map(({ atMs }) => today - dayOf(atMs));
    expect(daysAgo.filter((ago) => ago <= 14)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);

    const scores = weekScoresAt(current, noonMs);
    expect(scores.size).toBeGreaterThanOrEqual(10);
    const ownScore = scores.get(viewer) ?? 0;
    const ownRank = 1 + [...scores.values()].filter((score) => score > ownScore).length;
    const afterCheckIn = ownScore + rulebook.checkIn.weekScore;
    const nextRank = 1 + [...scores.values()].filter((score) => score > afterCheckIn).length;
    expect(ownRank).toBeGreaterThan(1);
    expect(nextRank).toBeLessThan(ownRank);
    expect(nextRank).toBeLessThanOrEqual(20);
  });
});

describe('the stretches', () => {
  it('hold each step before the instant once, each member in order, the leads before all others', () => {
    const whole = plan();
    const anyInstant = fc.integer({ min: instantOf(TODAY - 50, 0), max: instantOf(TODAY + 1, 0) });
    fc.assert(
      fc.property(anyInstant, (untilMs) => {
        const stretches = stretchesOf(whole, untilMs);
        const lived = stretches.flatMap(({ lives }) => lives.flat());
        const past = [...whole.shelf, ...whole.steps.filter(({ atMs }) => atMs < untilMs)];
        expect(new Set(lived.map(({ id }) => id))).toEqual(new Set(past.map(({ id }) => id)));
        expect(lived).toHaveLength(past.length);
        for (const { openid } of whole.cast) {
          const times = lived.filter((step) => step.openid === openid).map(({ atMs }) => atMs);
          expect(times).toEqual([...times].sort((a, b) => a - b));
        }
        const timers = stretches.flatMap(({ timersAtMs }) => timersAtMs ?? []);
        expect(timers).toEqual([...timers].sort((a, b) => a - b));
      }),
      { numRuns: 25 },
    );
  });
});
