import * as v from 'valibot';
import { BusinessDaySchema, CountSchema, PointsSchema, type ActionContract } from '../contract';

/** As the rulebook names it. */
const TaskIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,24}$/));

/** Which day, week or season: `d20779`, `w2968`, `s20773`; `o` for what there is only once. */
const PeriodSchema = v.pipe(v.string(), v.regex(/^(o|[dws]\d{1,7})$/));

export const TaskSchema = v.strictObject({
  taskId: TaskIdSchema,
  /** What a claim names, so that it never counts for another day. */
  period: PeriodSchema,
  title: v.string(),
  /** How it is done, in one line. */
  hint: v.string(),
  /** Never more than the goal; a goal of 0 is fulfilled from the start. */
  progress: CountSchema,
  goal: CountSchema,
  /**
   * `locked`: the task before it in the chain is not finished. `claimable`: finished, and its reward waits. `missed`: there is
   * nothing left of today that could finish it.
   */
  state: v.picklist(['locked', 'open', 'missed', 'claimable', 'claimed']),
  reward: v.strictObject({ points: CountSchema, makeUpCards: CountSchema }),
  /** Paid as soon as it is finished; otherwise by a tap, and at the latest when the next period has begun. */
  isAutomatic: v.boolean(),
  /** Where it can be done; empty where there is nowhere to go. */
  linkPath: v.string(),
});

/** What the first page shows of tasks, and what changes with every answer that changes them. */
export const taskSummaryEntries = {
  /** A newcomer's chain; null once each of its rewards is claimed. */
  guide: v.nullable(v.strictObject({ title: v.string(), tasks: v.array(TaskSchema) })),
  /** How many rewards wait for a tap, and how many tasks of today and this week are not finished. */
  tasksClaimable: CountSchema,
  tasksOpen: CountSchema,
  /** The next best thing to do or to claim; never one of the guide's. */
  nextTask: v.nullable(TaskSchema),
};

const tasksEntries = {
  businessDay: BusinessDaySchema,
  balancePoints: PointsSchema,
  groups: v.array(
    v.strictObject({
      groupId: v.string(),
      title: v.string(),
      period: v.picklist(['day', 'week', 'season', 'once']),
      /** When it begins anew, or is over; null for what there is only once. */
      endsAtMs: v.nullable(CountSchema),
      /** Each opens when the one before it is finished. */
      isChain: v.boolean(),
      tasks: v.array(TaskSchema),
    }),
  ),
  ...taskSummaryEntries,
};

export const tasksContract = {
  action: 'tasks',
  changes: false,
  callers: ['member'],
  input: v.strictObject({}),
  answer: v.strictObject(tasksEntries),
  refusals: {},
} as const satisfies ActionContract;

export const claimTaskContract = {
  action: 'claimTask',
  changes: true,
  callers: ['member'],
  /** Each reward is paid once, whoever asks and how often. */
  input: v.strictObject({ taskId: TaskIdSchema, period: PeriodSchema }),
  answer: v.strictObject({
    earnedPoints: CountSchema,
    earnedMakeUpCards: CountSchema,
    ...tasksEntries,
  }),
  refusals: {
    /** There is no such task, or not in that period. */
    UNKNOWN_TASK: null,
    TASK_LOCKED: null,
    TASK_UNFINISHED: null,
    ALREADY_CLAIMED: null,
  },
} as const satisfies ActionContract;
