import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ask,
  checkIn,
  clockTo,
  dataOf,
  DAY_MS,
  home,
  MONDAY_MS,
  openCommunity,
  operate,
  send,
  type Community,
} from './support/community';

const openid = 'o-reader';
const DAYS = 45;
/** Gifts for 7, 14, 21 and 30 days in a row, and six weeks with five days in them. */
const REWARDS = 4 + 6;

describe('the statement', () => {
  let community: Community;
  const statement = async (input: object = {}) =>
    dataOf(await ask(community.url, openid, 'statement', input));

  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
    for (let day = 0; day < DAYS; day += 1) {
      if (day > 0) await clockTo(community.url, community.clock.nowMs() + DAY_MS);
      await checkIn(community.url, openid);
    }
  }, 120_000);
  afterAll(() => community.close());

  it('shows every entry once, newest first, each with its reason, and adds up to the balance', async () => {
    const lines = [];
    let cursor: number | null | undefined;
    do {
      const page = await statement(cursor ? { cursor } : {});
      expect(page.lines.length).toBeLessThanOrEqual(20);
      lines.push(...page.lines);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const count = DAYS + REWARDS;
    expect(lines.map((line) => line.seq)).toEqual(Array.from({ length: count }, (_, i) => count - i));
    const { balancePoints } = await home(community.url, openid);
    expect(lines.reduce((sum, line) => sum + line.pointsDelta, 0)).toBe(balancePoints);
    expect(lines[0]?.balanceAfter).toBe(balancePoints);
    expect(lines.filter(({ reason }) => /第 \d+ 天/.test(reason))).toHaveLength(DAYS);
    const gifts = lines.filter(({ reason }) => reason.startsWith('完成任务：连签'));
    expect(gifts.map(({ reason, pointsDelta }) => [reason, pointsDelta])).toEqual([
      ['完成任务：连签 30 天', 60],
      ['完成任务：连签 21 天', 40],
      ['完成任务：连签 14 天', 30],
      ['完成任务：连签 7 天', 20],
    ]);
    expect(lines.filter(({ reason }) => reason === '完成任务：这周签到 5 天')).toHaveLength(6);
  });

  it('stays as it is while new entries arrive', async () => {
    const first = await statement();
    const second = await statement({ cursor: first.nextCursor });
    await clockTo(community.url, community.clock.nowMs() + DAY_MS);
    await checkIn(community.url, openid);
    expect((await statement({ cursor: first.nextCursor })).lines).toEqual(second.lines);
    expect((await statement()).lines[0]?.seq).toBe((first.lines[0]?.seq ?? 0) + 1);
  });

  it('filters by what came in, what went out, and by kind', async () => {
    const { me, top10 } = dataOf(await ask(community.url, openid, 'leaderboard'));
    expect(me.ownRank).toBe(1);
    const memberId = top10[0]?.memberId;
    await operate(community.url, 'adjust', { memberId, points: -7, reason: 'violation' });
    const out = await statement({ direction: 'out' });
    expect(out.lines).toMatchObject([{ kind: 'adjust', pointsDelta: -7, reason: '违规扣除' }]);
    expect(out.nextCursor).toBeNull();
    const adjusted = await statement({ kind: 'adjust' });
    expect(adjusted.lines).toHaveLength(1);
    const incoming = await statement({ direction: 'in' });
    expect(incoming.lines.every((line) => line.pointsDelta > 0)).toBe(true);
    expect(incoming.lines).toHaveLength(20);
  });

  it('costs two calls to the database', async () => {
    const before = community.gateway.calls.total;
    await statement();
    expect(community.gateway.calls.total - before).toBe(2);
  });

  it('says what runs out next, and shows what has run out before any write has noticed', async () => {
    const { nextExpiry, balancePoints } = await statement();
    expect(nextExpiry?.lastDay).toMatch(/^\d{4}-\d{2}-(28|29|30|31)$/);
    expect(nextExpiry?.points).toBeGreaterThan(0);
    // Far ahead everything has run out.
    await clockTo(community.url, community.clock.nowMs() + 500 * DAY_MS);
    const later = await statement();
    expect(later).toMatchObject({ balancePoints: 0, nextExpiry: null });
    const ranOut = later.lines.filter((line) => line.kind === 'expire');
    expect(ranOut.reduce((sum, line) => sum + line.pointsDelta, 0)).toBe(-balancePoints);
    expect(await home(community.url, openid)).toMatchObject({ balancePoints: 0 });
  }, 120_000);

  it.each([
    { cursor: 0 },
    { cursor: 1.5 },
    { cursor: '5' },
    { direction: 'up' },
    { kind: 'gift' },
    { page: 2 },
  ])('refuses %j', async (input) => {
    const { body } = await send(community.url, JSON.stringify({ action: 'statement', input }), openid);
    expect(body).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
  });
});
