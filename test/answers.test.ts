import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ask,
  checkIn,
  clockTo,
  dataOf,
  DAY_MS,
  home,
  MONDAY_MS,
  newRequestId,
  openCommunity,
  type Community,
} from './support/community';
import { addressFor, DRAW, enrich, redeemed, shelve } from './support/mall';

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** What each answer about days and tasks takes at most. */
const MOST_BYTES = {
  tasks: 5_250,
  claimTask: 5_300,
  checkInCalendar: 3_400,
  makeUp: 3_400,
  challenges: 750,
  joinChallenge: 750,
  buyMakeUpCard: 160,
  checkIn: 1_900,
};

/** What each answer about the mall takes at most; thirty items, and twenty orders a page. */
const MOST_MALL_BYTES = {
  mall: 10_600,
  mallItem: 2_050,
  draw: 1_750,
  orders: 4_850,
  order: 720,
  drawnOrder: 1_200,
  addresses: 260,
};

/** What a phone waits for each morning. */
describe('answers', () => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
    for (let index = 0; index < 12; index += 1) await checkIn(community.url, `o-answer-${index}`);
  });
  afterAll(() => community.close());

  it('stay small with a full board: the first page 3.1 KB, the leaderboard 1.6 KB, the own page 1.3 KB', async () => {
    const { url } = community;
    const homeAnswer = await ask(url, 'o-answer-0', 'home');
    const board = await ask(url, 'o-answer-0', 'leaderboard');
    expect(dataOf(homeAnswer).top10).toHaveLength(10);
    expect(bytesOf(homeAnswer)).toBeLessThanOrEqual(3_150);
    expect(bytesOf(board)).toBeLessThanOrEqual(1_640);
    expect(bytesOf(await ask(url, 'o-answer-0', 'profile'))).toBeLessThanOrEqual(1_330);
  });

  it('stay small about days and tasks', async () => {
    const { url } = community;
    const openid = 'o-answer-3';
    // The end of a month of 31 days, when all that can be shown of it is there.
    for (let day = 2; day <= 31; day += 1) {
      await clockTo(url, MONDAY_MS + (day - 1) * DAY_MS);
      if (day !== 30) dataOf(await checkIn(url, openid));
    }
    const bytes: Record<string, number> = {};
    const measure = async (action: 'tasks' | 'challenges' | 'checkInCalendar') => {
      bytes[action] = bytesOf(await ask(url, openid, action));
    };
    const change = async (
      action: 'makeUp' | 'claimTask' | 'buyMakeUpCard' | 'joinChallenge',
      input: object,
    ) => {
      const answer = await ask(url, openid, action, input, newRequestId());
      expect(answer).toMatchObject({ ok: true });
      bytes[action] = bytesOf(answer);
    };
    await change('joinChallenge', { challengeId: 'week_of_seven', pledgePoints: 50 });
    await change('claimTask', { taskId: 'three_days', period: 'o' });
    await change('buyMakeUpCard', { pricePoints: 60 });
    for (const action of ['tasks', 'challenges', 'checkInCalendar'] as const) await measure(action);
    await change('makeUp', { day: '2027-03-30' });
    bytes['checkIn'] = bytesOf(await checkIn(url, openid));
    for (const [action, most] of Object.entries(MOST_BYTES)) {
      expect([action, bytes[action]]).toEqual([action, expect.any(Number)]);
      expect([action, (bytes[action] ?? 0) <= most]).toEqual([action, true]);
    }
  }, 120_000);

  it('stay small about the mall: thirty items, an item with all that one can have, an order, pages of them', async () => {
    const { url } = community;
    const openid = 'o-answer-4';
    await enrich(url, openid, 1_000);
    const addressId = await addressFor(url, openid);
    const description = Array.from({ length: 4 }, () => '厚帆布，能水洗，装得下一周的泥巴。'.repeat(4));
    for (let index = 0; index < 30; index += 1) {
      await shelve(url, `item-${index}`, { pricePoints: 1, description, title: `帆布包第 ${index} 号` }, 9);
    }
    const variants = Array.from({ length: 6 }, (_, index) => ({
      variantId: `v${index}`,
      name: `第 ${index} 款`,
    }));
    const limits = { perDay: 3, perWeek: 5, ever: 9 };
    const tierPrices = [2, 3, 4, 5, 6].map((fromLevel) => ({ fromLevel, pricePoints: 1 }));
    await shelve(
      url,
      'all',
      { pricePoints: 2, description, variants, limits, tierPrices, minTierLevel: 1 },
      9,
    );
    await shelve(url, 'dice', { ...DRAW, pricePoints: 1, description }, 9);
    for (let index = 0; index < 21; index += 1) {
      await redeemed(community, openid, `item-${index}`, { pricePoints: 1, addressId });
    }
    const { orderId } = await redeemed(community, openid, 'item-1', { pricePoints: 1, addressId });
    const drawn = await redeemed(community, openid, 'dice', { pricePoints: 1, quantity: 3 });
    const asked = {
      mall: await ask(url, openid, 'mall'),
      mallItem: await ask(url, openid, 'mallItem', { itemId: 'all' }),
      draw: await ask(url, openid, 'mallItem', { itemId: 'dice' }),
      orders: await ask(url, openid, 'orders'),
      order: await ask(url, openid, 'order', { orderId }),
      drawnOrder: await ask(url, openid, 'order', { orderId: drawn.orderId }),
      addresses: await ask(url, openid, 'addresses'),
    };
    const bytes = Object.entries(asked).map(
      ([what, answer]) => [what, bytesOf(dataOf<object>(answer))] as const,
    );
    for (const [what, most] of Object.entries(MOST_MALL_BYTES)) {
      expect([what, (Object.fromEntries(bytes)[what] ?? Infinity) <= most]).toEqual([what, true]);
    }
    expect(Object.keys(asked)).toEqual(Object.keys(MOST_MALL_BYTES));
  }, 60_000);

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
