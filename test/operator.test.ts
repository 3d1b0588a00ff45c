import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOCAL_OWNERS } from '../local/local-owners';
import {
  ask,
  checkIn,
  clockTo,
  dataOf,
  DAY_MS,
  newRequestId,
  openCommunity,
  operate,
  type Community,
} from './support/community';

describe('the operator door', () => {
  let community: Community;
  let memberId: string;
  const openid = 'o-member';
  const account = async (id = memberId) => dataOf(await operate(community.url, 'account', { memberId: id }));

  beforeAll(async () => {
    community = await openCommunity();
    await checkIn(community.url, openid);
    const board = dataOf(await ask(community.url, openid, 'leaderboard'));
    memberId = board.top10[0]?.memberId ?? '';
  });
  afterAll(() => community.close());

  it('lets nobody in who has no role', async () => {
    const answer = await operate(community.url, 'account', { memberId }, { as: openid });
    expect(answer).toMatchObject({ ok: false, code: 'FORBIDDEN' });
  });

  it('shows an account with its entries, accounts and hashes', async () => {
    const shown = await account();
    expect(shown).toMatchObject({ balancePoints: 10, debtPoints: 0, streakDays: 1 });
    expect(shown.entries).toMatchObject([
      { seq: 1, kind: 'earn', pointsDelta: 10, fact: { type: 'check_in' }, rulebookVersion: 1 },
    ]);
    expect(shown.headHash).toBe(shown.entries[0]?.hash);
    expect(await operate(community.url, 'account', { memberId: 'x'.repeat(24) })).toMatchObject({
      code: 'MEMBER_NOT_FOUND',
    });
  });

  it('adjusts with a reason, once for a request', async () => {
    const requestId = newRequestId();
    const wish = { memberId, points: 90, reason: 'compensation' };
    const first = dataOf(await operate(community.url, 'adjust', wish, { requestId }));
    expect(first).toMatchObject({ state: 'done', pointsDelta: 90, balancePoints: 100 });
    const again = dataOf(await operate(community.url, 'adjust', wish, { requestId }));
    expect(again).toEqual(first);
    const other = await operate(community.url, 'adjust', { ...wish, points: 91 }, { requestId });
    expect(other).toMatchObject({ ok: false, code: 'KEY_REUSED' });
    expect(await account()).toMatchObject({ balancePoints: 100 });
  });

  it.each([0, 0.5, -0.1, 2 ** 53, -(2 ** 53)])('refuses to adjust by %p', async (points) => {
    const answer = await operate(community.url, 'adjust', { memberId, points, reason: 'event' });
    expect(answer).toMatchObject({ ok: false, code: 'INVALID_AMOUNT' });
  });

  it('refuses amounts that are no numbers, reasons it does not know, and more than there is', async () => {
    for (const points of ['5', null, { $inc: 5 }, [5]]) {
      const answer = await operate(community.url, 'adjust', { memberId, points, reason: 'event' });
      expect(answer).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
    }
    const reason = await operate(community.url, 'adjust', { memberId, points: 1, reason: 'because' });
    expect(reason).toMatchObject({ code: 'INVALID_INPUT' });
    const more = await operate(community.url, 'adjust', { memberId, points: -101, reason: 'violation' });
    expect(more).toMatchObject({ code: 'INSUFFICIENT_POINTS' });
    expect(await account()).toMatchObject({ balancePoints: 100 });
  });

  it('takes two people above the limit', async () => {
    const requestId = newRequestId();
    const wish = { memberId, points: 1_001, reason: 'event' };
    const proposed = dataOf(await operate(community.url, 'adjust', wish, { requestId }));
    expect(proposed).toEqual({ state: 'proposed', adjustmentId: requestId });
    expect(dataOf(await operate(community.url, 'adjust', wish, { requestId }))).toEqual(proposed);
    expect(await operate(community.url, 'adjust', { ...wish, points: 1_002 }, { requestId })).toMatchObject({
      code: 'KEY_REUSED',
    });
    expect(await account()).toMatchObject({ balancePoints: 100 });

    const approve = (as: string) =>
      operate(community.url, 'approveAdjustment', { adjustmentId: requestId }, { as });
    expect(await approve(LOCAL_OWNERS[0])).toMatchObject({ ok: false, code: 'SAME_PERSON' });
    expect(dataOf(await approve(LOCAL_OWNERS[1]))).toMatchObject({
      pointsDelta: 1_001,
      balancePoints: 1_101,
    });
    expect(dataOf(await approve(LOCAL_OWNERS[1]))).toMatchObject({ balancePoints: 1_101 });
    const unknown = { adjustmentId: 'never-proposed' };
    expect(await operate(community.url, 'approveAdjustment', unknown)).toMatchObject({
      code: 'ADJUSTMENT_NOT_FOUND',
    });
  });

  it('records a verdict once for its id, within its limits', async () => {
    const record = (factId: string) =>
      operate(community.url, 'recordFact', { memberId, type: 'quality_pick', factId });
    const first = dataOf(await record('post-1'));
    expect(first).toMatchObject({ pointsDelta: 10 });
    expect(dataOf(await record('post-1'))).toMatchObject({ seq: first.seq });
    await record('post-2');
    await record('post-3');
    expect(await record('post-4')).toMatchObject({ ok: false, code: 'LIMIT_REACHED' });
    const { items } = dataOf(await ask(community.url, openid, 'earnCatalogue'));
    expect(items.find((item) => item.fact === 'quality_pick')).toMatchObject({
      points: 0,
      timesLeftToday: 0,
    });
    expect(items.find((item) => item.fact === 'check_in')).toMatchObject({ points: 0, timesLeftToday: 0 });
  });

  it('reverses an entry once: growth and week score go with it, what is spent becomes debt', async () => {
    const before = await account();
    const pick = before.entries.find((entry) => entry.fact.type === 'quality_pick');
    if (!pick) throw new Error('no pick');
    const { weekScore } = dataOf(await ask(community.url, openid, 'leaderboard')).me;
    await operate(community.url, 'adjust', { memberId, points: -1_000, reason: 'correction' });
    await operate(community.url, 'adjust', { memberId, points: -131, reason: 'correction' });
    const requestId = newRequestId();
    const reversed = dataOf(
      await operate(community.url, 'reverse', { memberId, seq: pick.seq }, { requestId }),
    );
    expect(reversed).toMatchObject({ pointsDelta: -10, balancePoints: 0, debtPoints: 10 });
    const again = await operate(community.url, 'reverse', { memberId, seq: pick.seq }, { requestId });
    expect(dataOf(again)).toMatchObject({ seq: reversed.seq });
    expect(await operate(community.url, 'reverse', { memberId, seq: pick.seq })).toMatchObject({
      code: 'ALREADY_REVERSED',
    });
    expect(await operate(community.url, 'reverse', { memberId, seq: reversed.seq })).toMatchObject({
      code: 'NOT_REVERSIBLE',
    });
    expect(await operate(community.url, 'reverse', { memberId, seq: 9_999 })).toMatchObject({
      code: 'ENTRY_NOT_FOUND',
    });
    const after = await account();
    expect(after.growthValue).toBe(before.growthValue - 20);
    expect(dataOf(await ask(community.url, openid, 'leaderboard')).me.weekScore).toBe(weekScore - 40);
    expect(after.balancePoints - after.debtPoints).toBe(
      after.entries.reduce((sum, entry) => sum + entry.pointsDelta, 0),
    );
  });

  it('lets points run out by the timer, without anybody coming by', async () => {
    await checkIn(community.url, 'o-sleeper');
    const board = dataOf(await ask(community.url, 'o-sleeper', 'leaderboard'));
    const sleeper = board.top10.find((row) => row.isMe)?.memberId ?? '';
    await clockTo(community.url, community.clock.nowMs() + 420 * DAY_MS);
    const deadline = Date.now() + 10_000;
    let entries = (await account(sleeper)).entries;
    while (entries.length < 2 && Date.now() < deadline) entries = (await account(sleeper)).entries;
    expect(entries).toMatchObject([
      { kind: 'expire', pointsDelta: -10, balanceAfter: 0, reason: '积分到期' },
      { kind: 'earn' },
    ]);
    // Ten thousand runs of the timer.
  }, 120_000);
});
