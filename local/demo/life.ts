import type { DayNumber } from '../../cloudfunctions/community/time';
import { hourAndMinute, instantOf } from './calendar';
import type { Person } from './cast';
import { wayInOf } from './newcomers';
import { chanceOf, wholeOf } from './chance';
import { stepOf, type Step } from './step';

/** How likely a day with a check-in also brings a quality pick, or an upheld report. */
const FACTS_A_DAY = {
  core: { quality_pick: 0.3, report_upheld: 0.08 },
  ordinary: { quality_pick: 0.05, report_upheld: 0.03 },
  lurking: { quality_pick: 0, report_upheld: 0 },
  left: { quality_pick: 0.04, report_upheld: 0 },
} as const;

/** When a challenge was talked about, and how likely it was to be taken, with a pledge. */
const CHALLENGE_DAYS_AGO = 16;
const CHALLENGERS = { core: 0.6, ordinary: 0.25, lurking: 0, left: 0 } as const;

/** So many of the first days nobody misses: the beginning is when all are curious. */
const CURIOUS_DAYS = 2;
/** How far a check-in strays from its usual time, both ways. */
const STRAY_MINUTES = 35;
/** The timers have done the night's work by then. */
const FIRST_MINUTE = 8;
const LAST_MINUTE = hourAndMinute(23, 50);
/** After the last check-in of a day. */
const CHALLENGE_MINUTE = hourAndMinute(23, 56);
/** The operators' hours; a verdict on whoever comes later falls soon after. */
const VERDICTS_FROM_MINUTE = hourAndMinute(8, 30);
const VERDICTS_UNTIL_MINUTE = hourAndMinute(21, 30);

/** What one member does from the day of joining to today, by habit. */
export function lifeOf(seed: string, person: Person, today: DayNumber): Step[] {
  const steps: Step[] = [];
  for (let daysAgo = person.joinedDaysAgo; daysAgo >= person.lastDaysAgo; daysAgo -= 1) {
    steps.push(...dayOfLife(seed, person, today, daysAgo));
    if (daysAgo === CHALLENGE_DAYS_AGO) steps.push(...challengeOf(seed, person, today));
  }
  return steps;
}

function dayOfLife(seed: string, person: Person, today: DayNumber, daysAgo: number): Step[] {
  const { openid, habit } = person;
  // Counted back from today, so that another today has the same history, only later.
  const of = (what: string) => [seed, openid, daysAgo, what] as const;
  const at = (minuteOfDay: number) =>
    instantOf(today - daysAgo, minuteOfDay, wholeOf(0, 59, ...of('second')));
  const strayed = person.minuteOfDay + wholeOf(-STRAY_MINUTES, STRAY_MINUTES, ...of('minute'));
  const minute = Math.min(LAST_MINUTE, Math.max(FIRST_MINUTE, strayed));
  // A founder was here a year ago.
  const isFirst = !person.isFounder && daysAgo === person.joinedDaysAgo;

  const steps = isFirst ? joinSteps(seed, person, at(minute - 1)) : [];
  if (chanceOf(...of('check-in')) >= checkInChanceOf(person, daysAgo)) return steps;
  steps.push(stepOf(openid, at(minute), { kind: 'checkIn' }));
  if (isFirst) {
    steps.push(stepOf(openid, at(minute) + CLAIM_AFTER_MS, { kind: 'claim', taskId: 'starter_task' }));
  }
  for (const type of ['quality_pick', 'report_upheld'] as const) {
    if (chanceOf(...of(type)) >= FACTS_A_DAY[habit][type]) continue;
    const from = Math.max(VERDICTS_FROM_MINUTE, minute + 5);
    const verdictMinute = wholeOf(from, Math.max(from, VERDICTS_UNTIL_MINUTE), ...of(`${type} minute`));
    steps.push(stepOf(openid, at(verdictMinute) + VERDICT_OFFSET_MS[type], { kind: 'fact', type }));
  }
  return steps;
}

/** Some win it, some do not; all had the points by then, and it was late in the evening. */
function challengeOf(seed: string, { openid, habit, joinedDaysAgo }: Person, today: DayNumber): Step[] {
  if (joinedDaysAgo <= CHALLENGE_DAYS_AGO) return [];
  if (chanceOf(seed, openid, 'challenge') >= CHALLENGERS[habit]) return [];
  const deed = { kind: 'joinChallenge', challengeId: 'week_of_seven', pledgePoints: 50 } as const;
  return [stepOf(openid, instantOf(today - CHALLENGE_DAYS_AGO, CHALLENGE_MINUTE), deed)];
}

/** Joins and takes the gift. */
const joinSteps = (seed: string, person: Person, atMs: number): Step[] => [
  stepOf(person.openid, atMs, { kind: 'join', way: wayInOf(seed, person) }),
  stepOf(person.openid, atMs + CLAIM_AFTER_MS, { kind: 'claim', taskId: 'joining_gift' }),
];

/** As long as it takes to see the button. */
const CLAIM_AFTER_MS = 4_000;

/** Keeps instants of one member apart whatever the minutes are. */
const VERDICT_OFFSET_MS = { quality_pick: 250, report_upheld: 500 } as const;

function checkInChanceOf(person: Person, daysAgo: number): number {
  const { habit, keenness, joinedDaysAgo, lastDaysAgo } = person;
  if (habit === 'lurking') return keenness;
  if (joinedDaysAgo - daysAgo < CURIOUS_DAYS) return 1;
  if (habit !== 'left') return keenness;
  // Who leaves comes less and less before.
  return keenness * ((daysAgo - lastDaysAgo + 1) / (joinedDaysAgo - lastDaysAgo + 1)) ** 0.5;
}
