import type { DayNumber } from '../../cloudfunctions/community/time';
import { hourAndMinute, instantOf } from './calendar';
import type { Person } from './cast';
import { idOf, stepOf, type Step } from './step';

/** An afternoon at the kiln: who was there got points by hand, and the winner so many that a second person agreed. */
const EVENT = { daysAgo: 19, points: 66, winnerPoints: 1_200, guests: 14 };

/** What operators did now and then. */
export function eventSteps(cast: readonly Person[], today: DayNumber): Step[] {
  const at = (daysAgo: number, hour: number, minute: number) =>
    instantOf(today - daysAgo, hourAndMinute(hour, minute));
  const there = cast.filter(
    ({ joinedDaysAgo, lastDaysAgo, habit }) =>
      joinedDaysAgo > EVENT.daysAgo && lastDaysAgo < EVENT.daysAgo && habit !== 'lurking',
  );
  const cores = cast.filter(({ habit }) => habit === 'core');
  const [winner, reporter] = cores.slice(1);
  const spammer = cast.findLast(({ habit }) => habit === 'left');
  const steps = there
    .slice(0, EVENT.guests)
    .filter((guest) => guest !== winner)
    .map(({ openid }) =>
      stepOf(openid, at(EVENT.daysAgo, 17, 30), { kind: 'adjust', points: EVENT.points, reason: 'event' }),
    );
  if (winner) {
    const deed = { kind: 'adjust', points: EVENT.winnerPoints, reason: 'event' } as const;
    steps.push(stepOf(winner.openid, at(EVENT.daysAgo, 17, 45), deed));
  }
  if (reporter) {
    const atMs = at(12, 10, 5);
    steps.push(
      stepOf(reporter.openid, atMs, { kind: 'fact', type: 'report_upheld' }),
      stepOf(reporter.openid, at(12, 16, 40), { kind: 'reverse', factId: idOf(reporter.openid, atMs) }),
    );
  }
  if (spammer) {
    const deed = { kind: 'adjust', points: -15, reason: 'violation' } as const;
    steps.push(stepOf(spammer.openid, at(spammer.lastDaysAgo, 23, 55), deed));
  }
  return steps;
}
