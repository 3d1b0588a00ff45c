import type { Account, Effects, Fact, Verdict } from '../ledger';
import type { Rulebook, TaskTerms } from '../rulebook';
import { dayOf, weekOf } from '../time';
import { standingsOf, type Standing } from './standing';

export type ClaimRefusal = 'UNKNOWN_TASK' | 'TASK_LOCKED' | 'TASK_UNFINISHED' | 'ALREADY_CLAIMED';

export interface Counted {
  readonly tasks: Account['tasks'];
  /** What is paid by itself: what a fact has finished, and what was finished in a period that is over. */
  readonly rewards: readonly Effects[];
}

/** Lets facts count for every task that they count for. */
export function counted(
  account: Account,
  facts: readonly Fact[],
  rulebook: Rulebook,
  nowMs: number,
): Counted {
  const { tasks, rewards } = withoutLeftovers(account.tasks, rulebook, nowMs);
  const next: Record<string, Account['tasks'][string]> = { ...tasks };
  const paid: Effects[] = [...rewards];
  for (const { group, tasks: standings } of standingsOf(account.tasks, rulebook, nowMs)) {
    let isBeforeFinished = true;
    for (const standing of standings) {
      const { task, period } = standing;
      // What finishes a task does not count for the next one as well; what tells how far the member is, does.
      const isOpen: boolean = standing.isOpen || (task.measure !== undefined && isBeforeFinished);
      const progress: number = isOpen ? progressAfter(standing, facts) : standing.progress;
      const isFinished = standing.isFinished || progress >= task.goal;
      if (group.isChain) isBeforeFinished = isFinished;
      const isPaidNow = isFinished && !standing.isPaid && task.claim === 'automatic';
      if (isPaidNow) paid.push(rewardOf(task, period, rulebook));
      if (isPaidNow || progress !== standing.progress) {
        next[task.id] = { period, progress, isPaid: standing.isPaid || isPaidNow };
      }
    }
  }
  return { tasks: next, rewards: paid };
}

/** Pays a reward that a member asks for, in the period for which it was asked. */
export function decideClaim(
  account: Account,
  { taskId, period }: { readonly taskId: string; readonly period: string },
  rulebook: Rulebook,
  nowMs: number,
): Verdict<ClaimRefusal> {
  const { tasks, rewards } = withoutLeftovers(account.tasks, rulebook, nowMs);
  const leftover = rewards.find(({ key }) => key === keyOf(taskId, period));
  // Over since, but finished in time: it is paid with all else that was left.
  if (leftover) {
    const followUps = rewards.filter((reward) => reward !== leftover);
    return { effects: { ...leftover, tasks }, followUps };
  }
  const standing = standingsOf(account.tasks, rulebook, nowMs)
    .flatMap((group) => group.tasks)
    .find(({ task }) => task.id === taskId);
  if (standing?.period !== period) {
    const isPaid = account.tasks[taskId]?.period === period && account.tasks[taskId].isPaid;
    return { refusal: isPaid ? 'ALREADY_CLAIMED' : 'UNKNOWN_TASK' };
  }
  if (standing.isPaid) return { refusal: 'ALREADY_CLAIMED' };
  if (!standing.isOpen) return { refusal: 'TASK_LOCKED' };
  if (!standing.isFinished) return { refusal: 'TASK_UNFINISHED' };
  const { task, progress } = standing;
  return {
    effects: {
      ...rewardOf(task, period, rulebook),
      tasks: { ...tasks, [taskId]: { period, progress, isPaid: true } },
    },
    followUps: rewards,
  };
}

/** Once for a task and a period, whoever asks for it and whatever pays it. */
export const keyOf = (taskId: string, period: string): string => `tk:${taskId}:${period}`;

function rewardOf({ id, reward }: TaskTerms, period: string, { version }: Rulebook): Effects {
  const { points, makeUpCards, growthValue, weekScore } = reward;
  return {
    key: keyOf(id, period),
    fact: { type: 'task', taskId: id, period, ...(makeUpCards > 0 ? { makeUpCards } : {}) },
    rulebookVersion: version,
    move: points > 0 ? { kind: 'earn', points, from: 'issuer:task' } : { kind: 'void' },
    growthValueDelta: growthValue,
    weekScoreDelta: weekScore,
    makeUpCardsDelta: makeUpCards,
  };
}

/** Periods that are over leave the account: what was finished in them and not taken is paid, so that nothing is lost. */
function withoutLeftovers(progress: Account['tasks'], rulebook: Rulebook, nowMs: number): Counted {
  const running = new Map(
    standingsOf(progress, rulebook, nowMs).flatMap(({ tasks }) =>
      tasks.map((each) => [each.task.id, each.period]),
    ),
  );
  const terms = new Map(rulebook.taskGroups.flatMap(({ tasks }) => tasks.map((task) => [task.id, task])));
  const rewards: Effects[] = [];
  const kept = Object.entries(progress).filter(([id, { period, progress: done, isPaid }]) => {
    const task = terms.get(id);
    if (!task) return !isLongOver(period, nowMs);
    if (running.get(id) === period) return true;
    if (!isPaid && done >= task.goal) rewards.push(rewardOf(task, period, rulebook));
    return false;
  });
  return { tasks: Object.fromEntries(kept), rewards };
}

/** Of tasks that the rulebook does not know any more: as long as they might come back, what is paid is remembered. */
function isLongOver(period: string, nowMs: number): boolean {
  const number = Number(period.slice(1));
  if (period.startsWith('d')) return number < dayOf(nowMs);
  if (period.startsWith('w')) return number < weekOf(nowMs);
  return period.startsWith('s') && number < dayOf(nowMs) - LONGEST_SEASON_DAYS;
}

const LONGEST_SEASON_DAYS = 366;

function progressAfter({ task, progress, isFinished }: Standing, facts: readonly Fact[]): number {
  if (isFinished) return progress;
  const counting = facts.filter((fact) => task.facts.includes(fact.type) && isWithin(task, fact));
  const newest = counting.at(-1);
  if (!newest) return progress;
  const reached = task.measure ? Number(newest[task.measure.detail] ?? 0) : progress + counting.length;
  return Math.min(task.goal, reached);
}

/** Whether the details of a fact, as far as they are told, are within the task's bounds. */
export function isWithin({ where }: TaskTerms, details: Omit<Fact, 'type'>): boolean {
  if (!where || !Object.hasOwn(details, where.detail)) return !where;
  const value = Number(details[where.detail]);
  return value >= (where.atLeast ?? -Infinity) && value <= (where.atMost ?? Infinity);
}
