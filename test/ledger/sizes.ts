import { calculateObjectSize } from 'bson';
import type { LedgerCall } from '../../cloudfunctions/community/call';
import { decideJoin, isRunning } from '../../cloudfunctions/community/challenges/rules';
import { decideCheckIn } from '../../cloudfunctions/community/check-in/rules';
import { withFollowUps } from '../../cloudfunctions/community/follow-ups';
import { earn } from '../../cloudfunctions/community/earning';
import {
  ACCOUNTS,
  accountIdOf,
  ENTRIES,
  keyOf,
  newAccount,
  post,
  type Account,
  type Effects,
  type Entry,
  type Posted,
  type Verdict,
} from '../../cloudfunctions/community/ledger';
import { decideRedeem } from '../../cloudfunctions/community/mall/rules';
import { defaultRulebook as rulebook } from '../../cloudfunctions/community/rulebook';
import type { Terms } from '../../cloudfunctions/community/shelf';
import { PLAIN_TERMS } from '../../cloudfunctions/community/shelf/testing';
import { decideClaim, keyOf as keyOfTask } from '../../cloudfunctions/community/tasks/rules';
import { groupsOf } from '../../cloudfunctions/community/tasks/view';
import { dayOf } from '../../cloudfunctions/community/time';
import type { Documents } from '../../cloudfunctions/platform/documents';
import { MemoryStore } from '../faults/memory-store';
import { VirtualTime } from '../faults/virtual-time';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 5, 18, 2);
/** Weeks that are not frozen yet stay in the account, so a history is only as long as a demo's. */
const DAYS = 60;
const MEMBER = 'k7Yq3ZrT0aVb9NcXw2LmPg1d';

export interface Sizes {
  readonly posts: number;
  readonly accountP99Bytes: number;
  readonly largestEntryBytes: number;
  readonly callsPerPost: number;
  readonly copyCallsPerPost: number;
  readonly withinLimits: boolean;
}

/**
 * Two months of one eager member: checks in, is picked, takes every reward, runs a challenge with a pledge and then the next,
 * buys, has something on hold, gets some of it back and loses some.
 */
export async function measureSizes(): Promise<Sizes> {
  const time = new VirtualTime(NOW);
  const store = new MemoryStore(time);
  const calls = { all: 0, copying: 0 };
  // As the post writes it, before entries leave it.
  const accountSizes: number[] = [];
  const last = new Map<string, Entry>();
  store.insert(ACCOUNTS, newAccount(MEMBER, NOW));

  async function take(step: Step): Promise<void> {
    let written = 0;
    const call: LedgerCall = {
      documents: countedDocuments(store, calls, (account) => (written = calculateObjectSize(account))),
      nowMs: time.nowMs,
      clockMs: () => time.nowMs,
      random: () => 0,
      sleep: () => Promise.resolve(),
      rulebook,
    };
    const posted = await step(call);
    if (!('entry' in posted)) throw new Error(posted.refusal);
    last.set(posted.entry.kind, posted.entry);
    accountSizes.push(written);
    time.jump(7 * 60_000);
  }

  const account = () => store.get(ACCOUNTS, accountIdOf(MEMBER), 0) as Account;
  for (let day = 0; day < DAYS; day += 1) {
    for (const step of stepsOf(day, last)) await take(step);
    for (const { taskId, period } of claimableOf(account(), time.nowMs)) await take(claim(taskId, period));
    if (!isInChallenge(account(), time.nowMs)) await take(join(day));
    time.jump(NOW + (day + 1) * DAY_MS - time.nowMs);
  }

  const sorted = accountSizes.sort((a, b) => a - b);
  const posts = sorted.length;
  const sizes = {
    posts,
    accountP99Bytes: sorted[Math.floor(posts * 0.99)] ?? Infinity,
    largestEntryBytes: Math.max(...store.all(ENTRIES).map((entry) => calculateObjectSize(entry))),
    callsPerPost: calls.all / posts,
    copyCallsPerPost: calls.copying / posts,
  };
  const { accountP99Bytes, largestEntryBytes, copyCallsPerPost } = sizes;
  return {
    ...sizes,
    withinLimits: accountP99Bytes <= 4_096 && largestEntryBytes <= 600 && copyCallsPerPost <= 0.3,
  };
}

type Step = (call: LedgerCall) => Promise<Posted<string>>;

const stepOf =
  (decide: (account: Account, nowMs: number) => Verdict<string>, key?: string): Step =>
  (call) =>
    post<string>(call, {
      memberId: MEMBER,
      ...(key === undefined ? {} : { once: { key, input: { key } } }),
      decide,
    });

const claimableOf = (account: Account, nowMs: number) =>
  groupsOf(account, rulebook, nowMs)
    .flatMap(({ tasks }) => tasks)
    .filter(({ state }) => state === 'claimable');

const claim = (taskId: string, period: string): Step =>
  stepOf(
    (account, nowMs) => decideClaim(account, { taskId, period }, rulebook, nowMs),
    keyOfTask(taskId, period),
  );

const CHALLENGE = { challengeId: 'week_of_seven', pledgePoints: 50 };

