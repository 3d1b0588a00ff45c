import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, checkIn, clockTo, DAY_MS, home, openCommunity, type Community } from './support/community';

/** Under the basic plan's cap of 30 database calls a second, calls an action are members served. */
describe('database calls', () => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity();
  });
  afterAll(() => community.close());

  async function callsOf(run: () => Promise<unknown>): Promise<string[]> {
    const before = { ...community.gateway.calls.byAction };
    await run();
    return Object.entries(community.gateway.calls.byAction).flatMap(([action, count]) =>
      Array.from({ length: count - (before[action] ?? 0) }, () => action.replace('database.', '')),
    );
  }

  it('home: three, one more for a first arrival', async () => {
    const first = await callsOf(() => home(community.url, 'o-home'));
    expect(first.sort()).toEqual(['calculateDocument', 'getDocument', 'getDocument', 'insertDocument']);
    const next = await callsOf(() => home(community.url, 'o-home'));
    expect(next.sort()).toEqual(['calculateDocument', 'getDocument', 'getDocument']);
  });

  it('check-in: two until its commit, a third for the own rank', async () => {
    const known = await callsOf(() => checkIn(community.url, 'o-home'));
    expect(known.sort()).toEqual(['calculateDocument', 'getDocument', 'modifyDocument']);
    const arrival = await callsOf(() => checkIn(community.url, 'o-arrives-by-check-in'));
    expect(arrival.sort()).toEqual(['calculateDocument', 'getDocument', 'insertDocument']);
    const again = await callsOf(() => checkIn(community.url, 'o-home'));
    expect(again.sort()).toEqual(['calculateDocument', 'getDocument']);
  });

  it('leaderboard: three', async () => {
    const calls = await callsOf(() => ask(community.url, 'o-home', 'leaderboard'));
    expect(calls.sort()).toEqual(['calculateDocument', 'getDocument', 'getDocument']);
  });

  it('reads ten accounts for the TOP10 and none for the rank, however many members there are', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, i) => checkIn(community.url, `o-many-${i}`)));
    const { documentsExamined: before } = community.gateway.calls;
    await ask(community.url, 'o-home', 'leaderboard');
    // The own account and ten rows; the rank is counted in the index.
    expect(community.gateway.calls.documentsExamined - before).toBe(11);
  });

  it('copies entries out of the account once in four, by two calls more, after the commit', async () => {
    const counts = [];
    for (let day = 0; day < 8; day += 1) {
      await clockTo(community.url, community.clock.nowMs() + DAY_MS);
      counts.push((await callsOf(() => checkIn(community.url, 'o-copies'))).length);
    }
    expect(counts).toEqual([3, 3, 3, 5, 3, 3, 3, 5]);
  });
});
