import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, checkIn, dataOf, home, openCommunity, type Community } from './support/community';

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** What a phone waits for each morning. */
describe('answers', () => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity();
    for (let index = 0; index < 12; index += 1) await checkIn(community.url, `o-answer-${index}`);
  });
  afterAll(() => community.close());

  it('stay small with a full board: the first page 2.2 KB, the leaderboard 1.6 KB, the own page 1.3 KB', async () => {
    const { url } = community;
    const homeAnswer = await ask(url, 'o-answer-0', 'home');
    const board = await ask(url, 'o-answer-0', 'leaderboard');
    expect(dataOf(homeAnswer).top10).toHaveLength(10);
    expect(bytesOf(homeAnswer)).toBeLessThanOrEqual(2_250);
    expect(bytesOf(board)).toBeLessThanOrEqual(1_640);
    expect(bytesOf(await ask(url, 'o-answer-0', 'profile'))).toBeLessThanOrEqual(1_330);
  });

  it('tell the first page what else pays today, and the size of the board that the rulebook has', async () => {
    const { nextThings, boardRows } = await home(community.url, 'o-answer-1');
    expect(nextThings.map(({ fact }) => fact)).toEqual(['quality_pick', 'report_upheld']);
    expect(nextThings.every(({ points, timesLeftToday }) => points > 0 && timesLeftToday > 0)).toBe(true);
    expect(boardRows).toBe(10);
  });

  it("agree with each other on the member's standing", async () => {
    const { url } = community;
    const first = await home(url, 'o-answer-2');
    const own = dataOf(await ask(url, 'o-answer-2', 'profile'));
    const { displayName, avatar, balancePoints, streakDays, tier, weekScore, ownRank } = first;
    expect(own).toMatchObject({ displayName, avatar, balancePoints, streakDays, tier, weekScore, ownRank });
    expect(own.tiers[tier.level - 1]).toEqual({ name: tier.name, growthValue: tier.floorGrowthValue });
    expect(own.tiers).toHaveLength(tier.levels);
  });
});
