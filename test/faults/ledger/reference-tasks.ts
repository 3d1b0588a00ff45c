import type { Fact } from '../../../cloudfunctions/community/ledger';
import type { Rulebook, TaskGroup, TaskTerms } from '../../../cloudfunctions/community/rulebook';
import { periodAt } from './reference-time';

/** A task in one of its periods. */
export interface TaskState {
  readonly task: TaskTerms;
  readonly group: TaskGroup;
  readonly period: string;
  progress: number;
  /** The number of the entry with which it was finished, and of the one that paid it. */
  finishedSeq: number;
  paidSeq: number;
}

const NEVER = Infinity;

/** What facts make of tasks, counted a second time. Nothing is ever forgotten here. */
export class TaskReference {
  readonly states = new Map<string, TaskState>();
  readonly #rulebook: Rulebook;

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook;
  }

  /** Lets the facts of one write count. */
  count(facts: readonly Fact[], seq: number, atMs: number): void {
    for (const group of this.#rulebook.taskGroups) {
      const period = periodAt(group, atMs);
      if (period === undefined) continue;
      const states = group.tasks.map((task) => this.#state(task, group, period));
      const wereOpen = states.map((state) => this.isOpen(state, seq - 1));
      for (const [index, state] of states.entries()) {
        // What measures how far the member is has no fact of its own that could count twice.
        const open = state.task.measure ? this.isOpen(state, seq) : wereOpen[index];
        if (open && state.finishedSeq === NEVER) progress(state, facts, seq);
      }
    }
  }

  /** Finished, not paid, and never to be asked for: what pays by itself, and what is left of a period that is over. */
  due(atMs: number): TaskState[] {
    return [...this.states.values()].filter((state) => {
      if (state.finishedSeq === NEVER || state.paidSeq !== NEVER) return false;
      return state.task.claim === 'automatic' || periodAt(state.group, atMs) !== state.period;
    });
  }

  /** @returns why this task of this period cannot be paid with entry number `seq`. */
  whyNot(taskId: string, period: string, seq: number, atMs: number): string | undefined {
    const group = this.#rulebook.taskGroups.find(({ tasks }) => tasks.some(({ id }) => id === taskId));
    const task = group?.tasks.find(({ id }) => id === taskId);
    if (!group || !task) return 'UNKNOWN_TASK';
    const isNow = periodAt(group, atMs) === period;
    const state = isNow ? this.#state(task, group, period) : this.states.get(`${taskId} ${period}`);
    if (state && state.paidSeq < seq) return 'ALREADY_CLAIMED';
    if (!state || (!isNow && state.finishedSeq >= seq)) return 'UNKNOWN_TASK';
    if (!this.isOpen(state, seq - 1)) return 'TASK_LOCKED';
    return state.finishedSeq < seq ? undefined : 'TASK_UNFINISHED';
  }

  pay(taskId: string, period: string, seq: number): TaskTerms | undefined {
    const state = this.states.get(`${taskId} ${period}`);
    if (state) state.paidSeq = seq;
    return state?.task;
  }

  /** Whether the task before it in a chain was finished with that entry at the latest. */
  isOpen({ task, group, period }: TaskState, uptoSeq: number): boolean {
    const before = group.tasks[group.tasks.indexOf(task) - 1];
    if (!group.isChain || !before) return true;
    return this.#state(before, group, period).finishedSeq <= uptoSeq;
  }

  #state(task: TaskTerms, group: TaskGroup, period: string): TaskState {
    const name = `${task.id} ${period}`;
    const finishedSeq = task.goal === 0 ? 0 : NEVER;
    const state = this.states.get(name) ?? {
      task,
      group,
      period,
      progress: 0,
      finishedSeq,
      paidSeq: NEVER,
    };
    this.states.set(name, state);
    return state;
  }
}

function progress(state: TaskState, facts: readonly Fact[], seq: number): void {
  const { task } = state;
  const counting = facts.filter((fact) => task.facts.includes(fact.type) && isWithin(task, fact));
  const newest = counting.at(-1);
  if (!newest) return;
  state.progress = task.measure
    ? Math.min(task.goal, Number(newest[task.measure.detail]))
    : Math.min(task.goal, state.progress + counting.length);
  if (state.progress === task.goal) state.finishedSeq = seq;
}

function isWithin({ where }: TaskTerms, fact: Fact): boolean {
  if (!where) return true;
  const value = Number(fact[where.detail]);
  return !(value < (where.atLeast ?? -Infinity)) && value <= (where.atMost ?? Infinity);
}
