import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ask,
  askAsIs,
  checkIn,
  clockTo,
  dataOf,
  DAY_MS,
  home,
  join,
  MONDAY_MS,
  newRequestId,
  openCommunity,
  type Community,
} from './support/community';

describe('checking in, through the whole house', () => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
  });
  afterAll(() => community.close());

  it('pays once, shows the whole new view, and refuses a second one with the same view', async () => {
    const before = await home(community.url, 'o-first');
    expect(before).toMatchObject({ balancePoints: 0, streakDays: 0, checkedInToday: false, weekScore: 0 });
    expect(before).toMatchObject({ memberDays: 1, top10: [], tasksClaimable: 1, tasksOpen: 3 });

    const first = dataOf(await checkIn(community.url, 'o-first'));
    expect(first).toMatchObject({
      earnedPoints: 10,
      balancePoints: 10,
      streakDays: 1,
      ownRank: 1,
      weekScore: 10,
      rewards: [],
      guide: { tasks: [{}, { taskId: 'starter_task', state: 'claimable' }, {}] },
    });
    expect(first).toMatchObject({
      businessDay: before.businessDay,
      checkedInToday: true,
      tier: { level: 1 },
    });

    const second = await checkIn(community.url, 'o-first');
    expect(second).toMatchObject({ ok: false, code: 'ALREADY_CHECKED_IN', data: first });

    const after = await home(community.url, 'o-first');
    expect(after).toMatchObject({
      balancePoints: 10,
      streakDays: 1,
      checkedInToday: true,
      guide: first.guide,
    });
    expect(after.top10).toMatchObject([{ rank: 1, weekScore: 10, isMe: true }]);
  });

  it('answers the same request again with the same answer', async () => {
    const requestId = newRequestId();
    const first = await checkIn(community.url, 'o-again', requestId);
    expect(await checkIn(community.url, 'o-again', requestId)).toEqual(first);
  });

  it('refuses whoever is no member, and keeps nothing of it', async () => {
    const answer = await askAsIs(community.url, 'o-stranger', 'checkIn', {}, newRequestId());
    expect(answer).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
    await join(community.url, 'o-stranger');
    expect(await home(community.url, 'o-stranger')).toMatchObject({ balancePoints: 0, streakDays: 0 });
  });

  it('refuses a day that is not today, and says which day is', async () => {
    const { businessDay } = await home(community.url, 'o-day');
    for (const day of ['2020-01-01', '2099-12-31']) {
      const answer = await checkIn(community.url, 'o-day', newRequestId(), { day });
      expect(answer).toMatchObject({ ok: false, code: 'DAY_CHANGED', data: { businessDay } });
    }
    expect(await home(community.url, 'o-day')).toMatchObject({ balancePoints: 0, streakDays: 0 });
    expect(await checkIn(community.url, 'o-day', newRequestId(), { day: businessDay })).toMatchObject({
      ok: true,
    });
  });

  it('raises the balance once when one member taps 64 times at once', async () => {
    await join(community.url, 'o-storm');
    const answers = await Promise.all(Array.from({ length: 64 }, () => checkIn(community.url, 'o-storm')));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.code]));
    expect(new Set(codes)).toEqual(new Set(['ALREADY_CHECKED_IN']));
    expect(await home(community.url, 'o-storm')).toMatchObject({
      balancePoints: 10,
      streakDays: 1,
      weekScore: 10,
    });
  });

  it('serves 200 members at once, and ranks them all', async () => {
    const openids = Array.from({ length: 200 }, (_, i) => `o-crowd-${i}`);
    await Promise.all(openids.map((openid) => join(community.url, openid)));
    const answers = await Promise.all(openids.map((openid) => checkIn(community.url, openid)));
    for (const answer of answers) expect(dataOf(answer)).toMatchObject({ balancePoints: 10, streakDays: 1 });
    const board = dataOf(await ask(community.url, 'o-crowd-7', 'leaderboard'));
    expect(board.top10).toHaveLength(10);
    expect(board.top10.every((row) => row.rank === 1 && row.weekScore === 10)).toBe(true);
    expect(board.me).toMatchObject({ ownRank: 1, weekScore: 10 });
  }, 120_000);

  it('goes on the next day: the streak grows, the entries move out of the account, the board begins anew on Monday', async () => {
    const openid = 'o-faithful';
    const balances = [];
    for (let day = 0; day < 9; day += 1) {
      if (day > 0) await clockTo(community.url, community.clock.nowMs() + DAY_MS);
      const answer = dataOf(await checkIn(community.url, openid));
      expect(answer.streakDays).toBe(day + 1);
      expect(answer.weekScore).toBe(10 * answer.weekStrip.filter(({ state }) => state === 'done').length);
      balances.push(answer.balancePoints);
    }
    // 10 a day, and the bonus cycle 0 0 5 5 10 10 20, begun anew on the eighth day; 20 for seven days in a row, and on the
    // second Monday 15 for the five days of the week before.
    expect(balances).toEqual([10, 20, 35, 50, 70, 90, 140, 165, 175]);
    const others = await home(community.url, 'o-first');
    expect(others).toMatchObject({ streakDays: 0, balancePoints: 10, weekScore: 0 });
  });
});
