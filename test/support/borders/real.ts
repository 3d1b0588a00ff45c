import { isDeepStrictEqual } from 'node:util';
import type * as v from 'valibot';
import { challenges, joinChallenge } from '../../../cloudfunctions/community/challenges';
import {
  buyMakeUpCard,
  checkIn,
  checkInCalendar,
  makeUp,
  memberViewOf,
} from '../../../cloudfunctions/community/check-in';
import type { checkInCalendarContract } from '../../../cloudfunctions/community/check-in/contract';
import type { MemberCall } from '../../../cloudfunctions/community/call';
import { earn } from '../../../cloudfunctions/community/earning';
import {
  accountOf,
  ENTRIES,
  openAccount,
  settledNow,
  type Account,
} from '../../../cloudfunctions/community/ledger';
import {
  documentOf,
  entryOfDocument,
  type EntryDocument,
} from '../../../cloudfunctions/community/ledger/stored-entry';
import { claimTask, tasks } from '../../../cloudfunctions/community/tasks';
import type { tasksContract } from '../../../cloudfunctions/community/tasks/contract';
import { MemoryStore } from '../../faults/memory-store';
import { VirtualTime } from '../../faults/virtual-time';
import { memberCall } from '../member-call';
import { memoryDocuments } from '../memory-documents';
import { lineOf, type Seen } from './line';
import type { Life, Moment, Wish } from './lives';

interface Answered {
  readonly data?: unknown;
  readonly refused?: string;
}

/** Lives a life through the rooms, on a store in memory, and tells it line by line. */
export async function realLinesOf({ name, joinedMs, moments }: Life): Promise<string[]> {
  const time = new VirtualTime(0);
  const store = new MemoryStore(time);
  const documents = memoryDocuments(store);
  const callAt = (nowMs: number, requestId: string): MemberCall =>
    memberCall({
      memberId: name,
      documents,
      requestId,
      nowMs,
      random: () => 0.5,
      sleep: () => Promise.resolve(),
    });
  await openAccount(callAt(joinedMs, ''), name);
  const lines: string[] = [];
  for (const [index, moment] of moments.entries()) {
    time.jump(1_000);
    const outcome = await outcomeOf(callAt(moment.askedMs, `request-${index}`), moment.wish);
    lines.push(lineOf(moment.wish, await seenBy(callAt(moment.lookedMs, ''), moment, outcome)));
  }
  const account = await stored(callAt(joinedMs, ''));
  const left = store.all(ENTRIES) as EntryDocument[];
  checkEntries(account, [...left, ...account.pending.map((carried) => documentOf(name, carried))]);
  return lines;
}

async function outcomeOf(call: MemberCall, wish: Wish): Promise<string> {
  const run = async (answer: Promise<unknown>) => ((await answer) as Answered).refused ?? 'ok';
  switch (wish.kind) {
    case 'checkIn':
      return run(checkIn.run(call, {}));
    case 'claim':
      return run(claimTask.run(call, { taskId: wish.taskId, period: wish.period }));
    case 'makeUp':
      return run(makeUp.run(call, { day: wish.day }));
    case 'buyCard':
      return run(buyMakeUpCard.run(call, { pricePoints: call.rulebook.checkIn.makeUp.card.pricePoints }));
    case 'challenge':
      return run(joinChallenge.run(call, { challengeId: wish.challengeId, pledgePoints: wish.pledgePoints }));
    case 'pick': {
      const posted = await earn(call, call.memberId, { type: 'quality_pick', factId: call.requestId });
      return 'refusal' in posted ? posted.refusal : 'ok';
    }
  }
}

/** As the other instance shows it, whose clock says something else. */
async function seenBy(call: MemberCall, { isLast }: Moment, outcome: string): Promise<Seen> {
  const account = await stored(call);
  const view = await memberViewOf(call, account);
  const page = dataOf<TasksPage>(await tasks.run(call, {}));
  const { businessDay } = dataOf<{ businessDay: string }>(await challenges.run(call, {}));
  same('today', [page.businessDay, businessDay], [view.businessDay, view.businessDay]);
  const summary = ({ guide, tasksClaimable, tasksOpen, nextTask }: TasksPage | typeof view) => ({
    guide,
    tasksClaimable,
    tasksOpen,
    nextTask,
  });
  same('the tasks', summary(page), summary(view));
  return {
    outcome,
    today: view.businessDay,
    streakDays: view.streakDays,
    checkedInToday: view.checkedInToday,
    balancePoints: view.balancePoints,
    frozenPoints: settledNow(call, account).account.frozenPoints,
    cards: account.makeUpCards,
    growthValue: account.growthValue,
    weekScore: view.weekScore,
    tasks: page.groups
      .flatMap((group) => group.tasks)
      .map(({ taskId, period, progress, state }) => `${taskId} ${period} ${progress} ${state}`),
    ...(isLast ? { month: monthOf(dataOf<Calendar>(await checkInCalendar.run(call, {}))) } : {}),
  };
}

type TasksPage = v.InferOutput<(typeof tasksContract)['answer']>;
type Calendar = v.InferOutput<(typeof checkInCalendarContract)['answer']>;

const monthOf = ({ month, doneDays, streak, makeUp: left }: Calendar): NonNullable<Seen['month']> => ({
  name: month,
  doneDays,
  fromDay: streak.fromDay,
  timesLeft: left.timesLeft,
  freeLeft: left.freeLeft,
  cardsLeftToBuy: left.cardsLeftToBuy,
});

/** Nothing twice: a key, a day's check-in, a period's reward; and what stands there adds up. */
function checkEntries(account: Account, documents: readonly EntryDocument[]): void {
  const entries = documents.map(entryOfDocument);
  const facts = entries.map(({ fact }) => fact);
  once(
    'keys',
    entries.map(({ _id }) => _id),
  );
  once(
    'days',
    facts.filter(({ type }) => type === 'check_in' || type === 'make_up').map(({ day }) => day),
  );
  once(
    'rewards',
    facts.filter(({ type }) => type === 'task').map((fact) => `${fact['taskId']} ${fact['period']}`),
  );
  const sum = entries.reduce((total, { pointsDelta }) => total + pointsDelta, 0);
  same('the sum of the entries', sum, account.availablePoints + account.frozenPoints);
  same('the number of the entries', entries.length, account.seq);
}

function once(what: string, values: readonly unknown[]): void {
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  same(`what there is twice of ${what}`, twice, []);
}

function same(what: string, one: unknown, other: unknown): void {
  if (!isDeepStrictEqual(one, other)) {
    throw new Error(`${what}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`);
  }
}

function dataOf<T>(answer: unknown): T {
  const { data } = answer as Answered;
  if (data === undefined) throw new Error(`no data: ${JSON.stringify(answer)}`);
  return data as T;
}

async function stored(call: MemberCall): Promise<Account> {
  const account = await accountOf(call, call.memberId);
  if (!account) throw new Error('no account');
  return account;
}
