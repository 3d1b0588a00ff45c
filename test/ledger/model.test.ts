import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LedgerCall } from '../../cloudfunctions/community/call';
import { collections } from '../../cloudfunctions/community/collections';
import {
  accountIdOf,
  ACCOUNTS,
  post,
  type Account,
  type Effects,
  type Move,
} from '../../cloudfunctions/community/ledger';
import { defaultRulebook } from '../../cloudfunctions/community/rulebook';
import type { Documents } from '../../cloudfunctions/platform/documents';
import { startTestGateway, type TestGateway } from '../../local/gateway/testing';
import { commandsOf, newModel, type Post, type Real } from './model';
import { interleaved } from './interleaved';

const NOW = Date.UTC(2026, 5, 18, 2);

describe('the ledger through the real SDK and gateway', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  let members = 0;

  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../../cloudfunctions/platform/cloudbase-documents'));
  });
  afterAll(() => gateway.close());

  const effectsOf = (key: string, move: Move): Effects => ({
    key,
    fact: { type: 'test' },
    rulebookVersion: 1,
    move,
  });
  const newMember = () => `m${(members += 1)}`;
  const accountOf = (memberId: string) => openDocuments().get<Account>(ACCOUNTS, accountIdOf(memberId));

  const posting =
    (
      memberId: string,
      documents = openDocuments(),
      sleep: LedgerCall['sleep'] = () => Promise.resolve(),
    ): Post =>
    (key, move, nowMs = NOW, then = []) => {
      const call: LedgerCall = {
        documents,
        nowMs,
        clockMs: () => nowMs,
        random: () => 0.5,
        sleep,
        rulebook: defaultRulebook,
      };
      return post(call, {
        memberId,
        once: { key, input: { key } },
        decide: () => ({
          effects: effectsOf(key, move),
          followUps: then.map((next, index) => effectsOf(`${key}:${index}`, next)),
        }),
      });
    };

  it('does what a map of balances does, move by move', async () => {
    const documents = openDocuments();
    await fc.assert(
      fc.asyncProperty(fc.commands(commandsOf(), { maxCommands: 25 }), async (commands) => {
        const memberId = newMember();
        const real: Real = {
          post: posting(memberId, documents),
          account: () => accountOf(memberId),
          entries: [],
        };
        await fc.asyncModelRun(() => ({ model: newModel(NOW), real }), commands);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  /** Runs posts on one account side by side; the scheduler decides whose call to the database goes first. */
  async function race(
    scheduler: fc.Scheduler,
    memberId: string,
    posts: readonly [key: string, move: Move, then?: readonly Move[]][],
  ) {
    const all = posts.map(([key, move, then], index) => {
      const documents = interleaved(openDocuments(), scheduler, `post ${index}`);
      const pause = () => scheduler.schedule(Promise.resolve(), 'pause');
      return posting(memberId, documents, pause)(key, move, NOW, then);
    });
    return scheduler.waitFor(Promise.all(all));
  }

  const earn = (points: number): Move => ({ kind: 'earn', points, from: 'issuer:test' });
  const spend = (points: number): Move => ({ kind: 'spend', points, to: 'revenue:test' });

  it('carries one key out once, whoever comes first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isNew) => {
        const memberId = newMember();
        if (!isNew) await posting(memberId)('before', earn(1));
        const same: [string, Move] = ['k', earn(10)];
        const posted = await race(scheduler, memberId, [same, same, same]);
        const entries = posted.map((one) => ('entry' in one ? one : undefined));
        expect(new Set(entries.map((one) => one?.entry.hash)).size).toBe(1);
        expect(entries.filter((one) => one?.replayed === false)).toHaveLength(1);
        expect(await accountOf(memberId)).toMatchObject({ availablePoints: isNew ? 10 : 11 });
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('spends a whole balance once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const memberId = newMember();
        await posting(memberId)('before', earn(50));
        const posted = await race(scheduler, memberId, [
          ['a', spend(50)],
          ['b', spend(50)],
        ]);
        expect(posted.filter((one) => 'entry' in one)).toHaveLength(1);
        expect(
          posted.filter((one) => 'refusal' in one && one.refusal === 'INSUFFICIENT_POINTS'),
        ).toHaveLength(1);
        expect(await accountOf(memberId)).toMatchObject({ availablePoints: 0, seq: 2 });
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('ends a hold one way or the other, never both', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const memberId = newMember();
        await posting(memberId)('before', earn(50));
        await posting(memberId)('hold', { kind: 'hold', points: 20, holdId: 'h', expiresAtMs: NOW + 9_999 });
        const [captured, released] = await race(scheduler, memberId, [
          ['c', { kind: 'capture', holdId: 'h', to: 'revenue:test' }],
          ['r', { kind: 'release', holdId: 'h' }],
        ]);
        const outcomes = [captured, released].map((one) => one && 'refusal' in one && one.refusal);
        expect([...outcomes].sort()).toEqual(['UNKNOWN_HOLD', false]);
        const availablePoints = outcomes[0] === false ? 30 : 50;
        expect(await accountOf(memberId)).toMatchObject({
          availablePoints,
          frozenPoints: 0,
          holds: {},
          seq: 3,
        });
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('writes what comes with a fact together with it or not at all, whoever else is there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const memberId = newMember();
        await posting(memberId)('before', earn(50));
        const bought: [string, Move, Move[]] = ['a', spend(30), [earn(4), spend(9)]];
        const [first, again, other] = await race(scheduler, memberId, [bought, bought, ['b', spend(45)]]);
        const { pending, ...account } = (await accountOf(memberId)) as Account;
        const written = pending.map(({ key }) => key);
        if (other && 'entry' in other) {
          expect([first, again]).toMatchObject([
            { refusal: 'INSUFFICIENT_POINTS' },
            { refusal: 'INSUFFICIENT_POINTS' },
          ]);
          expect(written).toEqual(['before', 'b']);
          expect(account.availablePoints).toBe(5);
        } else {
          expect([first, again]).toMatchObject([{ entry: { kind: 'spend' } }, { entry: { kind: 'spend' } }]);
          expect(written).toEqual(['before', 'a', 'a:0', 'a:1']);
          expect(account.availablePoints).toBe(15);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
