import { isDeepStrictEqual } from 'node:util';
import { isoDateOf } from '../../../cloudfunctions/community/time';
import type { Account } from '../../../cloudfunctions/community/ledger';
import type { DailyReference } from './reference-daily';
import { must } from './violation';

const BITMAP_DAYS = 62;

/** What the account says of days, cards, tasks and challenges is what its entries made of them. */
export function checkDaily(account: Account, daily: DailyReference): void {
  must(!daily.missing(), 'what comes with a fact is written with it', () => `${daily.missing()} is missing`);
  checkDays(account, daily);
  const { cards } = daily.days;
  must(
    account.makeUpCards === cards,
    'cards are what came in less what was used',
    () => `${cards}, not ${account.makeUpCards}`,
  );
  checkTasks(account, daily);
  checkChallenges(account, daily);
}

/** Streak and bitmap are the set of days that have an entry. */
function checkDays({ checkIn }: Account, { days }: DailyReference): void {
  const all = [...days.days.keys()].sort((a, b) => a - b);
  const lastDay = all.at(-1) ?? 0;
  let bits = 0n;
  for (let back = 0; back < BITMAP_DAYS; back += 1)
    if (days.days.has(lastDay - back)) bits |= 1n << BigInt(back);
  const { lastDay: _day, streakDays, olderDays, bestDays, seq } = checkIn;
  const told = { lastDay: checkIn.lastDay, streakDays, olderDays, bestDays, seq, bits: checkIn.bits };
  const reckoned = {
    lastDay,
    streakDays: days.runUntil(lastDay),
    olderDays: days.runUntil(lastDay - BITMAP_DAYS),
    bestDays: Math.max(0, ...all.map((day) => days.runUntil(day))),
    seq: days.checkInSeq,
    bits: bits.toString(16),
  };
  must(
    isDeepStrictEqual(told, reckoned),
    'the streak is the set of days',
    () => `${JSON.stringify(told)}, not ${JSON.stringify(reckoned)} by ${all.map(isoDateOf).join()}`,
  );
}

function checkTasks({ tasks }: Account, { tasks: { states } }: DailyReference): void {
  for (const [taskId, { period, progress, isPaid }] of Object.entries(tasks)) {
    const state = states.get(`${taskId} ${period}`);
    const isSame = state && state.paidSeq < Infinity === isPaid && (isPaid || state.progress === progress);
    must(
      isSame === true,
      'a task is as far as its facts',
      () => `${taskId} ${period}: ${progress}, paid ${isPaid}, not ${JSON.stringify(state)}`,
    );
  }
  for (const { task, period, finishedSeq, paidSeq } of states.values()) {
    const isWaiting = task.goal > 0 && finishedSeq < Infinity && paidSeq === Infinity;
    const isKept = !isWaiting || tasks[task.id]?.period === period;
    must(
      isKept,
      'what is finished is not forgotten',
      () => `${task.id} ${period}, finished with ${finishedSeq}`,
    );
  }
}

function checkChallenges({ challenges, holds }: Account, { challenges: { runs } }: DailyReference): void {
  const newest = new Map(runs.map((run) => [run.terms.id, run]));
  const reckoned = [...newest].map(([id, { terms, wonSeq: _won, ...run }]) => [
    id,
    { ...run, goalDays: terms.goalDays, growthValue: terms.growthValue },
  ]);
  must(
    isDeepStrictEqual(challenges, Object.fromEntries(reckoned)),
    'a challenge is as far as its check-ins',
    () => `${JSON.stringify(challenges)}, not ${JSON.stringify(reckoned)}`,
  );
  const isWon = (id: string) => (newest.get(id)?.wonSeq ?? 0) < Infinity;
  const kept = Object.keys(holds).filter((holdId) => holdId.startsWith('ch:') && isWon(holdId.slice(3)));
  must(kept.length === 0, 'the pledge of a challenge that is won is not kept', () => kept.join());
}
