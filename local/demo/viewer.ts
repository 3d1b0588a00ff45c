import { isoDateOf, type DayNumber } from '../../cloudfunctions/community/time';
import { hourAndMinute, instantOf } from './calendar';
import { foundersPrize } from './founding';
import { idOf, stepOf, type Deed, type Step } from './step';

/**
 * The one that the phone begins as. Written by hand, so that the first minute has something to it on every day of the
 * week: thirteen days in a row, so that today's check-in is the best-paid of the cycle; ten growth values below the next
 * tier; points of every origin; today still open.
 */
const CHECK_INS_DAYS_AGO = [42, 41, 40, 38, 37, 36, 35, 33, 32, 29, 28, 27, 24, 20, 18, 16];
const STREAK_DAYS = 13;
const PICKS_DAYS_AGO = [39, 30, 21, 11, 5, 3];
const REPORTS_DAYS_AGO = [25, 8];
/** Picked by mistake, and taken back the same evening. */
const MISTAKEN_PICK_DAYS_AGO = 9;
/** A year ago; as much as the shopping of this morning takes. */
const PRIZE_POINTS = 400;
const COMPENSATION = { daysAgo: 5, points: 12 };
/** Forgotten, and made up for the day after, with the card from the newcomer's days. */
const MADE_UP_DAYS_AGO = 17;
/** Half of its days are done by now. Without a pledge, which would set aside what is about to run out. */
const CHALLENGE = { daysAgo: 12, challengeId: 'habit_of_21', pledgePoints: 0 };

export function viewersLife(openid: string, today: DayNumber): Step[] {
  const at = (daysAgo: number, hour: number, minute: number) =>
    instantOf(today - daysAgo, hourAndMinute(hour, minute));
  const step = (atMs: number, deed: Deed) => stepOf(openid, atMs, deed);
  const streak = Array.from({ length: STREAK_DAYS }, (_, index) => STREAK_DAYS - index);
  const mistakenAtMs = at(MISTAKEN_PICK_DAYS_AGO, 10, 40);
  return [
    ...foundersPrize(openid, today, PRIZE_POINTS),
    ...[...CHECK_INS_DAYS_AGO, ...streak].map((daysAgo) =>
      step(at(daysAgo, 7, 5 + ((daysAgo * 7) % 40)), { kind: 'checkIn' }),
    ),
    ...PICKS_DAYS_AGO.map((daysAgo) => step(at(daysAgo, 20, 15), { kind: 'fact', type: 'quality_pick' })),
    ...REPORTS_DAYS_AGO.map((daysAgo) => step(at(daysAgo, 12, 20), { kind: 'fact', type: 'report_upheld' })),
    step(mistakenAtMs, { kind: 'fact', type: 'quality_pick' }),
    step(at(MISTAKEN_PICK_DAYS_AGO, 18, 30), { kind: 'reverse', factId: idOf(openid, mistakenAtMs) }),
    step(at(MADE_UP_DAYS_AGO - 1, 21, 0), { kind: 'makeUp', day: isoDateOf(today - MADE_UP_DAYS_AGO) }),
    step(at(CHALLENGE.daysAgo, 21, 30), {
      kind: 'joinChallenge',
      challengeId: CHALLENGE.challengeId,
      pledgePoints: CHALLENGE.pledgePoints,
    }),
    step(at(COMPENSATION.daysAgo, 15, 0), {
      kind: 'adjust',
      points: COMPENSATION.points,
      reason: 'compensation',
    }),
  ];
}