const isInChallenge = ({ challenges }: Account, nowMs: number): boolean =>
  Object.values(challenges).some((run) => isRunning(run, dayOf(nowMs)));

function join(day: number): Step {
  const key = `cj:${idOf(day)}`;
  return stepOf((account, nowMs) => decideJoin(account, { key, ...CHALLENGE }, rulebook, nowMs), key);
}

const PARCEL: Terms = {
  ...PLAIN_TERMS,
  pricePoints: 60,
  limits: { perDay: null, perWeek: 2, ever: 5 },
  maxPerOrder: 2,
  variants: [{ variantId: 'clay', name: '陶土红' }],
};

/** A parcel in a variant, to an address, with limits: the fattest of the mall; one of three items that a member can have five times ever. */
function redeem(day: number): Step {
  const key = `rd:${(NOW + day * DAY_MS).toString(36)}:mi3h2k8x-${String(day).padStart(15, 'q')}`;
  const wish = {
    key,
    orderId: `q7wx3mzk5nt8${String(day).padStart(4, 'a')}`,
    itemId: `linen-tote-bag-${((day + 1) / 9) % 3}`,
    variantId: 'clay',
    lane: 0,
    quantity: 1,
    pricePoints: PARCEL.pricePoints,
    addressId: '3fa91c04be77',
    drawDay: 0,
    draws: [],
  };
  return stepOf((account, nowMs) => {
    const verdict = decideRedeem(account, wish, { terms: PARCEL, rulebook, level: 1 }, nowMs);
    if ('refusal' in verdict) return { refusal: verdict.refusal.code };
    return withFollowUps<string>(verdict, account, rulebook, nowMs);
  }, key);
}

const idOf = (day: number): string => `01J${String(day).padStart(5, '0')}QZ8`;

function stepsOf(day: number, last: ReadonlyMap<string, Entry>): Step[] {
  const id = idOf(day);
  const keyed = (key: string, move: Effects['move'], more: Partial<Effects> = {}): Step =>
    stepOf(
      () => ({
        effects: { key, fact: { type: key.slice(0, 2), id }, rulebookVersion: 1, move, ...more },
      }),
      key,
    );
  const steps: Step[] = [
    stepOf((account, nowMs) => {
      const wish = { requestId: `request-${id}`, day: undefined };
      return withFollowUps(decideCheckIn(account, wish, rulebook, nowMs), account, rulebook, nowMs);
    }),
  ];
  if (day % 2 === 0) {
    steps.push((call) => earn(call, MEMBER, { type: 'quality_pick', factId: id }));
  }
  if (day % 9 === 8) steps.push(redeem(day));
  const expiresAtMs = NOW + (day + 3) * DAY_MS;
  if (day % 15 === 4)
    steps.push(keyed(`hd:${id}`, { kind: 'hold', points: 20, holdId: `h${day}`, expiresAtMs }));
  if (day % 15 === 5)
    steps.push(keyed(`cp:${id}`, { kind: 'capture', holdId: `h${day - 1}`, to: 'member:tip' }));
  const earned = last.get('earn');
  // As an operator does it: the fattest entry that there is.
  if (day % 27 === 20 && earned) {
    const fact = { type: 'reversed', of: 'quality_pick', seq: earned.seq, key: keyOf(earned), by: MEMBER };
    const { growthValueDelta, weekScoreDelta, atMs } = earned;
    const undone = { growthValueDelta: -growthValueDelta, weekScoreDelta: -weekScoreDelta, scoredAtMs: atMs };
    steps.push(keyed(`rv:${earned.seq}`, { kind: 'reverse', entry: earned }, { fact, ...undone }));
  }
  const spent = last.get('spend');
  if (day % 27 === 9 && spent) steps.push(keyed(`rv:${id}`, { kind: 'reverse', entry: spent }));
  return steps;
}

function countedDocuments(
  store: MemoryStore,
  calls: { all: number; copying: number },
  onCommit: (account: object) => void,
): Documents {
  let callCount = 0;
  const answer = <T>(copying: boolean, value: T): Promise<T> => {
    callCount += 1;
    calls.all += 1;
    if (copying) calls.copying += 1;
    return Promise.resolve(value);
  };
  const read = <T>(name: string, id: string) => answer(false, store.get(name, id, 0) as T | undefined);
  return {
    get callCount() {
      return callCount;
    },
    get: read,
    getMany: () => Promise.reject(new Error('no post looks for many documents')),
    getNewest: read,
    insert: (name, document) => {
      if (name === ACCOUNTS) onCommit(document);
      return answer(name === ENTRIES, store.insert(name, document));
    },
    insertMany: (name, documents) => answer(true, store.insertMany(name, documents)),
    replaceIf: (name, ver, next) => {
      onCommit(next);
      return answer(false, store.replaceIf(name, ver, next));
    },
    changeIf: () => Promise.reject(new Error('no post changes paths')),
    dropItems: (name, id, list, where) => answer(true, store.dropItems(name, id, list, where)),
    find: () => Promise.reject(new Error('no post looks for documents')),
    count: () => Promise.reject(new Error('no post counts documents')),
  };
}
