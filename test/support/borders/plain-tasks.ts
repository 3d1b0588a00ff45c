import { periodAt, seasonOf } from '../shanghai';

/** Something that happened, as tasks see it. */
export interface PlainFact {
  readonly type: 'check_in' | 'pick' | 'challenge_won' | 'other';
  readonly hour?: number;
  readonly streakDays?: number;
}

interface PlainTask {
  readonly id: string;
  readonly kind: 'day' | 'week' | 'season' | 'once';
  readonly counts: (fact: PlainFact) => boolean;
  /** How far the member is stands in the fact itself. */
  readonly isMeasured?: boolean;
  readonly goal: number;
  readonly points: number;
  readonly cards?: number;
  readonly isAutomatic?: boolean;
  /** The task of the chain that must be finished before. */
  readonly after?: string;
}

const isCheckIn = ({ type }: PlainFact) => type === 'check_in';
const isPick = ({ type }: PlainFact) => type === 'pick';

const GIFTS = [
  [7, 20, 1],
  [14, 30, 0],
  [21, 40, 1],
  [30, 60, 1],
  [60, 120, 2],
  [100, 200, 2],
] as const;

/** All tasks that a date has, in the order of the page. */
function tasksOn(date: string): PlainTask[] {
  const { name } = seasonOf(date);
  const streak = { kind: 'once', counts: isCheckIn, isMeasured: true } as const;
  return [
    { id: 'joining_gift', kind: 'once', counts: () => false, goal: 0, points: 50 },
    { id: 'starter_task', kind: 'once', counts: isCheckIn, goal: 1, points: 20, after: 'joining_gift' },
    { ...streak, id: 'three_days', goal: 3, points: 10, cards: 1, after: 'starter_task' },
    {
      id: 'early',
      kind: 'day',
      counts: (fact) => isCheckIn(fact) && (fact.hour ?? 24) < 9,
      goal: 1,
      points: 2,
    },
    { id: 'seen_today', kind: 'day', counts: isPick, goal: 1, points: 5 },
    { id: 'week_check_in', kind: 'week', counts: isCheckIn, goal: 5, points: 15 },
    { id: 'week_picks', kind: 'week', counts: isPick, goal: 2, points: 20 },
    { id: `${name}_check_in`, kind: 'season', counts: isCheckIn, goal: 45, points: 120, cards: 1 },
    {
      id: `${name}_challenge`,
      kind: 'season',
      counts: ({ type }) => type === 'challenge_won',
      goal: 1,
      points: 30,
    },
    ...GIFTS.map(([days, points, cards], index) => ({
      ...streak,
      id: `streak_${days}`,
      goal: days,
      points,
      cards,
      isAutomatic: true,
      ...(index > 0 ? { after: `streak_${GIFTS[index - 1]?.[0]}` } : {}),
    })),
  ];
}

interface Progress {
  readonly task: PlainTask;
  readonly period: string;
  progress: number;
  isPaid: boolean;
}

/** What is paid: points and cards. */
export interface PlainReward {
  readonly points: number;
  readonly cards: number;
}

/** A member's tasks by the plain calendar: what is finished is paid once, by a tap or when its period is over. */
export class PlainTasks {
  readonly #progress = new Map<string, Progress>();
  readonly #paid = new Set<string>();

  /** Something happens on that date: what is left over is paid, and the fact counts. */
  happen(date: string, facts: readonly PlainFact[]): PlainReward[] {
    const rewards = this.#leftovers(date);
    for (const task of tasksOn(date)) {
      const own = this.#own(task, date);
      if (own.progress >= task.goal || !this.#isOpen(task, date)) continue;
      const counting = facts.filter(task.counts);
      const newest = counting.at(-1);
      if (!newest) continue;
      const reached = task.isMeasured ? (newest.streakDays ?? 0) : own.progress + counting.length;
      this.#set(own, Math.min(task.goal, reached), false);
      if (task.isAutomatic && reached >= task.goal) rewards.push(this.#pay(this.#own(task, date)));
    }
    return rewards;
  }

  claim(date: string, taskId: string, period: string): { outcome: string; rewards: PlainReward[] } {
    if (this.#paid.has(`${taskId} ${period}`)) return { outcome: 'ALREADY_CLAIMED', rewards: [] };
    const isLeft = this.#left(date).some((own) => own.task.id === taskId && own.period === period);
    if (isLeft) return { outcome: 'ok', rewards: this.#leftovers(date) };
    const task = tasksOn(date).find(({ id }) => id === taskId);
    if (!task || periodAt(task.kind, date) !== period) return { outcome: 'UNKNOWN_TASK', rewards: [] };
    const own = this.#own(task, date);
    if (!this.#isOpen(task, date)) return { outcome: 'TASK_LOCKED', rewards: [] };
    if (own.progress < task.goal) return { outcome: 'TASK_UNFINISHED', rewards: [] };
    return { outcome: 'ok', rewards: [this.#pay(own), ...this.#leftovers(date)] };
  }

  /**
   * As the page of that date shows them: what comes only once is not shown any more when all of it is paid.
   * @param isEarlyOver Whether a check-in before nine cannot come any more.
   */
  shownOn(date: string, isEarlyOver: boolean): string[] {
    const all = tasksOn(date);
    const isOver = ({ kind, isAutomatic }: PlainTask) =>
      kind === 'once' &&
      all
        .filter((other) => other.kind === 'once' && other.isAutomatic === isAutomatic)
        .every((other) => this.#own(other, date).isPaid);
    return all
      .filter((task) => !isOver(task))
      .map((task) => {
        const { period, progress, isPaid } = this.#own(task, date);
        const isFinished = progress >= task.goal;
        const unfinished = task.id === 'early' && isEarlyOver ? 'missed' : 'open';
        const open = isFinished ? 'claimable' : unfinished;
        const state = isPaid ? 'claimed' : this.#isOpen(task, date) ? open : 'locked';
        return `${task.id} ${period} ${progress} ${state}`;
      });
  }

  #own(task: PlainTask, date: string): Progress {
    const period = periodAt(task.kind, date);
    const known = this.#progress.get(task.id);
    return known?.period === period ? known : { task, period, progress: 0, isPaid: false };
  }

  #set(own: Progress, progress: number, isPaid: boolean): void {
    this.#progress.set(own.task.id, { ...own, progress, isPaid });
  }

  /** Whether the task before it in its chain is finished. */
  #isOpen(task: PlainTask, date: string): boolean {
    const before = tasksOn(date).find(({ id }) => id === task.after);
    return before === undefined || this.#own(before, date).progress >= before.goal;
  }

  #left(date: string): Progress[] {
    return [...this.#progress.values()].filter(
      ({ task, period, progress, isPaid }) =>
        period !== periodAt(task.kind, date) && !isPaid && progress >= task.goal,
    );
  }

  #leftovers(date: string): PlainReward[] {
    return this.#left(date).map((own) => this.#pay(own));
  }

  #pay(own: Progress): PlainReward {
    this.#paid.add(`${own.task.id} ${own.period}`);
    this.#set(own, own.task.goal, true);
    return { points: own.task.points, cards: own.task.cards ?? 0 };
  }
}
