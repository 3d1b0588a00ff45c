import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { usedOf } from '../cloudfunctions/community/ledger';
import { ORDERS, type Order } from '../cloudfunctions/community/orders';
import { SHELF, stockIdOf, type Stock } from '../cloudfunctions/community/shelf';
import type { Documents } from '../cloudfunctions/platform/documents';
import { localMemberIdOf } from '../local/local-member-id';
import { clockTo, MONDAY_MS, newRequestId, openCommunity, type Community } from './support/community';
import { DONATION, openAccounts, putOnShelf, redeem, wishFor } from './support/mall';
import { documentsOf, storedAccount } from './support/stored';

jest.setTimeout(180_000);

const MEMBERS = 1_000;
/** Of each member at once, each a wish of its own. */
const TRIES = 3;
/** What comes after the payment: the claim is settled, the order is written. */
const CALLS_AFTERWARDS = 2;
/** So often the stock is tidied up, which takes two calls more. */
const TIDY_EVERY = 16;
const CALLS_OF_TIDYING = 2;

interface Line {
  readonly action: string;
  readonly outcome: string;
  readonly databaseCalls: number;
}

/** Thousands want the same thing in the same second. */
describe(`a flash sale for ${MEMBERS} members, each trying ${TRIES} times at once`, () => {
  let community: Community;
  let documents: Documents;
  const limits = { perDay: 1, perWeek: null, ever: null };
  const openids = Array.from({ length: MEMBERS }, (_, index) => `o-flash-${index}`);

  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
    documents = await documentsOf(community.url);
    await openAccounts(documents, openids.map(localMemberIdOf), 500, MONDAY_MS);
  });
  afterAll(() => community.close());

  /** Everybody at once. @returns what the doors say of each try. */
  async function rush(itemId: string): Promise<Line[]> {
    const before = community.logLines.length;
    const wish = wishFor(community, itemId);
    const answers = await Promise.all(
      openids.flatMap((openid) =>
        Array.from({ length: TRIES }, () => redeem(community, openid, wish, newRequestId())),
      ),
    );
    const lines = community.logLines
      .slice(before)
      .map((line) => JSON.parse(line) as Line)
      .filter(({ action }) => action === 'redeemItem');
    const told = (outcomes: readonly string[]) => [...outcomes].sort();
    expect(told(lines.map(({ outcome }) => outcome))).toEqual(
      told(answers.map((answer) => (answer.ok ? 'ok' : answer.code))),
    );
    return lines;
  }

  const callsOf = (lines: readonly Line[], wanted: string): number[] =>
    lines.filter(({ outcome }) => outcome === wanted).map(({ databaseCalls }) => databaseCalls);

  async function sells(itemId: string, lines: readonly Line[], stock: number, lanes: number): Promise<void> {
    expect(callsOf(lines, 'ok')).toHaveLength(stock);
    expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(
      new Set(['ok', 'LIMIT_REACHED', 'SOLD_OUT']),
    );
    expect(await documents.count(ORDERS, { item: itemId })).toBe(stock);
    // The timer tidies up what the sale has left.
    await clockTo(community.url, community.clock.nowMs() + 3_600_000);
    const ids = Array.from({ length: lanes }, (_, lane) => stockIdOf(itemId, '', lane));
    const stocks = await documents.getMany<Stock>(SHELF, ids);
    expect(stocks).toHaveLength(lanes);
    for (const each of stocks) {
      expect(each).toMatchObject({ left: 0, sold: stock / lanes, open: 0, live: {}, done: {} });
    }
  }

  async function nobodyHasTwo(itemId: string, stock: number): Promise<void> {
    const orders = await documents.find<Order>(
      ORDERS,
      { item: itemId },
      { orderBy: [['_id', 'asc']], limit: MEMBERS, fields: ['member', 'quantity', 'pointsSpent'] },
    );
    expect(new Set(orders.map(({ member }) => member)).size).toBe(stock);
    for (const order of orders) expect(order).toMatchObject({ quantity: 1, pointsSpent: 100 });
    const buyers = new Set(orders.map(({ member }) => member));
    for (const openid of openids) {
      const { limits } = await storedAccount(documents, openid);
      const used = usedOf(limits, `mi:${itemId}:day`, community.clock.nowMs());
      expect(used).toBe(buyers.has(localMemberIdOf(openid)) ? 1 : 0);
    }
  }

  it('at a stock of 100: a hundred orders, and who comes too late costs two calls', async () => {
    await putOnShelf(documents, 'flash', { ...DONATION, limits }, () => 100);
    const lines = await rush('flash');
    for (const calls of callsOf(lines, 'SOLD_OUT')) expect(calls).toBeLessThanOrEqual(2);
    const successes = callsOf(lines, 'ok');
    // Four until it is paid where this instance reads the item first, three where it knows it.
    const plain = successes.filter((calls) => calls <= 4 + CALLS_AFTERWARDS);
    expect(Math.max(...successes)).toBeLessThanOrEqual(4 + CALLS_AFTERWARDS + CALLS_OF_TIDYING);
    expect(successes.length - plain.length).toBeLessThanOrEqual(100 / TIDY_EVERY);
    await sells('flash', lines, 100, 1);
    await nobodyHasTwo('flash', 100);
  });

  it('at four lanes and a stock of 400: who comes too late looks at the other lanes, too', async () => {
    await putOnShelf(documents, 'lanes', { ...DONATION, limits, maxPerOrder: 1, lanes: 4 }, () => 100);
    const lines = await rush('lanes');
    // The account, the own lane, a look at the others; and each of these where it seemed to have something.
    const soldOut = callsOf(lines, 'SOLD_OUT');
    expect(Math.max(...soldOut)).toBeLessThanOrEqual(6);
    expect(soldOut.filter((calls) => calls > 3).length).toBeLessThanOrEqual(soldOut.length / 10);
    await sells('lanes', lines, 400, 4);
    await nobodyHasTwo('lanes', 400);
  });
});
