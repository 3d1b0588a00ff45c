import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { collections } from '../cloudfunctions/community/collections';
import type { MemberCall } from '../cloudfunctions/community/call';
import { checkIn } from '../cloudfunctions/community/check-in';
import {
  ACCOUNTS,
  accountIdOf,
  ENTRIES,
  openAccount,
  post,
  settleDue,
  type Account,
  type Draft,
  type Effects,
  type Move,
  type Verdict,
} from '../cloudfunctions/community/ledger';
import type { EntryDocument } from '../cloudfunctions/community/ledger/stored-entry';
import type { Documents } from '../cloudfunctions/platform/documents';
import { startTestGateway, type TestGateway } from '../local/gateway/testing';
import { DAY_MS } from './support/community';
import { memberCall } from './support/member-call';
import { LostCall, withFaults, type Fault } from './support/faults';

const NOW = Date.UTC(2026, 5, 18, 2);
const faultsOf = fc.array(fc.constantFrom<Fault>('none', 'none', 'before', 'after'), { maxLength: 12 });

describe('the ledger, when calls to the database get lost', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  let members = 0;

  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../cloudfunctions/platform/cloudbase-documents'));
  });
  afterAll(() => gateway.close());

  const callOf = (memberId: string, documents: Documents, requestId: string, nowMs: number): MemberCall =>
    memberCall({
      memberId,
      documents,
      requestId,
      nowMs,
      random: () => 0.5,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });

  async function newMember(): Promise<string> {
    const memberId = `m${(members += 1)}`;
    await openAccount(callOf(memberId, openDocuments(), '', NOW), memberId);
    return memberId;
  }

  const persist = (memberId: string, requestId: string, nowMs: number, faults: readonly Fault[]) =>
    untilAnswered(faults, (documents) => checkIn.run(callOf(memberId, documents, requestId, nowMs), {}));

  /** A client that sends the same wish until an answer comes. */
  async function untilAnswered<T>(faults: readonly Fault[], send: (documents: Documents) => Promise<T>) {
    const documents = withFaults(openDocuments(), faults[Symbol.iterator]());
    for (;;) {
      try {
        return await send(documents);
      } catch (error) {
        if (!(error instanceof LostCall) && !((error as Error).cause instanceof LostCall)) throw error;
      }
    }
  }

  const accountOf = (memberId: string) => openDocuments().get<Account>(ACCOUNTS, accountIdOf(memberId));

  it('one wish counts once, whatever is lost, sent twice at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(faultsOf, faultsOf, async (one, other) => {
        const memberId = await newMember();
        const answers = await Promise.all(
          [one, other].map((faults) => persist(memberId, 'the-same-wish', NOW, faults)),
        );
        for (const answer of answers)
          expect(answer).toMatchObject({ data: { earnedPoints: 10, balancePoints: 10 } });
        expect(await accountOf(memberId)).toMatchObject({ seq: 1, availablePoints: 10, growthValue: 10 });
      }),
      { numRuns: 60 },
    );
  });

  it('nine days leave an entry each and the gift for seven, all in one of their two places, and a balance that is their sum', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(faultsOf, { minLength: 9, maxLength: 9 }), async (faultsByDay) => {
        const memberId = await newMember();
        for (const [day, faults] of faultsByDay.entries()) {
          await persist(memberId, `wish-of-day-${day}`, NOW + day * DAY_MS, faults);
        }
        const account = await accountOf(memberId);
        if (!account) throw new Error('no account');
        const seen = new Map(account.pending.map((entry) => [entry.seq, entry.legs.me ?? 0]));
        const firstDay = Math.floor((NOW + 8 * 3_600_000) / DAY_MS);
        const keys = Array.from({ length: 9 }, (_, day) => `ci:${firstDay + day}`).concat('tk:streak_7:o');
        for (const key of keys) {
          const copy = await openDocuments().get<EntryDocument>(ENTRIES, `j:${memberId}:${key}`);
          if (copy) seen.set(copy.seq, copy.legs.me ?? 0);
        }
        expect([...seen.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        expect([...seen.values()].reduce((a, b) => a + b, 0)).toBe(account.availablePoints);
        expect(account.availablePoints).toBe(160);
      }),
      { numRuns: 15 },
    );
  });

  const earning = (key: string, limit = 'test:day'): Verdict<never> => ({
    effects: {
      key,
      fact: { type: 'test' },
      rulebookVersion: 1,
      move: { kind: 'earn', points: 5, from: 'issuer:test' },
      limits: [{ name: limit, amount: 1, cap: 9, endsAtMs: NOW + DAY_MS }],
    },
  });

  it.each(['x:m202706', 'ro:7'])(
    'keeps the key %s, of what runs out by itself, closed to rooms',
    async (key) => {
      const memberId = await newMember();
      const call = callOf(memberId, openDocuments(), 'a-request', NOW);
      const posted = await post(call, { memberId, once: { key, input: {} }, decide: () => earning(key) });
      expect(posted).toMatchObject({ refusal: 'INVALID_KEY' });
      expect(await accountOf(memberId)).toMatchObject({ ver: 0, seq: 0 });
    },
  );

  it('does not take what cannot be stored for a lost answer: it fails at once', async () => {
    const memberId = await newMember();
    const documents = openDocuments();
    const call = callOf(memberId, documents, 'a-request', NOW);
    const wish = { memberId, once: { key: 'k', input: {} }, decide: () => earning('k', 'a.path') };
    await expect(post(call, wish)).rejects.toThrow(TypeError);
    expect(documents.callCount).toBeLessThanOrEqual(2);
  });

  const postOf = (memberId: string, documents: Documents, key: string) =>
    post(callOf(memberId, documents, 'a-request', NOW), {
      memberId,
      once: { key, input: {} },
      decide: () => earning(key, `limit:${key}`),
    });
  const standing = async (memberId: string, keys: readonly string[]) => {
    const { pending } = (await accountOf(memberId)) as Account;
    const copies = keys.map((key) => openDocuments().get<EntryDocument>(ENTRIES, `j:${memberId}:${key}`));
    const left = (await Promise.all(copies)).flatMap((copy) => (copy ? [copy.seq] : []));
    return { carried: pending.map(({ seq }) => seq), left: left.sort((a, b) => a - b) };
  };
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('carries entries that cannot be copied, 32 at most, and lets them leave when that is over', async () => {
    const memberId = await newMember();
    const documents = openDocuments();
    const down = { ...documents, insertMany: () => Promise.reject(new LostCall('down')) };
    const keys = upTo(33).map((n) => `k${n}`);
    for (const key of keys.slice(0, 32)) await postOf(memberId, down, key);
    expect(await standing(memberId, keys)).toEqual({ carried: upTo(32), left: [] });
    await expect(postOf(memberId, down, 'k33')).rejects.toThrow(LostCall);
    await postOf(memberId, documents, 'k33');
    expect(await standing(memberId, keys)).toEqual({ carried: [33], left: upTo(32) });
  });

  it('serves thirty-two at once on one account', async () => {
    const memberId = await newMember();
    const keys = upTo(32).map((n) => `k${n}`);
    const posted = await Promise.all(keys.map((key) => postOf(memberId, openDocuments(), key)));
    const numbers = posted.map((one) => ('entry' in one ? one.entry.seq : 0));
    expect(numbers.sort((a, b) => a - b)).toEqual(upTo(32));
    const { carried, left } = await standing(memberId, keys);
    expect([...left, ...carried]).toEqual(upTo(32));
    expect(carried.length).toBeLessThan(16);
  });

  it('settles the other accounts when one of those that are due cannot be settled', async () => {
    const due = [await newMember(), await newMember()];
    for (const memberId of due) {
      const call = callOf(memberId, openDocuments(), 'a-request', NOW);
      await post(call, { memberId, once: { key: 'k', input: {} }, decide: () => earning('k') });
    }
    const later = NOW + 500 * DAY_MS;
    // The find comes through, the first account's write is lost before it arrives, and nothing more goes wrong.
    const faulty = withFaults(openDocuments(), (['none', 'before'] as Fault[])[Symbol.iterator]());
    await expect(settleDue(callOf('timer', faulty, 'a-request', later))).rejects.toThrow(AggregateError);
    const balances = await Promise.all(due.map(async (id) => (await accountOf(id))?.availablePoints));
    expect(balances).toContain(0);
  });

  const earn = (points: number): Move => ({ kind: 'earn', points, from: 'issuer:test' });
  const effectsOf = (key: string, move: Move, more: Partial<Effects> = {}): Effects => ({
    key,
    fact: { type: 'test' },
    rulebookVersion: 1,
    move,
    ...more,
  });
  const postWith = (memberId: string, documents: Documents, key: string, followUps: readonly Effects[]) =>
    post(callOf(memberId, documents, 'a-request', NOW), {
      memberId,
      once: { key, input: { key } },
      decide: () => ({ effects: effectsOf(key, earn(5)), followUps }),
    });

  it('a fact and what comes with it count once and together, whatever is lost, sent twice at the same time', async () => {
    const followUps = [
      effectsOf('k:1', earn(3)),
      effectsOf('k:2', { kind: 'void' }, { makeUpCardsDelta: 1 }),
    ];
    await fc.assert(
      fc.asyncProperty(faultsOf, faultsOf, async (one, other) => {
        const memberId = await newMember();
        const answers = await Promise.all(
          [one, other].map((faults) =>
            untilAnswered(faults, (documents) => postWith(memberId, documents, 'k', followUps)),
          ),
        );
        for (const answer of answers)
          expect(answer).toMatchObject({ entry: { _id: `j:${memberId}:k`, seq: 1 } });
        const account = (await accountOf(memberId)) as Account;
        expect(account).toMatchObject({ seq: 3, availablePoints: 8, makeUpCards: 1 });
        expect(account.pending.map(({ key }) => key)).toEqual(['k', 'k:1', 'k:2']);
      }),
      { numRuns: 40 },
    );
  });

  it('the same wish again is answered with its own entry, also when all of them have left the account', async () => {
    const memberId = await newMember();
    const followUps = upTo(8).map((n) => effectsOf(`k:${n}`, earn(n)));
    const first = await postWith(memberId, openDocuments(), 'k', followUps);
    const keys = ['k', ...followUps.map(({ key }) => key)];
    expect(await standing(memberId, keys)).toEqual({ carried: [], left: upTo(9) });
    const again = await postWith(memberId, openDocuments(), 'k', followUps);
    expect(again).toMatchObject({ entry: 'entry' in first && first.entry, replayed: true });
    expect(await accountOf(memberId)).toMatchObject({ seq: 9, availablePoints: 41 });
  });

  it.each<[string, Effects]>([
    ['INSUFFICIENT_POINTS', effectsOf('k:1', { kind: 'spend', points: 7, to: 'revenue:test' })],
    ['NO_MAKE_UP_CARD', effectsOf('k:1', earn(1), { makeUpCardsDelta: -1 })],
    ['UNKNOWN_HOLD', effectsOf('k:1', { kind: 'release', holdId: 'h' })],
    ['INVALID_KEY', effectsOf('ro:2', earn(1))],
    [
      'LIMIT_REACHED',
      effectsOf('k:1', earn(1), {
        limits: [{ name: 'test:day', amount: 2, cap: 1, endsAtMs: NOW + DAY_MS }],
      }),
    ],
  ])('writes nothing of a fact when what comes with it is refused: %s', async (refusal, followUp) => {
    const memberId = await newMember();
    const followUps = [effectsOf('k:0', earn(1)), followUp];
    expect(await postWith(memberId, openDocuments(), 'k', followUps)).toMatchObject({ refusal });
    expect(await accountOf(memberId)).toMatchObject({ ver: 0, seq: 0, availablePoints: 0, pending: [] });
  });

  /** A member who has pledged twenty of fifty points until tomorrow. */
  async function pledged(): Promise<string> {
    const memberId = await newMember();
    const call = callOf(memberId, openDocuments(), 'a-request', NOW);
    const pledge: Move = {
      kind: 'hold',
      points: 20,
      holdId: 'p',
      expiresAtMs: NOW + DAY_MS,
      forfeitTo: 'revenue:challenge',
    };
    const decide = () => ({ effects: effectsOf('k', earn(50)), followUps: [effectsOf('p', pledge)] });
    await post(call, { memberId, once: { key: 'k', input: {} }, decide });
    return memberId;
  }

  /** The timer, a day and a half later; only what it tells of these members. */
  async function settled(documents: Documents, memberIds: readonly string[], fails = false) {
    const told: [member: string, types: string[]][] = [];
    const tell = (memberId: string, drafts: readonly Draft[]): Promise<void> => {
      if (!memberIds.includes(memberId)) return Promise.resolve();
      told.push([memberId, drafts.map(({ fact }) => fact.type)]);
      return fails ? Promise.reject(new Error('nobody listens')) : Promise.resolve();
    };
    await settleDue(callOf('timer', documents, 'a-request', NOW + 1.5 * DAY_MS), tell).catch(
      (error: unknown) => {
        if (!(error instanceof AggregateError)) throw error;
      },
    );
    return told;
  }

  it('tells what has run out once it is written, each once', async () => {
    const memberId = await pledged();
    expect(await settled(openDocuments(), [memberId])).toEqual([[memberId, ['hold_forfeited']]]);
    expect(await accountOf(memberId)).toMatchObject({ availablePoints: 30, frozenPoints: 0, holds: {} });
    expect(await settled(openDocuments(), [memberId])).toEqual([]);
  });

  it('tells nothing that another write has settled in the meantime', async () => {
    const memberId = await pledged();
    const documents = openDocuments();
    const find: Documents['find'] = async (...args) => {
      const due = await documents.find(...args);
      const call = callOf(memberId, openDocuments(), 'a-request', NOW + 1.2 * DAY_MS);
      await post(call, { memberId, once: { key: 'l', input: {} }, decide: () => earning('l', 'later') });
      return due as never;
    };
    expect(await settled({ ...documents, find }, [memberId])).toEqual([]);
    expect(await accountOf(memberId)).toMatchObject({ seq: 4, availablePoints: 35, frozenPoints: 0 });
  });

  it('settles everybody although nobody listens', async () => {
    const members = [await pledged(), await pledged()];
    expect(await settled(openDocuments(), members, true)).toHaveLength(2);
    for (const memberId of members)
      expect(await accountOf(memberId)).toMatchObject({ frozenPoints: 0, seq: 3 });
  });
});
