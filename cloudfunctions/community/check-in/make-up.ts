import { withFollowUps } from '../follow-ups';
import { post } from '../ledger';
import { membersOnly } from '../members-only';
import { dayOfIso, isoDateOf } from '../time';
import { calendarOf, monthOfDay } from './calendar';
import { makeUpContract } from './contract';
import { decideMakeUp, type MakeUpRefusal } from './make-up-rules';

const refusals: Readonly<Record<MakeUpRefusal, string>> = {
  DAY_NOT_OVER: 'Only a day that is over can be made up.',
  OUT_OF_WINDOW: 'That day is too long ago, or before the member joined.',
  ALREADY_CHECKED_IN: 'That day is done already.',
  MONTHLY_LIMIT: 'No more make-ups this month.',
  NO_MAKE_UP_CARD: 'The tier has no free one left, and there is no card.',
};

/** Makes up for a missed day, once: the streak is mended by it, and nothing is paid. */
export const makeUp = membersOnly(makeUpContract, async (call, standing, { day: date }) => {
  const day = dayOfIso(date);
  // A date that there is not.
  if (isoDateOf(day) !== date) return refused('OUT_OF_WINDOW');
  const posted = await post<MakeUpRefusal>(call, {
    memberId: call.memberId,
    account: standing,
    // The day's own key, which a check-in of that day would have: it counts once, however it came about.
    once: { key: `ci:${day}`, input: { requestId: call.requestId } },
    decide: (account, nowMs) =>
      withFollowUps(decideMakeUp(account, day, call.rulebook, nowMs), account, call.rulebook, nowMs),
  });
  if ('refusal' in posted) {
    const refusal = posted.refusal === 'KEY_REUSED' ? 'ALREADY_CHECKED_IN' : posted.refusal;
    if (!Object.hasOwn(refusals, refusal)) throw new Error(`refused: ${refusal}`);
    return refused(refusal as MakeUpRefusal);
  }
  const { account, entry } = posted;
  const paidBy = entry.fact['paidBy'] === 'card' ? ('card' as const) : ('tier' as const);
  return { data: { paidBy, ...(await calendarOf(call, account, monthOfDay(day))) } };
});

const refused = (code: MakeUpRefusal) => ({ refused: code, message: refusals[code], data: undefined });
